import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { ExportRow } from './dataset.js'

/**
 * The rows of a query, so many at a time, by a cursor: it is planned and walked once, however many rows there are. The next rows are
 * asked for while the last are being written. Policies make the planner expect few rows where there are many: without nested loops a
 * wrong guess costs a little and never a scan for each row.
 */
export async function* rowsByCursor(tx: Tx, query: SQL, atATime: number): AsyncGenerator<readonly ExportRow[]> {
  // A statement of drizzle is sent each time that it is waited for: here it is waited for once.
  const fetch = async () =>
    await tx.execute<Record<string, string | null>>(sql.raw(`FETCH FORWARD ${atATime} FROM export_rows`))
  await tx.execute(sql`SELECT set_config('enable_nestloop', 'off', true)`)
  await tx.execute(sql`DECLARE export_rows NO SCROLL CURSOR FOR ${query}`)
  let rows = await fetch()
  while (rows.length === atATime) {
    const next = fetch()
    // Whoever awaits it is told.
    next.catch(() => undefined)
    yield rows
    rows = await next
  }
  yield rows
  await tx.execute(sql`CLOSE export_rows`)
}
