import type { Tx } from '../../db/transaction.js'
import { registerLines } from '../reloan-reports/register.js'
import { cellText, REGISTER } from '../reloan-reports/register-columns.js'
import { registerSize } from '../reloan-reports/register-views.js'
import type { ExportKey, ExportPage, ExportQuestion } from './dataset.js'

/** Each line replays its loan: pages stay small, so that a cancelled run ends soon. */
const LINES = 200

export const reloanRegisterSize = (tx: Tx, question: ExportQuestion): Promise<number> => registerSize(tx, question)

/** Lines of the register of re-loans, oldest first. */
export async function reloanRegisterPage(
  tx: Tx,
  question: ExportQuestion,
  after: ExportKey | null,
): Promise<ExportPage> {
  const lines = await registerLines(tx, question, {
    after: after === null ? null : { drawnOn: after.drawnOn as string, id: after.id as string },
    limit: LINES,
  })
  const last = lines.at(-1)
  return {
    rows: lines.map((line) =>
      Object.fromEntries(REGISTER.map((column) => [column.key, cellText(column, line, []) || null])),
    ),
    next: last === undefined || lines.length < LINES ? null : { drawnOn: last.drawnOn, id: last.reloanId },
  }
}
