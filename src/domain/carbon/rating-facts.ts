import { compare, type Exact, exactOf, formatExact, isNegative, isPositive, ONE } from '../../kernel/exact.js'
import { formatTonnes, tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { rankOf } from './grading.js'
import type { RatingFacts } from './rating.js'
import type { RatingMethod } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'

/** Refuses facts that no rating can mean: words the method does not know, figures outside their range, sizes that are not positive. */
export function checkRatingFacts(method: RatingMethod, facts: RatingFacts): Result<RatingFacts, CarbonRefusal> {
  const outOfRange = (member: string, value: string) => refuse({ code: 'RATING_INPUT_OUT_OF_RANGE', member, value })

  if (facts.previousGrade !== undefined && rankOf(method, facts.previousGrade) < 0)
    return refuse({ code: 'UNKNOWN_GRADE', grade: facts.previousGrade })
  for (const component of facts.notApplicable ?? [])
    if (!method.components.some((known) => known.id === component))
      return refuse({ code: 'UNKNOWN_COMPONENT', component })

  const { dataQuality, historyMonths, benchmarkEntities, greenShare, emissions12m, revenue, employees } = facts
  if (isNegative(tonnesExact(emissions12m))) return outOfRange('emissions12m', formatTonnes(emissions12m))
  if (![1, 2, 3, 4, 5].includes(dataQuality)) return outOfRange('dataQuality', String(dataQuality))
  if (historyMonths < 0) return outOfRange('historyMonths', String(historyMonths))
  if (benchmarkEntities < 0) return outOfRange('benchmarkEntities', String(benchmarkEntities))
  if (greenShare && (isNegative(greenShare) || compare(greenShare, ONE) > 0))
    return outOfRange('greenShare', formatExact(greenShare))

  const sizes: Record<string, Exact | undefined> = {
    revenue,
    employees: employees === undefined ? undefined : exactOf(employees),
  }
  for (const [member, value] of Object.entries(sizes))
    if (value && !isPositive(value))
      return refuse({ code: 'NON_POSITIVE_DENOMINATOR', member, value: formatExact(value) })
  return ok(facts)
}
