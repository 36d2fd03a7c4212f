import type { Replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { addMoney, compareMoney, formatMoney, type Money, NO_MONEY, sumMoney } from '../../kernel/money.js'

/** 未到 · 今日到期 · 逾期 · 已还 */
export type RowState = 'AHEAD' | 'DUE' | 'OVERDUE' | 'PAID'

export interface ToldRow {
  readonly no: number
  readonly dueOn: CivilDate
  readonly days: number
  readonly principal: string
  readonly interest: string
  readonly due: string
  readonly balance: string
  /** Of the row itself; penalties are told with the position. */
  readonly paid: { readonly principal: string; readonly interest: string }
  readonly state: RowState
}

interface Row {
  readonly no: number
  readonly dueOn: CivilDate
  readonly days: number
  readonly principal: Money
  readonly interest: Money
  readonly due: Money
  readonly balance: Money
}

interface PaidOfRow {
  principal: Money
  interest: Money
}
const NOTHING: PaidOfRow = { principal: NO_MONEY, interest: NO_MONEY }

const tellRow = (
  { no, dueOn, days, principal, interest, due, balance }: Row,
  paid: PaidOfRow,
  asOf: CivilDate,
): ToldRow => ({
  no,
  dueOn,
  days,
  principal: formatMoney(principal),
  interest: formatMoney(interest),
  due: formatMoney(due),
  balance: formatMoney(balance),
  paid: { principal: formatMoney(paid.principal), interest: formatMoney(paid.interest) },
  state: rowState(due, paid, dueOn, asOf),
})

function rowState(due: Money, paid: PaidOfRow, dueOn: CivilDate, asOf: CivilDate): RowState {
  if (dueOn > asOf) return 'AHEAD'
  if (compareMoney(addMoney(paid.principal, paid.interest), due) >= 0) return 'PAID'
  return dueOn < asOf ? 'OVERDUE' : 'DUE'
}

export const tellTotals = (rows: readonly Row[], instalment: Money | null) => ({
  totals: {
    principal: formatMoney(sumMoney(rows.map(({ principal }) => principal))),
    interest: formatMoney(sumMoney(rows.map(({ interest }) => interest))),
    due: formatMoney(sumMoney(rows.map(({ due }) => due))),
  },
  instalment: instalment && formatMoney(instalment),
})

/** Rows of which nothing has been paid, because nothing has been paid out. */
export const tellPlannedRows = (rows: readonly Row[], asOf: CivilDate): readonly ToldRow[] =>
  rows.map((row) => ({ ...tellRow(row, NOTHING, asOf), state: 'AHEAD' }))

/** The rows of a loan in service with what was paid of each by the end of a day. */
export function tellServicedRows(replayed: Replay, asOf: CivilDate): readonly ToldRow[] {
  const paid = new Map<number, PaidOfRow>()
  for (const { no, bucket, amount } of replayed.allocationsThrough(asOf)) {
    if (no === null || (bucket !== 'principal' && bucket !== 'interest')) continue
    const row = paid.get(no) ?? { ...NOTHING }
    row[bucket] = addMoney(row[bucket], moneyOfFen(amount))
    paid.set(no, row)
  }
  return replayed.schedule.map((row) => tellRow(row, paid.get(row.no) ?? NOTHING, asOf))
}
