import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** A number that no other report has; the year is that of the instant in Asia/Shanghai. What is refused leaves a gap. */
export async function nextSavingNumber(tx: Tx): Promise<string> {
  const rows = await tx.execute<{ number: string }>(sql`
    SELECT 'JXRL-' || to_char(recording_instant() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
      || lpad(nextval('saving_issue_serial')::text, 4, '0') AS number`)
  return (rows[0] as { number: string }).number
}

export interface NewSavingIssue {
  readonly number: string
  readonly organisationId: string
  readonly from: string
  readonly to: string
  readonly asOf: string
  readonly knownAt: string
  /** Canonical JSON; these bytes are what is hashed. */
  readonly document: string
  readonly documentHash: string
  readonly restates: string | null
  readonly madeBy: string
}

/** @returns its id */
export async function insertSavingIssue(tx: Tx, one: NewSavingIssue): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO saving_issue (number, organisation_id, from_on, to_on, as_of, known_at, document, document_hash, restates, made_by)
    VALUES (${one.number}, ${one.organisationId}, ${one.from}, ${one.to}, ${one.asOf}, ${one.knownAt}, ${one.document}, ${one.documentHash},
      ${one.restates}, ${one.madeBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function insertSavingDecision(
  tx: Tx,
  one: {
    readonly issueId: string
    readonly organisationId: string
    readonly madeBy: string
    readonly decision: 'SIGNED' | 'RETURNED'
    readonly opinion: string
    readonly decidedBy: string
  },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO saving_issue_decision (issue_id, organisation_id, made_by, decision, opinion, decided_by)
    VALUES (${one.issueId}, ${one.organisationId}, ${one.madeBy}, ${one.decision}, ${one.opinion}, ${one.decidedBy})`)
}

/** Issues of one organisation are decided one after another. */
export async function lockSavingIssues(tx: Tx, organisationId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(7306035, hashtext(${organisationId}))`)
}
