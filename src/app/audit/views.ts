import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { SealableEvent } from './seal.js'

const EVENT = sql.raw(`
  e.id::text AS id, e.at, e.organisation_id AS "organisationId", e.user_id AS "userId", e.action,
  e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.request_id AS "requestId", e.detail`)

type EventRow = SealableEvent & Record<string, unknown>
export type SealedRow = SealableEvent & { seq: string; prevHash: string; hash: string }

export async function lastSeal(tx: Tx): Promise<{ seq: string; hash: string } | undefined> {
  const rows = await tx.execute<{ seq: string; hash: string }>(
    sql`SELECT s.seq::text, s.hash FROM audit_seal s ORDER BY s.seq DESC LIMIT 1`,
  )
  return rows[0]
}

export async function unsealedEvents(tx: Tx, limit: number): Promise<readonly SealableEvent[]> {
  return tx.execute<EventRow>(sql`
    SELECT ${EVENT} FROM audit_event e
    WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
    ORDER BY e.id LIMIT ${limit}`)
}

export async function countUnsealed(tx: Tx): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)`)
  return rows[0]?.count ?? 0
}

export async function sealedEvents(tx: Tx, afterSeq: string, limit: number): Promise<readonly SealedRow[]> {
  return tx.execute<SealedRow & Record<string, unknown>>(sql`
    SELECT s.seq::text AS seq, s.prev_hash AS "prevHash", s.hash, ${EVENT}
    FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
    WHERE s.seq > ${afterSeq}::bigint ORDER BY s.seq LIMIT ${limit}`)
}

export type AuditEventView = SealableEvent & {
  readonly username: string | null
  readonly organisationCode: string | null
  readonly seal: { readonly seq: string; readonly hash: string } | null
}

/** Newest first, before the given id; row-level security decides whose. */
export async function auditEvents(
  tx: Tx,
  filter: {
    readonly before: string | null
    readonly subjectKind: string | null
    readonly subjectId: string | null
    readonly limit: number
  },
): Promise<readonly AuditEventView[]> {
  return tx.execute<AuditEventView & Record<string, unknown>>(sql`
    SELECT ${EVENT}, u.username, o.code AS "organisationCode",
           CASE WHEN s.seq IS NULL THEN NULL ELSE jsonb_build_object('seq', s.seq::text, 'hash', s.hash) END AS seal
    FROM audit_event e
    LEFT JOIN user_account u ON u.id = e.user_id
    LEFT JOIN organisation o ON o.id = e.organisation_id
    LEFT JOIN audit_seal s ON s.event_id = e.id
    WHERE (${filter.before}::bigint IS NULL OR e.id < ${filter.before}::bigint)
      AND (${filter.subjectKind}::text IS NULL OR e.subject_kind = ${filter.subjectKind})
      AND (${filter.subjectId}::text IS NULL OR e.subject_id = ${filter.subjectId})
    ORDER BY e.id DESC LIMIT ${filter.limit}`)
}
