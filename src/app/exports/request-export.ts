import { randomUUID } from 'node:crypto'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { requestJob } from '../jobs/request-job.js'
import { type Dataset, maskedFor, mayExport } from './dataset.js'
import { DATASETS } from './datasets.js'
import type { ExportFormat } from './export-folder.js'
import { insertExport } from './store.js'

export const EXPORT_JOB = 'export'

export interface ExportRequest {
  readonly dataset: string
  readonly format: ExportFormat
  readonly filters: Readonly<Record<string, string>>
  readonly asOf: CivilDate
  readonly knownAt: string
  /** What it is for, in the asker's words. */
  readonly reason: string
  readonly today: CivilDate
}

export type RequestExportRefusal =
  | DateOrderRefusal
  | Extract<RecordRefusal, { readonly code: 'NOT_FOUND' }>
  | { readonly code: 'EXPORT_NOT_FOR_ROLE'; readonly dataset: string; readonly needs: readonly string[] }
  | {
      readonly code: 'EXPORT_FILTER_UNKNOWN'
      readonly dataset: string
      readonly filter: string
      readonly known: readonly string[]
    }
  | { readonly code: 'EXPORT_FILTER_MALFORMED'; readonly filter: string; readonly value: string }

/** Asks for a file of what the asker may see; a job writes it. */
export async function requestExport(
  command: Command,
  request: ExportRequest,
): Promise<Result<{ readonly exportId: string; readonly runId: string }, RequestExportRefusal>> {
  const { actor, tx } = command
  const dataset = DATASETS[request.dataset]
  if (dataset === undefined) return notFound('dataset')
  if (!mayExport(dataset, actor))
    return refuse({ code: 'EXPORT_NOT_FOR_ROLE', dataset: dataset.name, needs: dataset.access })
  const order = datesInOrder([
    ['asOf', request.asOf],
    ['today', request.today],
  ])
  if (!order.ok) return order
  const narrowed = filtersOf(dataset, request.filters)
  if (!narrowed.ok) return narrowed
  const exportId = randomUUID()
  const requested = await requestJob(command, { kind: EXPORT_JOB, payload: { exportId } })
  if (!requested.ok) return requested
  const runId = requested.value.run.id
  const { format, filters, reason, asOf, knownAt } = request
  const masked = maskedFor(dataset.columns, actor)
  const asked = { dataset: dataset.name, format, filters, reason, asOf, knownAt, masked }
  await insertExport(tx, actor, { id: exportId, runId, ...asked })
  await recordEvent(command, {
    action: 'export.requested',
    subjectKind: 'export',
    subjectId: exportId,
    detail: { runId, ...asked },
  })
  return ok({ exportId, runId })
}

function filtersOf(
  { name, filters: known }: Dataset,
  given: Readonly<Record<string, string>>,
): Result<null, RequestExportRefusal> {
  for (const [filter, value] of Object.entries(given)) {
    const row = known.find((one) => one.name === filter)
    if (row === undefined)
      return refuse({
        code: 'EXPORT_FILTER_UNKNOWN',
        dataset: name,
        filter,
        known: known.map((one) => one.name),
      })
    if (!row.test.test(value)) return refuse({ code: 'EXPORT_FILTER_MALFORMED', filter, value })
  }
  return ok(null)
}
