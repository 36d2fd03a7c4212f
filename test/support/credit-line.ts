import type { Bank } from './bank.js'
import { XINGWANG } from './disbursed-loan.js'
import { type Lender, SIHUI } from './published-loan.js'

/** A line proposed and approved, valid from the start of 2024 unless told. @returns its id */
export async function openLine(
  { post }: Bank,
  line: Readonly<Record<string, unknown>> = {},
  { officer, approver }: Lender = SIHUI,
): Promise<string> {
  const body = {
    uscc: XINGWANG,
    product: 'YUN_TAN_DAI',
    limit: '3000000.00',
    effectiveFrom: '2024-01-01',
    documentNo: '授信批复-1',
    ...line,
  }
  const { body: proposal } = await post(officer, '/v1/credit-lines', body)
  const decision = { decision: 'APPROVE', opinion: '同意', version: 1 }
  const { status, body: decided } = await post(approver, `/v1/credit-line-proposals/${proposal.id}/decision`, decision)
  if (status !== 200) throw new Error(`${status} ${JSON.stringify([proposal, decided])}`)
  return decided.creditLineId
}

/** Where a line stands, and what its movements add up to: both say the same at any time. */
export async function standingAndMovements({ owner }: Bank, lineId: string) {
  const [row] = await owner`
    SELECT s.limit_amount::text AS limit, s.reserved::text, s.used::text,
           sum(m.amount) FILTER (WHERE m.kind IN ('open', 'change'))::text AS "limitMoved",
           coalesce(sum(CASE m.kind WHEN 'reserve' THEN m.amount WHEN 'release' THEN -m.amount WHEN 'draw' THEN -m.amount WHEN 'undraw' THEN m.amount END), 0)
             ::numeric(20,2)::text AS "reservedMoved",
           coalesce(sum(CASE m.kind WHEN 'draw' THEN m.amount WHEN 'redraw' THEN m.amount WHEN 'repay' THEN -m.amount WHEN 'undraw' THEN -m.amount END), 0)
             ::numeric(20,2)::text AS "usedMoved",
           bool_and(m.reserved_after + m.used_after <= m.limit_after) AS "neverAbove", count(*)::int AS movements
    FROM credit_line_standing s JOIN credit_line_movement m ON m.line_id = s.line_id
    WHERE s.line_id = ${lineId} GROUP BY s.line_id`
  return { ...row }
}
