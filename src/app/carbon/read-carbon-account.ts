import type { Tx } from '../../db/transaction.js'
import {
  type CarbonAccount,
  carbonAccount,
  type IntensityLine,
  type MonthStatement,
  type PeriodStatement,
} from '../../domain/carbon/carbon-account.js'
import type { EmissionRow, EmissionTotals } from '../../domain/carbon/emissions.js'
import type { RatingMethod } from '../../domain/carbon/rating-method.js'
import { trendOf } from '../../domain/carbon/trend.js'
import { type FieldGroup, withheldFrom } from '../../domain/consent/field-group.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { sumTonnes, type Tonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { OpenAccount, Sight } from '../account-views/look-into.js'
import { forStatementOf } from '../account-views/store.js'
import { accountFacts, readingsBy } from './account-facts.js'
import type { AccountRefusal } from './account-refusal.js'
import { type ActivityRow, accountRows, instantOf } from './account-views.js'
import { factorAnswer, factorWithRows } from './factor-answer.js'
import { optionalFigure, tonnesFigure } from './figures.js'
import { type RatingRules, ratingRules } from './rating-rules.js'

/**
 * The carbon account 碳账户 on a day as known at an instant (null: now), every figure with the rows it came from. A viewer without
 * the meters gets the sums without their rows, one without the operating figures no intensity: the quotient would tell them.
 */
