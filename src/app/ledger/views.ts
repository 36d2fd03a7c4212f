import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface AccountBalanceRow extends Record<string, unknown> {
  code: string
  nameZh: string
  nameEn: string
  normalSide: 'debit' | 'credit'
  debit: string
  credit: string
  /** On the account's normal side. */
  balance: string
}

/** The accounts of one book with what was booked up to and on a day, as known at an instant. */
export async function accountBalances(
  tx: Tx,
  organisationId: string,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<readonly AccountBalanceRow[]> {
  return tx.execute<AccountBalanceRow>(sql`
    SELECT a.code, a.name_zh AS "nameZh", a.name_en AS "nameEn", a.normal_side AS "normalSide",
           m.debit::numeric(20,2)::text AS debit, m.credit::numeric(20,2)::text AS credit,
           (CASE a.normal_side WHEN 'debit' THEN m.debit - m.credit ELSE m.credit - m.debit END)::numeric(20,2)::text AS balance
    FROM ledger_account a
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.amount) FILTER (WHERE l.side = 'debit'), 0) AS debit,
             coalesce(sum(l.amount) FILTER (WHERE l.side = 'credit'), 0) AS credit
      FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
      WHERE l.account_id = a.id AND e.booked_on <= ${asOf}
        AND e.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')) m
    WHERE a.organisation_id = ${organisationId}
    ORDER BY a.code`)
}

/** An organisation whose book the caller may look into by its code: its own, or any for an auditor. */
export async function organisationByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  return (await tx.execute<{ id: string }>(sql`SELECT id FROM organisation WHERE code = ${code}`))[0]
}

export interface EntryRow extends Record<string, unknown> {
  id: string
  bookedOn: string
  event: string
  subjectKind: string
  subjectId: string
  recordedAt: string
  recordedBy: string | null
  reverses: string | null
  lines: { account: string; nameZh: string; nameEn: string; side: string; amount: string }[]
}

export interface EntryFilter {
  readonly organisationId: string | null
  readonly account: string | null
  readonly subject: string | null
  readonly before: { readonly recordedAt: string; readonly id: string } | null
  readonly limit: number
}

/** Entries with their lines, last recorded first. */
export async function journalEntries(tx: Tx, filter: EntryFilter): Promise<readonly EntryRow[]> {
  return tx.execute<EntryRow>(sql`
    SELECT e.id, e.booked_on AS "bookedOn", e.event, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
           e.recorded_at AS "recordedAt", e.recorded_by AS "recordedBy", e.reverses,
           (SELECT jsonb_agg(jsonb_build_object('account', a.code, 'nameZh', a.name_zh, 'nameEn', a.name_en,
                                                'side', l.side, 'amount', l.amount::text) ORDER BY l.id)
            FROM journal_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = e.id) AS lines
    FROM journal_entry e
    WHERE (${filter.organisationId}::uuid IS NULL OR e.organisation_id = ${filter.organisationId})
      AND (${filter.subject}::uuid IS NULL OR e.subject_id = ${filter.subject})
      AND (${filter.account}::text IS NULL OR EXISTS (
             SELECT 1 FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
             WHERE l.entry_id = e.id AND a.code = ${filter.account}))
      AND (${filter.before?.id ?? null}::uuid IS NULL
           OR (e.recorded_at, e.id) < (${filter.before?.recordedAt ?? null}::timestamptz, ${filter.before?.id ?? null}::uuid))
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT ${filter.limit}`)
}
