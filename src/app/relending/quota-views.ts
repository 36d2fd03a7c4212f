import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface QuotaPosition extends Record<string, unknown> {
  id: string
  facility: string
  lender: string
  lenderZh: string
  lenderEn: string
  centralBank: string
  /** The branch's quota it was given out of. */
  parentId: string | null
  documentNo: string
  validFrom: string
  validTo: string
  state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
  /** Proposed while proposed; once active, what the movements up to the day add up to. */
  limit: string
  reserved: string
  drawn: string
  available: string
  version: number
  recordedAt: string
}

export interface QuotaMovementView extends Record<string, unknown> {
  id: string
  kind: string
  amount: string
  movedOn: string
  subjectId: string
  recordedBy: string | null
  recordedAt: string
}

export interface QuotaChangeView extends Record<string, unknown> {
  id: string
  limit: string
  documentNo: string
  effectiveOn: string
  state: string
  version: number
  recordedAt: string
}

/** Quotas as their movements up to `asOf` make them. */
const positions = (asOf: string): SQL => sql`
  SELECT q.id, q.facility, l.code AS lender, l.name_zh AS "lenderZh", l.name_en AS "lenderEn", b.code AS "centralBank",
         q.parent_id AS "parentId", q.document_no AS "documentNo", q.valid_from AS "validFrom", q.valid_to AS "validTo", q.state, q.version,
         q.recorded_at AS "recordedAt",
         (CASE q.state WHEN 'ACTIVE' THEN m.granted ELSE q.limit_amount END)::numeric(20,2)::text AS "limit",
         m.reserved::numeric(20,2)::text AS reserved, m.drawn::numeric(20,2)::text AS drawn,
         (CASE WHEN q.state = 'ACTIVE' AND ${asOf}::date BETWEEN q.valid_from AND q.valid_to
               THEN m.granted - m.reserved - m.drawn ELSE 0 END)::numeric(20,2)::text AS available
  FROM reloan_quota q
  JOIN organisation l ON l.id = q.lender_id
  JOIN organisation b ON b.id = q.central_bank_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(CASE kind WHEN 'GRANTED' THEN amount WHEN 'REDUCED' THEN -amount END), 0) AS granted,
           coalesce(sum(CASE kind WHEN 'RESERVED' THEN amount WHEN 'RELEASED' THEN -amount WHEN 'DRAWN' THEN -amount END), 0) AS reserved,
           coalesce(sum(CASE kind WHEN 'DRAWN' THEN amount WHEN 'RETURNED' THEN -amount END), 0) AS drawn
    FROM reloan_quota_movement m WHERE m.quota_id = q.id AND m.moved_on <= ${asOf}) m`

/** Newest first. */
export async function quotaPositions(
  tx: Tx,
  asOf: string,
  page: {
    readonly before: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly QuotaPosition[]> {
  const { before, limit } = page
  return tx.execute<QuotaPosition>(sql`
    ${positions(asOf)}
    WHERE ${before?.id ?? null}::uuid IS NULL
       OR (q.recorded_at, q.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid)
    ORDER BY q.recorded_at DESC, q.id DESC LIMIT ${limit}`)
}

export async function quotaPosition(tx: Tx, id: string, asOf: string): Promise<QuotaPosition | undefined> {
  const rows = await tx.execute<QuotaPosition>(sql`${positions(asOf)} WHERE q.id = ${id}`)
  return rows[0]
}

/** Movements up to the day, oldest first. */
export async function quotaMovements(tx: Tx, id: string, asOf: string): Promise<readonly QuotaMovementView[]> {
  return tx.execute<QuotaMovementView>(sql`
    SELECT m.id::text, m.kind, m.amount::text, m.moved_on AS "movedOn", m.subject_id AS "subjectId",
           m.recorded_by AS "recordedBy", m.recorded_at AS "recordedAt"
    FROM reloan_quota_movement m WHERE m.quota_id = ${id} AND m.moved_on <= ${asOf} ORDER BY m.id`)
}

export async function quotaChanges(tx: Tx, id: string): Promise<readonly QuotaChangeView[]> {
  return tx.execute<QuotaChangeView>(sql`
    SELECT id, limit_amount::text AS "limit", document_no AS "documentNo", effective_on AS "effectiveOn", state, version,
           recorded_at AS "recordedAt"
    FROM reloan_quota_change WHERE quota_id = ${id} ORDER BY recorded_at, id`)
}

export interface DayOfQuota extends Record<string, unknown> {
  day: string
  limit: string
  reserved: string
  drawn: string
  available: string
  /** The most that was reserved and drawn at any moment of the day. */
  peak: string
  /** Whether that was ever above the limit of the moment. */
  exceeded: boolean
}

/** A quota day by day, both days included, as its movements known at the instant make it. */
export async function quotaDays(
  tx: Tx,
  id: string,
  period: { readonly from: string; readonly to: string; readonly knownAt: string },
): Promise<readonly DayOfQuota[]> {
  return tx.execute<DayOfQuota>(sql`
    SELECT u.day, u.limit_amount::numeric(20,2)::text AS "limit", u.reserved::numeric(20,2)::text, u.drawn::numeric(20,2)::text,
           (CASE WHEN q.state = 'ACTIVE' AND u.day BETWEEN q.valid_from AND q.valid_to
                 THEN u.limit_amount - u.reserved - u.drawn ELSE 0 END)::numeric(20,2)::text AS available,
           u.peak::numeric(20,2)::text, u.exceeded
    FROM reloan_quota q
    CROSS JOIN LATERAL quota_utilisation(q.id, ${period.from}::date, ${period.to}::date, ${period.knownAt}::timestamptz) u
    WHERE q.id = ${id} ORDER BY u.day`)
}

export interface BranchQuotaView extends Record<string, unknown> {
  id: string
  facility: string
  level: 'HEAD' | 'CITY'
  parentId: string | null
  documentNo: string
  validFrom: string
  validTo: string
  state: 'PROPOSED' | 'ACTIVE' | 'REJECTED'
  limit: string
  allotted: string
  left: string
  /** What banks have reserved and drawn of what was given out of it, at every level below. */
  used: string
  nextLimit: string | null
  nextDocumentNo: string | null
  proposedBy: string
  decidedBy: string | null
  version: number
  recordedAt: string
}

/** What the branch was given and what it gave on, newest first. */
export async function branchQuotas(
  tx: Tx,
  page: {
    readonly before: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly BranchQuotaView[]> {
  const { before, limit } = page
  return tx.execute<BranchQuotaView>(sql`
    SELECT q.id, q.facility, q.level, q.parent_id AS "parentId", q.document_no AS "documentNo", q.valid_from AS "validFrom",
           q.valid_to AS "validTo", q.state, q.limit_amount::text AS "limit", q.allotted::text, (q.limit_amount - q.allotted)::text AS "left",
           (WITH RECURSIVE below AS (
              SELECT q.id UNION ALL SELECT b.id FROM reloan_branch_quota b JOIN below ON b.parent_id = below.id)
            SELECT coalesce(sum(k.reserved + k.drawn), 0)::numeric(20,2) FROM reloan_quota k JOIN below ON k.parent_id = below.id)::text AS used,
           q.next_limit::text AS "nextLimit", q.next_document_no AS "nextDocumentNo", q.proposed_by AS "proposedBy",
           q.decided_by AS "decidedBy", q.version, q.recorded_at AS "recordedAt"
    FROM reloan_branch_quota q
    WHERE ${before?.id ?? null}::uuid IS NULL
       OR (q.recorded_at, q.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid)
    ORDER BY q.recorded_at DESC, q.id DESC LIMIT ${limit}`)
}
