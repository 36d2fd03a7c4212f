import fc from 'fast-check'
import t from 'tap'
import { MalformedValue } from '../../src/kernel/decimal.js'
import { exact, formatExact } from '../../src/kernel/exact.js'
import {
  addFractions,
  compareFractions,
  divideFractions,
  divideRounded,
  exactOfFraction,
  type Fraction,
  fenOf,
  fraction,
  fractionFixed,
  fractionOfDecimal,
  fractionOfExact,
  fractionOfMoney,
  fractionText,
  moneyFromFraction,
  moneyOfFen,
  multiplyFractions,
  NO_FRACTION,
  subtractFractions,
  sumFractions,
} from '../../src/kernel/fraction.js'
import { formatMoney, money } from '../../src/kernel/money.js'

const ratio = ({ numerator, denominator }: Fraction) => `${numerator}/${denominator}`

t.test('lowest terms, the sign above', async (t) => {
  t.equal(ratio(fraction(31n, 365n)), '31/365')
  t.equal(ratio(fraction(30n, 360n)), '1/12')
  t.equal(ratio(fraction(3n, -6n)), '-1/2')
  t.equal(ratio(fraction(0n, -6n)), '0/1')
  t.equal(ratio(fractionOfDecimal('0.0345')), '69/2000')
  t.equal(ratio(fractionOfDecimal('-12')), '-12/1')
  t.equal(ratio(fractionOfExact(exact('0.5'))), '1/2')
  t.throws(() => fraction(1n, 0n), RangeError)
  t.throws(() => divideFractions(fraction(1n, 2n), NO_FRACTION), RangeError)
  t.throws(() => fractionOfDecimal('1e3'), MalformedValue)
})

t.test('a tie is seen as a tie', async (t) => {
  // 6.00 at 7 % for a 30/360 month: 0.035, which no decimal of 1/12 × 0.07 shows exactly.
  const month = multiplyFractions(
    multiplyFractions(fractionOfMoney(money('6.00')), fractionOfDecimal('0.07')),
    fraction(30n, 360n),
  )
  t.equal(formatMoney(moneyFromFraction(month, 'half-up')), '0.04')
  t.equal(formatMoney(moneyFromFraction(month, 'half-even')), '0.04')
  const cases: [bigint, bigint, bigint, bigint][] = [
    [5n, 2n, 3n, 2n],
    [7n, 2n, 4n, 4n],
    [-5n, 2n, -3n, -2n],
    [5n, -2n, -3n, -2n],
    [4_999_999_999n, 2_000_000_000n, 2n, 2n],
    [5_000_000_001n, 2_000_000_000n, 3n, 3n],
    [1n, 3n, 0n, 0n],
    [-2n, 3n, -1n, -1n],
  ]
  for (const [over, under, up, even] of cases) {
    t.equal(divideRounded(over, under, 'half-up'), up, `${over}/${under} half-up`)
    t.equal(divideRounded(over, under, 'half-even'), even, `${over}/${under} half-even`)
  }
})

t.test('as text', async (t) => {
  t.equal(fractionFixed(fraction(31n, 365n), 20), '0.08493150684931506849')
  t.equal(fractionFixed(fraction(-1n, 3n), 2), '-0.33')
  t.equal(fractionFixed(fraction(-1n, 300n), 2), '0.00')
  t.equal(fractionFixed(fraction(5n, 2n), 0), '3')
  t.equal(fractionText(fraction(35n, 1000n), 20), '0.035')
  t.equal(fractionText(fraction(20n, 1n), 20), '20')
  t.equal(fractionText(fraction(100n, 1n), 0), '100')
  t.equal(formatExact(exactOfFraction(fraction(1n, 8n))), '0.125')
})

t.test('fen and money', async (t) => {
  for (const text of ['0.00', '0.05', '-0.05', '1234.50', '-999999999999999999.99']) {
    t.equal(formatMoney(moneyOfFen(fenOf(money(text)))), text)
  }
  t.throws(() => moneyFromFraction(fraction(10n ** 18n, 1n), 'half-up'), MalformedValue)
})

const anyFraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([over, under]) => fraction(over, under))

t.test('arithmetic is exact', async () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      const sum = (x: Fraction, y: Fraction) => addFractions(x, y)
      return (
        compareFractions(subtractFractions(sum(a, b), b), a) === 0 &&
        compareFractions(multiplyFractions(sum(a, b), c), sum(multiplyFractions(a, c), multiplyFractions(b, c))) ===
          0 &&
        compareFractions(sumFractions([a, b, c]), sum(c, sum(b, a))) === 0
      )
    }),
  )
})

t.test('rounding is never further than half a unit, and a tie goes by its name', async () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      (over, under) => {
        const distance = (rounded: bigint) => {
          const off = (rounded * under - over) * 2n
          return off < 0n ? -off : off
        }
        const [up, even] = [divideRounded(over, under, 'half-up'), divideRounded(over, under, 'half-even')]
        const tie = distance(up) === under
        return distance(up) <= under && distance(even) <= under && (tie ? even % 2n === 0n : up === even)
      },
    ),
  )
})
