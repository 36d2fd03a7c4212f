import { groupThousands, roundHalfUp, shiftLeft, trimFraction } from './decimal.js'

export type MoneyUnit = 'yuan' | 'wan'

/** Yuan as 元 with two places, or as 万元 with every digit that is not a trailing zero. */
export const formatAmount = (yuan: string, unit: MoneyUnit): string =>
  groupThousands(trimFraction(unit === 'wan' ? shiftLeft(yuan, 4) : yuan, 2))

/** 3.450000 → 3.45 */
export const formatRate = (percent: string): string => trimFraction(percent, 2)

/** 34.0000 → 34.00 */
export const formatBp = (bp: string): string => trimFraction(bp, 2)

/** A share of one as percent: 0.6 → 60, 0.4715 → 47.15 */
export const formatShare = (share: string): string =>
  groupThousands(trimFraction(roundHalfUp(shiftLeft(share, -2), 2), 0))

/** Quantities and emissions rounded half up for people; the whole figure stays in the title. */
export const formatQuantity = (quantity: string, places = 4): string => groupThousands(roundHalfUp(quantity, places))

/** What a user types in an amount field: blanks, full-width digits and thousands separators are forgiven. */
export function plainAmount(typed: string): string {
  const half = typed.replace(/[０-９．，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return half.replace(/[\s,]/g, '')
}
