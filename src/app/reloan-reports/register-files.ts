import type { Database } from '../../db/connection.js'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { readAs } from '../read-as.js'
import type { ReportPage, ReportTimes } from './position-views.js'
import { maskedFor, type RegisterLine, registerLines } from './register.js'
import { cellText, NOT_HELD, PARTS, REGISTER } from './register-columns.js'
import { registerSize } from './register-views.js'
import { type Cell, writeWorkbook } from './workbook.js'

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

/** RFC 4180 with a byte-order mark. A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
const csvRow = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`
const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The register as CSV, a chunk at a time. */
export async function* registerCsv(db: Database, actor: Actor, times: ReportTimes): AsyncGenerator<string> {
  const masked = maskedFor(actor)
  yield `\ufeff${csvRow(REGISTER.map(({ zh }) => zh))}`
  for await (const lines of chunks(db, actor, times))
    yield lines.map((line) => csvRow(REGISTER.map((column) => cellText(column, line, masked)))).join('')
}

/** The register as a workbook, with a second sheet that says what its columns are and which of them stay empty. */
export async function registerWorkbook(db: Database, actor: Actor, times: ReportTimes): Promise<Uint8Array> {
  const masked = maskedFor(actor)
  const rows: (readonly Cell[])[] = []
  for await (const lines of chunks(db, actor, times))
    for (const line of lines)
      rows.push(REGISTER.map((column) => ({ kind: column.kind, text: cellText(column, line, masked) })))
  const text = (value: string): Cell => ({ kind: 'text', text: value })
  return writeWorkbook([
    {
      name: '再贷款台账',
      headings: [
        REGISTER.map(({ part }) => PARTS[part].zh),
        REGISTER.map(({ zh }) => zh),
        REGISTER.map(({ en }) => en),
      ],
      rows,
      widths: REGISTER.map(({ kind }) => WIDTH[kind]),
    },
    {
      name: '说明',
      headings: [['字段', 'Field', '状态', 'Status']],
      rows: [
        [text('业务时点'), text('As of'), { kind: 'date', text: times.asOf }],
        [text('知悉时点'), text('Known at'), text(times.knownAt)],
        ...REGISTER.map(({ key, zh, en }) => {
          if (NOT_HELD.includes(key)) return [text(zh), text(en), text('系统未收录,留空'), text('not held: left empty')]
          return masked.includes(key)
            ? [text(zh), text(en), text('对本读者不显示,留空'), text('masked for this reader')]
            : [text(zh), text(en), text('已收录'), text('held')]
        }),
      ],
      widths: [28, 34, 24, 28],
    },
  ])
}
const WIDTH = { text: 20, money: 18, rate: 12, date: 12, count: 10 } as const
