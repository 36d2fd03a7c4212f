import type { Tx } from '../../db/transaction.js'
import { meterMonths } from '../../domain/carbon/completeness.js'
import { accountEmissions } from '../../domain/carbon/emissions.js'
import { type StatedRow, type StatementFacts, statementOf } from '../../domain/carbon/statement.js'
import {
  type MonthSpan,
  type StatementPeriod,
  type StatementPeriodRefusal,
  statementPeriods,
} from '../../domain/carbon/statement-period.js'
import { withheldFrom } from '../../domain/consent/field-group.js'
import { addMonthsToMonth, type CivilDate, type CivilMonth, monthOf } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { OpenAccount, Sight } from '../account-views/look-into.js'
import { forStatementOf } from '../account-views/store.js'
import { accountFacts, readingsBy } from './account-facts.js'
import type { AccountRefusal } from './account-refusal.js'
import { accountRows, instantOf } from './account-views.js'
import { firstPostings } from './adjustments-views.js'
import { ratingRules } from './rating-rules.js'
import { type StatementsAnswer, statementsAnswer } from './statements-answer.js'
import { historyOf } from './statements-history.js'
import { carrierUncertainty } from './statements-rules.js'

export interface StatementQuestion {
  readonly period: StatementPeriod
  /** Null: from the first month with data, to the last. */
  readonly from: CivilMonth | null
  readonly to: CivilMonth | null
  /** Compare each period with the same months a year before, like for like, and tell why it changed. */
  readonly restated: boolean
}

export type StatementRefusal =
  | AccountRefusal
  | StatementPeriodRefusal
  | { readonly code: 'STATEMENT_PERIOD_AFTER_AS_OF'; readonly to: CivilMonth; readonly asOf: CivilDate }

/**
 * Emissions statements 碳排放报表 of an account on a day as known at an instant (null: now), every period accounted by the one factor set
 * and the vintages published by that day. A viewer without the meters gets no sites, one without operating figures no intensity.
 */
export async function readStatements(
  tx: Tx,
  { enterprise, fieldGroups }: Pick<OpenAccount, 'enterprise' | 'fieldGroups'>,
  times: { readonly asOf: CivilDate; readonly knownAt: string | null },
  question: StatementQuestion,
): Promise<Result<Sight<StatementsAnswer>, StatementRefusal>> {
  const { id, uscc } = enterprise
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rules = await ratingRules(tx, asked)
  if (!rules.ok) return rules
  const { account, first } = await forStatementOf(tx, id, async () => ({
    account: (await accountRows(tx, [id], asked.knownAt)).get(id),
    first: question.restated ? await firstPostings(tx, id, asked) : [],
  }))
  const readings = account ? readingsBy(account, asked.asOf) : []
  if (!account || readings.length === 0) return refuse({ code: 'NO_CARBON_ACCOUNT', uscc })

  const facts = accountFacts(account, rules.value, asked.asOf)
  const emissions = accountEmissions(facts)
  if (!emissions.ok) return emissions
  const rows = emissions.value.rows.map((row): StatedRow => {
    const reading = readings[row.index]
    if (!reading) throw new Error(`the account has a row without a reading: ${row.index}`)
    return { ...row, activityId: reading.id, meter: reading.meter, dataQuality: reading.dataQuality }
  })
  const spans = spansOf(question, readings, asked.asOf)
  if (!spans.ok) return spans
  const { period, from, to, periods } = spans.value

  const stated: StatementFacts = {
    ...facts,
    rows,
    meters: meterMonths(readings),
    components: rules.value.method.value.components,
    uncertainty: await carrierUncertainty(tx, asked),
  }
  const series = statementPeriods('rolling12', from, to)
  const answer = statementsAnswer({
    account,
    rules: rules.value,
    rows,
    fieldGroups,
    question: { period, from, to },
    statements: periods.map((span) => statementOf(stated, span)),
    rolling12: series.ok ? series.value.map((span) => statementOf(stated, span)) : [],
    history: question.restated ? historyOf(rows, first, periods) : null,
    asOf: asked.asOf,
  })
  return ok({
    answer: { uscc, ...asked, ...answer, withheld: withheldFrom(fieldGroups) },
    asked: { ...asked, period, from, to, restated: String(question.restated) },
  })
}

interface AskedSpans {
  readonly period: StatementPeriod
  readonly from: CivilMonth
  readonly to: CivilMonth
  readonly periods: readonly MonthSpan[]
}

/** The asked periods, by default all there is data for; a rolling period by default only where twelve months lie behind it. */
function spansOf(
  { period, from, to }: StatementQuestion,
  readings: readonly { readonly month: CivilMonth }[],
  asOf: CivilDate,
): Result<AskedSpans, StatementRefusal> {
  const months = readings.map(({ month }) => month).sort()
  const [oldest = monthOf(asOf)] = months
  const newest = months.at(-1) ?? oldest
  const last = to ?? newest
  if (last > monthOf(asOf)) return refuse({ code: 'STATEMENT_PERIOD_AFTER_AS_OF', to: last, asOf })
  const twelfth = addMonthsToMonth(oldest, 11)
  const first = from ?? (period === 'rolling12' && twelfth <= last ? twelfth : oldest)
  const periods = statementPeriods(period, first, last)
  return periods.ok ? ok({ period, from: first, to: last, periods: periods.value }) : periods
}
