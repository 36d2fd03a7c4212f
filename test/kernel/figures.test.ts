import fc from 'fast-check'
import t from 'tap'
import { MalformedValue } from '../../src/kernel/decimal.js'
import { divide, exact, formatExact, formatFixed, multiply } from '../../src/kernel/exact.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  type Money,
  money,
  moneyHalfEven,
  moneyHalfUp,
  negateMoney,
  subtractMoney,
  sumMoney,
  timesDown,
  timesHalfUp,
  yuan,
} from '../../src/kernel/money.js'
import {
  convert,
  emissionFactor,
  emissionsOf,
  formatQuantity,
  formatTonnes,
  quantity,
  unitsConvert,
} from '../../src/kernel/quantity.js'
import {
  annualRatePercent,
  bp,
  bpBetween,
  bpFraction,
  formatBp,
  formatRatePercent,
  rateFraction,
  rateMinusBp,
} from '../../src/kernel/rate.js'

const fen = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
const amountOf = (value: bigint): Money => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  return money(`${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`)
}

t.test('amounts read plain decimals of at most two places and nothing else', async (t) => {
  for (const text of ['0', '1', '1.5', '1234.50', '-3000000.00', '999999999999999999.99'])
    t.doesNotThrow(() => money(text), text)
  for (const text of [
    '1.005',
    '1e3',
    'NaN',
    'Infinity',
    '',
    ' 1',
    '1 ',
    '+1',
    '01',
    '1,000',
    '.5',
    '5.',
    '1000000000000000000',
    '0x10',
    '一',
  ])
    t.throws(() => money(text), MalformedValue, JSON.stringify(text))
  for (const value of [1, null, undefined, {}]) t.throws(() => money(value as never), MalformedValue)
  t.equal(formatMoney(money('1.5')), '1.50')
  t.equal(formatMoney(money('-0')), '0.00')
  t.equal(formatMoney(money('-0.00')), '0.00')
})

t.test('adding and subtracting amounts is exact and reversible', async () => {
  fc.assert(
    fc.property(fen, fen, (a, b) => {
      const x = amountOf(a)
      const y = amountOf(b)
      return (
        formatMoney(addMoney(x, y)) === formatMoney(amountOf(a + b)) &&
        compareMoney(subtractMoney(addMoney(x, y), y), x) === 0 &&
        formatMoney(sumMoney([x, negateMoney(x)])) === '0.00'
      )
    }),
  )
})

t.test('rounding is in the verb', async (t) => {
  // 0.005 is a tie: half-up goes away from zero, half-even to the even fen, down never exceeds.
  t.equal(formatMoney(moneyHalfUp(exact('0.005'))), '0.01')
  t.equal(formatMoney(moneyHalfUp(exact('-0.005'))), '-0.01')
  t.equal(formatMoney(moneyHalfEven(exact('0.005'))), '0.00')
  t.equal(formatMoney(moneyHalfEven(exact('0.015'))), '0.02')
  t.equal(formatMoney(timesHalfUp(money('0.01'), exact('0.5'))), '0.01')
  t.equal(formatMoney(timesDown(money('0.03'), exact('0.6'))), '0.01')
  t.equal(formatMoney(timesDown(money('3000000.00'), exact('0.6'))), '1800000.00')
  fc.assert(fc.property(fen, (a) => formatMoney(moneyHalfUp(yuan(amountOf(a)))) === formatMoney(amountOf(a))))
})

t.test('rates and basis points', async (t) => {
  const lpr = annualRatePercent('3.45')
  t.equal(formatRatePercent(rateMinusBp(lpr, bp('34'))), '3.11')
  t.equal(formatRatePercent(annualRatePercent('3')), '3.00')
  t.equal(formatRatePercent(annualRatePercent('3.1525')), '3.1525')
  t.equal(formatBp(bpBetween(lpr, annualRatePercent('3.05'))), '40.00')
  t.equal(formatExact(rateFraction(lpr)), '0.0345')
  t.equal(formatExact(bpFraction(bp('34'))), '0.0034')
  for (const text of ['3.4500001', '1000', '-1000', '3,45', '1e1'])
    t.throws(() => annualRatePercent(text), MalformedValue, text)
})

t.test('dimensionless decimals keep forty digits', async (t) => {
  t.equal(formatExact(divide(exact('1'), exact('3'))), `0.${'3'.repeat(40)}`)
  t.equal(formatExact(multiply(exact('12345678901234567890.12'), exact('0.0001'))), '1234567890123456.789012')
  t.equal(formatFixed(exact('79.99995'), 4), '80.0000')
  t.throws(() => divide(exact('1'), exact('0')), RangeError)
})

t.test('units convert by declaration only', async (t) => {
  t.equal(formatQuantity(convert(quantity('1.5', 'MWh'), 'MWh', 'kWh')), '1500')
  t.equal(formatQuantity(convert(quantity('2', '10^4Nm3'), '10^4Nm3', 'Nm3')), '20000')
  t.notOk(unitsConvert('kWh', 'GJ'))
  t.throws(() => convert(quantity('1', 'kWh'), 'kWh', 't'), RangeError)
  t.throws(() => quantity('-1', 'kWh'), MalformedValue)
  // 1000 kWh × 0.4715 kgCO2/kWh = 0.4715 t; Guangdong 2021, MEE/NBS notice 2024 No. 12
  t.equal(formatTonnes(emissionsOf(quantity('1000', 'kWh'), emissionFactor(exact('0.0004715'), 'kWh'))), '0.4715')
})

t.test('what must not compile', async () => {
  const amount = money('1.00')
  const rate = annualRatePercent('3.45')
  const kwh = quantity('1', 'kWh')
  const perGj = emissionFactor(exact('0.11'), 'GJ')
  const never = () => {
    // @ts-expect-error a rate is no amount
    addMoney(amount, rate)
    // @ts-expect-error there is no method on an amount
    amount.plus(amount)
    // @ts-expect-error basis points are a difference, not a rate
    rateMinusBp(rate, rate)
    // @ts-expect-error the units differ
    emissionsOf(kwh, perGj)
    // @ts-expect-error a number is no text
    money(1)
  }
  void never
})
