import type { AppliedFactor } from '../../domain/carbon/factor.js'
import { formatExact } from '../../kernel/exact.js'
import type { RatingRules } from './rating-rules.js'

type FactorRules = Pick<RatingRules, 'factorRows'>

const rowsOf = (factor: AppliedFactor, { factorRows }: FactorRules) =>
  factor.ruleIds.flatMap((id) => factorRows.get(id) ?? [])
const distinct = (words: readonly string[]): string => [...new Set(words)].join('; ')

/** A factor as it was applied, short enough to stand beside every reading. */
export function factorAnswer(factor: AppliedFactor, rules: FactorRules) {
  const rows = rowsOf(factor, rules)
  return {
    code: factor.code,
    value: formatExact(factor.value),
    unit: factor.unit,
    set: factor.set,
    vintage: factor.vintage,
    fallback: factor.fallback,
    flags: factor.flags,
    publishedOn: factor.publishedOn,
    ruleId: factor.ruleIds.length === 1 ? (factor.ruleIds[0] ?? null) : null,
    ruleIds: factor.ruleIds,
    own: factor.own,
    source: factor.source ?? distinct(rows.map((row) => row.source)),
    status: distinct(rows.map((row) => row.status)),
  }
}

/** The same with the rule rows it was made of. */
export const factorWithRows = (factor: AppliedFactor, rules: FactorRules) => ({
  ...factorAnswer(factor, rules),
  rows: rowsOf(factor, rules).map(({ id, ...row }) => ({ ruleId: id, ...row })),
})
