import type { RuleTable } from './rule-table.js'

/** A schedule as the product begins with it; afterwards administrators keep it. */
export interface DefaultSchedule {
  readonly code: string
  /** One for the platform, or one for each branch of the central bank. */
  readonly whose: 'platform' | 'branch'
  readonly kind: string
  /** Minute, hour, day of month, month, day of week in Asia/Shanghai. */
  readonly cron: string
  /** How many days before the day on which it is due its business day lies. */
  readonly daysBack: number
  /** How the business day enters the payload: itself, or its month. */
  readonly dayMember: 'asOf' | 'on' | 'month'
  /** What else the payload holds, as JSON. */
  readonly payload: string
  readonly reason: string
}

export const jobSchedulesTable: RuleTable<DefaultSchedule> = {
  name: 'job-schedules',
  file: 'job-schedules.csv',
  columns: ['code', 'whose', 'kind', 'cron', 'days_back', 'day_member', 'payload', 'reason'],
  key: ({ code }) => code,
  read: (row) => ({
    code: row.text('code'),
    whose: row.oneOf('whose', ['platform', 'branch']),
    kind: row.text('kind'),
    cron: row.text('cron'),
    daysBack: row.count('days_back'),
    dayMember: row.oneOf('day_member', ['asOf', 'on', 'month']),
    payload: row.text('payload'),
    reason: row.text('reason'),
  }),
}
