import type { JobRun } from '../../api/types.js'

/** Every kind of job there is, in the order of a day's work. */
export const JOB_KINDS = [
  'rate-recompute',
  'loan-rate-recompute',
  'post-emissions',
  'interest-saving-report',
  'city-dashboard',
  'end-of-day',
  'collateral-watch',
  'collateral-revaluation',
  'register-reconciliation',
  'reloan-settlement',
  'reloan-checks',
  'quota-snapshot',
  'process-timers',
  'method-impact',
  'export',
] as const

export const JOB_STATES = ['queued', 'running', 'paused', 'cancelling', 'succeeded', 'failed', 'cancelled'] as const

/** Whose subjects are loans. */
const OF_LOANS: readonly string[] = ['loan-rate-recompute', 'end-of-day']
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where the subject of a failure is looked at; null where the console has no screen for it. */
export const subjectAddress = (kind: string, subjectId: string): string | null =>
  OF_LOANS.includes(kind) && UUID.test(subjectId) ? `/app/loans/${subjectId}/rates` : null

/** The day, or month, a run is about. */
export function dayOf({ payload, businessDay }: Pick<JobRun, 'payload' | 'businessDay'>): string | null {
  const day = payload.asOf ?? payload.on ?? payload.month ?? payload.day ?? businessDay
  return typeof day === 'string' ? day : null
}
