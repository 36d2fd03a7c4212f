import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type Actor, SYSTEM } from '../actor.js'
import type { ExportFormat, WrittenFile } from './export-folder.js'

export interface NewExport {
  readonly id: string
  readonly runId: string
  readonly dataset: string
  readonly format: ExportFormat
  readonly filters: Readonly<Record<string, string>>
  readonly reason: string
  readonly asOf: string
  readonly knownAt: string
  readonly masked: readonly string[]
}

export async function insertExport(tx: Tx, { organisationId, userId }: Actor, one: NewExport): Promise<void> {
  await tx.execute(sql`
    INSERT INTO export_file (id, run_id, organisation_id, requested_by, dataset, format, filters, reason, as_of, known_at, masked)
    VALUES (${one.id}, ${one.runId}, ${organisationId}, ${userId}, ${one.dataset}, ${one.format}, ${JSON.stringify(one.filters)}::jsonb,
            ${one.reason}, ${one.asOf}, ${one.knownAt}, ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(one.masked)}::jsonb)))`)
}

/** What an export could not be written for: a code and its facts. */
export interface ExportFailure {
  readonly code: string
  readonly [fact: string]: unknown
}

/** The export is being written; false when it is ready or over. */
export const exportBegins = (db: Database, id: string): Promise<boolean> =>
  withTransaction(db, SYSTEM, async (tx) => {
    const rows = await tx.execute(sql`
      UPDATE export_file SET state = 'WRITING', failure = NULL WHERE id = ${id} AND state IN ('REQUESTED', 'WRITING', 'FAILED') RETURNING id`)
    return rows.length === 1
  })

export async function exportIsReady(
  tx: Tx,
  id: string,
  { bytes, sha256, rows, days }: WrittenFile & { readonly rows: number; readonly days: number },
): Promise<void> {
  await tx.execute(sql`
    UPDATE export_file SET state = 'READY', bytes = ${bytes}, sha256 = ${sha256}, rows = ${rows}, ready_at = now(),
      expires_at = now() + make_interval(days => ${days})
    WHERE id = ${id} AND state = 'WRITING'`)
}

export const exportFails = (db: Database, id: string, failure: ExportFailure): Promise<void> =>
  withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(sql`
      UPDATE export_file SET state = 'FAILED', failure = ${JSON.stringify(failure)}::jsonb WHERE id = ${id} AND state IN ('REQUESTED', 'WRITING')`)
  })

/** A run that was stopped leaves its export as it was asked for, or cancelled. */
export const exportStops = (db: Database, id: string, state: 'REQUESTED' | 'CANCELLED'): Promise<void> =>
  withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(
      sql`UPDATE export_file SET state = ${state} WHERE id = ${id} AND state IN ('REQUESTED', 'WRITING') AND state <> ${state}`,
    )
  })

/** Exports whose runs ended without a word to them: cancelled before they began, or given up with their workers. */
export const exportsLeftBehind = (db: Database): Promise<void> =>
  withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(sql`
      UPDATE export_file f SET state = CASE r.state WHEN 'failed' THEN 'FAILED' ELSE 'CANCELLED' END,
        failure = CASE r.state WHEN 'failed' THEN jsonb_build_object('code', 'EXPORT_GIVEN_UP') END
      FROM job_run r WHERE r.id = f.run_id AND r.state IN ('failed', 'cancelled') AND f.state IN ('REQUESTED', 'WRITING')`)
  })

export const exportExpires = (db: Database, id: string): Promise<void> =>
  withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(sql`UPDATE export_file SET state = 'EXPIRED' WHERE id = ${id} AND state = 'READY'`)
  })

export async function insertDownload(
  tx: Tx,
  { organisationId, userId }: Actor,
  { exportId, requestId }: { readonly exportId: string; readonly requestId: string },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO export_download (export_id, organisation_id, user_id, request_id)
    VALUES (${exportId}, ${organisationId}, ${userId}, ${requestId})`)
}
