import type { Readable } from 'node:stream'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { mayExport } from './dataset.js'
import { DATASETS } from './datasets.js'
import { type ExportFolder, FolderUnusable } from './export-folder.js'
import { insertDownload } from './store.js'
import { type ExportState, type ExportView, exportView } from './views.js'

export type TakeExportRefusal =
  | Extract<RecordRefusal, { readonly code: 'NOT_FOUND' }>
  | { readonly code: 'EXPORT_NOT_FOR_ROLE'; readonly dataset: string; readonly needs: readonly string[] }
  | { readonly code: 'EXPORT_NOT_READY'; readonly state: ExportState }
  | { readonly code: 'EXPORT_EXPIRED'; readonly expiresAt: string | null }
  | { readonly code: 'EXPORT_FILE_NOT_HERE'; readonly id: string }

/**
 * Hands out the file of an export to the organisation that asked for it, and writes down who took it. A file that is not in the folder
 * of this process is no download.
 */
export async function takeExport(
  command: Command,
  folder: ExportFolder | undefined,
  id: string,
): Promise<Result<{ readonly view: ExportView; readonly open: () => Readable }, TakeExportRefusal>> {
  const { actor, tx } = command
  const view = await exportView(tx, id)
  if (view === undefined || view.organisationId !== actor.organisationId) return notFound('export')
  const dataset = DATASETS[view.dataset]
  if (dataset === undefined || !mayExport(dataset, actor))
    return refuse({ code: 'EXPORT_NOT_FOR_ROLE', dataset: view.dataset, needs: dataset?.access ?? [] })
  if (view.state === 'EXPIRED') return refuse({ code: 'EXPORT_EXPIRED', expiresAt: view.expiresAt })
  if (view.state !== 'READY') return refuse({ code: 'EXPORT_NOT_READY', state: view.state })
  const file = await folder?.find(id, view.format).catch((error: unknown) => {
    if (error instanceof FolderUnusable) return undefined
    throw error
  })
  if (file === undefined || `${file.bytes}` !== view.bytes) return refuse({ code: 'EXPORT_FILE_NOT_HERE', id })
  await insertDownload(tx, actor, { exportId: id, requestId: command.requestId })
  await recordEvent(command, {
    action: 'export.downloaded',
    subjectKind: 'export',
    subjectId: id,
    detail: { dataset: view.dataset, format: view.format, rows: view.rows, sha256: view.sha256 },
  })
  return ok({ view, open: file.open })
}
