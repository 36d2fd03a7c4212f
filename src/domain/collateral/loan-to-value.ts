import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  maxMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** Which published row a figure came from. */
export interface RuleRef {
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** `thin`: one buyer or no revenue history · `default` · `hard`: contracted revenue that is easy to realise. */
export type LtvClass = 'thin' | 'default' | 'hard'

/** 抵质押率上限 of a class over a period, both days included; null while unknown. */
export interface LtvCapRow {
  readonly class: LtvClass
  readonly cap: Exact | null
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly rule: RuleRef
}
export interface LtvCap {
  readonly class: LtvClass
  readonly cap: Exact
  readonly rule: RuleRef
}

export type LtvRefusal =
  | { readonly code: 'LTV_CAP_UNKNOWN'; readonly class: LtvClass; readonly on: CivilDate }
  | { readonly code: 'NOT_POSITIVE'; readonly member: 'amount'; readonly value: string }
  | {
      readonly code: 'AMOUNT_ABOVE_LTV'
      readonly requested: string
      readonly available: string
      readonly ltvCap: string
    }

/** The cap of the day; an empty one is refused, not replaced. */
export const ltvCapInForce = (
  rows: readonly LtvCapRow[],
  ltvClass: LtvClass,
  on: CivilDate,
): Result<LtvCap, LtvRefusal> => {
  const row = rows
    .filter((one) => one.class === ltvClass && one.validFrom <= on && (one.validTo === null || on <= one.validTo))
    .reduce<LtvCapRow | undefined>(
      (last, next) => (last === undefined || next.validFrom >= last.validFrom ? next : last),
      undefined,
    )
  if (row === undefined || row.cap === null) return refuse({ code: 'LTV_CAP_UNKNOWN', class: ltvClass, on })
  return ok({ class: ltvClass, cap: row.cap, rule: row.rule })
}

/** I-15: the most that may be secured, adopted value × cap, rounded down to the fen. */
export const maxSecured = (adoptedValue: Money, { cap }: LtvCap): Money => timesDown(adoptedValue, cap)

/** What would be secured in all, or a refusal with what is left. */
export const secure = (facts: {
  readonly amount: Money
  readonly securedAlready: Money
  readonly adoptedValue: Money
  readonly cap: LtvCap
}): Result<Money, LtvRefusal> => {
  const { amount, securedAlready, adoptedValue, cap } = facts
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const available = maxMoney(NO_MONEY, subtractMoney(maxSecured(adoptedValue, cap), securedAlready))
  if (compareMoney(amount, available) > 0)
    return refuse({
      code: 'AMOUNT_ABOVE_LTV',
      requested: formatMoney(amount),
      available: formatMoney(available),
      ltvCap: formatExact(cap.cap),
    })
  return ok(addMoney(securedAlready, amount))
}
