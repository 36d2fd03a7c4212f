import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface RegisterFileView extends Record<string, unknown> {
  id: string
  direction: string
  kind: string
  name: string
  asOf: string
  sha256: string
  rows: number
  accepted: number
  recordedAt: string
}
export interface RegisterFileRowView extends Record<string, unknown> {
  no: number
  body: Readonly<Record<string, string>>
  outcome: string
  pledgeId: string | null
  answer: Readonly<Record<string, unknown>>
}

const FILE = sql.raw(
  `f.id, f.direction, f.kind, f.name, f.as_of AS "asOf", f.sha256, f.rows, f.accepted, f.recorded_at AS "recordedAt" FROM register_file f`,
)

export async function registerFileView(tx: Tx, id: string): Promise<RegisterFileView | undefined> {
  return (await tx.execute<RegisterFileView>(sql`SELECT ${FILE} WHERE f.id = ${id}`))[0]
}

export const registerFileRows = (tx: Tx, id: string): Promise<readonly RegisterFileRowView[]> =>
  tx.execute<RegisterFileRowView>(sql`
    SELECT no, body, outcome, pledge_id AS "pledgeId", answer FROM register_file_row WHERE file_id = ${id} ORDER BY no`)

export async function registerFileViews(
  tx: Tx,
  filter: { readonly kind: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly RegisterFileView[]> {
  return tx.execute<RegisterFileView>(sql`
    SELECT ${FILE} WHERE (${filter.kind}::text IS NULL OR f.kind = ${filter.kind}) AND ${recordedBefore('f', filter.before)}
    ORDER BY f.recorded_at DESC, f.id DESC LIMIT ${filter.limit}`)
}

/** What we sent, byte for byte. */
export async function outgoingContent(
  tx: Tx,
  id: string,
): Promise<{ readonly name: string; readonly content: string; readonly sha256: string } | undefined> {
  return (
    await tx.execute<{ name: string; content: string; sha256: string }>(sql`
      SELECT name, content, sha256 FROM register_file WHERE id = ${id} AND direction = 'OUT'`)
  )[0]
}
