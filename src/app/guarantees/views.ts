import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { bpText } from '../pricing/price-texts.js'

/** A guarantor by its code. */
export async function guarantorByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  return (
    await tx.execute<{ id: string }>(sql`SELECT id FROM organisation WHERE code = ${code} AND kind = 'guarantor'`)
  )[0]
}

/** The borrower of a loan that the caller sees. */
export async function borrowerOf(
  tx: Tx,
  enterpriseId: string,
): Promise<{ uscc: string; nameZh: string; nameEn: string }> {
  const [borrower] = await tx.execute<{ uscc: string; nameZh: string; nameEn: string }>(
    sql`SELECT uscc, name_zh AS "nameZh", name_en AS "nameEn" FROM enterprise WHERE id = ${enterpriseId}`,
  )
  if (borrower === undefined) throw new Error('a lender that sees a loan sees its borrower')
  return borrower
}

export interface GuaranteeView extends Record<string, unknown> {
  id: string
  guaranteeNo: string
  loanId: string
  contractNo: string
  lender: string
  guarantor: string
  uscc: string
  borrowerZh: string
  borrowerEn: string
  principal: string
  share: string
  guaranteedPrincipal: string
  feeBasis: string
  baseFeeBp: string
  feeChangeBp: string
  feeBp: string
  totalFee: string
  grade: string
  signedOn: string
  validFrom: string
  validTo: string
  terms: unknown
  documentHash: string
  recordedAt: string
  calls: readonly unknown[]
}

// Nothing of the loan itself is read: a guarantor sees its guarantee, not the bank's loan.
const GUARANTEE = sql.raw(`
  g.id, g.guarantee_no AS "guaranteeNo", g.loan_id AS "loanId", g.loan_contract_no AS "contractNo", o.code AS lender, w.code AS guarantor,
  g.borrower_uscc AS uscc, g.borrower_zh AS "borrowerZh", g.borrower_en AS "borrowerEn", g.principal::text,
  trim_scale(g.share)::text AS share, g.guaranteed_principal::text AS "guaranteedPrincipal", g.fee_basis AS "feeBasis",
  g.base_fee_bp::text AS "baseFeeBp", g.fee_change_bp::text AS "feeChangeBp",
  g.fee_bp::text AS "feeBp", g.fee::text AS "totalFee", g.grade, g.signed_on AS "signedOn", g.valid_from AS "validFrom",
  g.valid_to AS "validTo", g.terms, g.document_hash AS "documentHash", g.recorded_at AS "recordedAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', c.id, 'no', c.no, 'amount', c.amount::text, 'overdue', c.overdue::text, 'calledOn', c.called_on, 'reason', c.reason,
            'payment', CASE WHEN p.call_id IS NULL THEN NULL ELSE jsonb_build_object(
              'paidOn', p.paid_on, 'recourse', p.recourse::text, 'reference', p.reference, 'loanEventId', p.loan_event_id) END)
          ORDER BY c.no), '[]')
   FROM guarantee_call c LEFT JOIN guarantee_payment p ON p.call_id = c.id
        AND NOT EXISTS (SELECT 1 FROM guarantee_payment_reversal r WHERE r.loan_event_id = p.loan_event_id) WHERE c.guarantee_id = g.id) AS calls
  FROM loan_guarantee g JOIN organisation o ON o.id = g.lender_id JOIN organisation w ON w.id = g.guarantor_id`)

export async function guaranteeView(tx: Tx, id: string): Promise<GuaranteeView | undefined> {
  return (await tx.execute<GuaranteeView>(sql`SELECT ${GUARANTEE} WHERE g.id = ${id}`)).map(told)[0]
}

export async function guaranteeViews(
  tx: Tx,
  filter: { readonly loanId: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly GuaranteeView[]> {
  const rows = await tx.execute<GuaranteeView>(sql`
    SELECT ${GUARANTEE}
    WHERE (${filter.loanId}::uuid IS NULL OR g.loan_id = ${filter.loanId}) AND ${recordedBefore('g', filter.before)}
    ORDER BY g.recorded_at DESC, g.id DESC LIMIT ${filter.limit}`)
  return rows.map(told)
}

/** Basis points without the zeros their column pads them with. */
const told = (row: GuaranteeView): GuaranteeView => ({
  ...row,
  baseFeeBp: bpText(row.baseFeeBp),
  feeChangeBp: bpText(row.feeChangeBp),
  feeBp: bpText(row.feeBp),
})
