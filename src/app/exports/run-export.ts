import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { civilDate } from '../../kernel/civil-date.js'
import { type Actor, SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { JobCancelled } from '../jobs/store.js'
import { readAs } from '../read-as.js'
import type { CellKind, Row } from '../spreadsheets/cell.js'
import { csvBytes } from '../spreadsheets/csv.js'
import { workbookBytes } from '../spreadsheets/workbook.js'
import { ArchiveTooLarge } from '../spreadsheets/zip.js'
import { type Dataset, type ExportQuestion, mayExport } from './dataset.js'
import { DATASETS } from './datasets.js'
import { explanation } from './explanation.js'
import { type ExportFolder, FolderFull, FolderUnusable, type WrittenFile } from './export-folder.js'
import { type ExportFailure, exportBegins, exportFails, exportIsReady, exportStops } from './store.js'
import { askerOf, type ExportView, exportView } from './views.js'

export interface ExportTools {
  readonly folder: ExportFolder
  /** How long a file is kept. */
  readonly days: number
  /** Rows at a time, 2,000 unless told. */
  readonly pageRows?: number
  /** Rows of a sheet, what a workbook holds unless told. */
  readonly rowsOfASheet?: number
}

export interface ExportRun {
  /** Says how far it is. @throws JobCancelled */
  readonly progress: (done: number, total: number) => Promise<void>
  /** Whether somebody has paused the run. */
  readonly paused: () => Promise<boolean>
}

export interface ExportOutcome {
  readonly exportId: string
  readonly state: ExportView['state']
  readonly rows: string | null
  readonly bytes: string | null
  readonly sha256: string | null
}

/** Ends the run with a reason that a person understands. */
export class ExportFailed extends Error {
  constructor(readonly failure: ExportFailure) {
    super(`${failure.code}: ${WHY[failure.code as keyof typeof WHY] ?? ''}`)
    this.name = 'ExportFailed'
  }
}

/** The run gave way to a pause: what it had written is gone, and it begins anew when it goes on. */
export class ExportPaused extends Error {
  constructor() {
    super('the export was paused')
    this.name = 'ExportPaused'
  }
}

const WHY = {
  EXPORT_DISK_FULL: '导出文件夹空间不足 the folder of exports is full',
  EXPORT_FOLDER_UNUSABLE: '导出文件夹不可用 the folder of exports cannot be used',
  EXPORT_TOO_LARGE: '工作簿超过 4 GiB,请导出 CSV the workbook would be larger than 4 GiB: take CSV',
  EXPORT_NOT_FOR_ROLE: '申请人已无权导出该数据 the asker may no longer export this',
  EXPORT_INTERRUPTED: '写文件中断 writing was interrupted',
} as const

const PAGE_ROWS = 2_000

/**
 * Writes the file of an export under the asker's own tenancy, on one snapshot, some rows at a time. A run that is taken over begins anew;
 * one whose file is ready does nothing.
 * @throws ExportFailed, ExportPaused, JobCancelled
 */
export async function runExport(
  db: Database,
  tools: ExportTools,
  exportId: string,
  run: ExportRun,
): Promise<ExportOutcome> {
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) => withTransaction(db, SYSTEM, work, { readOnly: true })
  const view = await asSystem((tx) => exportView(tx, exportId))
  if (view === undefined) throw new Error(`there is no export ${exportId}`)
  if (!(await exportBegins(db, exportId))) return outcomeOf(view)
  try {
    const asker = await asSystem((tx) => askerOf(tx, exportId))
    const dataset = DATASETS[view.dataset]
    if (asker === null || dataset === undefined || !mayExport(dataset, asker))
      throw new ExportFailed({ code: 'EXPORT_NOT_FOR_ROLE', dataset: view.dataset })
    const written = await writeFile(db, tools, run, { view, asker, dataset })
    await withTransaction(db, SYSTEM, async (tx) => {
      await exportIsReady(tx, exportId, { ...written, days: tools.days })
      await insertAuditEvent(tx, {
        organisationId: asker.organisationId,
        userId: asker.userId,
        action: 'export.written',
        subjectKind: 'export',
        subjectId: exportId,
        detail: { ...written, rows: `${written.rows}`, bytes: `${written.bytes}` },
      })
    })
    return outcomeOf((await asSystem((tx) => exportView(tx, exportId))) ?? view)
  } catch (error) {
    if (error instanceof JobCancelled) await exportStops(db, exportId, 'CANCELLED')
    else if (error instanceof ExportPaused) await exportStops(db, exportId, 'REQUESTED')
    else {
      const failed = failedOf(error)
      await exportFails(db, exportId, failed?.failure ?? { code: 'EXPORT_INTERRUPTED' })
      throw failed ?? error
    }
    throw error
  }
}

function failedOf(error: unknown): ExportFailed | undefined {
  if (error instanceof ExportFailed) return error
  if (error instanceof FolderFull) return new ExportFailed({ code: 'EXPORT_DISK_FULL' })
  if (error instanceof FolderUnusable) return new ExportFailed({ code: 'EXPORT_FOLDER_UNUSABLE', fault: error.fault })
  if (error instanceof ArchiveTooLarge) return new ExportFailed({ code: 'EXPORT_TOO_LARGE' })
  return undefined
}

const outcomeOf = ({ id, state, rows, bytes, sha256 }: ExportView): ExportOutcome => ({
  exportId: id,
  state,
  rows,
  bytes,
  sha256,
})

interface Writing {
  readonly view: ExportView
  readonly asker: Actor
  readonly dataset: Dataset
}

/** One read-only transaction on one snapshot: rows that change meanwhile are told as they were when it began. */
function writeFile(
  db: Database,
  tools: ExportTools,
  run: ExportRun,
  { view, asker, dataset }: Writing,
): Promise<WrittenFile & { readonly rows: number }> {
  const { folder, pageRows = PAGE_ROWS, rowsOfASheet } = tools
  const question: ExportQuestion = {
    reader: asker,
    asOf: civilDate(view.asOf),
    knownAt: view.knownAt,
    filters: view.filters,
  }
  const keys = dataset.columns.map(({ key }) => (view.masked.includes(key) ? null : key))
  return readAs(db, asker, async (tx) => {
    const total = await dataset.size(tx, question)
    let rows = 0
    async function* batches(): AsyncGenerator<readonly Row[]> {
      for await (const some of dataset.rows(tx, question, pageRows)) {
        yield some.map((row) => keys.map((key) => (key === null ? null : (row[key] ?? null))))
        rows += some.length
        await run.progress(rows, total)
        if (await run.paused()) throw new ExportPaused()
      }
    }
    const written = await folder.write(
      view.id,
      view.format,
      view.format === 'csv'
        ? csvBytes(
            dataset.columns.map(({ zh, en }) => `${zh} ${en}`),
            batches(),
          )
        : workbookBytes(
            [
              {
                name: dataset.zh,
                headings: [dataset.columns.map(({ zh }) => zh), dataset.columns.map(({ en }) => en)],
                columns: dataset.columns.map(({ kind }) => ({ kind, width: WIDTH[kind] })),
                rows: batches(),
              },
              explanation(dataset, view, () => rows),
            ],
            { landscape: true, ...(rowsOfASheet === undefined ? {} : { rowsOfASheet }) },
          ),
    )
    return { ...written, rows }
  })
}

const WIDTH: Readonly<Record<CellKind, number>> = {
  text: 22,
  prose: 60,
  path: 40,
  money: 20,
  wan: 20,
  rate: 13,
  bp: 12,
  count: 12,
  figure: 18,
  date: 13,
  instant: 21,
}
