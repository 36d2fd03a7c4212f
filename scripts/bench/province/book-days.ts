import { type CivilDate, civilDate } from '../../../src/kernel/civil-date.js'

/** The day every bank of the book has at work: the day on which contracts of the policy `january` are repriced. */
export const DAY_AT_WORK: CivilDate = civilDate('2026-01-01')
/** Loans were paid out between these days, so that three month ends lie behind a loan on average. */
export const FIRST_PAID_OUT = civilDate('2025-08-01')
export const LAST_PAID_OUT = civilDate('2025-12-30')

/** The two days the book was rated on; a rating may be used for ninety days. */
export const RATED_ON: readonly [CivilDate, CivilDate] = [civilDate('2025-07-31'), civilDate('2025-10-31')]

/** When the book was taken over from an earlier system: every row of it is known from then. */
export const RECORDED_AT = {
  parties: '2025-12-31T11:00:00Z',
  ratings: '2025-12-31T11:30:00Z',
  loans: '2025-12-31T12:00:00Z',
} as const
