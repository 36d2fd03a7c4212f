import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Party } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface ClockRow extends Record<string, unknown> {
  readonly subjectKind: string
  readonly subjectId: string
  readonly key: string
}

/** Subjects whose clock ran out before the day and brings an event, in one order, after the one named. */
export const subjectsDue = (
  tx: Tx,
  { on, after, limit }: { readonly on: CivilDate; readonly after: string | null; readonly limit: number },
): Promise<readonly ClockRow[]> =>
  tx.execute<ClockRow>(sql`
    SELECT "subjectKind", "subjectId", key FROM (
      SELECT subject_kind AS "subjectKind", subject_id AS "subjectId", subject_kind || ' ' || subject_id AS key FROM process_subject
      WHERE deadline_on < ${on}::date AND deadline_event <> 'alert') due
    WHERE ${after}::text IS NULL OR key > ${after} ORDER BY key LIMIT ${limit}`)

export interface RunningClock extends ClockRow {
  readonly state: string
  readonly deadlineOn: CivilDate
  readonly deadlineEvent: string
  /** Which organisation is what to the subject. */
  readonly parties: readonly { readonly party: Party; readonly organisationId: string }[]
}

/** Subjects with a clock that is over, or ends within so many days, with their parties. */
export const clocksBefore = (
  tx: Tx,
  { until, after, limit }: { readonly until: CivilDate; readonly after: string | null; readonly limit: number },
): Promise<readonly RunningClock[]> =>
  tx.execute<RunningClock>(sql`
    SELECT * FROM (
      SELECT s.subject_kind AS "subjectKind", s.subject_id AS "subjectId", s.subject_kind || ' ' || s.subject_id AS key, s.state,
             s.deadline_on AS "deadlineOn", s.deadline_event AS "deadlineEvent",
             coalesce((SELECT jsonb_agg(jsonb_build_object('party', p.party, 'organisationId', p.organisation_id))
                       FROM process_party p WHERE p.subject_kind = s.subject_kind AND p.subject_id = s.subject_id), '[]') AS parties
      FROM process_subject s WHERE s.deadline_on < ${until}::date) clocks
    WHERE ${after}::text IS NULL OR key > ${after} ORDER BY key LIMIT ${limit}`)

/** Listings that are traded although the authorisation behind them does not stand or the ownership is in dispute. */
export const listingsToHalt = (tx: Tx): Promise<readonly { readonly id: string; readonly reason: string }[]> =>
  tx.execute<{ id: string; reason: string }>(sql`
    SELECT l.id, CASE WHEN a.state <> 'ACTIVE' THEN 'authorisation ' || a.state ELSE 'ownership in dispute' END AS reason
    FROM listing l JOIN scenario_authorisation a ON a.id = l.authorisation_id
    WHERE l.state = 'LISTED' AND (a.state <> 'ACTIVE' OR ownership_disputed(l.registration_id)) ORDER BY l.id`)
