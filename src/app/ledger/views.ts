import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** An organisation whose book the caller may look into by its code: its own, or any for an auditor. */
export async function organisationByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  return (await tx.execute<{ id: string }>(sql`SELECT id FROM organisation WHERE code = ${code}`))[0]
}

export interface EntryRow extends Record<string, unknown> {
  id: string
  bookedOn: string
  /** The day it is for: `bookedOn`, or the day in a closed period it was moved from. */
  forOn: string
  movedFrom: string | null
  event: string
  subjectKind: string
  subjectId: string
  recordedAt: string
  recordedBy: string | null
  postingKey: string | null
  adjusts: string | null
  reverses: string | null
  lines: { account: string; nameZh: string; nameEn: string; side: string; amount: string }[]
}

export interface EntryFilter {
  readonly organisationId: string | null
  readonly account: string | null
  readonly subject: string | null
  /** With it the entries of a subject are found at once, however long the book is. */
  readonly subjectKind?: string
  readonly before: { readonly recordedAt: string; readonly id: string } | null
  readonly limit: number
}

const ENTRY = sql.raw(`
  SELECT e.id, e.booked_on AS "bookedOn", e.for_on AS "forOn", e.moved_from AS "movedFrom", e.event, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
         e.recorded_at AS "recordedAt", e.recorded_by AS "recordedBy",
         e.posting_key AS "postingKey", e.adjusts, e.reverses,
         (SELECT jsonb_agg(jsonb_build_object('account', a.code, 'nameZh', a.name_zh, 'nameEn', a.name_en,
                                              'side', l.side, 'amount', l.amount::text) ORDER BY l.id)
          FROM journal_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = e.id) AS lines
  FROM journal_entry e`)

/** One entry with its lines; undefined when the caller may not see it. */
export async function journalEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  return (await tx.execute<EntryRow>(sql`${ENTRY} WHERE e.id = ${id}`))[0]
}

/** Entries with their lines, last recorded first. */
export async function journalEntries(tx: Tx, filter: EntryFilter): Promise<readonly EntryRow[]> {
  return tx.execute<EntryRow>(sql`
    ${ENTRY}
    WHERE (${filter.organisationId}::uuid IS NULL OR e.organisation_id = ${filter.organisationId})
      AND (${filter.subject}::uuid IS NULL OR e.subject_id = ${filter.subject})
      AND (${filter.subjectKind ?? null}::text IS NULL OR e.subject_kind = ${filter.subjectKind ?? null})
      AND (${filter.account}::text IS NULL OR EXISTS (
             SELECT 1 FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
             WHERE l.entry_id = e.id AND a.code = ${filter.account}))
      AND (${filter.before?.id ?? null}::uuid IS NULL
           OR (e.recorded_at, e.id) < (${filter.before?.recordedAt ?? null}::timestamptz, ${filter.before?.id ?? null}::uuid))
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT ${filter.limit}`)
}

export interface PeriodCloseRow extends Record<string, unknown> {
  closedThrough: string
  closedBy: string
  closedByName: string | null
  opinion: string
  recordedAt: string
}

/** Through which days a book was closed, last first. */
export async function periodCloses(
  tx: Tx,
  organisationId: string,
  page: { readonly before: string | null; readonly limit: number },
): Promise<readonly PeriodCloseRow[]> {
  return tx.execute<PeriodCloseRow>(sql`
    SELECT c.closed_through AS "closedThrough", c.closed_by AS "closedBy", u.name_zh AS "closedByName", c.opinion,
           c.recorded_at AS "recordedAt"
    FROM accounting_period_close c LEFT JOIN user_account u ON u.id = c.closed_by
    WHERE c.organisation_id = ${organisationId} AND (${page.before}::date IS NULL OR c.closed_through < ${page.before}::date)
    ORDER BY c.closed_through DESC LIMIT ${page.limit}`)
}
