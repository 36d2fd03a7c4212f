import type { Tx } from '../../db/transaction.js'
import { MONTHLY_CHECKS, type MonthlyCheck } from '../../domain/relending/monthly-checks.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type FindingView, findingView, findingViews } from './views.js'

/** A finding with what its check says, in both languages. */
export const tellFinding = (row: FindingView) => {
  const { zh, en } = MONTHLY_CHECKS[row.check as MonthlyCheck]
  return { ...row, checkZh: zh, checkEn: en }
}

export async function findingTold(tx: Tx, id: string, asOf: CivilDate) {
  const row = await findingView(tx, id, asOf)
  return row && tellFinding(row)
}

export async function findingsTold(
  tx: Tx,
  ...asked: Parameters<typeof findingViews> extends [Tx, ...infer R] ? R : never
) {
  return (await findingViews(tx, ...asked)).map(tellFinding)
}
