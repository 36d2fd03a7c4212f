import type { Tx } from '../../db/transaction.js'
import type { Activity } from '../../domain/carbon/activity.js'
import { isCarrier, isDeclared } from '../../domain/carbon/carrier.js'
import { accountEmissions, type EmissionRow } from '../../domain/carbon/emissions.js'
import { indexFactors } from '../../domain/carbon/factor.js'
import { civilDate, civilMonth } from '../../kernel/civil-date.js'
import { exact, formatExact } from '../../kernel/exact.js'
import { ok, refuse } from '../../kernel/result.js'
import { emissionFactorsTable, factorRow } from '../../rules/emission-factors.js'
import { ruleHistory } from '../rules/views.js'
import { factorAnswer } from './factor-answer.js'
import { tonnesFigure } from './figures.js'

export interface ActivityInput {
  readonly carrier: string
  readonly quantity: string
  readonly unit: string
  readonly month: string
  readonly greenQuantity?: string
  readonly ncv?: string
  readonly cc?: string
  readonly of?: string
  readonly factor?: { readonly value: string; readonly unit: string }
  readonly enthalpyKjPerKg?: string
}

export interface EmissionsInput {
  readonly asOf: string
  readonly region: string
  readonly factorSet: string
  readonly activities: readonly ActivityInput[]
}

/** Emissions of activities that are stored nowhere, by the published factors. @throws MalformedValue */
export async function calculateEmissions(tx: Tx, input: EmissionsInput) {
  // A declared factor needs its source and evidence, which only a stored account holds.
  const declared = input.activities.findIndex(({ carrier }) => isCarrier(carrier) && isDeclared(carrier))
  if (declared >= 0) {
    const carrier = input.activities[declared]?.carrier ?? ''
    return refuse({ code: 'UNKNOWN_CARRIER', carrier, index: declared, member: 'carrier' })
  }
  const factorRows = (await ruleHistory(tx, emissionFactorsTable)).map(factorRow)
  const result = accountEmissions({
    asOf: civilDate(input.asOf),
    region: input.region,
    factorSet: input.factorSet,
    factors: indexFactors(factorRows),
    activities: input.activities.map(activityOf),
  })
  if (!result.ok) return result
  const { rows, totals } = result.value
  const rules = { factorRows: new Map(factorRows.map((row) => [row.id, row])) }
  const answer = (row: EmissionRow) => ({
    carrier: row.carrier,
    month: row.month,
    scope: row.scope,
    quantity: formatExact(row.quantity),
    unit: row.unit,
    greenQuantity: formatExact(row.greenQuantity),
    factor: factorAnswer(row.factor, rules),
    marketFactor: row.marketFactor && factorAnswer(row.marketFactor, rules),
    ...tonnesFigure('tCO2', row.tCO2),
    ...tonnesFigure('tCO2Market', row.tCO2Market),
  })
  return ok({
    rows: rows.map(answer),
    totals: {
      ...tonnesFigure('scope1', totals.scope1),
      ...tonnesFigure('scope2Location', totals.scope2Location),
      ...tonnesFigure('scope2Market', totals.scope2Market),
      ...tonnesFigure('total', totals.total),
    },
    flags: [...new Set(rows.flatMap(({ factor, marketFactor }) => [...factor.flags, ...(marketFactor?.flags ?? [])]))],
  })
}

const activityOf = (row: ActivityInput): Activity => ({
  carrier: row.carrier,
  quantity: exact(row.quantity),
  unit: row.unit,
  month: civilMonth(row.month),
  ...(row.greenQuantity === undefined ? {} : { greenQuantity: exact(row.greenQuantity) }),
  ...(row.ncv === undefined ? {} : { ncv: exact(row.ncv) }),
  ...(row.cc === undefined ? {} : { cc: exact(row.cc) }),
  ...(row.of === undefined ? {} : { of: exact(row.of) }),
  ...(row.factor === undefined ? {} : { factor: { value: exact(row.factor.value), unit: row.factor.unit } }),
  ...(row.enthalpyKjPerKg === undefined ? {} : { enthalpyKjPerKg: exact(row.enthalpyKjPerKg) }),
})
