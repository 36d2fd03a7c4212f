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

export interface Because {
  readonly cause: SegmentCause
  /** The disbursement or the row of the loan's events. */
  readonly eventId: string
  /** When it was recorded; null for now. */
  readonly recordedAt: string | null
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
 * $1 the loans, $2 their segments as they are now, $3 the cause, $4 the event, $5 when it was recorded. Expected less stored, row by row: what no longer holds is
 * written once more with sign -1, what holds instead with sign 1.
 */
const WRITE_DIFFERENCE = `
  WITH given AS (
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
      SELECT loan_id, ${SAME}, -sign FROM interest_segment WHERE loan_id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::uuid)) both_sides
    GROUP BY loan_id, ${SAME} HAVING sum(sign) <> 0)
  INSERT INTO interest_segment (loan_id, lender_id, enterprise_id, product, sector_code, region_code, ${SAME}, sign, cause, event_id, recorded_at)
  SELECT d.loan_id, l.lender_id, l.enterprise_id, l.product, e.sector_code, e.region_code, ${SAME.replaceAll(/\b([a-z]+_?[a-z_]*)\b/g, 'd.$1')}, d.sign,
         CASE WHEN $3 = 'rate-change' AND EXISTS (SELECT 1 FROM loan_event v JOIN loan_rate r ON r.id = (v.body ->> 'rateDecisionId')::uuid
                                                  WHERE v.id = $4::uuid AND r.cause = 'rating') THEN 'rating' ELSE $3 END, $4::uuid, coalesce($5::timestamptz, recording_instant())
  FROM difference d JOIN loan l ON l.id = d.loan_id JOIN enterprise e ON e.id = l.enterprise_id
  ORDER BY d.loan_id, d.from_on, d.sign
  RETURNING 1`

/** Brings the stored segments of loans to what they are now. @returns how many rows that took: none where nothing has changed */
export async function writeSegmentDifference(
  tx: Tx,
  loanIds: readonly string[],
  rows: readonly SegmentRow[],
  { cause, eventId, recordedAt }: Because,
): Promise<number> {
  const written = await ask(tx, WRITE_DIFFERENCE, [
    JSON.stringify(loanIds),
    JSON.stringify(rows),
    cause,
    eventId,
    recordedAt,
  ])
  return written.length
}
