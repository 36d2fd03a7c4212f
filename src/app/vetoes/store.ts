import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { VetoReason } from './veto.js'

export interface NewVeto {
  readonly enterpriseId: string
  readonly reason: VetoReason
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly source: string
  readonly supersedes: string | null
  readonly enteredBy: string
}

/** @returns its id */
export async function insertVeto(tx: Tx, veto: NewVeto): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO enterprise_veto (enterprise_id, reason, valid_from, valid_to, source, supersedes, entered_by)
    VALUES (${veto.enterpriseId}, ${veto.reason}, ${veto.validFrom}, ${veto.validTo}, ${veto.source}, ${veto.supersedes}, ${veto.enteredBy})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

export interface VetoDecision {
  readonly vetoId: string
  readonly outcome: 'CONFIRMED' | 'REJECTED'
  readonly opinion: string
  readonly decidedBy: string
  readonly recordedAt: string
}

export async function insertVetoDecision(tx: Tx, decision: VetoDecision): Promise<void> {
  await tx.execute(sql`
    INSERT INTO enterprise_veto_decision (veto_id, enterprise_id, entered_by, outcome, opinion, decided_by, recorded_at)
    SELECT v.id, v.enterprise_id, v.entered_by, ${decision.outcome}, ${decision.opinion}, ${decision.decidedBy},
           ${decision.recordedAt}::timestamptz
    FROM enterprise_veto v WHERE v.id = ${decision.vetoId}`)
}
