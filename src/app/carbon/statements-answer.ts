import type { EmissionTotals } from '../../domain/carbon/emissions.js'
import type { AppliedFactor } from '../../domain/carbon/factor.js'
import type { StatedIntensity, StatedRow, Statement, StatementPart } from '../../domain/carbon/statement.js'
import type { StatementPeriod } from '../../domain/carbon/statement-period.js'
import type { Uncertainty } from '../../domain/carbon/uncertainty.js'
import { verificationInForce } from '../../domain/carbon/verification.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { verificationOn } from './account-facts.js'
import type { AccountRows } from './account-views.js'
import { factorWithRows } from './factor-answer.js'
import { figure, optionalFigure, tonnesFigure } from './figures.js'
import type { RatingRules } from './rating-rules.js'
import type { PeriodChange } from './statements-history.js'

interface Stated {
  readonly account: AccountRows
  readonly rules: RatingRules
  readonly rows: readonly StatedRow[]
  readonly fieldGroups: readonly FieldGroup[]
  readonly question: { readonly period: StatementPeriod; readonly from: CivilMonth; readonly to: CivilMonth }
  readonly statements: readonly Statement[]
  readonly rolling12: readonly Statement[]
  readonly history: readonly PeriodChange[] | null
  readonly asOf: CivilDate
}

export type StatementsAnswer = ReturnType<typeof statementsAnswer> & {
  readonly uscc: string
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly withheld: readonly FieldGroup[]
}

/** Statements as they are told; what the viewer's field groups do not open is left empty. */
export function statementsAnswer(stated: Stated) {
  const { account, rules, question, asOf, history } = stated
  return {
    ...question,
    factorSet: rules.factorSet,
    verification: verificationAnswer(account, asOf),
    items: stated.statements.map((statement) => statementAnswer(statement, stated)),
    rolling12: stated.rolling12.map(({ start, end, complete, totals }) => ({
      from: start,
      to: end,
      complete,
      totals: totalsAnswer(totals),
    })),
    history: history?.map(changeAnswer) ?? null,
    factors: factorsOf(stated.rows).map((factor) => factorWithRows(factor, rules)),
  }
}

function statementAnswer(statement: Statement, { fieldGroups, rules }: Stated) {
  const meters = fieldGroups.includes('activity')
  const { totals } = statement
  return {
    from: statement.start,
    to: statement.end,
    complete: statement.complete,
    monthsWithData: statement.monthsWithData,
    totals: totalsAnswer(totals),
    byScope: [
      { scope: 1, ...tonnesFigure('tCO2', totals.scope1) },
      { scope: 2, ...tonnesFigure('tCO2', totals.scope2Location), ...tonnesFigure('tCO2Market', totals.scope2Market) },
    ],
    byCarrier: statement.byCarrier.map(({ carrier, ...part }) => ({ carrier, ...partAnswer(part) })),
    bySite: meters
      ? statement.bySite.map(({ carrier, meter, ...part }) => ({ carrier, meter, ...partAnswer(part) }))
      : [],
    intensities: fieldGroups.includes('operating')
      ? statement.intensities.map((line) => intensityAnswer(line, rules))
      : [],
    ...optionalFigure('dataQuality', statement.dataQuality),
    uncertainty: uncertaintyAnswer(statement.uncertainty),
    missing: meters ? statement.missing.filter(({ missing }) => missing.length > 0) : [],
    flags: statement.flags,
  }
}

const totalsAnswer = (totals: EmissionTotals) => ({
  ...tonnesFigure('scope1', totals.scope1),
  ...tonnesFigure('scope2Location', totals.scope2Location),
  ...tonnesFigure('scope2Market', totals.scope2Market),
  ...tonnesFigure('total', totals.total),
  ...tonnesFigure('biogenic', totals.biogenic),
  ...tonnesFigure('exported', totals.exported),
})

const partAnswer = ({ scope, totals }: Pick<StatementPart, 'scope' | 'totals'>) => ({
  scope,
  ...tonnesFigure('tCO2', totals.total),
  ...tonnesFigure('tCO2Market', totals.scope2Market),
  ...tonnesFigure('biogenic', totals.biogenic),
  ...tonnesFigure('exported', totals.exported),
})

function intensityAnswer(line: StatedIntensity, { method }: RatingRules) {
  const { id, intensity, benchmark, k, quantile, quantileReason } = line
  const component = method.value.components.find((one) => one.id === id)
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
    ...optionalFigure('quantile', quantile),
    quantileReason,
  }
}

const uncertaintyAnswer = (uncertainty: Uncertainty) =>
  uncertainty.percent === null
    ? {
        ...optionalFigure('percent', null),
        ...optionalFigure('tCO2', null),
        confidence: '95 %',
        reason: uncertainty.reason,
        carriers: uncertainty.carriers,
        ruleIds: [],
      }
    : {
        ...figure('percent', uncertainty.percent),
        ...figure('tCO2', uncertainty.tonnes),
        confidence: '95 %',
        reason: null,
        carriers: [],
        ruleIds: uncertainty.ruleIds,
      }

function verificationAnswer(account: AccountRows, asOf: CivilDate) {
  const record = verificationInForce(account.verifications, asOf)
  return {
    level: verificationOn(account, asOf),
    recordId: record?.id ?? null,
    verifierCode: record?.verifierCode ?? null,
    verifierName: record?.verifierName ?? null,
    statementNo: record?.statementNo ?? null,
    evidenceHash: record?.evidenceHash ?? null,
    validFrom: record?.validFrom ?? null,
    validTo: record?.validTo ?? null,
  }
}

const changeAnswer = ({ start, end, before, change }: PeriodChange) => ({
  from: start,
  to: end,
  before: { from: before.start, to: before.end },
  ...figure('firstStated', change.firstStated),
  ...figure('restated', change.restated),
  ...figure('after', change.after),
  ...figure('difference', change.difference),
  causes: {
    ...figure('activity', change.activity),
    ...figure('factor', change.factor),
    ...figure('method', change.method),
  },
})

/** Each factor once, in order of first use. */
function factorsOf(rows: readonly StatedRow[]): readonly AppliedFactor[] {
  const used = new Map<string, AppliedFactor>()
  for (const { factor, marketFactor } of rows)
    for (const one of marketFactor ? [factor, marketFactor] : [factor]) {
      const key = [one.code, formatExact(one.value), one.source ?? '', ...one.flags].join(' ')
      if (!used.has(key)) used.set(key, one)
    }
  return [...used.values()]
}
