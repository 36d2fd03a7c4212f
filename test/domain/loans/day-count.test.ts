import fc from 'fast-check'
import t from 'tap'
import {
  countDays,
  countsRealDays,
  DAY_COUNTS,
  type DayCountName,
  dayCountNamed,
} from '../../../src/domain/loans/day-count.js'
import { addDays, civilDate, daysBetween } from '../../../src/kernel/civil-date.js'
import { addFractions, compareFractions, divideRounded } from '../../../src/kernel/fraction.js'

const NAMES = Object.keys(DAY_COUNTS) as DayCountName[]
const ratioOf = (from: string, to: string, convention: string, terminationDate?: string) => {
  const counted = countDays({
    from: civilDate(from),
    to: civilDate(to),
    convention,
    terminationDate: terminationDate === undefined ? undefined : civilDate(terminationDate),
  })
  return counted.ok ? `${counted.value.days} ${counted.value.fraction.ratio}` : counted.refusal.code
}

/** from, to, convention, days and ratio, source, termination date. */
const CASES: [string, string, DayCountName, string, string, string?][] = [
  ['2024-01-01', '2024-02-01', 'actual/365', '31 31/365', 'the contract’s own example'],
  ['2024-01-01', '2025-01-01', 'actual/365', '366 366/365', 'ISDA 2006 4.16(d): 365 whatever the year'],
  ['2024-01-01', '2024-02-01', 'actual/360', '31 31/360', 'ISDA 2006 4.16(e)'],
  ['2024-01-01', '2024-01-15', 'actual/364', '14 14/364', '52 weeks'],
  ['2003-11-01', '2004-05-01', 'actual/actual-isda', '182 66491/133590', 'ISDA EMU memo 1998: 61/365 + 121/366'],
  ['1999-02-01', '1999-07-01', 'actual/actual-isda', '150 150/365', 'ISDA EMU memo 1998, short first period'],
  ['2002-08-15', '2003-07-15', 'actual/actual-isda', '334 334/365', 'ISDA EMU memo 1998, long first period'],
  ['1999-07-30', '2000-01-30', 'actual/actual-isda', '184 13463/26718', 'ISDA EMU memo 1998: 155/365 + 29/366'],
  ['2000-01-30', '2000-06-30', 'actual/actual-isda', '152 152/366', 'ISDA EMU memo 1998: short last period'],
  ['2023-01-01', '2025-01-01', 'actual/actual-isda', '731 2/1', 'a common and a leap year'],
  ['2023-12-31', '2024-12-31', 'actual/actual-isda', '366 133591/133590', '[from, to): 1/365 + 365/366'],
  ['2023-12-31', '2024-12-31', 'actual/actual-dec31', '366 366/366', '(from, to]: all in 2024'],
  ['2023-12-30', '2024-01-01', 'actual/actual-dec31', '2 731/133590', '(from, to]: 1/365 + 1/366'],
  ['2024-01-31', '2024-02-29', '30/360', '30 30/360', 'last-day rule: a whole month'],
  ['2024-01-31', '2024-03-01', '30/360', '31 31/360', 'a whole month and a day'],
  ['2024-01-15', '2024-02-20', '30/360', '35 35/360', '30 + 5'],
  ['2024-02-29', '2024-03-31', '30/360', '32 32/360', 'to 29 March a month, and 2 days'],
  ['2024-02-15', '2024-03-14', '30/360', '28 28/360', 'no whole month'],
  ['2023-02-28', '2024-02-29', '30/360', '361 361/360', '12 months to 28 February, and a day'],
  ['2007-01-15', '2007-01-30', '30/360-us', '15 15/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-09-30', '2007-10-31', '30/360-us', '30 30/360', 'd1 30, so d2 31 → 30'],
  ['2007-09-30', '2007-10-31', '30/360-bond', '30 30/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-09-29', '2007-10-31', '30/360-bond', '32 32/360', 'd1 29: d2 stays 31'],
  ['2007-01-31', '2007-02-28', '30/360-bond', '28 28/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-02-28', '2007-03-31', '30/360-bond', '33 33/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-02-28', '2007-03-31', '30/360-us', '30 30/360', 'last of February: d1 30, d2 31 → 30'],
  ['2006-08-31', '2007-02-28', '30/360-us', '178 178/360', 'd2 28 stays: the start is no February'],
  ['2007-02-28', '2008-02-29', '30/360-us', '360 360/360', 'both the last of February'],
  ['2008-02-28', '2008-03-31', '30/360-us', '33 33/360', '28 February 2008 is not the last'],
  ['2007-02-28', '2007-03-31', '30e/360', '32 32/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-09-29', '2007-10-31', '30e/360', '31 31/360', 'd2 31 → 30 whatever d1'],
  ['2007-01-31', '2007-02-28', '30e/360', '28 28/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-01-31', '2007-02-28', '30e/360-isda', '30 30/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-02-28', '2007-03-31', '30e/360-isda', '30 30/360', 'ISDA 30/360 sample sheet 2008'],
  ['2007-08-31', '2008-02-29', '30e/360-isda', '180 180/360', 'not yet the termination date', '2009-02-28'],
  ['2007-08-31', '2008-02-29', '30e/360-isda', '179 179/360', 'the termination date keeps its 29', '2008-02-29'],
  ['2007-08-15', '2007-10-31', '30e/360-isda', '75 75/360', 'ISDA 4.16(h): a 31st is a 30th even then', '2007-10-31'],
]
for (const [from, to, convention, expected, source, terminationDate] of CASES)
  t.equal(ratioOf(from, to, convention, terminationDate), expected, `${convention} ${from} → ${to}: ${source}`)

