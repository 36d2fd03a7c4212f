import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import {
  addWorkingDays,
  calendarPublishedThrough,
  isPublishedYear,
  isWorkingDay,
  movedByHolidays,
  nextWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
} from '../../../src/domain/loans/working-calendar.js'
import { addDays, type CivilDate, civilDate, daysBetween } from '../../../src/kernel/civil-date.js'
import { publishedCalendar } from '../../support/published-calendar.js'

const calendar = publishedCalendar()
const day = civilDate
const NONE: WorkingCalendar = { holidays: new Set(), makeUpDays: new Set() }

t.test('announced days', async (t) => {
  const table: [string, boolean, string][] = [
    ['2020-01-31', false, 'Spring Festival was extended'],
    ['2020-02-01', false, 'and what was to be a make-up day was none'],
    ['2020-02-03', true, 'work began on a Monday'],
    ['2021-02-20', true, 'a make-up Saturday'],
    ['2021-09-20', false, 'Mid-Autumn'],
    ['2024-02-09', true, 'the eve of 2024 was not announced as a holiday'],
    ['2024-06-20', true, 'an ordinary Thursday'],
    ['2026-09-20', true, 'a make-up Sunday'],
    ['2026-09-25', false, 'Mid-Autumn'],
  ]
  for (const [on, worked, why] of table) t.equal(isWorkingDay(calendar, day(on)), worked, `${on}: ${why}`)
})

// PBoC: the LPR is published on the 20th or, if it is not worked, on the next working day.
t.test('the calendar explains the day of every publication of the LPR', async (t) => {
  const file = fileURLToPath(new URL('../../../../src/rules/lpr.csv', import.meta.url))
  const published = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[2] as string)
  t.ok(published.length > 80)
  const unexplained = published.filter((on) => nextWorkingDay(calendar, day(`${on.slice(0, 7)}-20`)) !== on)
  // 20 February 2021 was a make-up Saturday and the LPR was published; the source of the table shows the Monday.
  t.strictSame(unexplained, ['2021-02-22'])
  t.equal(nextWorkingDay(calendar, day('2021-02-20')), '2021-02-20')
  t.equal(nextWorkingDay(calendar, day('2026-09-20')), '2026-09-20', 'published on a Sunday that was worked')
})

t.test('a year that is not announced falls back to the week and says so', async (t) => {
  t.equal(calendarPublishedThrough(calendar), '2026-12-31')
  t.equal(isPublishedYear(calendar, 2026), true)
  t.equal(isPublishedYear(calendar, 2027), false)
  t.equal(isWorkingDay(calendar, day('2027-01-01')), true, 'a Friday, as far as anybody knows')
  t.equal(calendarPublishedThrough(NONE), null)
})

t.test('moving a day', async (t) => {
  const table: [Parameters<typeof movedByHolidays>[1], string, string][] = [
    ['none', '2024-10-01', '2024-10-01'],
    ['following', '2024-10-01', '2024-10-08'],
    ['preceding', '2024-10-01', '2024-09-30'],
    ['modified-following', '2024-10-01', '2024-10-08'],
    ['following', '2024-08-31', '2024-09-02'],
    ['modified-following', '2024-08-31', '2024-08-30'],
    ['following', '2024-09-29', '2024-09-29'],
  ]
  for (const [rule, from, to] of table) t.equal(movedByHolidays(calendar, rule, day(from)), to, `${rule} ${from}`)
  t.equal(addWorkingDays(calendar, day('2024-09-30'), 1), '2024-10-08')
  t.equal(addWorkingDays(calendar, day('2024-10-08'), -1), '2024-09-30')
  t.equal(addWorkingDays(calendar, day('2024-10-03'), 0), '2024-10-08')
})

t.test('working days are counted like any days', async (t) => {
  const days = fc.integer({ min: 0, max: 2900 }).map((offset) => addDays(day('2019-01-01'), offset))
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const there = addWorkingDays(calendar, from, count)
        let between = 0
        for (let at: CivilDate = from; at < there; ) {
          at = addDays(at, 1)
          if (isWorkingDay(calendar, at)) between += 1
        }
        return isWorkingDay(calendar, there) && between === count
      }),
    ),
  )
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(days, (from) => {
        const [next, before] = [nextWorkingDay(calendar, from), previousWorkingDay(calendar, from)]
        return next >= from && before <= from && daysBetween(before, next) <= 15 && isWorkingDay(calendar, next)
      }),
    ),
  )
})
