import { ask, type Tx } from '../../db/transaction.js'
import type { RateDecisions } from '../../domain/loans/servicing/interest-segments.js'
import type { Because } from './store.js'

interface DecisionRow {
  readonly fact: string | null
  readonly id: string | null
  readonly grade: string
  readonly written: boolean
}

const DECISIONS = `
  SELECT NULL::uuid AS fact, NULL::uuid AS id, q.grade, EXISTS (SELECT 1 FROM interest_segment s WHERE s.loan_id = $1) AS written
  FROM loan l JOIN quote q ON q.id = l.quote_id WHERE l.id = $1
  UNION ALL
  SELECT e.id, r.id, r.grade, NULL FROM loan_event e JOIN loan_rate r ON r.id = (e.body ->> 'rateDecisionId')::uuid
  WHERE e.loan_id = $1 AND e.kind = 'rate-change' ORDER BY fact NULLS FIRST`

/** The decisions behind the rates that a loan has had, and whether segments were ever written for it. */
export async function decisionsOf(
  tx: Tx,
  loanId: string,
): Promise<{ readonly decisions: RateDecisions; readonly written: boolean }> {
  const [signed, ...later] = await ask<DecisionRow>(tx, DECISIONS, [loanId])
  const { grade: signedGrade, written } = signed as DecisionRow
  const byFact = new Map(later.map(({ fact, id, grade }) => [fact as string, { id: id as string, grade }]))
  return { decisions: { signedGrade, byFact }, written }
}

/** What can have changed a loan's interest, in the order in which it became known. */
export async function interestHistory(tx: Tx, loanId: string): Promise<readonly (Because & { recordedAt: string })[]> {
  return ask(
    tx,
    `
    SELECT 'disbursement' AS cause, d.id AS "eventId", d.recorded_at AS "recordedAt", 0 AS no FROM disbursement d WHERE d.loan_id = $1
    UNION ALL
    SELECT e.kind, e.id, e.recorded_at, e.no FROM loan_event e
    WHERE e.loan_id = $1 AND e.kind IN ('payment', 'rate-change', 'pause', 'restructure', 'write-off', 'reversal')
      AND e.body -> 'excess' ->> 'does' IS DISTINCT FROM 'hold'
    ORDER BY "recordedAt", no`,
    [loanId],
  )
}

/** Loans paid out that no segments were ever written for, in their order, after one of them. */
export async function loansWithoutSegments(
  tx: Tx,
  { after, to, limit }: { readonly after: string | null; readonly to: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await ask<{ id: string }>(
    tx,
    `
    SELECT l.id FROM loan l
    WHERE l.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND l.id <= coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      AND EXISTS (SELECT 1 FROM disbursement d WHERE d.loan_id = l.id)
      AND NOT EXISTS (SELECT 1 FROM interest_segment s WHERE s.loan_id = l.id)
    ORDER BY l.id LIMIT $3`,
    [after, to, limit],
  )
  return rows.map(({ id }) => id)
}
