import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface ProposalView extends Record<string, unknown> {
  id: string
  facility: string
  parameter: string
  value: string
  unit: string
  validFrom: string
  validTo: string | null
  document: string
  status: string
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  enteredBy: string
  decidedBy: string | null
  ruleId: string | null
  version: number
  recordedAt: string
  decidedAt: string | null
}

const PROPOSAL = sql`
  SELECT p.id, p.body->>'facility' AS facility, p.body->>'parameter' AS parameter, p.body->>'value' AS value, p.body->>'unit' AS unit,
         p.valid_from AS "validFrom", p.valid_to AS "validTo", p.source AS document, p.status, p.state, p.entered_by AS "enteredBy",
         p.decided_by AS "decidedBy", p.rule_id::text AS "ruleId", p.version, p.recorded_at AS "recordedAt", p.decided_at AS "decidedAt"
  FROM rule_proposal p`

/** Newest first. */
export async function proposals(
  tx: Tx,
  state: string | null,
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly ProposalView[]> {
  return tx.execute<ProposalView>(sql`
    ${PROPOSAL} WHERE p.table_name = 'facility-terms' AND (${state}::text IS NULL OR p.state = ${state})
      AND (${page.before?.id ?? null}::uuid IS NULL
        OR (p.recorded_at, p.id) < (${page.before?.recordedAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid))
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${page.limit}`)
}

export async function proposalView(tx: Tx, id: string): Promise<ProposalView | undefined> {
  const rows = await tx.execute<ProposalView>(sql`${PROPOSAL} WHERE p.table_name = 'facility-terms' AND p.id = ${id}`)
  return rows[0]
}