export async function readCarbonAccount(
  tx: Tx,
  { enterprise, fieldGroups }: Pick<OpenAccount, 'enterprise' | 'fieldGroups'>,
  times: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<Result<Sight<AccountAnswer>, AccountRefusal>> {
  const { id, uscc } = enterprise
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rules = await ratingRules(tx, asked)
  if (!rules.ok) return rules
  const account = (await forStatementOf(tx, id, () => accountRows(tx, [id], asked.knownAt))).get(id)
  if (!account || account.activities.length === 0) return refuse({ code: 'NO_CARBON_ACCOUNT', uscc })
  const { components } = rules.value.method.value
  const statement = carbonAccount(accountFacts(account, rules.value, asked.asOf), components)
  if (!statement.ok) return statement
  const readings = readingsBy(account, asked.asOf)
  const shown = shownOf(statementAnswer(statement.value, readings, rules.value), fieldGroups)
  return ok({ answer: { uscc, ...asked, ...shown, withheld: withheldFrom(fieldGroups) }, asked })
}

type StatementAnswer = ReturnType<typeof statementAnswer>
type AccountAnswer = StatementAnswer & {
  readonly uscc: string
  readonly asOf: CivilDate
  readonly knownAt: string
  /** Field groups that are closed to the viewer. */
  readonly withheld: readonly FieldGroup[]
}

/** A statement without what the viewer's field groups leave closed. */
function shownOf(answer: StatementAnswer, fieldGroups: readonly FieldGroup[]): StatementAnswer {
  const { current, prior } = answer.periods
  return {
    ...answer,
    ...(fieldGroups.includes('activity') ? {} : { months: answer.months.map((month) => ({ ...month, rows: [] })) }),
    ...(fieldGroups.includes('operating')
      ? {}
      : {
          periods: { current: { ...current, ...NO_FIGURES }, prior: prior && { ...prior, ...NO_FIGURES } },
          intensities: [],
          trend: null,
          trendRounded: null,
        }),
  }
}
const NO_FIGURES = { revenue: null, profit: null, tax: null, employees: null }

function statementAnswer(statement: CarbonAccount, readings: readonly ActivityRow[], rules: RatingRules) {
  const { current, prior } = statement
  return {
    factorSet: rules.factorSet,
    periods: { current: periodAnswer(current), prior: prior && periodAnswer(prior) },
    months: statement.months.map((month) => ({
      month: month.month,
      rows: month.carriers.flatMap(({ rows }) => rows.map((row) => rowAnswer(row, readings[row.index], rules))),
      totals: totalsAnswer(month.totals),
    })),
    totals: {
      current: totalsAnswer(current.totals),
      prior: prior && totalsAnswer(prior.totals),
      byScope: [
        { scope: 1, ...tonnesFigure('tCO2', current.totals.scope1) },
        { scope: 2, ...tonnesFigure('tCO2', current.totals.scope2Location) },
      ],
      byCarrier: byCarrier(statement.months, current).map(([carrier, tonnes]) => ({
        carrier,
        ...tonnesFigure('tCO2', tonnes),
      })),
    },
    intensities: statement.intensities.map((line) => intensityAnswer(line, rules.method.value)),
    ...optionalFigure('greenShare', current.greenShare),
    ...optionalFigure('trend', trendAnswer(current, prior)),
    historyMonths: statement.historyMonths,
    flags: statement.flags,
    factors: statement.factors.map((factor) => factorWithRows(factor, rules)),
  }
}

const periodAnswer = ({ start, end, complete, operating }: PeriodStatement) => ({
  from: start,
  to: end,
  complete,
  revenue: text(operating.revenue),
  profit: text(operating.profit),
  tax: text(operating.tax),
  employees: operating.employees ?? null,
})
const text = (value: Exact | undefined): string | null => (value ? formatExact(value) : null)

const totalsAnswer = ({ scope1, scope2Location, scope2Market, total }: EmissionTotals) => ({
  ...tonnesFigure('scope1', scope1),
  ...tonnesFigure('scope2Location', scope2Location),
  ...tonnesFigure('scope2Market', scope2Market),
  ...tonnesFigure('total', total),
})

function rowAnswer(row: EmissionRow, reading: ActivityRow | undefined, rules: RatingRules) {
  if (!reading) throw new Error(`the statement has a row without a reading: ${row.index}`)
  return {
    activityId: reading.id,
    supersedes: reading.supersedes,
    recordedAt: reading.recordedAt,
    carrier: row.carrier,
    meter: reading.meter,
    scope: row.scope,
    quantity: formatExact(row.quantity),
    unit: row.unit,
    greenQuantity: formatExact(row.greenQuantity),
    factor: factorAnswer(row.factor, rules),
    marketFactor: row.marketFactor && factorAnswer(row.marketFactor, rules),
    ...tonnesFigure('tCO2', row.tCO2),
    ...tonnesFigure('tCO2Market', row.tCO2Market),
    dataQuality: reading.dataQuality,
    source: reading.source,
    links: { activity: `/v1/activities/${reading.id}` },
  }
}

function byCarrier(months: readonly MonthStatement[], { start, end }: PeriodStatement): readonly [string, Tonnes][] {
  const tonnes = new Map<string, Tonnes[]>()
  for (const { month, carriers } of months)
    if (month >= start && month <= end)
      for (const { carrier, totals } of carriers) tonnes.set(carrier, [...(tonnes.get(carrier) ?? []), totals.total])
  return [...tonnes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([carrier, all]) => [carrier, sumTonnes(all)])
}

function intensityAnswer({ id, intensity, benchmark, k }: IntensityLine, { components }: RatingMethod) {
  const component = components.find((one) => one.id === id)
  return {
    id,
    metric: component?.kind === 'ratio' ? component.per : id,
    nameZh: component?.metricZh ?? id,
    nameEn: component?.metricEn ?? id,
    ...optionalFigure('value', intensity.value),
    reason: intensity.value === null ? intensity.reason : null,
    benchmark: benchmark && formatExact(benchmark.mean),
    benchmarkSector: benchmark?.sector ?? null,
    benchmarkRuleId: benchmark?.id ?? null,
    entities: benchmark?.entities ?? null,
    ...optionalFigure('k', k),
  }
}

function trendAnswer(current: PeriodStatement, prior: PeriodStatement | null): Exact | null {
  if (!prior?.complete || !current.operating.revenue || !prior.operating.revenue) return null
  const trend = trendOf({
    emissions: current.totals.total,
    emissionsPrior: prior.totals.total,
    revenue: current.operating.revenue,
    revenuePrior: prior.operating.revenue,
  })
  return trend.ok ? trend.value : null
}
