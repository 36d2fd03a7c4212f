import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { documentHash } from '../canonical-json.js'
import type { ImpactDocument } from './impact-document.js'

export interface NewImpact {
  readonly proposalId: string
  readonly organisationId: string
  /** Of the proposal as it stood when the report was begun. */
  readonly contentHash: string
  readonly asOf: CivilDate
  readonly document: ImpactDocument
  readonly jobRunId: string | null
  readonly computedBy: string | null
}

/** Adds a report, known at the instant of the transaction. @returns its id */
export async function insertImpact(tx: Tx, impact: NewImpact): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO method_impact (proposal_id, organisation_id, content_hash, as_of, known_at, document, document_hash, job_run_id, computed_by)
    VALUES (${impact.proposalId}, ${impact.organisationId}, ${impact.contentHash}, ${impact.asOf}, now(),
      ${JSON.stringify(impact.document)}::jsonb, ${documentHash(impact.document)}, ${impact.jobRunId}, ${impact.computedBy})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** Whoever publishes rules of the city waits for whoever does, so that each sees what the other published. */
export async function lockCityRules(tx: Tx): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('rules of the city', 0))`)
}
