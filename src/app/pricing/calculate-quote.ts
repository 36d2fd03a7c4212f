import type { Tx } from '../../db/transaction.js'
import { type PricingRefusal, priceLoan } from '../../domain/pricing/price-loan.js'
import { civilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, money } from '../../kernel/money.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type PricingRuleRefusal, pricingRules } from './pricing-rules.js'

export interface QuoteInput {
  readonly product: string
  readonly tenorMonths: number
  readonly amount: string
  /** null or NOT_RATED: no carbon discount. */
  readonly grade: string | null
  readonly on: string
  /** Another pricing grid than the product's own. */
  readonly policy?: string
}

export type QuoteRefusal =
  | PricingRefusal
  | PricingRuleRefusal
  | { readonly code: 'AMOUNT_NOT_POSITIVE'; readonly amount: string }

/** The price of a loan that is stored nowhere, by the rules of its day. @throws MalformedValue */
export async function calculateQuote(tx: Tx, input: QuoteInput): Promise<Result<QuoteAnswer, QuoteRefusal>> {
  const { product, tenorMonths, grade, policy } = input
  const amount = money(input.amount)
  if (!isPositiveMoney(amount)) return refuse({ code: 'AMOUNT_NOT_POSITIVE', amount: formatMoney(amount) })
  const on = civilDate(input.on)
  const rules = await pricingRules(tx, { on, knownAt: null })
  const pricing = rules.pricingOf(product, policy)
  if (!pricing.ok) return pricing
  const priced = priceLoan({ amount, tenorMonths, on, grade, lpr: rules.lpr, pricing: pricing.value })
  if (!priced.ok) return priced
  const { rate, referenceRate, discount, annualSaving, route, steps } = priced.value
  return ok({
    product,
    tenorMonths,
    amount: formatMoney(amount),
    grade: grade ?? 'NOT_RATED',
    on,
    rate: formatRatePercent(rate),
    referenceRate: formatRatePercent(referenceRate),
    discountBp: formatBp(discount),
    annualSaving: formatMoney(annualSaving),
    route,
    steps,
    rules: steps.flatMap(({ no, rule }) => (rule ? [{ step: no, ...rule }] : [])),
  })
}

export interface QuoteAnswer {
  readonly product: string
  readonly tenorMonths: number
  readonly amount: string
  readonly grade: string
  readonly on: string
  readonly rate: string
  readonly referenceRate: string
  readonly discountBp: string
  readonly annualSaving: string
  readonly route: 'normal' | 'manual_review'
  readonly steps: readonly unknown[]
  readonly rules: readonly unknown[]
}
