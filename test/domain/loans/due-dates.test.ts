import fc from 'fast-check'
import t from 'tap'
import type { HolidayRule, InstalmentDays } from '../../../src/domain/loans/contract-terms.js'
import { dueDatesOf, graceWithin, maturityOf } from '../../../src/domain/loans/due-dates.js'
import type { MonthEnd, RepaymentMethod } from '../../../src/domain/loans/schedule-request.js'
import { isWorkingDay, movedByHolidays } from '../../../src/domain/loans/working-calendar.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { publishedCalendar } from '../../support/published-calendar.js'

const calendar = publishedCalendar()
const MONTHLY: InstalmentDays = { kind: 'from-start', months: 1 }
const QUARTER_END: InstalmentDays = { kind: 'settlement-day', months: [3, 6, 9, 12], day: 20, includesDay: true }
const terms = (
  instalments: InstalmentDays,
  holidays: HolidayRule = 'none',
  monthEnd: MonthEnd = 'last-day',
  method: RepaymentMethod = 'interest-only',
) => ({ instalments, holidays, monthEnd, method })
const due = (of: ReturnType<typeof terms>, on: string, months: number) =>
  dueDatesOf(of, civilDate(on), months, calendar).join(' ')

t.test('due dates', async (t) => {
  const outside: InstalmentDays = { ...QUARTER_END, includesDay: false }
  const last: InstalmentDays = { kind: 'settlement-day', months: [1, 2, 3], day: 31, includesDay: false }
  const table: [string, ReturnType<typeof terms>, string, number, string][] = [
    ['from the start', terms(MONTHLY), '2024-01-31', 3, '2024-02-29 2024-03-31 2024-04-30'],
    ['first of the next', terms(MONTHLY, 'none', 'first-of-next'), '2024-01-31', 3, '2024-03-01 2024-03-31 2024-05-01'],
    [
      'a last period of its own length',
      terms({ kind: 'from-start', months: 3 }),
      '2024-01-15',
      7,
      '2024-04-15 2024-07-15 2024-08-15',
    ],
    ['a term shorter than its step', terms({ kind: 'from-start', months: 3 }), '2024-01-15', 2, '2024-03-15'],
    ['the 20th is inside: due on the 21st', terms(QUARTER_END), '2024-05-06', 6, '2024-06-21 2024-09-21 2024-11-06'],
    ['the 20th is outside', terms(outside), '2024-05-06', 6, '2024-06-20 2024-09-20 2024-11-06'],
    [
      'paid out on the settlement day: one night',
      terms(QUARTER_END),
      '2024-06-20',
      4,
      '2024-06-21 2024-09-21 2024-10-20',
    ],
    ['paid out on the boundary', terms(QUARTER_END), '2024-06-21', 3, '2024-09-21'],
    ['no settlement day before maturity', terms(QUARTER_END), '2024-06-25', 2, '2024-08-25'],
    ['the last day of each month', terms(last), '2024-01-10', 3, '2024-01-31 2024-02-29 2024-03-31 2024-04-10'],
    ['following', terms(QUARTER_END, 'following'), '2024-05-06', 6, '2024-06-21 2024-09-23 2024-11-06'],
    ['a make-up Sunday is worked', terms(MONTHLY, 'following'), '2024-08-29', 2, '2024-09-29 2024-10-29'],
    ['preceding', terms(MONTHLY, 'preceding'), '2024-09-02', 2, '2024-09-30 2024-11-01'],
    ['modified following', terms(MONTHLY, 'modified-following'), '2024-07-31', 2, '2024-08-30 2024-09-30'],
    ['a bullet has one', terms(QUARTER_END, 'following', 'last-day', 'bullet'), '2024-05-06', 5, '2024-10-08'],
    [
      'two that meet are one',
      terms({ kind: 'settlement-day', months: [10], day: 2, includesDay: false }, 'following'),
      '2024-05-04',
      5,
      '2024-10-08',
    ],
  ]
  for (const [name, of, on, months, expected] of table) t.equal(due(of, on, months), expected, name)
})

t.test('moved back to its start, a loan is due on the next working day', async (t) => {
  const march = Array.from({ length: 31 }, (_, index) => addDays(civilDate('2024-03-01'), index))
  const days = dueDatesOf(terms(MONTHLY, 'preceding'), civilDate('2024-02-29'), 1, {
    holidays: new Set(march),
    makeUpDays: new Set(),
  })
  t.strictSame(days, ['2024-04-01'])
  t.equal(graceWithin(3, days), 0, 'the one instalment is never free')
  t.equal(graceWithin(3, [...march.slice(0, 4)]), 3)
})

t.test('for any start, term and rule', async (t) => {
  const start = fc.integer({ min: 0, max: 2500 }).map((offset) => addDays(civilDate('2019-01-01'), offset))
  const days: fc.Arbitrary<InstalmentDays> = fc.oneof(
    fc.record({ kind: fc.constant('from-start' as const), months: fc.integer({ min: 1, max: 12 }) }),
    fc.record({
      kind: fc.constant('settlement-day' as const),
      months: fc
        .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 })
        .map((months) => months.toSorted((a, b) => a - b)),
      day: fc.integer({ min: 1, max: 31 }),
      includesDay: fc.boolean(),
    }),
  )
  const rule = fc.constantFrom<HolidayRule>('none', 'following', 'modified-following', 'preceding')
  const monthEnd = fc.constantFrom<MonthEnd>('last-day', 'first-of-next')
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 60 }),
        days,
        rule,
        monthEnd,
        (on, months, instalments, holidays, end) => {
          const of = terms(instalments, holidays, end)
          const dates = dueDatesOf(of, on, months, calendar)
          const rising = dates.every((date, index) => date > (dates[index - 1] ?? on))
          const worked = holidays === 'none' || dates.every((date) => isWorkingDay(calendar, date))
          const ends = dates.at(-1) === movedByHolidays(calendar, holidays, maturityOf(of, on, months))
          return dates.length > 0 && rising && worked && ends
        },
      ),
    ),
  )
})
