import fc from 'fast-check'
import t from 'tap'
import { type AnomalyThresholds, anomaliesOf, type MeterMonth } from '../../../src/domain/carbon/anomaly.js'
import { median } from '../../../src/domain/carbon/anomaly-median.js'
import { addMonthsToMonth, civilMonth } from '../../../src/kernel/civil-date.js'
import { compare, exact, exactOf } from '../../../src/kernel/exact.js'

/** As published in parameters.csv, status assumption. */
const thresholds: AnomalyThresholds = {
  unitSlipRatio: exact('1000'),
  unitSlipTolerance: exact('5'),
  unitSlipMinMonths: exact('3'),
  gapMonths: exact('1'),
  yearJumpShare: exact('0.5'),
  repeatedMonths: exact('2'),
}
const START = civilMonth('2023-01')
/** Months from 2023-01; a star marks an imported one, a dash a month without a reading. Rows count from 1. */
const months = (text: string): MeterMonth[] => {
  let row = 0
  return text.split(' ').flatMap((word, index) => {
    if (word === '-') return []
    if (word.startsWith('*')) row += 1
    const imported = word.startsWith('*') ? row : null
    return [{ month: addMonthsToMonth(START, index), quantity: exact(word.replace('*', '')), row: imported }]
  })
}
const signs = (text: string) =>
  anomaliesOf({ carrier: 'electricity', meter: 'all', months: months(text) }, thresholds).map(
    ({ row, code, month }) => `${row} ${code} ${month}`,
  )

t.test('signs of error in the imported months of a meter', (t) => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['100 101 102 *103', []],
    // 1000 / 5 = 200 times the median of the others is the least that shows; both directions.
    ['100 100.5 101 *20100', ['1 UNIT_SLIP 2023-04']],
    ['100 100.5 101 *20099', []],
    ['100 100.5 101 *0.1', ['1 UNIT_SLIP 2023-04']],
    ['100 101 *100000', []],
    // Recorded months say what is usual, however many imported ones slipped with it.
    ['100 101 102 *103000 *104000 *105000 *106000', [1, 2, 3, 4].map((row) => `${row} UNIT_SLIP 2023-0${row + 3}`)],
    ['*100 *101 *102 *103000', ['4 UNIT_SLIP 2023-04']],
    ['*0 100 101 102', ['1 ZERO_CONSUMPTION 2023-01']],
    ['100 - *101', ['1 MONTH_GAP 2023-03']],
    ['*100 - 101', ['1 MONTH_GAP 2023-01']],
    ['100 - 101 *102', []],
    ['100 *100', ['1 REPEATED_VALUE 2023-02']],
    ['*100 *100 *100 *101', ['3 REPEATED_VALUE 2023-03']],
    ['*100 *101 *100', []],
    ['100 100 *101', []],
    ['100 1 2 3 4 5 6 7 8 9 10 11 *151', ['1 YEAR_JUMP 2024-01']],
    ['100 1 2 3 4 5 6 7 8 9 10 11 *150', []],
    ['100 1 2 3 4 5 6 7 8 9 10 11 *49', ['1 YEAR_JUMP 2024-01']],
    ['0 1 2 3 4 5 6 7 8 9 10 11 *49', []],
  ]
  for (const [text, expected] of cases) t.strictSame(signs(text), expected, text)
  t.end()
})

t.test('each sign tells its figures', (t) => {
  const told = (text: string) => anomaliesOf({ carrier: 'heat', meter: 'B2', months: months(text) }, thresholds)[0]
  t.match(told('100 102 104 *102000'), {
    code: 'UNIT_SLIP',
    member: 'quantity',
    usual: '102',
    ratio: '1000.0',
    meter: 'B2',
  })
  t.match(told('100 - - *101'), { code: 'MONTH_GAP', member: 'month', after: '2023-01', before: '2023-04', missing: 2 })
  t.match(told('5 5 *5'), { code: 'REPEATED_VALUE', since: '2023-01', months: 3, quantity: '5' })
  t.match(told('100 1 2 3 4 5 6 7 8 9 10 11 *175'), { code: 'YEAR_JUMP', yearBefore: '100', changePercent: '75.0' })
  t.end()
})

t.test('the order of the months changes nothing, and recorded months are never judged', (t) => {
  const reading = fc.record({ imported: fc.boolean(), quantity: fc.constantFrom(0, 1, 100, 101, 100_000) })
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 30 }), fc.boolean(), (readings, backwards) => {
      const series = readings.map(({ imported, quantity }, index) => ({
        month: addMonthsToMonth(START, index),
        quantity: exactOf(quantity),
        row: imported ? index : null,
      }))
      const of = (some: readonly MeterMonth[]) =>
        anomaliesOf({ carrier: 'heat', meter: 'all', months: some }, thresholds)
      const found = of(backwards ? [...series].reverse() : series)
      const own = found.every(({ row, month }) => series[row]?.row === row && series[row]?.month === month)
      return own && JSON.stringify(found) === JSON.stringify(of(series))
    }),
  )
  t.end()
})

t.test('half of the values lie on either side of their median', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (values) => {
      const exacts = values.map(exactOf)
      const middle = median(exacts)
      const below = exacts.filter((value) => compare(value, middle) < 0).length
      const above = exacts.filter((value) => compare(value, middle) > 0).length
      return below * 2 <= values.length && above * 2 <= values.length
    }),
  )
  t.throws(() => median([]), RangeError)
  t.end()
})
