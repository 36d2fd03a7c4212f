import { ask, type Tx } from '../../db/transaction.js'
import { uuidList } from '../../db/uuid-list.js'
import type { RateDecisions } from '../../domain/loans/servicing/interest-segments.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { KeyRange } from '../jobs/chunk.js'
import type { Because } from './store.js'

interface DecisionRow {
  readonly loan: string
  readonly fact: string | null
  readonly id: string | null
  readonly grade: string
  readonly written: boolean
}

/** Entries that take normal interest into the books. */
export const INTEREST_EVENTS = ['loan.interest-accrued', 'loan.interest-due', 'loan.discount-earned'] as const
const OF_INTEREST = `e.event IN (${INTEREST_EVENTS.map((event) => `'${event}'`).join(', ')})`

const DECISIONS = `
  SELECT l.id AS loan, NULL::uuid AS fact, NULL::uuid AS id, q.grade,
    EXISTS (SELECT 1 FROM interest_segment s WHERE s.loan_id = l.id) OR NOT EXISTS (
      SELECT 1 FROM journal_entry e WHERE e.subject_kind = 'loan' AND e.subject_id = l.id AND ${OF_INTEREST}
        AND e.recorded_at < (SELECT recording_instant())) AS written
  FROM loan l JOIN quote q ON q.id = l.quote_id WHERE l.id = ANY (string_to_array($1, ',')::uuid[])
  UNION ALL
  SELECT e.loan_id, e.id, r.id, r.grade, NULL FROM loan_event e JOIN loan_rate r ON r.id = (e.body ->> 'rateDecisionId')::uuid
  WHERE e.loan_id = ANY (string_to_array($1, ',')::uuid[]) AND e.kind = 'rate-change'`

export interface KnownDecisions {
  readonly decisions: RateDecisions
  /** Whether what the books took in before this transaction is written already. */
  readonly written: boolean
}

/** The decisions behind the rates that loans have had, by loan. */
export async function decisionsOf(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, KnownDecisions>> {
  const rows = await ask<DecisionRow>(tx, DECISIONS, [uuidList(loanIds)])
  const later = new Map<string, Map<string, { id: string; grade: string }>>()
  for (const { loan, fact, id, grade } of rows) {
    if (fact === null) continue
    const byFact = later.get(loan) ?? new Map()
    later.set(loan, byFact.set(fact, { id: id as string, grade }))
  }
  const signings = rows.filter(({ fact }) => fact === null)
  return new Map(
    signings.map(({ loan, grade: signedGrade, written }) => [
      loan,
      { decisions: { signedGrade, byFact: later.get(loan) ?? new Map() }, written },
    ]),
  )
}

/** What a loan's segments were once written for, with the day its books had come to. */
export interface PastChange extends Because {
  readonly recordedAt: string
  readonly day: CivilDate
  /** Whether the day was over. */
  readonly closing: boolean
}

/** What can have changed a loan's interest, or taken it into the books, in the order in which it became known. */
export async function interestHistory(tx: Tx, loanId: string): Promise<readonly PastChange[]> {
  return ask(
    tx,
    `
    SELECT 'disbursement' AS cause, d.id AS "eventId", d.recorded_at AS "recordedAt", d.disbursed_on AS day, false AS closing, 0 AS no
    FROM disbursement d WHERE d.loan_id = $1
    UNION ALL
    SELECT e.kind, e.id, e.recorded_at, e.business_date, false, e.no FROM loan_event e
    WHERE e.loan_id = $1 AND e.kind IN ('payment', 'rate-change', 'pause', 'restructure', 'write-off', 'reversal')
      AND e.body -> 'excess' ->> 'does' IS DISTINCT FROM 'hold'
    UNION ALL
    SELECT 'settlement', e.id, e.recorded_at, e.for_on, e.posting_key ~ '^(accrual:|discount:end:)', 2147483647 FROM journal_entry e
    WHERE e.subject_kind = 'loan' AND e.subject_id = $1 AND ${OF_INTEREST}
    ORDER BY "recordedAt", no, day, "eventId"`,
    [loanId],
  )
}

const WITHOUT = `EXISTS (SELECT 1 FROM disbursement d WHERE d.loan_id = l.id)
      AND NOT EXISTS (SELECT 1 FROM interest_segment s WHERE s.loan_id = l.id)`

/** Loans paid out that no segments were ever written for, in chunks of their ids: the last of each and how many there are. */
export const rangesWithoutSegments = (
  tx: Tx,
  size: number,
): Promise<readonly { readonly to: string; readonly loans: number }[]> =>
  ask(
    tx,
    `
    SELECT max(id::text) AS "to", count(*)::int AS loans
    FROM (SELECT l.id, (row_number() OVER (ORDER BY l.id) - 1) / $1::int AS chunk FROM loan l WHERE ${WITHOUT}) numbered
    GROUP BY chunk ORDER BY chunk`,
    [size],
  )

export async function loanIdsWithoutSegments(tx: Tx, { after, to }: KeyRange): Promise<readonly string[]> {
  const rows = await ask<{ id: string }>(
    tx,
    `SELECT l.id FROM loan l WHERE ($1::uuid IS NULL OR l.id > $1::uuid) AND l.id <= $2::uuid AND ${WITHOUT} ORDER BY l.id`,
    [after, to],
  )
  return rows.map(({ id }) => id)
}
