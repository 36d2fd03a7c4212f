import t from 'tap'
import { lastLoanDay } from '../../../src/domain/collateral/pledge.js'
import { judgeCollateral, type WatchedPledge, type WatchTerms } from '../../../src/domain/collateral/watch.js'
import { addDays, addMonths, civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { money, NO_MONEY } from '../../../src/kernel/money.js'

const day = civilDate
const terms: WatchTerms = {
  on: day('2025-01-02'),
  marginCall: exact('0.65'),
  stop: exact('0.75'),
  revalueMonths: 6,
  marginMonths: 6,
  alertDays: [90, 30, 7],
  answerBy: day('2025-01-09'),
  cureBy: day('2025-02-01'),
  freezeBy: (on) => addDays(on, 2),
  cancelBy: (on) => addDays(on, 14),
  unfreezeBy: (on) => addDays(on, 2),
}
const sound: WatchedPledge = {
  state: 'FROZEN_CONFIRMED',
  registeredOn: day('2024-06-20'),
  registrationValidTo: day('2025-12-31'),
  rights: [{ name: 'certificate', validFrom: day('2024-01-01'), validTo: day('2026-12-31') }],
  owed: money('650000'),
  secured: money('650000'),
  loanEnd: day('2025-06-20'),
  settledOn: null,
  value: money('1000000'),
  baseDate: day('2024-12-01'),
}
const certificateTo = (validTo: string): Partial<WatchedPledge> => ({
  rights: [{ name: 'certificate', validFrom: day('2024-01-01'), validTo: day(validTo) }],
})
const found = (change: Partial<WatchedPledge>) =>
  judgeCollateral({ ...sound, ...change }, terms).map(({ kind, level }) => `${kind} ${level}`)

t.test('what is found, and nothing else', async (t) => {
  const settled = { loanEnd: null, secured: NO_MONEY, settledOn: day('2024-12-30') }
  const cases: readonly [string, Partial<WatchedPledge>, readonly string[]][] = [
    ['sound', {}, []],
    ['a fen above the call', { owed: money('650000.01') }, ['LTV_MARGIN_CALL MARGIN_CALL']],
    ['at the stop', { owed: money('750000') }, ['LTV_MARGIN_CALL MARGIN_CALL']],
    ['a fen above it', { owed: money('750000.01') }, ['LTV_MARGIN_CALL MARGIN_CALL', 'LTV_STOP STOP']],
    ['worth nothing', { value: NO_MONEY }, ['LTV_MARGIN_CALL MARGIN_CALL', 'LTV_STOP STOP']],
    ['no value', { value: null }, ['VALUE_NOT_IN_FORCE STOP']],
    ['six months', { baseDate: day('2024-07-02') }, []],
    ['six months and a day', { baseDate: day('2024-07-01') }, ['REVALUATION_DUE WATCH']],
    ['no margin', { loanEnd: day('2025-07-01') }, ['REGISTRATION_TOO_SHORT WATCH']],
    [
      'ending',
      { registrationValidTo: day('2025-01-31') },
      ['REGISTRATION_TOO_SHORT WATCH', 'REGISTRATION_ENDING NOTICE'],
    ],
    ['ended', { registrationValidTo: day('2025-01-01') }, ['REGISTRATION_TOO_SHORT WATCH', 'REGISTRATION_LAPSED STOP']],
    ['to be frozen today', { state: 'REGISTERED', registeredOn: day('2024-12-31') }, []],
    ['not frozen', { state: 'REGISTERED', registeredOn: day('2024-12-30') }, ['FREEZE_OVERDUE WATCH']],
    ['objected', { state: 'OBJECTED' }, ['OBJECTED STOP']],
    ['lapsed', { state: 'LAPSED' }, ['PLEDGE_ENDED STOP']],
    ['settled', settled, ['RELEASE_DUE WATCH']],
    ['settled in part', { ...settled, secured: money('1') }, []],
    ['released', { ...settled, state: 'RELEASED' }, []],
    ['a right too short', certificateTo('2025-06-19'), ['RIGHT_ENDS_BEFORE_LOAN WATCH']],
    ['a right ended', certificateTo('2025-01-01'), ['RIGHT_ENDED STOP']],
  ]
  for (const [what, change, expected] of cases) t.same(found(change), expected, what)
})

t.test('a release is due with both of its clocks (I-14)', async (t) => {
  const settled = { ...sound, loanEnd: null, secured: NO_MONEY, settledOn: day('2024-12-30') }
  t.match(judgeCollateral(settled, terms), [
    { facts: { settledOn: '2024-12-30', cancelBy: '2025-01-13', unfreezeBy: '2025-01-15' }, dueOn: '2025-01-13' },
  ])
})

t.test('the last day of a loan under a registration, to the day', async (t) => {
  for (const end of ['2025-12-31', '2025-08-31', '2025-02-28', '2024-08-29', '2025-10-15']) {
    const last = lastLoanDay(day(end), 6)
    t.ok(addMonths(last, 6) <= day(end), `${last} fits ${end}`)
    t.ok(addMonths(addDays(last, 1), 6) > day(end), 'and no later day does')
  }
})
