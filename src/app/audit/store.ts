import { sql } from 'drizzle-orm'
import { ask, type Tx } from '../../db/transaction.js'

export interface NewAuditEvent {
  readonly organisationId?: string | null
  readonly userId?: string | null
  readonly requestId?: string | null
  /** Noun and verb in the past tense: 'loan.disbursed'. */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Facts of the decision, amounts as strings. */
  readonly detail?: Readonly<Record<string, unknown>>
}

const INSERT_EVENT = `
  INSERT INTO audit_event (organisation_id, user_id, action, subject_kind, subject_id, request_id, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`

export async function insertAuditEvent(tx: Tx, event: NewAuditEvent): Promise<void> {
  const { organisationId = null, userId = null, action, subjectKind, subjectId, requestId = null, detail = {} } = event
  const params = [organisationId, userId, action, subjectKind, subjectId, requestId, JSON.stringify(detail)]
  await ask(tx, INSERT_EVENT, params)
}

export interface Seal {
  readonly seq: string
  readonly event_id: string
  readonly prev_hash: string
  readonly hash: string
}

/** True for one sealer at a time, until its transaction ends. */
export async function takeSealerLock(tx: Tx): Promise<boolean> {
  const rows = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended('tandai audit seal', 0)) AS taken`,
  )
  return rows[0]?.taken === true
}

export async function insertSeals(tx: Tx, seals: readonly Seal[]): Promise<void> {
  await tx.execute(sql`
    INSERT INTO audit_seal (seq, event_id, prev_hash, hash)
    SELECT seq, event_id, prev_hash, hash
    FROM jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) AS s(seq bigint, event_id bigint, prev_hash text, hash text)`)
}
