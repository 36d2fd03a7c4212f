import type { Tx } from '../../db/transaction.js'
import type { ReportPage } from '../reloan-reports/position-views.js'
import { registerLines } from '../reloan-reports/register.js'
import { cellText, REGISTER } from '../reloan-reports/register-columns.js'
import { registerSize } from '../reloan-reports/register-views.js'
import type { ExportQuestion, ExportRow } from './dataset.js'

/** Each line replays its loan: pages stay small, so that a cancelled run ends soon. */
const LINES = 200

export const reloanRegisterSize = (tx: Tx, question: ExportQuestion): Promise<number> => registerSize(tx, question)

/** Lines of the register of re-loans, oldest first. */
export async function* reloanRegisterRows(tx: Tx, question: ExportQuestion): AsyncGenerator<readonly ExportRow[]> {
  let after: ReportPage['after'] = null
  for (;;) {
    const page: ReportPage = { after, limit: LINES }
    const lines = await registerLines(tx, question, page)
    yield lines.map((line) =>
      Object.fromEntries(REGISTER.map((column) => [column.key, cellText(column, line, []) || null])),
    )
    const last = lines.at(-1)
    if (last === undefined || lines.length < LINES) return
    after = { drawnOn: last.drawnOn, id: last.reloanId }
  }
}
