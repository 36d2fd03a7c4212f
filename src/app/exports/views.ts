import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import type { ExportFormat } from './export-folder.js'
import type { ExportFailure } from './store.js'

export type ExportState = 'REQUESTED' | 'WRITING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED'

export interface ExportView extends Record<string, unknown> {
  id: string
  runId: string
  organisation: string
  organisationId: string
  requestedBy: string | null
  dataset: string
  format: ExportFormat
  filters: Record<string, string>
  reason: string
  asOf: string
  knownAt: string
  masked: string[]
  state: ExportState
  failure: ExportFailure | null
  rows: string | null
  bytes: string | null
  sha256: string | null
  requestedAt: string
  readyAt: string | null
  expiresAt: string | null
  downloads: number
  lastDownloadAt: string | null
}

/** What is ready and past its time is told as expired, whether or not its file was already removed. */
const EXPORT = sql.raw(`
  SELECT f.id, f.run_id AS "runId", o.code AS organisation, f.organisation_id AS "organisationId", u.username AS "requestedBy", f.dataset,
         f.format, f.filters, f.reason, f.as_of AS "asOf", f.known_at AS "knownAt", f.masked,
         CASE WHEN f.state = 'READY' AND f.expires_at <= now() THEN 'EXPIRED' ELSE f.state END AS state, f.failure, f.rows::text,
         f.bytes::text, f.sha256, f.requested_at AS "requestedAt", f.ready_at AS "readyAt", f.expires_at AS "expiresAt",
         d.times AS downloads, d.last_at AS "lastDownloadAt"
  FROM export_file f
  JOIN organisation o ON o.id = f.organisation_id
  LEFT JOIN user_account u ON u.id = f.requested_by
  LEFT JOIN LATERAL (SELECT count(*)::int AS times, max(w.at) AS last_at FROM export_download w WHERE w.export_id = f.id) d ON true`)

export async function exportView(tx: Tx, id: string): Promise<ExportView | undefined> {
  return (await tx.execute<ExportView>(sql`${EXPORT} WHERE f.id = ${id}`))[0]
}

/** The last asked for first. */
export async function exportViews(
  tx: Tx,
  page: { readonly before: { readonly requestedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly ExportView[]> {
  return tx.execute<ExportView>(sql`${EXPORT}
    WHERE ${page.before?.id ?? null}::uuid IS NULL
       OR (f.requested_at, f.id) < (${page.before?.requestedAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid)
    ORDER BY f.requested_at DESC, f.id DESC LIMIT ${page.limit}`)
}

export interface DownloadView extends Record<string, unknown> {
  by: string | null
  at: string
}

/** The first hundred times it was taken. */
export async function downloadViews(tx: Tx, exportId: string): Promise<readonly DownloadView[]> {
  return tx.execute<DownloadView>(sql`
    SELECT u.username AS by, w.at FROM export_download w LEFT JOIN user_account u ON u.id = w.user_id
    WHERE w.export_id = ${exportId} ORDER BY w.at, w.id LIMIT 100`)
}

/** Who asked for an export, as he is now; null where he may no longer work here. */
export async function askerOf(tx: Tx, exportId: string): Promise<Actor | null> {
  const rows = await tx.execute<Actor & Record<string, unknown>>(sql`
    SELECT u.id AS "userId", u.username, o.id AS "organisationId", o.code AS "organisationCode", o.kind AS "organisationKind",
           ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles
    FROM export_file f JOIN user_account u ON u.id = f.requested_by JOIN organisation o ON o.id = f.organisation_id
    WHERE f.id = ${exportId} AND u.active AND u.organisation_id = f.organisation_id`)
  return rows[0] ?? null
}

/** Files whose time is over. */
export async function expiredExports(tx: Tx): Promise<readonly { id: string; format: ExportFormat }[]> {
  return tx.execute<{ id: string; format: ExportFormat }>(sql`
    SELECT id, format FROM export_file WHERE state = 'READY' AND expires_at <= now() ORDER BY expires_at LIMIT 500`)
}

/** Of the named exports, those that nobody is writing. */
export async function notBeingWritten(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT n.id FROM (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) AS id) n
    WHERE NOT EXISTS (SELECT 1 FROM export_file f WHERE f.id = n.id::uuid AND f.state IN ('REQUESTED', 'WRITING'))`)
  return rows.map(({ id }) => id)
}

/** The export finished last of those that should still be there. */
export async function newestReady(tx: Tx): Promise<{ id: string; format: ExportFormat } | undefined> {
  const rows = await tx.execute<{ id: string; format: ExportFormat }>(sql`
    SELECT id, format FROM export_file WHERE state = 'READY' AND expires_at > now() ORDER BY ready_at DESC LIMIT 1`)
  return rows[0]
}
