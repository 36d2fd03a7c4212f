import type { Activity } from '../../domain/carbon/activity.js'
import type { AccountFacts, OperatingPeriod } from '../../domain/carbon/carbon-account.js'
import type { VerificationLevel } from '../../domain/carbon/rating-method.js'
import { lastEndedMonth } from '../../domain/carbon/statement-period.js'
import { verificationInForce } from '../../domain/carbon/verification.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, exact } from '../../kernel/exact.js'
import type { AccountRows, ActivityRow, OperatingRow } from './account-views.js'
import { type OwnValueColumns, ownValuesOf } from './own-values.js'
import type { RatingRules } from './rating-rules.js'

/** The level of assurance on a day: the verification record in force, else what the enterprise was entered with. */
export const verificationOn = (account: AccountRows, asOf: CivilDate): VerificationLevel =>
  verificationInForce(account.verifications, asOf)?.level ?? account.enterprise.verification

/** Readings of months that had ended; the domain numbers its rows by this list. */
export function readingsBy(account: AccountRows, asOf: CivilDate): readonly ActivityRow[] {
  const ended = lastEndedMonth(asOf)
  return account.activities.filter((row) => row.month <= ended)
}

/** The account as the carbon domain reads it. */
export const accountFacts = (account: AccountRows, rules: RatingRules, asOf: CivilDate): AccountFacts => ({
  asOf,
  region: account.enterprise.regionCode,
  sector: account.enterprise.sectorCode,
  factorSet: rules.factorSet,
  factors: rules.factors,
  benchmarks: rules.benchmarks,
  activities: readingsBy(account, asOf).map(activityOf),
  operating: account.operating.map(operatingPeriod),
})

/** What accounting reads of a stored or a prospective reading. */
export const activityOf = (
  row: Pick<ActivityRow, 'carrier' | 'meter' | 'quantity' | 'unit' | 'month' | 'greenQuantity' | 'enthalpyKjPerKg'> &
    Partial<OwnValueColumns>,
): Activity => ({
  carrier: row.carrier,
  meter: row.meter,
  quantity: exact(row.quantity),
  unit: row.unit,
  month: row.month,
  greenQuantity: exact(row.greenQuantity),
  ...present('enthalpyKjPerKg', row.enthalpyKjPerKg),
  ...ownValuesOf(row),
})

const operatingPeriod = (row: OperatingRow): OperatingPeriod => ({
  start: row.periodStart,
  end: row.periodEnd,
  ...present('revenue', row.revenueWan),
  ...present('profit', row.profitWan),
  ...present('tax', row.taxWan),
  ...(row.employees === null ? {} : { employees: row.employees }),
})
const present = (name: string, text: string | null): Readonly<Record<string, Exact>> =>
  text === null ? {} : { [name]: exact(text) }
