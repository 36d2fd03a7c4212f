import type { Tx } from '../../db/transaction.js'
import type { SettlementRule } from '../../domain/relending/accrual.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { parametersTable } from '../../rules/parameters.js'
import { wholeNumber } from '../loans/product-terms.js'
import { rulesInForce } from '../rules/views.js'

const KEYS = {
  daysOfYear: 'reloan.interest.days_of_year',
  day: 'reloan.settlement.day',
  months: 'reloan.settlement.months',
} as const

/** How the interest of a re-loan drawn on the day is settled: the contract's for its life. @throws where no rule gives it */
export async function settlementRuleOn(tx: Tx, drawnOn: CivilDate, knownAt: string | null): Promise<SettlementRule> {
  const rows = await rulesInForce(tx, parametersTable, { on: drawnOn, knownAt, keys: Object.values(KEYS) })
  const textOf = (code: string): string => {
    const value = rows.find((row) => row.value.code === code)?.value.value
    if (value == null) throw new Error(`no rule gives ${code} on ${drawnOn}`)
    return value
  }
  return {
    daysOfYear: BigInt(textOf(KEYS.daysOfYear)),
    day: wholeNumber(textOf(KEYS.day)),
    months: textOf(KEYS.months).split('|').map(wholeNumber),
  }
}
