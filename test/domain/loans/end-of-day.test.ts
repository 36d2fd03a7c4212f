import fc from 'fast-check'
import t from 'tap'
import { booksAgree } from '../../../src/domain/loans/books-agree.js'
import {
  daysOf,
  END_OF_DAY,
  mayAcknowledge,
  mayClose,
  monthEndOf,
  nextBusinessDay,
  openFirstDay,
  stepsOf,
  throughBefore,
} from '../../../src/domain/loans/end-of-day.js'
import { addDays, type CivilDate, civilDate, isLastDayOfMonth } from '../../../src/kernel/civil-date.js'
import { money } from '../../../src/kernel/money.js'
import { publishedCalendar } from '../../support/published-calendar.js'

const day = civilDate
const span = (on: string, previous: string | null = null) => ({
  day: day(on),
  previousDay: previous === null ? null : day(previous),
})
const names = (on: string, previous: string | null = null) => stepsOf(span(on, previous)).map(({ step }) => step)

t.test('the steps stand in their order, and a month is closed only when it ends', async (t) => {
  t.same(
    END_OF_DAY.map(({ step }) => step),
    ['due', 'classify', 'reprice', 'accrue', 'reconcile', 'open-next'],
  )
  const ordinary = ['due', 'classify', 'reprice', 'reconcile', 'open-next']
  const whole = ['due', 'classify', 'reprice', 'accrue', 'reconcile', 'open-next']
  t.same(names('2024-06-29', '2024-06-28'), ordinary)
  t.same(names('2024-06-30', '2024-06-29'), whole)
  t.same(names('2024-02-28', '2024-02-27'), ordinary, 'not in a leap year')
  t.same(names('2024-02-29', '2024-02-28'), whole)
  t.same(names('2024-07-01', '2024-06-28'), whole, 'the month ended on a Sunday without business')
  t.same(names('2024-07-01', '2024-06-30'), ordinary, 'it was closed the day before')
  t.same(names('2024-07-01'), ordinary, 'what was before the first business day is not its own')
})

t.test('every day belongs to one business day, and every month end with it', async (t) => {
  const steps = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(steps, (lengths) => {
      let previous = day('2024-01-15')
      const days: CivilDate[] = []
      const monthEnds: (CivilDate | null)[] = []
      for (const length of lengths) {
        const next = addDays(previous, length)
        days.push(...daysOf({ previousDay: previous, day: next }))
        monthEnds.push(monthEndOf({ previousDay: previous, day: next }))
        previous = next
      }
      const all = Array.from({ length: lengths.reduce((sum, one) => sum + one, 0) }, (_, i) =>
        addDays(day('2024-01-15'), i + 1),
      )
      t.same(days, all)
      t.same(
        monthEnds.filter((one) => one !== null),
        all.filter(isLastDayOfMonth),
      )
    }),
    { numRuns: 30 },
  )
})

t.test('the next business day', async (t) => {
  const calendar = publishedCalendar()
  const next = (on: string, kind: 'every-day' | 'working-days') => nextBusinessDay(day(on), kind, calendar)
  t.equal(next('2024-06-28', 'every-day'), '2024-06-29')
  t.equal(next('2024-06-28', 'working-days'), '2024-07-01')
  t.equal(next('2024-09-30', 'working-days'), '2024-10-08', 'National Day')
  t.equal(next('2024-09-27', 'working-days'), '2024-09-29', 'a make-up Sunday')
})

t.test('guards say no with their facts', async (t) => {
  const opening = { day: day('2024-06-20'), today: day('2024-06-30'), businessDate: null, lastBookedOn: null }
  const closing = { day: day('2024-06-20'), businessDate: day('2024-06-20'), today: day('2024-06-30') }
  const advancing = { to: day('2024-06-25'), businessDate: day('2024-06-20'), today: day('2024-06-30') }
  const finding = { step: 'reconcile', loanId: null, code: 'LOANS_DIFFER_FROM_LEDGER' }
  const acknowledging = { finding, acknowledged: false, closingBy: 'a', actor: 'b' }
  t.same(openFirstDay(opening), { ok: true, value: null })
  t.same(mayClose(closing), { ok: true, value: null })
  t.same(throughBefore(advancing), { ok: true, value: '2024-06-24' })
  t.same(mayAcknowledge(acknowledging), { ok: true, value: null })

  const refused: [unknown, object][] = [
    [
      openFirstDay({ ...opening, businessDate: day('2024-06-19') }),
      { code: 'BUSINESS_DAYS_ALREADY_KEPT', businessDate: '2024-06-19' },
    ],
    [
      openFirstDay({ ...opening, lastBookedOn: day('2024-06-21') }),
      { code: 'BUSINESS_DAY_BEFORE_BOOKS', day: '2024-06-20', bookedOn: '2024-06-21' },
    ],
    [openFirstDay({ ...opening, day: day('2024-07-01') }), { code: 'DATES_OUT_OF_ORDER', laterOn: '2024-06-30' }],
    [
      mayClose({ ...closing, businessDate: day('2024-06-21') }),
      { code: 'BUSINESS_DAY_CLOSED', day: '2024-06-20', businessDate: '2024-06-21' },
    ],
    [mayClose({ ...closing, today: day('2024-06-19') }), { code: 'DATES_OUT_OF_ORDER', earlierOn: '2024-06-20' }],
    [
      throughBefore({ ...advancing, to: day('2024-06-20') }),
      { code: 'BUSINESS_DAY_REACHED', to: '2024-06-20', businessDate: '2024-06-20' },
    ],
    [throughBefore({ ...advancing, to: day('2024-07-01') }), { code: 'DATES_OUT_OF_ORDER', earlierOn: '2024-07-01' }],
    [mayAcknowledge({ ...acknowledging, actor: 'a' }), { code: 'SELF_APPROVAL', madeBy: 'a' }],
    [mayAcknowledge({ ...acknowledging, acknowledged: true }), { code: 'ALREADY_ACKNOWLEDGED' }],
    [
      mayAcknowledge({ ...acknowledging, finding: { ...finding, loanId: 'x' } }),
      { code: 'FINDING_NOT_BLOCKING', findingCode: 'LOANS_DIFFER_FROM_LEDGER' },
    ],
    [
      mayAcknowledge({ ...acknowledging, finding: { ...finding, step: 'due' } }),
      { code: 'FINDING_NOT_BLOCKING', findingCode: 'LOANS_DIFFER_FROM_LEDGER' },
    ],
  ]
  for (const [result, refusal] of refused) t.match(result, { ok: false, refusal })
})

t.test('a difference between loans and ledger is told to the fen', async (t) => {
  t.same(booksAgree({ loans: money('10.00'), ledger: money('10.00') }), { ok: true, value: null })
  t.match(booksAgree({ loans: money('10.00'), ledger: money('9.99') }), {
    refusal: { code: 'LOANS_DIFFER_FROM_LEDGER', loans: '10.00', ledger: '9.99', difference: '-0.01' },
  })
})
