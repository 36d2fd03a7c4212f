import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { ExportQuestion } from './dataset.js'

/** The reader's own book; an auditor's question has the book of a filter, or all. */
const asked = ({ reader, asOf, knownAt, filters: { organisation, from, subject } }: ExportQuestion): SQL => sql`
  e.booked_on <= ${asOf} AND e.recorded_at <= ${knownAt}
  ${reader.organisationKind === 'auditor' ? sql`` : sql`AND e.organisation_id = ${reader.organisationId}`}
  ${organisation === undefined ? sql`` : sql`AND e.organisation_id = (SELECT b.id FROM organisation b WHERE b.code = ${organisation})`}
  ${from === undefined ? sql`` : sql`AND e.booked_on >= ${from}`} ${subject === undefined ? sql`` : sql`AND e.subject_id = ${subject}`}`

/** Entries; each has a row for each of its lines. */
export async function ledgerSize(tx: Tx, question: ExportQuestion): Promise<number> {
  const rows = await tx.execute<{ size: number }>(sql`
    SELECT count(*)::int AS size FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id WHERE ${asked(question)}`)
  return rows[0]?.size ?? 0
}

/** Lines of entries, book by book, first recorded first. */
export const ledgerQuery = (question: ExportQuestion): SQL => sql`
  SELECT o.code AS organisation, e.id AS "entryId", e.booked_on AS "bookedOn", e.for_on AS "forOn", e.event,
         e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", a.code AS account, a.name_zh AS "accountZh",
         a.name_en AS "accountEn", CASE l.side WHEN 'debit' THEN l.amount::text END AS debit,
         CASE l.side WHEN 'credit' THEN l.amount::text END AS credit, e.posting_key AS "postingKey", e.adjusts, e.reverses,
         u.username AS "recordedBy", e.recorded_at AS "recordedAt"
  FROM journal_entry e
  JOIN journal_line l ON l.entry_id = e.id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN ledger_account a ON a.id = l.account_id
  LEFT JOIN user_account u ON u.id = e.recorded_by
  WHERE ${asked(question)}
  ORDER BY e.organisation_id, e.recorded_at, e.id, l.id`
