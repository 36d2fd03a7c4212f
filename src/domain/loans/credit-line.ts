import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isNegativeMoney,
  isPositiveMoney,
  type Money,
  minMoney,
  NO_MONEY,
  negateMoney,
  subtractMoney,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** How a credit line 授信额度 stands: 0 ≤ reserved + used ≤ limit at any moment. */
export interface LineUse {
  readonly limit: Money
  /** 已占用未放款: contracted, not yet paid out. */
  readonly reserved: Money
  /** 已用: paid out, and on a revolving line not yet repaid. */
  readonly used: Money
}

/** What all movements of one day add up to; any member may be negative. */
export interface LineDay extends LineUse {
  readonly on: CivilDate
}

/** 占用 · 释放 · 用信 · 放款冲正再占用 · 还款恢复 · 还款冲正再用信: what a loan does to its line. */
export type LineMove = 'reserve' | 'release' | 'draw' | 'undraw' | 'repay' | 'redraw'

/** The version of a line on a day, as far as it decides who may use it. */
export interface LineTerms {
  readonly enterpriseId: string
  readonly product: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

export type LineTermsRefusal =
  | { readonly code: 'LINE_OF_OTHER_ENTERPRISE'; readonly creditLineId: string }
  | { readonly code: 'LINE_PRODUCT_MISMATCH'; readonly lineProduct: string; readonly product: string }
  | LineValidityRefusal
export type LineValidityRefusal = {
  readonly code: 'LINE_NOT_VALID_ON_DAY'
  readonly on: string
  readonly validFrom: string
  readonly validTo: string
}
export type AmountAboveLine = {
  readonly code: 'AMOUNT_ABOVE_LINE'
  readonly amount: string
  readonly available: string
  readonly limit: string
}
export type LimitBelowUse = {
  readonly code: 'LINE_LIMIT_BELOW_USE'
  readonly limit: string
  readonly inUse: string
}
export type LimitRefusal =
  | LimitBelowUse
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

export const availableOn = ({ limit, reserved, used }: LineUse): Money =>
  subtractMoney(subtractMoney(limit, reserved), used)

/** Both days of the period are included; a line without an end stays. */
export function validOn(
  { validFrom, validTo }: Pick<LineTerms, 'validFrom' | 'validTo'>,
  on: CivilDate,
): Result<null, LineValidityRefusal> {
  return validFrom <= on && (validTo === null || on <= validTo)
    ? ok(null)
    : refuse({ code: 'LINE_NOT_VALID_ON_DAY', on, validFrom, validTo: validTo ?? 'open' })
}

/** May a loan of this enterprise under this product lean on the line on that day? */
export function lineFits(
  creditLineId: string,
  terms: LineTerms,
  loan: { readonly enterpriseId: string; readonly product: string; readonly on: CivilDate },
): Result<null, LineTermsRefusal> {
  if (terms.enterpriseId !== loan.enterpriseId) return refuse({ code: 'LINE_OF_OTHER_ENTERPRISE', creditLineId })
  if (terms.product !== loan.product)
    return refuse({ code: 'LINE_PRODUCT_MISMATCH', lineProduct: terms.product, product: loan.product })
  return validOn(terms, loan.on)
}

/**
 * The least that is available on any day from `on` on: walks back from how the line stands after all movements over the days after
 * `on` (`later`, the last first). A use dated in the past may not break a limit that was kept since.
 */
export function leastAvailable(stands: LineUse, later: readonly LineDay[]): Money {
  let use = stands
  let least = availableOn(use)
  for (const day of later) {
    use = {
      limit: subtractMoney(use.limit, day.limit),
      reserved: subtractMoney(use.reserved, day.reserved),
      used: subtractMoney(use.used, day.used),
    }
    least = minMoney(least, availableOn(use))
  }
  return least
}

/** Whether so much more fits under the line on the day and on all days since. */
export function fitsUnder(amount: Money, stands: LineUse, later: readonly LineDay[]): Result<null, AmountAboveLine> {
  const least = leastAvailable(stands, later)
  if (compareMoney(amount, least) <= 0) return ok(null)
  return refuse({
    code: 'AMOUNT_ABOVE_LINE',
    amount: formatMoney(amount),
    available: formatMoney(isNegativeMoney(least) ? NO_MONEY : least),
    limit: formatMoney(stands.limit),
  })
}

/** 额度调整: from the day it takes effect on, never below what is reserved and used. */
export function changeLimit(limit: Money, stands: LineUse, later: readonly LineDay[]): Result<null, LimitRefusal> {
  if (!isPositiveMoney(limit)) return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(limit) })
  const lowered = subtractMoney(stands.limit, limit)
  const least = leastAvailable(stands, later)
  if (compareMoney(lowered, least) <= 0) return ok(null)
  const inUse = subtractMoney(stands.limit, least)
  return refuse({ code: 'LINE_LIMIT_BELOW_USE', limit: formatMoney(limit), inUse: formatMoney(inUse) })
}

/**
 * How the line, or a loan's part of it, stands after a move.
 * @throws RangeError when more is released, drawn or repaid than the loan reserved or used: the loan's own checks come first
 */
export function afterMove<T extends Pick<LineUse, 'reserved' | 'used'>>(stands: T, move: LineMove, amount: Money): T {
  const less = negateMoney(amount)
  const [reserved, used] = {
    reserve: [amount, NO_MONEY],
    release: [less, NO_MONEY],
    draw: [less, amount],
    undraw: [amount, less],
    repay: [NO_MONEY, less],
    redraw: [NO_MONEY, amount],
  }[move] as [Money, Money]
  const after = { ...stands, reserved: addMoney(stands.reserved, reserved), used: addMoney(stands.used, used) }
  if (isNegativeMoney(after.reserved) || isNegativeMoney(after.used))
    throw new RangeError(`${move} of ${formatMoney(amount)} is more than the line holds of it`)
  return after
}
