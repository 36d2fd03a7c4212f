import { type CarbonAccount, carbonAccount } from '../../domain/carbon/carbon-account.js'
import type { FactorChoices } from '../../domain/carbon/emissions.js'
import { type RatingFacts, rate } from '../../domain/carbon/rating.js'
import { ratingInputs } from '../../domain/carbon/rating-inputs.js'
import type { RatingMethod } from '../../domain/carbon/rating-method.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { formatTonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { documentHash } from '../canonical-json.js'
import { accountFacts, readingsBy, verificationOn } from './account-facts.js'
import type { AccountRows } from './account-views.js'
import { factorWithRows } from './factor-answer.js'
import { saidBeyondQuantity } from './own-values.js'
import { ratingAnswer } from './rating-answer.js'
import type { RatingRules } from './rating-rules.js'
import type { RatingStanding } from './rating-standing.js'

export type RatingRefusal = CarbonRefusal | { readonly code: 'NO_CARBON_ACCOUNT'; readonly uscc: string }

/** A rating with everything it came from. It names no instant, so that the same facts and rules give the same bytes. */
export type RatingDocument = ReturnType<typeof documentOf>

/** Rates one account on a day. Accounts of one batch share the choices of factors, as long as rules and day are the same. */
export function ratingDocument(
  account: AccountRows,
  rules: RatingRules,
  asOf: CivilDate,
  { previous, vetoes }: RatingStanding,
  choices: FactorChoices = new Map(),
): Result<RatingDocument, RatingRefusal> {
  const { uscc, dataQuality } = account.enterprise
  if (account.activities.length === 0) return refuse({ code: 'NO_CARBON_ACCOUNT', uscc })
  const statement = carbonAccount({ ...accountFacts(account, rules, asOf), choices }, rules.method.value.components)
  if (!statement.ok) return statement
  const lacking = statement.value.intensities.find(({ benchmark }) => benchmark === null)
  if (lacking) {
    const { current } = statement.value
    const period = `${current.start}..${current.end}`
    return refuse({
      code: 'BENCHMARK_NOT_FOUND',
      sector: account.enterprise.sectorCode,
      period,
      component: lacking.id,
    })
  }
  const facts = ratingInputs(statement.value, {
    verification: verificationOn(account, asOf),
    dataQuality,
    ...(previous === null ? {} : { previousGrade: previous.grade }),
    ...(vetoes.length === 0 ? {} : { vetoes: [...new Set(vetoes.map(({ reason }) => reason))] }),
  })
  const rating = rate(rules.method.value, facts)
  if (!rating.ok) return rating
  const standing = { previous, vetoes }
  return ok(
    documentOf(account, rules, asOf, { statement: statement.value, facts, standing }, ratingAnswer(rating.value)),
  )
}

interface RatedFacts {
  readonly statement: CarbonAccount
  readonly facts: RatingFacts
  readonly standing: RatingStanding
}

function documentOf(
  account: AccountRows,
  rules: RatingRules,
  asOf: CivilDate,
  { statement, facts, standing }: RatedFacts,
  answer: ReturnType<typeof ratingAnswer>,
) {
  const { method } = rules
  const benchmarkIds = [...new Set(statement.intensities.flatMap(({ benchmark }) => (benchmark ? [benchmark.id] : [])))]
  const factorIds = [...new Set(statement.factors.flatMap((factor) => factor.ruleIds))]
  const hashesOf = (ids: readonly string[]) => documentHash(ids.map(rules.hashOf).sort())
  return {
    uscc: account.enterprise.uscc,
    asOf,
    ...answer,
    inputs: inputsAnswer(account, statement, facts),
    // A change of grade that the method made is labelled; without one the bytes stay as they were.
    ...(changedMethod(method.value, standing) ?? {}),
    ...(standing.vetoes.length === 0 ? {} : { vetoRecords: standing.vetoes }),
    method: {
      id: method.value.id,
      version: method.value.version,
      ruleId: method.id,
      hash: rules.hashOf(method.id),
      status: method.status,
      source: method.source,
      validityDays: method.value.validityDays,
      staleAfterDays: method.value.staleAfterDays,
    },
    factorSet: rules.factorSet,
    factors: statement.factors.map((factor) => factorWithRows(factor, rules)),
    benchmarks: benchmarkIds.map((id) => benchmarkAnswer(rules, id)),
    hashes: {
      inputs: documentHash(inputsOf(account, asOf, standing)),
      factors: hashesOf(factorIds),
      benchmark: hashesOf(benchmarkIds),
      method: rules.hashOf(method.id),
    },
  }
}

const changedMethod = ({ id, version }: RatingMethod, { previous }: RatingStanding) =>
  previous === null || previous.method === `${id}@${version}` ? null : { methodBefore: previous.method }

/** What the enterprise and its meters said, to the last digit: the rating depends on nothing else but rules. */
const inputsOf = (account: AccountRows, asOf: CivilDate, { previous, vetoes }: RatingStanding) => ({
  asOf,
  previousGrade: previous?.grade ?? null,
  ...(vetoes.length === 0 ? {} : { vetoes }),
  enterprise: {
    uscc: account.enterprise.uscc,
    sectorCode: account.enterprise.sectorCode,
    regionCode: account.enterprise.regionCode,
    verification: verificationOn(account, asOf),
    dataQuality: account.enterprise.dataQuality,
  },
  readings: readingsBy(account, asOf).map((row) => [
    row.month,
    row.carrier,
    row.meter,
    row.quantity,
    row.unit,
    row.greenQuantity,
    // Only steam has one; the hashes of accounts without steam stay as they were.
    ...(row.enthalpyKjPerKg === null ? [] : [row.enthalpyKjPerKg]),
    ...saidBeyondQuantity(row),
  ]),
  operating: account.operating.map(({ enterpriseId: _, ...figures }) => figures),
})

function inputsAnswer(account: AccountRows, statement: CarbonAccount, facts: RatingFacts) {
  const { current, prior } = statement
  const optional = (value: Parameters<typeof formatExact>[0] | null | undefined) => (value ? formatExact(value) : null)
  return {
    period: { from: current.start, to: current.end },
    priorPeriod: prior && { from: prior.start, to: prior.end },
    sectorCode: account.enterprise.sectorCode,
    regionCode: account.enterprise.regionCode,
    emissions12m: formatTonnes(facts.emissions12m),
    emissionsPrior12m: facts.emissionsPrior12m ? formatTonnes(facts.emissionsPrior12m) : null,
    revenue: optional(facts.revenue),
    revenuePrior: optional(facts.revenuePrior),
    profit: optional(facts.profit),
    tax: optional(facts.tax),
    employees: facts.employees ?? null,
    greenShare: optional(facts.greenShare),
    dataQuality: facts.dataQuality,
    verification: facts.verification,
    historyMonths: facts.historyMonths,
    benchmarkEntities: facts.benchmarkEntities,
    previousGrade: facts.previousGrade ?? null,
    flags: statement.flags,
  }
}

function benchmarkAnswer(rules: RatingRules, id: string) {
  const row = rules.benchmarkRows.get(id)
  if (!row) throw new Error(`no benchmark row has the id ${id}`)
  const { sector, periodStart, periodEnd, metric, mean, entities } = row.benchmark
  return {
    ruleId: id,
    sector,
    metric,
    period: { from: periodStart, to: periodEnd },
    mean: formatExact(mean),
    entities,
    source: row.source,
    status: row.status,
  }
}
