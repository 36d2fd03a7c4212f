import type { Tx } from '../../db/transaction.js'
import { rate } from '../../domain/carbon/rating.js'
import type { VerificationLevel } from '../../domain/carbon/rating-method.js'
import { type RatingChanges, simulatedFacts } from '../../domain/carbon/rating-simulation.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import { type PricingRefusal, priceLoan } from '../../domain/pricing/price-loan.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { formatMoney, money, subtractMoney } from '../../kernel/money.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Sight } from '../account-views/look-into.js'
import type { TwoTimes } from '../carbon/account-views.js'
import { type RatingAnswer, ratingAnswer } from '../carbon/rating-answer.js'
import { LINE_TENOR_MONTHS } from '../pricing/price-credit-lines.js'
import { type PricingRuleRefusal, type PricingRules, pricingRules } from '../pricing/pricing-rules.js'
import { type LineToPrice, linesToPrice } from '../pricing/views.js'
import { methodOnDay, type StudyRefusal, studiedRating } from './studied-rating.js'

export interface Simulation {
  /** Another published method than the one the rating was made by. */
  readonly method?: string
  readonly emissionsChangePercent?: string
  readonly revenueChangePercent?: string
  readonly profitChangePercent?: string
  readonly taxChangePercent?: string
  readonly employees?: number
  readonly greenShare?: string
  readonly dataQuality?: number
  readonly verification?: VerificationLevel
  readonly historyMonths?: number
}

export interface SimulationAnswer {
  readonly uscc: string
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly ratedAsOf: CivilDate
  readonly method: { readonly id: string; readonly version: string; readonly ruleId: string }
  readonly rated: { readonly grade: string; readonly score: string | null; readonly scoreRounded: string | null }
  readonly simulated: RatingAnswer
  readonly lines: readonly ReturnType<typeof lineAnswer>[]
}

/** The rating an enterprise would have, and what its lines would then cost; nothing is stored. @throws MalformedValue */
export async function simulateRating(
  tx: Tx,
  enterprise: { readonly id: string; readonly uscc: string },
  { method: other, ...changes }: Simulation,
  times: TwoTimes,
): Promise<Result<Sight<SimulationAnswer>, StudyRefusal | CarbonRefusal>> {
  const studied = await studiedRating(tx, enterprise, times)
  if (!studied.ok) return studied
  const { rating, asked } = studied.value
  const chosen = other === undefined ? ok(studied.value.method) : await methodOnDay(tx, other, asked)
  if (!chosen.ok) return chosen
  const facts = simulatedFacts(studied.value.facts, changesOf(changes))
  if (!facts.ok) return facts
  const simulated = rate(chosen.value.value, facts.value)
  if (!simulated.ok) return simulated
  const { grade } = rating.document
  const pricing = await pricingRules(tx, { on: asked.asOf, knownAt: asked.knownAt })
  const lines = await linesToPrice(tx, asked.asOf, asked.knownAt, [enterprise.id])
  const lineOf = (line: LineToPrice) => lineAnswer(line, [grade, simulated.value.grade], asked.asOf, pricing)
  const answer = {
    uscc: enterprise.uscc,
    ...asked,
    ratedAsOf: rating.asOf,
    method: { id: chosen.value.value.id, version: chosen.value.value.version, ruleId: chosen.value.id },
    rated: { grade, score: rating.document.score, scoreRounded: rating.document.scoreRounded },
    simulated: ratingAnswer(simulated.value),
    lines: lines.map(lineOf),
  }
  return ok({ answer, asked: { ...asked, simulated: JSON.stringify({ method: other, ...changes }) } })
}

const DECIMALS = [
  'emissionsChangePercent',
  'revenueChangePercent',
  'profitChangePercent',
  'taxChangePercent',
  'greenShare',
] as const

function changesOf(simulation: Omit<Simulation, 'method'>): RatingChanges {
  const { employees, dataQuality, verification, historyMonths } = simulation
  const given = DECIMALS.flatMap((name) => {
    const text = simulation[name]
    return text === undefined ? [] : [[name, exact(text)] as const]
  })
  return {
    ...Object.fromEntries(given),
    ...(employees === undefined ? {} : { employees }),
    ...(dataQuality === undefined ? {} : { dataQuality }),
    ...(verification === undefined ? {} : { verification }),
    ...(historyMonths === undefined ? {} : { historyMonths }),
  }
}

/** One line at the grade it has and at the grade it would have. */
function lineAnswer(line: LineToPrice, [before, after]: readonly [string, string], on: CivilDate, rules: PricingRules) {
  const priced = { before: priceAt(line, before, on, rules), after: priceAt(line, after, on, rules) }
  const told = { creditLineId: line.id, lender: line.lender, product: line.product, limit: line.limit }
  if (!priced.before.ok || !priced.after.ok) {
    const failed = priced.before.ok ? priced.after : priced.before
    return {
      ...told,
      before: null,
      after: null,
      annualSavingChange: null,
      reason: failed.ok ? null : failed.refusal.code,
    }
  }
  const [one, other] = [priced.before.value, priced.after.value]
  return {
    ...told,
    before: priceAnswer(before, one),
    after: priceAnswer(after, other),
    annualSavingChange: formatMoney(subtractMoney(other.annualSaving, one.annualSaving)),
    reason: null,
  }
}

type Priced = Extract<ReturnType<typeof priceLoan>, { ok: true }>['value']

function priceAt(
  line: LineToPrice,
  grade: string,
  on: CivilDate,
  { pricingOf, lpr }: PricingRules,
): Result<Priced, PricingRefusal | PricingRuleRefusal> {
  const pricing = pricingOf(line.product)
  if (!pricing.ok) return pricing
  return priceLoan({
    amount: money(line.limit),
    tenorMonths: LINE_TENOR_MONTHS,
    on,
    grade,
    lpr,
    pricing: pricing.value,
  })
}

const priceAnswer = (grade: string, { rate: executed, discount, annualSaving }: Priced) => ({
  grade,
  rate: formatRatePercent(executed),
  discountBp: formatBp(discount),
  annualSaving: formatMoney(annualSaving),
})
