import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isNegativeMoney,
  isPositiveMoney,
  type Money,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { BorrowerCapital } from './financed-emissions.js'

/** A balance sheet 资产负债表 as far as attribution reads it. */
export interface BalanceSheetDraft {
  readonly asOf: CivilDate
  readonly capital: BorrowerCapital
}

export type BalanceSheetFault =
  | { readonly code: 'BALANCE_SHEET_EMPTY' }
  | { readonly code: 'BALANCE_SHEET_IN_FUTURE'; readonly asOf: string; readonly today: string }
  | { readonly code: 'BALANCE_SHEET_OUT_OF_RANGE'; readonly member: string; readonly value: string }
  | {
      readonly code: 'BALANCE_SHEET_DOES_NOT_ADD_UP'
      readonly equity: string
      readonly debt: string
      readonly totalAssets: string
    }

/** Refuses what no balance sheet says. Equity may be negative; equity and debt together never exceed the assets they finance. */
export function checkBalanceSheet<D extends BalanceSheetDraft>(
  draft: D,
  today: CivilDate,
): Result<D, BalanceSheetFault> {
  const { asOf, capital } = draft
  const { equity, debt, totalAssets, evic } = capital
  if (asOf > today) return refuse({ code: 'BALANCE_SHEET_IN_FUTURE', asOf, today })
  if (!equity && !debt && !totalAssets && !evic) return refuse({ code: 'BALANCE_SHEET_EMPTY' })
  const outOfRange = (member: string, value: Money) =>
    refuse({ code: 'BALANCE_SHEET_OUT_OF_RANGE', member, value: formatMoney(value) })
  if (debt && isNegativeMoney(debt)) return outOfRange('debt', debt)
  if (totalAssets && !isPositiveMoney(totalAssets)) return outOfRange('totalAssets', totalAssets)
  if (evic && !isPositiveMoney(evic)) return outOfRange('evic', evic)
  if (equity && debt && totalAssets && compareMoney(addMoney(equity, debt), totalAssets) > 0)
    return refuse({
      code: 'BALANCE_SHEET_DOES_NOT_ADD_UP',
      equity: formatMoney(equity),
      debt: formatMoney(debt),
      totalAssets: formatMoney(totalAssets),
    })
  return ok(draft)
}
