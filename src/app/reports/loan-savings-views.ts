import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { endOf, interestWithin, type SavingFilter, type SavingPeriod, segmentCut } from './realised-saving-views.js'

export interface LoanSavingRow extends Record<string, unknown> {
  loanId: string
  contractNo: string
  lender: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  product: string
  sector: string
  executed: string
  reference: string
  saving: string
}

/** Every loan behind a cell with its share, the largest saving first. */
export async function loanSavingRows(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  page: { readonly after: { readonly saving: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly LoanSavingRow[]> {
  const [first, end] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  const { after } = page
  const among = (await segmentCut(tx, filter))(period)
  return tx.execute<LoanSavingRow>(sql`
    WITH shares AS (
      SELECT s.loan_id, sum(s.sign * ${interestWithin('executed', first, end)}) AS executed,
             sum(s.sign * ${interestWithin('reference', first, end)}) AS reference
      FROM interest_segment s WHERE ${among} GROUP BY s.loan_id HAVING sum(s.sign) > 0),
    paged AS (
      SELECT loan_id, executed, reference, reference - executed AS saving FROM shares
      ${after === null ? sql`` : sql`WHERE (reference - executed, loan_id) < (${after.saving}::numeric, ${after.id}::uuid)`}
      ORDER BY reference - executed DESC, loan_id DESC LIMIT ${page.limit})
    SELECT p.loan_id AS "loanId", l.contract_no AS "contractNo", o.code AS lender, e.uscc, e.name_zh AS "enterpriseZh",
           e.name_en AS "enterpriseEn", l.product, e.sector_code AS sector, p.executed::text, p.reference::text, p.saving::text
    FROM paged p JOIN loan l ON l.id = p.loan_id JOIN organisation o ON o.id = l.lender_id JOIN enterprise e ON e.id = l.enterprise_id
    ORDER BY p.saving DESC, p.loan_id DESC`)
}

export interface LoanSavingTotals extends Record<string, unknown> {
  loans: number
  executed: string
  reference: string
}

/** The same cell in one sum, so that a reader sees that its loans add up to it. */
export async function loanSavingTotals(tx: Tx, period: SavingPeriod, filter: SavingFilter): Promise<LoanSavingTotals> {
  const [first, end] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  const among = (await segmentCut(tx, filter))(period)
  const rows = await tx.execute<LoanSavingTotals>(sql`
    SELECT count(*)::int AS loans, coalesce(sum(executed), 0)::numeric(30,2)::text AS executed,
           coalesce(sum(reference), 0)::numeric(30,2)::text AS reference
    FROM (SELECT sum(s.sign * ${interestWithin('executed', first, end)}) AS executed,
                 sum(s.sign * ${interestWithin('reference', first, end)}) AS reference
          FROM interest_segment s WHERE ${among} GROUP BY s.loan_id HAVING sum(s.sign) > 0) loan`)
  return rows[0] as LoanSavingTotals
}

export interface LoanSegmentRow extends Record<string, unknown> {
  from: CivilDate
  to: CivilDate
  nights: number
  settlesOn: CivilDate
  balance: string
  rate: string
  referenceRate: string
  weight: number
  divisor: number
  discounted: boolean
  grade: string
  executed: string
  reference: string
  recordedAt: string
  cause: string
  rateDecisionId: string | null
  quoteId: string
  uscc: string
  ratingId: string | null
  /** The day that the decision priced by, and when it was recorded. */
  decidedOn: CivilDate
  decidedAt: string
}

/** The segments of one loan that stand at an instant, as far as they lie in the period; undefined when the caller may not see the loan. */
export async function loanSegmentRows(
  tx: Tx,
  loanId: string,
  period: SavingPeriod,
): Promise<readonly LoanSegmentRow[] | undefined> {
  const [known] = await tx.execute(sql`SELECT 1 FROM loan WHERE id = ${loanId}`)
  if (known === undefined) return undefined
  const [first, end] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  return tx.execute<LoanSegmentRow>(sql`
    WITH standing AS (
      SELECT s.from_on, s.to_on, s.settles_on, s.balance, s.rate, s.reference_rate, s.weight, s.divisor, s.discounted, s.half_even, s.grade,
             s.rate_decision_id, s.executed_night, s.reference_night, s.executed_before, s.reference_before, s.executed, s.reference,
             max(s.recorded_at) FILTER (WHERE s.sign > 0) AS recorded_at,
             (array_agg(s.cause ORDER BY s.recorded_at DESC) FILTER (WHERE s.sign > 0))[1] AS cause
      FROM interest_segment s
      WHERE s.loan_id = ${loanId} AND s.from_on < ${end} AND s.to_on > ${first} AND s.recorded_at <= ${period.knownAt}::timestamptz
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 HAVING sum(s.sign) > 0)
    SELECT greatest(s.from_on, ${first}) AS "from", least(s.to_on, ${end}) AS "to",
           least(s.to_on, ${end}) - greatest(s.from_on, ${first}) AS nights, s.settles_on AS "settlesOn", s.balance::text, s.rate::text,
           s.reference_rate::text AS "referenceRate", s.weight, s.divisor, s.discounted, s.grade,
           (${interestWithin('executed', first, end)})::text AS executed, (${interestWithin('reference', first, end)})::text AS reference,
           s.recorded_at AS "recordedAt", s.cause, s.rate_decision_id AS "rateDecisionId", l.quote_id AS "quoteId", e.uscc,
           CASE WHEN r.id IS NULL THEN q.rating_id ELSE r.rating_id END AS "ratingId", coalesce(r.effective_on, q.priced_on) AS "decidedOn",
           coalesce(r.recorded_at, q.recorded_at) AS "decidedAt"
    FROM standing s JOIN loan l ON l.id = ${loanId} JOIN quote q ON q.id = l.quote_id JOIN enterprise e ON e.id = l.enterprise_id
    LEFT JOIN loan_rate r ON r.id = s.rate_decision_id
    ORDER BY s.from_on`)
}
