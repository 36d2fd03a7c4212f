import type { Tx } from '../../db/transaction.js'
import { civilDate } from '../../kernel/civil-date.js'
import { isZeroMoney, type Money, money, subtractMoney, sumMoney } from '../../kernel/money.js'
import type { Actor } from '../actor.js'
import { repaidPrincipal } from '../servicing/repaid-principal.js'
import type { ReportPage, ReportTimes } from './position-views.js'
import { MASKED_AT_THE_BRANCH } from './register-columns.js'
import { type RegisterRow, registerRows } from './register-views.js'

export interface RegisterLine extends RegisterRow {
  readonly loanBalance: Money
  /** The day on which the last of what was paid out was repaid; null while anything is owed. */
  readonly loanSettledOn: string | null
}

/** 再贷款台账: a page of the re-loans that the reader may see, oldest first. */
export async function registerLines(tx: Tx, times: ReportTimes, page: ReportPage): Promise<readonly RegisterLine[]> {
  const rows = await registerRows(tx, times, page)
  const lines: RegisterLine[] = []
  for (const row of rows) lines.push(await withBalance(tx, row, times))
  return lines
}

/** Columns left empty for this reader. */
export const maskedFor = ({ organisationKind }: Actor): readonly string[] =>
  organisationKind === 'central_bank_branch' ? MASKED_AT_THE_BRANCH : []

async function withBalance(tx: Tx, row: RegisterRow, times: ReportTimes): Promise<RegisterLine> {
  const repaid = await repaidPrincipal(tx, row.loanId, times)
  const paidOut = money(row.paidOut)
  const loanBalance = subtractMoney(paidOut, sumMoney(repaid.map(({ amount }) => money(amount))))
  const settled = isZeroMoney(loanBalance) && !isZeroMoney(paidOut)
  return { ...row, loanBalance, loanSettledOn: settled ? civilDate(repaid.at(-1)?.on as string) : null }
}
