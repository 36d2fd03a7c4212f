import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { JobState } from '../jobs/store.js'

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
}

const SCHEDULES = sql`
  SELECT s.id, s.code, o.code AS organisation, s.kind, s.cron, s.time_zone AS "timeZone", s.days_back AS "daysBack", s.day_member AS "dayMember",
    s.payload, s.reason, s.active, s.from_day AS "fromDay", s.version, u.username AS "changedBy", s.changed_at AS "changedAt",
    (SELECT jsonb_build_object('id', r.id, 'businessDay', r.business_day, 'state', r.state) FROM job_run r
     WHERE r.schedule_id = s.id ORDER BY r.business_day DESC LIMIT 1) AS "lastRun"
  FROM job_schedule s LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN user_account u ON u.id = s.changed_by`

/** By code, then organisation. */
export async function jobSchedules(
  tx: Tx,
  page: { readonly after: { readonly code: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly JobSchedule[]> {
  return tx.execute<JobSchedule & Record<string, unknown>>(sql`
    ${SCHEDULES}
    WHERE ${page.after?.id ?? null}::uuid IS NULL OR (s.code, s.id) > (${page.after?.code ?? null}::text, ${page.after?.id ?? null}::uuid)
    ORDER BY s.code, s.id LIMIT ${page.limit}`)
}

export async function jobScheduleById(tx: Tx, id: string): Promise<JobSchedule | undefined> {
  const rows = await tx.execute<JobSchedule & Record<string, unknown>>(sql`${SCHEDULES} WHERE s.id = ${id}`)
  return rows[0]
}
