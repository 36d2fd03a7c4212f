import { ask, type Tx } from '../../db/transaction.js'

/** What was done to a loan that its segments are written for. */
export type SegmentCause =
  | 'disbursement'
  | 'payment'
  | 'rate-change'
  | 'pause'
  | 'restructure'
  | 'write-off'
  | 'reversal'
  /** The books took in the interest of a month or a due date. */
  | 'settlement'

export interface Because {
  readonly cause: SegmentCause
  /** The disbursement, the row of the loan's events, or of a settlement the entry that took the interest in. */
  readonly eventId: string
}

/** A segment as it is written; amounts, rates and dates are text, and the rest is computed by the statement. */
export interface SegmentRow {
  readonly loan_id: string
  readonly from_on: string
  readonly to_on: string
  readonly settles_on: string
  readonly due_on: string | null
  readonly weight: string
  readonly divisor: string
  readonly half_even: boolean
  readonly balance: string
  readonly rate: string
  readonly reference_rate: string
  /** 贴现: interest taken up front and what would have been, yuan. */
  readonly taken: string | null
  readonly reference_taken: string | null
  readonly rate_decision_id: string | null
  readonly grade: string
}

/** What two rows share when the one undoes the other. */
const SAME = `from_on, to_on, settles_on, due_on, prior_on, prior_in_grade_on, weight, divisor, discounted, half_even, balance, rate, reference_rate,
  executed_night, reference_night, executed_before, reference_before, grade, rate_decision_id`

/**
 * $1 the loans with what was done to each, $2 their segments as they are now, $3 when it was recorded. Expected less stored, row by row:
 * what no longer holds is written once more with sign -1, what holds instead with sign 1.
 */
const WRITE_DIFFERENCE = `
  WITH changed AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS c(loan_id uuid, cause text, event_id uuid)),
  given AS (
    SELECT s.*, (CASE WHEN s.taken IS NULL THEN s.balance * s.rate ELSE s.taken * 100 END) * s.weight AS executed_night,
           (CASE WHEN s.taken IS NULL THEN s.balance * s.reference_rate ELSE s.reference_taken * 100 END) * s.weight AS reference_night
    FROM jsonb_to_recordset($2::text::jsonb) AS s(loan_id uuid, from_on date, to_on date, settles_on date, due_on date, weight integer, divisor integer,
      half_even boolean, balance numeric(20,2), rate numeric(9,6), reference_rate numeric(9,6), taken numeric(20,2), reference_taken numeric(20,2),
      grade text, rate_decision_id uuid)),
  expected AS (
    SELECT loan_id, from_on, to_on, settles_on, due_on, weight, divisor, taken IS NOT NULL AS discounted, half_even, balance, rate, reference_rate,
           executed_night, reference_night, grade, rate_decision_id,
           lag(to_on) OVER (PARTITION BY loan_id ORDER BY from_on) AS prior_on,
           lag(to_on) OVER (PARTITION BY loan_id, grade ORDER BY from_on) AS prior_in_grade_on,
           coalesce(sum(executed_night * (to_on - from_on)) OVER earlier, 0) AS executed_before,
           coalesce(sum(reference_night * (to_on - from_on)) OVER earlier, 0) AS reference_before
    FROM given
    WINDOW earlier AS (PARTITION BY loan_id, settles_on ORDER BY from_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  difference AS (
    SELECT loan_id, ${SAME}, sum(sign) AS sign FROM (
      SELECT loan_id, ${SAME}, 1 AS sign FROM expected
      UNION ALL
      SELECT loan_id, ${SAME}, -sign FROM interest_segment WHERE loan_id = ANY (ARRAY(SELECT loan_id FROM changed))) both_sides
    GROUP BY loan_id, ${SAME} HAVING sum(sign) <> 0)
  INSERT INTO interest_segment (loan_id, lender_id, enterprise_id, product, sector_code, region_code, ${SAME}, sign, cause, event_id, recorded_at)
  SELECT d.loan_id, l.lender_id, l.enterprise_id, l.product, e.sector_code, e.region_code, ${SAME.replaceAll(/\b([a-z]+_?[a-z_]*)\b/g, 'd.$1')}, d.sign,
         CASE WHEN c.cause = 'rate-change' AND EXISTS (SELECT 1 FROM loan_event v JOIN loan_rate r ON r.id = (v.body ->> 'rateDecisionId')::uuid
                                                       WHERE v.id = c.event_id AND r.cause = 'rating') THEN 'rating' ELSE c.cause END,
         c.event_id, coalesce($3::timestamptz, recording_instant())
  FROM difference d JOIN changed c ON c.loan_id = d.loan_id JOIN loan l ON l.id = d.loan_id JOIN enterprise e ON e.id = l.enterprise_id
  ORDER BY d.loan_id, d.from_on, d.sign
  RETURNING 1`

/** A loan whose segments are written, and what for. */
export interface ChangedLoan extends Because {
  readonly loanId: string
}

/**
 * Brings the stored segments of loans to what they are now.
 * @param recordedAt when it was recorded; null for now
 * @returns how many rows that took: none where nothing has changed
 */
export async function writeSegmentDifference(
  tx: Tx,
  loans: readonly ChangedLoan[],
  rows: readonly SegmentRow[],
  recordedAt: string | null = null,
): Promise<number> {
  const changed = loans.map(({ loanId: loan_id, cause, eventId: event_id }) => ({ loan_id, cause, event_id }))
  const written = await ask(tx, WRITE_DIFFERENCE, [JSON.stringify(changed), JSON.stringify(rows), recordedAt])
  return written.length
}
