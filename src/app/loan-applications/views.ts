import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { ownRows } from '../own-rows-views.js'

export interface ApplicationView extends Record<string, unknown> {
  id: string
  lender: string
  uscc: string | null
  enterpriseZh: string | null
  enterpriseEn: string | null
  product: string
  amount: string
  tenorMonths: number
  purpose: string
  appliedOn: string
  pledgeId: string | null
  loanId: string | null
  state: string
  round: number
  version: number
  recordedAt: string
}

// The enterprise may be out of sight once its consent has ended; the application stays with its lender.
const APPLICATION = sql.raw(`
  a.id, o.code AS lender, e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", a.product, a.amount::text,
  a.tenor_months AS "tenorMonths", a.purpose, a.applied_on AS "appliedOn", a.pledge_id AS "pledgeId",
  (SELECT l.id FROM loan l WHERE l.application_id = a.id) AS "loanId", a.state, a.round, a.version, a.recorded_at AS "recordedAt"
  FROM loan_application a JOIN organisation o ON o.id = a.lender_id LEFT JOIN enterprise e ON e.id = a.enterprise_id`)

export async function applicationView(tx: Tx, id: string): Promise<ApplicationView | undefined> {
  return (await tx.execute<ApplicationView>(sql`SELECT ${APPLICATION} WHERE a.id = ${id}`))[0]
}

export async function applicationViews(
  tx: Tx,
  filter: {
    readonly reader: Actor
    readonly state: string | null
    readonly enterprise: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly ApplicationView[]> {
  const { reader, state, enterprise, before } = filter
  return tx.execute<ApplicationView>(sql`
    SELECT ${APPLICATION}
    WHERE ${ownRows('a', reader)} AND ${state === null ? sql`true` : sql`a.state = ${state}`}
      AND ${enterprise === null ? sql`true` : sql`e.uscc = ${enterprise}`} AND ${recordedBefore('a', before)}
    ORDER BY a.recorded_at DESC, a.id DESC LIMIT ${filter.limit}`)
}

export interface ApprovalView extends Record<string, unknown> {
  id: string
  decision: string
  quoteId: string | null
  approvedAmount: string | null
  decidedOn: string
  opinion: string
  reasons: unknown
  recordedAt: string
}

export async function approvalView(tx: Tx, applicationId: string): Promise<ApprovalView | undefined> {
  const rows = await tx.execute<ApprovalView>(sql`
    SELECT v.id, v.decision, v.quote_id AS "quoteId", v.approved_amount::text AS "approvedAmount", v.decided_on AS "decidedOn",
           v.opinion, v.reasons, v.recorded_at AS "recordedAt"
    FROM loan_approval v WHERE v.application_id = ${applicationId}`)
  return rows[0]
}

export interface TrailRow extends Record<string, unknown> {
  at: string
  action: string
  person: string | null
  detail: unknown
}

/** 审批轨迹: who decided what and when, of some records; a caller sees the events of its own organisation. */
export async function trailOf(tx: Tx, subjectIds: readonly string[]): Promise<readonly TrailRow[]> {
  return tx.execute<TrailRow>(sql`
    SELECT v.at, v.action, u.name_zh AS person, v.detail
    FROM audit_event v LEFT JOIN user_account u ON u.id = v.user_id
    WHERE v.subject_kind IN ('loan_application', 'loan', 'pledge', 'valuation')
      AND v.subject_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(subjectIds)}::jsonb))
    ORDER BY v.id LIMIT 500`)
}
