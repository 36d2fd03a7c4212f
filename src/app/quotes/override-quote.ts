import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { type OverriddenRate, type OverrideRefusal, overriddenRate } from '../../domain/pricing/override.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, timesHalfUp } from '../../kernel/money.js'
import { type AnnualRate, bpBetween, bpFraction, formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { documentHash } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { lockApplication } from '../loan-applications/store.js'
import { type PricingRuleRefusal, pricingRules } from '../pricing/pricing-rules.js'
import { insertQuoteOverride } from './override-store.js'
import { insertQuote, type Quote, quoteById } from './store.js'

export type OverrideQuoteRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LifeCycleRefusal
  | PricingRuleRefusal
  | OverrideRefusal
  | { readonly code: 'QUOTE_SET_BY_HAND'; readonly quoteId: string }

/** Before a decision on the application. */
const OPEN = ['QUOTED', 'SURVEYED', 'REVIEWED']

/**
 * Quotes an application anew at a rate set by hand. The quote it departs from stays; the new one has the same day and expiry, carries
 * the override, and serves an approval only when another person has agreed to it.
 */
export async function overrideQuote(
  command: Command,
  input: { readonly quoteId: string; readonly rate: AnnualRate; readonly reason: string; readonly today: CivilDate },
): Promise<Result<Quote, OverrideQuoteRefusal>> {
  const { tx, actor } = command
  const { rate, reason, today } = input
  const base = await quoteById(tx, input.quoteId)
  if (base?.applicationId == null) return notFound('quote')
  const application = await lockApplication(tx, base.applicationId)
  if (application === undefined) return notFound('loan application')
  if (!OPEN.includes(application.state))
    return refuse({ code: 'STATE_FORBIDS', state: application.state, event: 'override the quote', allowed: [] })
  if ('override' in (base.explanation as object)) return refuse({ code: 'QUOTE_SET_BY_HAND', quoteId: base.id })
  if (today > base.expiresOn) return refuse({ code: 'QUOTE_EXPIRED', expiresOn: base.expiresOn, on: today })
  const order = datesInOrder([
    ['pricedOn', base.pricedOn],
    ['today', today],
  ])
  if (!order.ok) return order
  const pricing = (await pricingRules(tx, { on: base.pricedOn, knownAt: null })).pricingOf(base.product)
  if (!pricing.ok) return pricing
  const overridden = overriddenRate(rate, base.referenceRate, pricing.value.floors)
  if (!overridden.ok) return overridden

  const { id: _, recordedAt: __, ...same } = base
  const annualSaving = timesHalfUp(base.amount, bpFraction(overridden.value.discount))
  const explanation = explain(base, overridden.value, reason, formatMoney(annualSaving))
  const quote = await insertQuote(tx, {
    ...same,
    rate,
    discountBp: overridden.value.discount,
    annualSaving,
    explanation,
    documentHash: documentHash(explanation),
    madeBy: actor.userId,
  })
  await insertQuoteOverride(tx, {
    quoteId: quote.id,
    ofQuoteId: base.id,
    lenderId: base.lenderId,
    enterpriseId: base.enterpriseId,
    reason,
    state: 'PROPOSED',
    madeBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'quote.overridden',
    subjectKind: 'loan_application',
    subjectId: application.id,
    detail: {
      quoteId: quote.id,
      ofQuoteId: base.id,
      ratePercent: explanation.rate,
      ratePercentBefore: formatRatePercent(base.rate),
      reason,
      documentHash: quote.documentHash,
    },
  })
  return ok(quote)
}

/** What the rules gave stays readable behind the hash of the quote departed from. */
const explain = (base: Quote, { rate, discount, steps }: OverriddenRate, reason: string, annualSaving: string) => ({
  ...(base.explanation as object),
  rate: formatRatePercent(rate),
  discountBp: formatBp(discount),
  annualSaving,
  steps,
  override: {
    ofQuoteId: base.id,
    ofDocumentHash: base.documentHash,
    ratePercentBefore: formatRatePercent(base.rate),
    changeBp: formatBp(bpBetween(rate, base.rate)),
    reason,
  },
})
