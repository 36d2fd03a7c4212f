import type { Tx } from '../../db/transaction.js'
import { type Benchmark, type BenchmarkIndex, indexBenchmarks } from '../../domain/carbon/benchmark.js'
import { type FactorIndex, type FactorRow, indexFactors } from '../../domain/carbon/factor.js'
import type { RatingMethod } from '../../domain/carbon/rating-method.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { emissionFactorsTable, factorRow } from '../../rules/emission-factors.js'
import { parametersTable } from '../../rules/parameters.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { benchmarkRow, sectorBenchmarksTable } from '../../rules/sector-benchmarks.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'
import type { TwoTimes } from './account-views.js'
import { ruleHashes } from './rating-views.js'

/** Which method and which factor set the city rates accounts by is a dated rule itself. */
export const CITY_METHOD = 'rating.method'
export const CITY_FACTOR_SET = 'rating.factor_set'

/** Every rule a rating reads, as known at one instant; loaded once for many enterprises. */
export interface RatingRules {
  readonly method: RuleRow<RatingMethod>
  readonly factorSet: string
  readonly factors: FactorIndex
  readonly factorRows: ReadonlyMap<string, FactorRow>
  readonly benchmarks: BenchmarkIndex
  readonly benchmarkRows: ReadonlyMap<string, RuleRow<unknown> & { readonly benchmark: Benchmark }>
  /** Content hash of a rule row, by id. */
  readonly hashOf: (ruleId: string) => string
}

export type RatingRuleRefusal = {
  readonly code: 'RATING_METHOD_NOT_IN_FORCE'
  readonly method: string
  readonly on: string
}

/** What the city has chosen to rate by on a day; null where nothing is in force. */
export async function cityChoice(
  tx: Tx,
  { asOf, knownAt }: TwoTimes,
): Promise<{ readonly method: string | null; readonly factorSet: string | null }> {
  const rows = await rulesInForce(tx, parametersTable, { on: asOf, knownAt, keys: [CITY_METHOD, CITY_FACTOR_SET] })
  const chosen = (code: string) => rows.find(({ value }) => value.code === code)?.value.value ?? null
  return { method: chosen(CITY_METHOD), factorSet: chosen(CITY_FACTOR_SET) }
}

export async function ratingRules(
  tx: Tx,
  { asOf, knownAt }: TwoTimes,
): Promise<Result<RatingRules, RatingRuleRefusal>> {
  const choice = await cityChoice(tx, { asOf, knownAt })
  const [method] =
    choice.method === null
      ? []
      : await rulesInForce(tx, ratingMethodsTable, { on: asOf, knownAt, keys: [choice.method] })
  if (!method) return refuse({ code: 'RATING_METHOD_NOT_IN_FORCE', method: choice.method ?? CITY_METHOD, on: asOf })
  if (choice.factorSet === null)
    return refuse({ code: 'RATING_METHOD_NOT_IN_FORCE', method: CITY_FACTOR_SET, on: asOf })
  const factorRows = (await ruleHistory(tx, emissionFactorsTable, knownAt)).map(factorRow)
  const benchmarks = (await ruleHistory(tx, sectorBenchmarksTable, knownAt)).map((rule) => ({
    ...rule,
    benchmark: benchmarkRow(rule),
  }))
  const hashes = await ruleHashes(tx, [ratingMethodsTable.name, emissionFactorsTable.name, sectorBenchmarksTable.name])
  return ok({
    method,
    factorSet: choice.factorSet,
    factors: indexFactors(factorRows),
    factorRows: new Map(factorRows.map((row) => [row.id, row])),
    benchmarks: indexBenchmarks(benchmarks.map(({ benchmark }) => benchmark)),
    benchmarkRows: new Map(benchmarks.map((row) => [row.id, row])),
    hashOf: (ruleId) => {
      const hash = hashes.get(ruleId)
      if (hash === undefined) throw new Error(`the rule ${ruleId} has no content hash`)
      return hash
    },
  })
}
