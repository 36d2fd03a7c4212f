import type { CivilDate } from '../../kernel/civil-date.js'
import { fenOf } from '../../kernel/fraction.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isNegativeMoney,
  type Money,
  money,
  sumMoney,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CalculationRefusal } from './refusal.js'
import type { ScheduleRequest } from './schedule-request.js'

/** 自定义还款计划: one agreed day and the principal that falls due on it; interest is computed as for any plan. Yuan as text. */
export interface CustomRow {
  readonly dueOn: CivilDate
  readonly principal: string
}

export type CustomRowsRefusal =
  | { readonly code: 'CUSTOM_ROWS_MISSING'; readonly method: string }
  | { readonly code: 'CUSTOM_ROWS_WITHOUT_METHOD'; readonly method: string }
  | { readonly code: 'CUSTOM_ROWS_SUM'; readonly sum: string; readonly amount: string }
  | { readonly code: 'CUSTOM_ROW_BEYOND_TERM'; readonly dueOn: CivilDate; readonly endsOn: CivilDate }

/** Whether the agreed rows repay a contract: on rising days after it was signed, within its term, its amount and no more. */
export function customRowsFit(
  { method, customRows }: { readonly method: string; readonly customRows?: readonly CustomRow[] | undefined },
  contract: { readonly amount: Money; readonly signedOn: CivilDate; readonly endsOn: CivilDate },
): Result<null, CustomRowsRefusal | CalculationRefusal> {
  const { amount, signedOn, endsOn } = contract
  if (method !== 'custom')
    return customRows === undefined ? ok(null) : refuse({ code: 'CUSTOM_ROWS_WITHOUT_METHOD', method })
  if (customRows === undefined || customRows.length === 0) return refuse({ code: 'CUSTOM_ROWS_MISSING', method })
  let after = signedOn
  for (const [index, { dueOn, principal }] of customRows.entries()) {
    if (dueOn <= after) return refuse({ code: 'DUE_DATES_NOT_RISING', no: index + 1, dueOn, after })
    if (dueOn > endsOn) return refuse({ code: 'CUSTOM_ROW_BEYOND_TERM', dueOn, endsOn })
    if (isNegativeMoney(money(principal)))
      return refuse({ code: 'NEGATIVE_VALUE', member: 'principal', value: principal })
    after = dueOn
  }
  const sum = sumMoney(customRows.map(({ principal }) => money(principal)))
  return compareMoney(sum, amount) === 0
    ? ok(null)
    : refuse({ code: 'CUSTOM_ROWS_SUM', sum: formatMoney(sum), amount: formatMoney(amount) })
}

/** The principal of each due date of a plan. What was agreed for days before it was paid out falls due with its first. */
export function customPrincipal(
  rows: readonly CustomRow[] | undefined,
  dueDates: readonly CivilDate[],
): readonly Money[] | undefined {
  if (rows === undefined) return undefined
  const dropped = rows.length - dueDates.length
  if (dropped < 0) return undefined
  const missed = sumMoney(rows.slice(0, dropped).map(({ principal }) => money(principal)))
  return rows
    .slice(dropped)
    .map(({ principal }, index) => (index === 0 ? addMoney(money(principal), missed) : money(principal)))
}

/**
 * The parts of a schedule in fen, one for each row; none for other methods. A row takes its part or what is left if that is less,
 * and the last row what is left: principal paid early takes the last parts first, and a later disbursement falls due with the last.
 */
export function customParts(request: ScheduleRequest): Result<readonly bigint[], CalculationRefusal> {
  const { method, principalRows, periods } = request
  if (method !== 'custom') return ok([])
  if (principalRows?.length !== periods)
    return refuse({ code: 'CUSTOM_ROWS_COUNT', expected: periods, given: principalRows?.length ?? 0 })
  const negative = principalRows.find(isNegativeMoney)
  if (negative !== undefined)
    return refuse({ code: 'NEGATIVE_VALUE', member: 'principalRows', value: formatMoney(negative) })
  return ok(principalRows.map(fenOf))
}
