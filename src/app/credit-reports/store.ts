import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface NewDocument {
  readonly number: string
  readonly enterpriseId: string
  readonly uscc: string
  readonly issuedFor: string
  readonly purpose: string
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly issuedAt: string
  /** Canonical JSON; these bytes are what is hashed and handed out. */
  readonly document: string
  readonly documentHash: string
  readonly restates: string | null
  readonly issuedBy: string
}

/** A number that no other report has; the year is that of the issue in Asia/Shanghai. A refused issue leaves a gap. */
export async function nextNumber(tx: Tx, issuedAt: string): Promise<string> {
  const rows = await tx.execute<{ number: string }>(sql`
    SELECT 'TCR-' || to_char(${issuedAt}::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-'
      || lpad(nextval('credit_report_serial')::text, 6, '0') AS number`)
  return (rows[0] as { number: string }).number
}

/** @returns its id */
export async function insertDocument(tx: Tx, one: NewDocument): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO issued_document (kind, number, enterprise_id, uscc, issued_for, purpose, as_of, known_at, issued_at, document,
      document_hash, restates, issued_by)
    VALUES ('carbon-credit-report', ${one.number}, ${one.enterpriseId}, ${one.uscc}, ${one.issuedFor}, ${one.purpose}, ${one.asOf},
      ${one.knownAt}, ${one.issuedAt}, ${one.document}, ${one.documentHash}, ${one.restates}, ${one.issuedBy})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}
