import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { DefaultSchedule } from '../../rules/job-schedules.js'
import { documentHash } from '../canonical-json.js'

/** A schedule that may have a run to make, under its lock. */
export interface HeldSchedule {
  readonly id: string
  readonly kind: string
  readonly cron: string
  readonly timeZone: string
  readonly daysBack: number
  readonly dayMember: 'asOf' | 'on' | 'month'
  readonly payload: Record<string, unknown>
  readonly organisationId: string | null
  /** The business day of its last run, or the day before which it makes none. */
  readonly lastDay: CivilDate
}

/** Adds the default schedules that are not there yet: the platform's, and one for each branch of the central bank. */
export async function addDefaultSchedules(tx: Tx, schedules: readonly DefaultSchedule[]): Promise<number> {
  let added = 0
  for (const { code, whose, kind, cron, daysBack, dayMember, payload, reason } of schedules) {
    // A schedule begins with the day on which it is added: nothing before that day is run.
    const rows = await tx.execute(sql`
      INSERT INTO job_schedule (code, organisation_id, kind, cron, days_back, day_member, payload, reason, from_day)
      SELECT ${code}::text, whose.organisation_id, ${kind}::text, ${cron}::text, ${daysBack}::integer, ${dayMember}::text, whose.payload,
        ${reason}::text, (now() AT TIME ZONE 'Asia/Shanghai')::date
      FROM (
        SELECT NULL::uuid AS organisation_id, ${payload}::jsonb AS payload WHERE ${whose === 'platform'}
        UNION ALL
        SELECT id, ${payload}::jsonb || jsonb_build_object('centralBankId', id) FROM organisation WHERE kind = 'central_bank_branch' AND ${whose === 'branch'}
      ) AS whose
      ON CONFLICT ON CONSTRAINT job_schedule_code_key DO NOTHING RETURNING id`)
    added += rows.length
  }
  return added
}

/** Active schedules none of whose runs is under way. */
export async function idleSchedules(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT s.id FROM job_schedule s
    WHERE s.active AND NOT EXISTS (SELECT 1 FROM job_run r WHERE r.schedule_id = s.id AND r.finished_at IS NULL) ORDER BY s.code, s.id`)
  return rows.map(({ id }) => id)
}

/** Holds an idle schedule for the rest of the transaction; undefined when it is not idle any more, or held by another process. */
export async function holdIdleSchedule(tx: Tx, id: string): Promise<HeldSchedule | undefined> {
  const held = await tx.execute(sql`SELECT 1 FROM job_schedule WHERE id = ${id} AND active FOR UPDATE SKIP LOCKED`)
  if (held.length === 0) return undefined
  // A statement of its own: it sees the run that whoever held the schedule before has made.
  const rows = await tx.execute<HeldSchedule & Record<string, unknown>>(sql`
    SELECT id, kind, cron, time_zone AS "timeZone", days_back AS "daysBack", day_member AS "dayMember", payload,
      organisation_id AS "organisationId",
      greatest(from_day, (SELECT max(r.business_day) FROM job_run r WHERE r.schedule_id = job_schedule.id)) AS "lastDay"
    FROM job_schedule
    WHERE id = ${id} AND NOT EXISTS (SELECT 1 FROM job_run r WHERE r.schedule_id = job_schedule.id AND r.finished_at IS NULL)`)
  return rows[0]
}

/**
 * Makes the run of a business day, if its hour has come: by the database's clock, or by `now`.
 * @returns its id; undefined when it is not due yet, or the same run is under way because somebody asked for it
 */
export async function insertDueRun(
  tx: Tx,
  { id, kind, timeZone, organisationId }: HeldSchedule,
  due: {
    readonly businessDay: CivilDate
    readonly dueOn: CivilDate
    readonly time: string
    readonly payload: Record<string, unknown>
    readonly now: string | null
  },
): Promise<string | undefined> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO job_run (kind, payload, payload_hash, organisation_id, schedule_id, business_day)
    SELECT ${kind}::text, ${JSON.stringify(due.payload)}::jsonb, ${documentHash(due.payload)}::text, ${organisationId}::uuid, ${id}::uuid, ${due.businessDay}::date
    WHERE (${due.dueOn}::date + ${due.time}::time) AT TIME ZONE ${timeZone} <= coalesce(${due.now}::timestamptz, clock_timestamp())
    ON CONFLICT DO NOTHING RETURNING id`)
  return rows[0]?.id
}

export interface ScheduleToChange {
  readonly cron: string
  readonly active: boolean
  readonly version: number
}

export async function lockSchedule(tx: Tx, id: string): Promise<ScheduleToChange | undefined> {
  const rows = await tx.execute<ScheduleToChange & Record<string, unknown>>(sql`
    SELECT cron, active, version FROM job_schedule WHERE id = ${id} FOR UPDATE`)
  return rows[0]
}

/** A schedule that begins again begins with today: what it missed while it was off stays undone. */
export async function changeScheduleRow(
  tx: Tx,
  id: string,
  change: {
    readonly cron: string
    readonly active: boolean
    readonly beginsAgain: boolean
    readonly reason: string
    readonly changedBy: string
  },
): Promise<void> {
  await tx.execute(sql`
    UPDATE job_schedule SET cron = ${change.cron}, active = ${change.active}, reason = ${change.reason}, version = version + 1,
      from_day = CASE WHEN ${change.beginsAgain} THEN (now() AT TIME ZONE time_zone)::date ELSE from_day END,
      changed_by = ${change.changedBy}, changed_at = now()
    WHERE id = ${id}`)
}
