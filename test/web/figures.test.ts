import fc from 'fast-check'
import t from 'tap'
import { formatInstant, shanghaiDay } from '../../src/web/src/format/dates.js'
import { groupThousands, roundHalfUp, shiftLeft, subtract, trimFraction } from '../../src/web/src/format/decimal.js'
import {
  formatAmount,
  formatBp,
  formatQuantity,
  formatRate,
  formatShare,
  plainAmount,
} from '../../src/web/src/format/figures.js'
import { en } from '../../src/web/src/language/en.js'
import { zh } from '../../src/web/src/language/zh.js'

const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
  .map(([negative, digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0')
    const point = text.length - places
    const magnitude = places === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`
    return negative && digits > 0n ? `-${magnitude}` : magnitude
  })

t.test('an amount in 元 and in 万元 keeps every digit', async (t) => {
  const table: readonly (readonly [string, string, string])[] = [
    ['2754000000.00', '2,754,000,000.00', '275,400.00'],
    ['19760800.00', '19,760,800.00', '1,976.08'],
    ['3000000.01', '3,000,000.01', '300.000001'],
    ['0.01', '0.01', '0.000001'],
    ['0.00', '0.00', '0.00'],
    ['-12345.60', '-12,345.60', '-1.23456'],
    // more than a float could carry
    ['999999999999999999.99', '999,999,999,999,999,999.99', '99,999,999,999,999.999999'],
  ]
  for (const [yuan, inYuan, inWan] of table) {
    t.equal(formatAmount(yuan, 'yuan'), inYuan)
    t.equal(formatAmount(yuan, 'wan'), inWan)
  }
})

t.test('rates, basis points, shares and quantities', async (t) => {
  t.equal(formatRate('3.450000'), '3.45')
  t.equal(formatRate('3.4'), '3.40')
  t.equal(formatRate('3.123456'), '3.123456')
  t.equal(formatBp('34.0000'), '34.00')
  t.equal(formatShare('0.6'), '60')
  t.equal(formatShare('0.4715'), '47.15')
  t.equal(formatShare('-0.061149'), '-6.11')
  t.equal(formatQuantity('24305.71939'), '24,305.7194')
  t.equal(formatQuantity('0.00005'), '0.0001')
})

t.test('rounding is half up, away from zero at the tie', async (t) => {
  const table: readonly (readonly [string, number, string])[] = [
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['1.00499999999999999999', 2, '1.00'],
    ['9.995', 2, '10.00'],
    ['0.5', 0, '1'],
    ['-0.4', 0, '0'],
  ]
  for (const [text, places, rounded] of table) t.equal(roundHalfUp(text, places), rounded)
})

t.test('what a person types in an amount field', async (t) => {
  t.equal(plainAmount(' 3,000,000.00 '), '3000000.00')
  t.equal(plainAmount('１２３．４５'), '123.45')
  t.equal(plainAmount('1e3'), '1e3', 'what is no amount stays for the check to refuse')
})

t.test('instants read as on a clock in Shanghai', async (t) => {
  t.equal(formatInstant('2024-06-30T16:00:00Z'), '2024-07-01 00:00:00')
  t.equal(shanghaiDay(new Date('2024-06-30T15:59:59Z')), '2024-06-30')
})

t.test('shifting back and forth, subtracting and grouping lose nothing', async () => {
  fc.assert(
    fc.property(decimals, decimals, fc.integer({ min: 0, max: 8 }), (a, b, places) => {
      const plain = trimFraction(a, 0)
      return (
        trimFraction(shiftLeft(shiftLeft(a, places), -places), 0) === plain &&
        trimFraction(subtract(subtract(a, b), subtract('0', b)), 0) === plain &&
        groupThousands(a).replaceAll(',', '') === a
      )
    }),
  )
})

t.test('both languages have the same facts in every sentence', async (t) => {
  const facts = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  const differing = Object.entries(zh).filter(
    ([key, sentence]) => facts(en[key as keyof typeof en]).join() !== facts(sentence).join(),
  )
  t.same(differing, [])
})
