import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { ImpactDocument } from './impact-document.js'

export interface ImpactRow extends Record<string, unknown> {
  id: string
  proposalId: string
  contentHash: string
  asOf: CivilDate
  knownAt: string
  document: ImpactDocument
  documentHash: string
  jobRunId: string | null
  recordedAt: string
}

/** The newest report of each of some proposals. */
export async function newestImpacts(tx: Tx, proposalIds: readonly string[]): Promise<ReadonlyMap<string, ImpactRow>> {
  const rows = await tx.execute<ImpactRow>(sql`
    SELECT DISTINCT ON (i.proposal_id) i.id, i.proposal_id AS "proposalId", i.content_hash AS "contentHash", i.as_of AS "asOf",
           i.known_at AS "knownAt", i.document, i.document_hash AS "documentHash", i.job_run_id AS "jobRunId", i.recorded_at AS "recordedAt"
    FROM method_impact i
    WHERE i.proposal_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(proposalIds)}::jsonb)::uuid)
    ORDER BY i.proposal_id, i.recorded_at DESC, i.id`)
  return new Map(rows.map((row) => [row.proposalId, row]))
}
