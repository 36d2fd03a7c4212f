import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { ExportQuestion } from './dataset.js'

const asked = ({ asOf, knownAt, filters: { action, subjectKind, subjectId, from } }: ExportQuestion): SQL => sql`
  e.at <= ${knownAt} AND e.at < ((${asOf}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
  ${from === undefined ? sql`` : sql`AND e.at >= (${from}::timestamp AT TIME ZONE 'Asia/Shanghai')`}
  ${action === undefined ? sql`` : sql`AND e.action = ${action}`}
  ${subjectKind === undefined ? sql`` : sql`AND e.subject_kind = ${subjectKind}`}
  ${subjectId === undefined ? sql`` : sql`AND e.subject_id = ${subjectId}`}`

export async function auditEventsSize(tx: Tx, question: ExportQuestion): Promise<number> {
  const rows = await tx.execute<{ size: number }>(
    sql`SELECT count(*)::int AS size FROM audit_event e WHERE ${asked(question)}`,
  )
  return rows[0]?.size ?? 0
}

/** Events in the order in which they were written, with their place in the chain. */
export const auditEventsQuery = (question: ExportQuestion): SQL => sql`
  SELECT e.id::text AS "eventId", e.at, o.code AS organisation, u.username, e.action, e.subject_kind AS "subjectKind",
         e.subject_id AS "subjectId", e.request_id AS "requestId", e.detail::text, s.seq::text AS "sealNo", s.hash AS "sealHash"
  FROM audit_event e
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN user_account u ON u.id = e.user_id
  LEFT JOIN audit_seal s ON s.event_id = e.id
  WHERE ${asked(question)}
  ORDER BY e.id`
