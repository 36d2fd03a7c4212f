import { ask, type Tx } from '../../db/transaction.js'
import { uuidList, uuids } from '../../db/uuid-list.js'
import type { AccountCode } from '../../domain/ledger/account.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import type { BookedLine } from './difference.js'
import type { FactRow } from './fact-rows.js'
import { JOURNAL_EVENTS } from './journal-events.js'

export interface LifeRows {
  /** What was paid out, numbered as it became known. */
  readonly disbursements: readonly FactRow[]
  /** Facts and the plan, without those taken back by then. */
  readonly events: readonly FactRow[]
  /** The last number given, 0 before the first. */
  readonly lastNo: number
  /** What the book holds of it; empty unless asked for. */
  readonly booked: readonly BookedLine[]
  /** The day that its bank has at work; null for a bank that keeps no business days. */
  readonly dayAtWork: CivilDate | null
}

interface StoredLife {
  disbursements: FactRow[]
  events: FactRow[]
  lastNo: number
  dayAtWork: CivilDate | null
  booked?: [
    key: string,
    on: string,
    account: string,
    net: string,
    both: string,
    first: string | null,
    adjusted: boolean,
  ][]
}

/** Of the loan that `loan` names; $3 the events of its journal. */
const booked = (loan: string) => `(
        SELECT coalesce(json_agg(json_build_array(b.key, b.for_on, b.code, b.net::text, b.both_sides::text, b.first, b.adjusted)), '[]') FROM (
          SELECT coalesce(e.posting_key, 'disbursement:' || d.id) AS key, e.for_on, a.code,
                 sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) AS net,
                 least(coalesce(sum(l.amount) FILTER (WHERE l.side = 'debit'), 0),
                       coalesce(sum(l.amount) FILTER (WHERE l.side = 'credit'), 0)) AS both_sides,
                 (array_agg(e.id) FILTER (WHERE e.adjusts IS NULL AND e.posting_key IS NOT NULL))[1] AS first,
                 bool_or(e.adjusts IS NOT NULL) AS adjusted
          FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
          LEFT JOIN disbursement d ON d.loan_id = ${loan} AND d.entry_id = e.id
          WHERE e.subject_kind = 'loan' AND e.subject_id = ${loan}
            AND e.event IN (SELECT jsonb_array_elements_text($3::jsonb))
            AND (e.posting_key IS NOT NULL OR d.id IS NOT NULL)
          GROUP BY 1, 2, 3) b) AS booked`
/** Of the loan that `loan` names; $2 known at. */
const life = (loan: string) => `
      (SELECT coalesce(json_agg(json_build_object('id', d.id, 'no', d.no, 'kind', 'disbursement', 'on', d.disbursed_on,
                                                    'amount', d.amount::text, 'body', '{}'::json) ORDER BY d.no), '[]')
       FROM (SELECT p.*, row_number() OVER (ORDER BY p.recorded_at, p.disbursed_on, p.id) AS no FROM disbursement p
             WHERE p.loan_id = ${loan} AND p.recorded_at <= coalesce($2::timestamptz, 'infinity')
              AND NOT EXISTS (SELECT 1 FROM loan_event b WHERE b.takes_back = p.id AND b.recorded_at <= coalesce($2::timestamptz, 'infinity'))) d)
        AS disbursements,
      (SELECT coalesce(json_agg(json_build_object('id', f.id, 'no', f.no, 'kind', f.kind, 'on', f.on_date, 'amount', f.amount::text,
                                                    'body', f.body) ORDER BY f.no), '[]')
       FROM loan_event f
       WHERE f.loan_id = ${loan} AND f.kind <> 'reversal' AND f.recorded_at <= coalesce($2::timestamptz, 'infinity')
         AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.reverses = f.id AND r.recorded_at <= coalesce($2::timestamptz, 'infinity'))) AS events,
      (SELECT coalesce(max(f.no), 0) FROM loan_event f WHERE f.loan_id = ${loan}) AS "lastNo",
      (SELECT b.day FROM loan l JOIN business_day b ON b.organisation_id = l.lender_id
       WHERE l.id = ${loan} AND b.state <> 'CLOSED') AS "dayAtWork"`
const LIFE = `SELECT ${life('$1')}`
const LIFE_AND_BOOK = `${LIFE}, ${booked('$1')}`
const LIVES_AND_BOOKS = `
    SELECT asked.id AS "loanId", ${life('asked.id')}, ${booked('asked.id')}
    FROM ${uuids('$1')} AS asked (id)`

/** The facts of a loan as known at an instant (null: now), in one statement, so that they belong together. */
export async function lifeRows(
  tx: Tx,
  loanId: string,
  { knownAt, withBook }: { readonly knownAt: string | null; readonly withBook: boolean },
): Promise<LifeRows> {
  const [row] = withBook
    ? await ask<StoredLife>(tx, LIFE_AND_BOOK, [loanId, knownAt, JSON.stringify(JOURNAL_EVENTS)])
    : await ask<StoredLife>(tx, LIFE, [loanId, knownAt])
  return readLife(row as StoredLife)
}

/** The facts and the books of many loans as known now, in one statement: as `lifeRows` reads each, when it is asked for. */
export async function livesAndBooks(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, () => LifeRows>> {
  const rows = await ask<StoredLife & { loanId: string }>(tx, LIVES_AND_BOOKS, [
    uuidList(loanIds),
    null,
    JSON.stringify(JOURNAL_EVENTS),
  ])
  return new Map(rows.map(({ loanId, ...stored }) => [loanId, () => readLife(stored)]))
}

const readLife = (stored: StoredLife): LifeRows => ({
  ...stored,
  booked: (stored.booked ?? []).map(([key, on, account, net, onBothSides, first, adjusted]) => ({
    key,
    on: civilDate(on),
    account: account as AccountCode,
    net: money(net),
    onBothSides: money(onBothSides),
    first,
    adjusted,
  })),
})
