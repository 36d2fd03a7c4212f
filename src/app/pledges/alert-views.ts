import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Before, recordedBefore } from '../data-products/views.js'

/** An alert that stops payments under a pledge: of the one a loan was signed with, or of what stands for it now. */
export async function openStopOf(
  tx: Tx,
  baseId: string,
  standingId: string,
): Promise<{ id: string; kind: string } | undefined> {
  const rows = await tx.execute<{ id: string; kind: string }>(sql`
    SELECT id, kind FROM collateral_alert
    WHERE pledge_id IN (${baseId}, ${standingId}) AND level = 'STOP' AND state IN ('OPEN', 'ANSWERED') ORDER BY recorded_at LIMIT 1`)
  return rows[0]
}

export interface AlertView extends Record<string, unknown> {
  id: string
  lender: string
  pledgeId: string
  loanId: string | null
  kind: string
  subject: string
  level: string
  facts: Readonly<Record<string, unknown>>
  raisedOn: string
  dueOn: string
  state: string
  version: number
  recordedAt: string
}

const ALERT = sql.raw(`
  a.id, o.code AS lender, a.pledge_id AS "pledgeId", a.loan_id AS "loanId", a.kind, a.subject, a.level, a.facts, a.raised_on AS "raisedOn",
  a.due_on AS "dueOn", a.state, a.version, a.recorded_at AS "recordedAt"
  FROM collateral_alert a JOIN organisation o ON o.id = a.lender_id`)

export async function alertView(tx: Tx, id: string): Promise<AlertView | undefined> {
  return (await tx.execute<AlertView>(sql`SELECT ${ALERT} WHERE a.id = ${id}`))[0]
}

export async function alertViews(
  tx: Tx,
  filter: {
    readonly state: string | null
    readonly pledgeId: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly AlertView[]> {
  return tx.execute<AlertView>(sql`
    SELECT ${ALERT}
    WHERE (${filter.state}::text IS NULL OR a.state = ${filter.state}) AND (${filter.pledgeId}::uuid IS NULL OR a.pledge_id = ${filter.pledgeId}::uuid)
      AND ${recordedBefore('a', filter.before)}
    ORDER BY a.recorded_at DESC, a.id DESC LIMIT ${filter.limit}`)
}
