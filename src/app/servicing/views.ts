import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { ownRows } from '../own-rows-views.js'

/** A fact of a loan, its plan, or a reversal. */
export interface EventView extends Record<string, unknown> {
  id: string
  loanId: string
  /** Null for a disbursement, which is numbered by its note. */
  no: number | null
  kind: string
  on: string
  amount: string | null
  body: Record<string, unknown>
  reverses: string | null
  reversedBy: string | null
  reason: string | null
  evidenceHash: string | null
  recordedBy: string | null
  /** Null where the program recorded it, and for who may not see the bank's people. */
  person: string | null
  recordedAt: string
}

/** Of one loan as known at an instant (null: now), the last recorded first; disbursements are facts as well. */
export async function eventViews(
  tx: Tx,
  loanId: string,
  knownAt: string | null,
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly EventView[]> {
  const { before, limit } = page
  const known = sql`coalesce(${knownAt}::timestamptz, 'infinity')`
  return tx.execute<EventView>(sql`
    SELECT e.*, u.name_zh AS person FROM (
      SELECT f.id, f.loan_id AS "loanId", f.no, f.kind, f.on_date AS on, f.amount::text, f.body, coalesce(f.reverses, f.takes_back) AS reverses,
             r.id AS "reversedBy", f.reason,
             f.evidence_hash AS "evidenceHash", f.recorded_by AS "recordedBy", f.recorded_at AS "recordedAt"
      FROM loan_event f LEFT JOIN loan_event r ON r.reverses = f.id AND r.recorded_at <= ${known} WHERE f.loan_id = ${loanId}
      UNION ALL
      SELECT d.id, d.loan_id, NULL, 'disbursement', d.disbursed_on, d.amount::text, jsonb_build_object('noteNo', d.note_no), NULL, b.id, NULL,
             NULL, d.disbursed_by, d.recorded_at
      FROM disbursement d LEFT JOIN loan_event b ON b.takes_back = d.id AND b.recorded_at <= ${known} WHERE d.loan_id = ${loanId}) e
    LEFT JOIN user_account u ON u.id = e."recordedBy"
    WHERE e."recordedAt" <= ${known} AND (${before?.id ?? null}::uuid IS NULL
      OR (e."recordedAt", e.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    ORDER BY e."recordedAt" DESC, e.id DESC LIMIT ${limit}`)
}

export interface RequestView extends Record<string, unknown> {
  id: string
  loanId: string
  kind: string
  body: Record<string, unknown>
  reason: string
  evidenceHash: string | null
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  proposedBy: string
  businessDate: string
  recordedAt: string
  decidedBy: string | null
  decidedAt: string | null
  opinion: string | null
  eventId: string | null
  version: number
}

const REQUEST = sql.raw(`
  SELECT q.id, q.loan_id AS "loanId", q.kind, q.body, q.reason, q.evidence_hash AS "evidenceHash", q.state, q.proposed_by AS "proposedBy",
         q.business_date AS "businessDate", q.recorded_at AS "recordedAt", q.decided_by AS "decidedBy", q.decided_at AS "decidedAt",
         q.opinion, q.event_id AS "eventId", q.version
  FROM servicing_request q`)

export async function requestView(tx: Tx, id: string): Promise<RequestView | undefined> {
  return (await tx.execute<RequestView>(sql`${REQUEST} WHERE q.id = ${id}`))[0]
}

/** The last proposed first. */
export async function requestViews(
  tx: Tx,
  filter: {
    readonly reader: Actor
    readonly loanId: string | null
    readonly state: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly RequestView[]> {
  const { reader, loanId, state, before, limit } = filter
  return tx.execute<RequestView>(sql`${REQUEST}
    WHERE ${ownRows('q', reader)} AND ${loanId === null ? sql`true` : sql`q.loan_id = ${loanId}`}
      AND ${state === null ? sql`true` : sql`q.state = ${state}`} AND ${recordedBefore('q', before)}
    ORDER BY q.recorded_at DESC, q.id DESC LIMIT ${limit}`)
}
