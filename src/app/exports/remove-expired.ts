import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { ExportFolder } from './export-folder.js'
import { exportExpires, exportsLeftBehind } from './store.js'
import { expiredExports, newestReady, notBeingWritten } from './views.js'

/** Removes files whose time is over and parts of files that nobody writes any more; their rows stay. Repeatable. */
export async function removeExpired(
  db: Database,
  folder: ExportFolder,
): Promise<{ readonly files: number; readonly parts: number }> {
  await exportsLeftBehind(db)
  const expired = await withTransaction(db, SYSTEM, expiredExports, { readOnly: true })
  for (const { id, format } of expired) {
    await folder.remove(id, format)
    await exportExpires(db, id)
  }
  const parts = await folder.parts()
  const left = await withTransaction(db, SYSTEM, (tx) => notBeingWritten(tx, parts), { readOnly: true })
  for (const id of left) await folder.removeParts(id)
  return { files: expired.length, parts: left.length }
}

/** Whether this folder is the one that exports are written to: false when the newest that should be in it is not. */
export async function folderHasNewest(db: Database, folder: ExportFolder): Promise<boolean> {
  const newest = await withTransaction(db, SYSTEM, newestReady, { readOnly: true })
  return newest === undefined || (await folder.find(newest.id, newest.format)) !== undefined
}
