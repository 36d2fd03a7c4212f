import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import type { JobState } from '../jobs/store.js'
import { cronDays } from './cron-days.js'

export interface JobSchedule {
  readonly id: string
  readonly code: string
  /** Code of the organisation whose runs they are; null: the platform's. */
  readonly organisation: string | null
  readonly kind: string
  readonly cron: string
  readonly timeZone: string
  readonly daysBack: number
  readonly dayMember: 'asOf' | 'on' | 'month'
  readonly payload: Record<string, unknown>
  readonly reason: string
  readonly active: boolean
  readonly fromDay: string
  readonly version: number
  readonly changedBy: string | null
  readonly changedAt: string | null
  readonly lastRun: { readonly id: string; readonly businessDay: string; readonly state: JobState } | null
  /** The business day that follows the last one, and when it is due on the clock of the wall; null while it is off, or when none comes. */
  readonly nextRun: { readonly businessDay: CivilDate; readonly dueOn: CivilDate; readonly time: string } | null
}
type StoredSchedule = Omit<JobSchedule, 'nextRun'> & { readonly lastDay: CivilDate }

const SCHEDULES = sql`
  SELECT s.id, s.code, o.code AS organisation, s.kind, s.cron, s.time_zone AS "timeZone", s.days_back AS "daysBack", s.day_member AS "dayMember",
    s.payload, s.reason, s.active, s.from_day AS "fromDay", s.version, u.username AS "changedBy", s.changed_at AS "changedAt",
    (SELECT jsonb_build_object('id', r.id, 'businessDay', r.business_day, 'state', r.state) FROM job_run r
     WHERE r.schedule_id = s.id ORDER BY r.business_day DESC LIMIT 1) AS "lastRun",
    greatest(s.from_day, (SELECT max(r.business_day) FROM job_run r WHERE r.schedule_id = s.id)) AS "lastDay"
  FROM job_schedule s LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN user_account u ON u.id = s.changed_by`

/** By code, then organisation. */
export async function jobSchedules(
  tx: Tx,
  page: { readonly after: { readonly code: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly JobSchedule[]> {
  const rows = await tx.execute<StoredSchedule & Record<string, unknown>>(sql`
    ${SCHEDULES}
    WHERE ${page.after?.id ?? null}::uuid IS NULL OR (s.code, s.id) > (${page.after?.code ?? null}::text, ${page.after?.id ?? null}::uuid)
    ORDER BY s.code, s.id LIMIT ${page.limit}`)
  return rows.map(withNextRun)
}

export async function jobScheduleById(tx: Tx, id: string): Promise<JobSchedule | undefined> {
  const rows = await tx.execute<StoredSchedule & Record<string, unknown>>(sql`${SCHEDULES} WHERE s.id = ${id}`)
  return rows[0] && withNextRun(rows[0])
}

/** As `writeDueRuns` will write it. */
function withNextRun({ lastDay, ...schedule }: StoredSchedule): JobSchedule {
  const days = schedule.active ? cronDays(schedule.cron) : undefined
  const dueOn = days?.after(addDays(lastDay, schedule.daysBack))
  if (days === undefined || dueOn === undefined) return { ...schedule, nextRun: null }
  return { ...schedule, nextRun: { businessDay: addDays(dueOn, -schedule.daysBack), dueOn, time: days.time } }
}
