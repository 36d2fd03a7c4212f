import { checkActivity } from '../../domain/carbon/activity.js'
import { scopeOf } from '../../domain/carbon/carrier.js'
import { factorsFor } from '../../domain/carbon/emissions.js'
import type { AppliedFactor } from '../../domain/carbon/factor.js'
import { type CivilMonth, isCivilDate, lastDayOf } from '../../kernel/civil-date.js'
import { compare, divide, type Exact, exactOf, formatExact, multiply, ONE } from '../../kernel/exact.js'
import { convert, quantityExact, quantityOf, type Unit } from '../../kernel/quantity.js'
import type { Member } from './columns.js'
import type { RowProblemCode } from './import-table.js'
import type { Accounting } from './preview.js'

/** What rows of a bulk load have in common. */
export interface BulkKind extends Record<string, unknown> {
  carrier: string
  unit: string
  month: string
  region: string
}

/** One judgement for all rows of a kind: what is wrong with it, or by what its quantities are multiplied. */
export interface BulkDecision extends BulkKind {
  fault: RowProblemCode | null
  member: Member | null
  /** As the account writes it. */
  writtenUnit: Unit | null
  scope: 1 | 2 | null
  /** tCO2 = quantity × weight ÷ WEIGHTS_OVER. */
  weight: string | null
  /** For what is left of electricity after certificates; null where the market counts as the location does. */
  marketWeight: string | null
}

/** Factors are "over" 1, 12 or 1000; over their common multiple every weight is an exact decimal and a month divides only once. */
export const WEIGHTS_OVER = 12_000

/** Judges one kind of row by the domain. Steam needs an enthalpy of its own in each row, which a bulk load has no place for. */
export function decideKind(kind: BulkKind, accounting: Accounting): BulkDecision {
  const refused = (fault: RowProblemCode, member: Member): BulkDecision => ({
    ...kind,
    fault,
    member,
    writtenUnit: null,
    scope: null,
    weight: null,
    marketWeight: null,
  })
  if (!/^\d{4}-\d{2}$/.test(kind.month) || !isCivilDate(`${kind.month}-01`)) return refused('MONTH_MALFORMED', 'month')
  const month = kind.month as CivilMonth
  const checked = checkActivity({ ...kind, month, quantity: ONE }, 0, accounting.asOf)
  if (!checked.ok) {
    const { code, member } = checked.refusal as { code: RowProblemCode; member: Member }
    return refused(code, member)
  }
  if (lastDayOf(month) > accounting.asOf) return refused('MONTH_AFTER_AS_OF', 'month')
  const { carrier, unit } = checked.value
  const found = factorsFor({ ...accounting, region: kind.region }, checked.value)
  if (!found.ok) return refused('FACTOR_NOT_FOUND', 'carrier')
  const { factor, marketFactor } = found.value
  return {
    ...kind,
    fault: null,
    member: null,
    writtenUnit: unit,
    scope: scopeOf(carrier),
    weight: weightOf(factor, unit),
    marketWeight: carrier === 'electricity' ? weightOf(marketFactor ?? factor, unit) : null,
  }
}

function weightOf(factor: AppliedFactor, unit: Unit): string {
  const inFactorUnit = quantityExact(convert(quantityOf(ONE, unit), unit, factor.per))
  return formatExact(multiply(multiply(inFactorUnit, factor.times), sharesOf(factor.over)))
}

function sharesOf(over: Exact): Exact {
  const shares = divide(exactOf(WEIGHTS_OVER), over)
  if (compare(multiply(shares, over), exactOf(WEIGHTS_OVER)) !== 0)
    throw new RangeError(`${formatExact(over)} does not divide ${WEIGHTS_OVER}`)
  return shares
}
