import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export async function insertIssue(
  tx: Tx,
  issue: {
    kind: string
    asOf: string
    knownAt: string
    document: unknown
    documentHash: string
    jobRunId: string | null
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO issued_report (kind, as_of, known_at, document, document_hash, job_run_id)
    VALUES (${issue.kind}, ${issue.asOf}, ${issue.knownAt}, ${JSON.stringify(issue.document)}::jsonb, ${issue.documentHash}, ${issue.jobRunId})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}
