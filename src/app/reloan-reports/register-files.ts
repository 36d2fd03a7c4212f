import type { Database } from '../../db/connection.js'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { readAs } from '../read-as.js'
import type { Row } from '../spreadsheets/cell.js'
import { csvBytes } from '../spreadsheets/csv.js'
import { workbookBytes } from '../spreadsheets/workbook.js'
import type { ReportPage, ReportTimes } from './position-views.js'
import { maskedFor, type RegisterLine, registerLines } from './register.js'
import { cellText, NOT_HELD, PARTS, REGISTER } from './register-columns.js'
import { registerSize } from './register-views.js'

export type RegisterFormat = 'csv' | 'xlsx'

const LINES_PER_CHUNK = 100

/** Writes the log of an export, before anything of it is told. @returns how many rows it has */
export async function logRegisterExport(command: Command, times: ReportTimes, format: RegisterFormat): Promise<number> {
  const rows = await registerSize(command.tx, times)
  await recordEvent(command, {
    action: 'reloan-register.exported',
    subjectKind: 'report',
    subjectId: 'reloan-register',
    detail: { format, rows, ...times, masked: maskedFor(command.actor) },
  })
  return rows
}

/** The lines in chunks, each read on its own: the two times make them parts of one answer. */
async function* chunks(db: Database, actor: Actor, times: ReportTimes): AsyncGenerator<readonly RegisterLine[]> {
  let after: ReportPage['after'] = null
  for (;;) {
    const page: ReportPage = { after, limit: LINES_PER_CHUNK }
    const lines: readonly RegisterLine[] = await readAs(db, actor, (tx: Tx) => registerLines(tx, times, page))
    yield lines
    const last = lines.at(-1)
    if (last === undefined || lines.length < LINES_PER_CHUNK) return
    after = { drawnOn: last.drawnOn, id: last.reloanId }
  }
}

/** The lines as rows of text, a chunk at a time. */
async function* rows(db: Database, actor: Actor, times: ReportTimes): AsyncGenerator<readonly Row[]> {
  const masked = maskedFor(actor)
  for await (const lines of chunks(db, actor, times))
    yield lines.map((line) => REGISTER.map((column) => cellText(column, line, masked)))
}

/** The register as CSV, a chunk at a time. */
export const registerCsv = (db: Database, actor: Actor, times: ReportTimes): AsyncGenerator<Buffer> =>
  csvBytes(
    REGISTER.map(({ zh }) => zh),
    rows(db, actor, times),
  )

/** The register as a workbook, with a second sheet that says what its columns are and which of them stay empty. */
export function registerWorkbook(db: Database, actor: Actor, times: ReportTimes): AsyncGenerator<Buffer> {
  const masked = maskedFor(actor)
  return workbookBytes(
    [
      {
        name: '再贷款台账',
        headings: [
          REGISTER.map(({ part }) => PARTS[part].zh),
          REGISTER.map(({ zh }) => zh),
          REGISTER.map(({ en }) => en),
        ],
        columns: REGISTER.map(({ kind }) => ({ kind, width: WIDTH[kind] })),
        rows: rows(db, actor, times),
      },
      {
        name: '说明',
        headings: [['字段', 'Field', '状态', 'Status']],
        columns: [28, 34, 24, 28].map((width) => ({ kind: 'text', width })),
        rows: [
          [
            ['业务时点', 'As of', { kind: 'date', text: times.asOf }],
            ['知悉时点', 'Known at', times.knownAt],
            ...REGISTER.map(({ key, zh, en }) => {
              if (NOT_HELD.includes(key)) return [zh, en, '系统未收录,留空', 'not held: left empty']
              return masked.includes(key)
                ? [zh, en, '对本读者不显示,留空', 'masked for this reader']
                : [zh, en, '已收录', 'held']
            }),
          ],
        ],
      },
    ],
    { landscape: true },
  )
}
const WIDTH = { text: 20, money: 18, rate: 12, date: 12, count: 10 } as const
