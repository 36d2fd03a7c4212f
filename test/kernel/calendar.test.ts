import fc from 'fast-check'
import t from 'tap'
import {
  addDays,
  addMonths,
  addMonthsToMonth,
  civilDate,
  civilMonth,
  dateFromDayNumber,
  dayNumber,
  daysBetween,
  isCivilDate,
  isoWeekday,
  lastDayOf,
  monthsFrom,
} from '../../src/kernel/civil-date.js'
import { MalformedValue } from '../../src/kernel/decimal.js'
import { isUscc, usccCheckCharacter } from '../../src/kernel/uscc.js'

const day = fc.integer({ min: dayNumber(civilDate('1900-01-01')), max: dayNumber(civilDate('2998-12-31')) })

t.test('only days that exist are dates', async (t) => {
  for (const text of ['2024-02-29', '2000-02-29', '1900-01-01', '2999-12-31']) t.ok(isCivilDate(text), text)
  for (const text of [
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-1-1',
    '2024-04-31',
    '3000-01-01',
    '',
    '2024-06-20T00:00:00Z',
  ])
    t.throws(() => civilDate(text), MalformedValue, text)
  for (const text of ['2024-13', '2024-1', '24-01', '2024-01-01'])
    t.throws(() => civilMonth(text), MalformedValue, text)
})

t.test('day numbers agree with the platform calendar', async () => {
  fc.assert(
    fc.property(day, (number) => {
      const date = dateFromDayNumber(number)
      const platform = new Date(number * 86_400_000)
      return (
        platform.toISOString().slice(0, 10) === date &&
        dayNumber(date) === number &&
        isoWeekday(date) === (platform.getUTCDay() === 0 ? 7 : platform.getUTCDay())
      )
    }),
  )
})

t.test('months later is the same day or the last of the month', async (t) => {
  const january = civilDate('2024-01-31')
  t.same(
    [1, 2, 3, 13, -2].map((months) => addMonths(january, months)),
    ['2024-02-29', '2024-03-31', '2024-04-30', '2025-02-28', '2023-11-30'],
  )
  t.equal(daysBetween(civilDate('2024-06-20'), civilDate('2025-06-20')), 365)
  t.equal(addDays(civilDate('2024-02-28'), 2), '2024-03-01')
  t.equal(lastDayOf(civilMonth('2024-02')), '2024-02-29')
  t.equal(addMonthsToMonth(civilMonth('2023-11'), 3), '2024-02')
  t.same(monthsFrom(civilMonth('2023-12'), civilMonth('2024-02')), ['2023-12', '2024-01', '2024-02'])
  t.same(monthsFrom(civilMonth('2024-02'), civilMonth('2024-01')), [])
})

t.test('USCC check characters (GB 32100-2015)', async (t) => {
  t.ok(isUscc('91350100M000100Y43'), 'the example of the standard')
  t.ok(isUscc('91441203MA0000015L'))
  for (const text of [
    '91350100M000100Y44',
    '91350100M000100Y4',
    '91350100m000100y43',
    '91350100I000100Y43',
    '',
    '9135O100M000100Y43',
    null,
    1,
  ])
    t.notOk(isUscc(text), String(text))
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('')
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...characters), { minLength: 17, maxLength: 17 }),
      fc.integer({ min: 0, max: 16 }),
      fc.constantFrom(...characters),
      (body, place, other) => {
        fc.pre(body[place] !== other)
        const changed = body.with(place, other)
        return usccCheckCharacter(body.join('')) !== usccCheckCharacter(changed.join(''))
      },
    ),
    { numRuns: 500 },
  )
})