t.test('the same day is no time at all, under every convention', async (t) => {
  for (const name of NAMES)
    for (const day of ['2024-02-29', '2023-02-28', '2024-01-31', '2024-12-31', '2024-06-15'])
      t.match(ratioOf(day, day, name, day), /^0 0\//, `${name} ${day}`)
})

t.test('20 decimals, half-up', async (t) => {
  const counted = countDays({ from: civilDate('2024-01-01'), to: civilDate('2024-02-01'), convention: 'actual/365' })
  t.same(counted, { ok: true, value: { days: 31, fraction: { ratio: '31/365', decimal: '0.08493150684931506849' } } })
})

t.test('refused', async (t) => {
  t.equal(ratioOf('2024-02-01', '2024-01-31', 'actual/365'), 'FROM_AFTER_TO')
  t.equal(ratioOf('2024-01-01', '2024-01-31', 'actual/366'), 'UNKNOWN_DAY_COUNT')
  t.equal(ratioOf('2024-01-01', '2024-01-31', 'toString'), 'UNKNOWN_DAY_COUNT')
  t.equal(ratioOf('2024-01-01', '2024-02-29', '30e/360-isda', '2024-02-28'), 'TERMINATION_BEFORE_END')
  t.match(dayCountNamed('30/365'), { ok: false, refusal: { dayCount: '30/365', known: NAMES } })
})

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(civilDate('1996-01-01'), days))

t.test('conventions of real days add up over any cut', async () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES.filter(countsRealDays)), fc.tuple(day, day, day), (name, days) => {
      const [from, cut, to] = days.sort() as [(typeof days)[0], (typeof days)[0], (typeof days)[0]]
      const whole = DAY_COUNTS[name](from, to)
      const [a, b] = [DAY_COUNTS[name](from, cut), DAY_COUNTS[name](cut, to)]
      return (
        compareFractions(whole.fraction, addFractions(a.fraction, b.fraction)) === 0 &&
        whole.days === daysBetween(from, to) &&
        a.days + b.days === whole.days
      )
    }),
  )
})

t.test('no convention is ever negative or far from the calendar', async () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.tuple(day, day), (name, days) => {
      const [from, to] = days.sort() as [(typeof days)[0], (typeof days)[0]]
      const { fraction } = DAY_COUNTS[name](from, to)
      const thousandths = divideRounded(fraction.numerator * 1000n, fraction.denominator, 'half-up')
      const calendar = divideRounded(BigInt(daysBetween(from, to)) * 1000n, 365n, 'half-up')
      const off = thousandths - calendar
      return fraction.numerator >= 0n && off >= -calendar / 50n - 12n && off <= calendar / 50n + 12n
    }),
  )
})
