import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** A reading that an import says it corrects, as the caller may see it. */
export interface Superseded extends Record<string, unknown> {
  id: string
  enterpriseId: string
  month: string
  carrier: string
  meter: string
  /** The reading that counts in its place, if it has been corrected. */
  supersededBy: string | null
}

export async function readingsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Superseded>> {
  const rows = await tx.execute<Superseded>(sql`
    SELECT a.id::text, a.enterprise_id AS "enterpriseId", a.month, a.carrier, a.meter, s.id::text AS "supersededBy"
    FROM activity a LEFT JOIN activity s ON s.supersedes = a.id
    WHERE a.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint)`)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface ImportRow extends Record<string, unknown> {
  id: string
  format: 'json' | 'csv' | 'xlsx'
  fileName: string | null
  sha256: string
  rows: number
  accepted: number
  anomalies: readonly Record<string, unknown>[]
  acknowledged: boolean
  reason: string | null
  recordedBy: string
  recordedAt: string
}

const IMPORT = sql.raw(
  `i.id, i.format, i.file_name AS "fileName", i.sha256, i.row_count AS rows, i.accepted, i.anomalies, i.acknowledged, i.reason,
   u.username AS "recordedBy", i.recorded_at AS "recordedAt"`,
)

/** The import of the same file into the same account, if there was one. */
export async function earlierImport(
  tx: Tx,
  enterpriseId: string,
  sha256: string,
): Promise<{ readonly id: string; readonly recordedAt: string } | undefined> {
  const rows = await tx.execute<{ id: string; recordedAt: string }>(sql`
    SELECT id, recorded_at AS "recordedAt" FROM activity_import WHERE enterprise_id = ${enterpriseId} AND sha256 = ${sha256}`)
  return rows[0]
}

/** Imports into one account, the newest first, from the one after `after`. */
export async function importsOf(
  tx: Tx,
  enterpriseId: string,
  limit: number,
  after: { readonly at: string; readonly id: string } | null,
): Promise<readonly ImportRow[]> {
  return tx.execute<ImportRow>(sql`
    SELECT ${IMPORT} FROM activity_import i JOIN user_account u ON u.id = i.recorded_by
    WHERE i.enterprise_id = ${enterpriseId}
      AND (${after === null} OR (i.recorded_at, i.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY i.recorded_at DESC, i.id DESC LIMIT ${limit}`)
}
