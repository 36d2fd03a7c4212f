import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { nextState } from '../../domain/loans/life-cycle.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { type PricedLoan, type PricingRefusal, priceLoan } from '../../domain/pricing/price-loan.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { documentHash } from '../canonical-json.js'
import { ratingInForce } from '../carbon/rating-views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { recordStep } from '../loan-applications/record-step.js'
import { type Application, lockApplication, moveApplication } from '../loan-applications/store.js'
import { productTerm, type RuledText, wholeNumber } from '../loans/product-terms.js'
import { type PricingRuleRefusal, pricingRules } from '../pricing/pricing-rules.js'
import { type PricedRating, ratingForPrice } from '../pricing/rating-for-price.js'
import { insertQuote, type Quote } from './store.js'

export type QuoteRefusal = RecordRefusal | DateOrderRefusal | LifeCycleRefusal | PricingRefusal | PricingRuleRefusal

/** Prices an application by the rules and the rating of a day. A quote never changes; a later one stands beside it. */
export async function makeQuote(
  command: Command,
  input: { readonly applicationId: string; readonly on: CivilDate; readonly today: CivilDate },
): Promise<Result<Quote, QuoteRefusal>> {
  const { tx, actor } = command
  const { on } = input
  const application = await lockApplication(tx, input.applicationId)
  if (application === undefined) return notFound('loan application')
  const { product, amount, tenorMonths, enterpriseId, lenderId } = application
  const rules = await pricingRules(tx, { on, knownAt: null })
  const rating = ratingForPrice(await ratingInForce(tx, enterpriseId, { asOf: on, knownAt: null }), on)

  const state = nextState(application.state, 'quote')
  if (!state.ok) return state
  const order = datesInOrder([
    ['appliedOn', application.appliedOn],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const pricing = rules.pricingOf(product)
  if (!pricing.ok) return pricing
  const grade = rating?.grade ?? null
  const priced = priceLoan({ amount, tenorMonths, on, grade, lpr: rules.lpr, pricing: pricing.value })
  if (!priced.ok) return priced
  const validDays = await productTerm(tx, product, 'quote_valid_days', on)
  const expiresOn = addDays(on, wholeNumber(validDays.value))

  const explanation = explain(application, { on, expiresOn, validDays, rating, priced: priced.value })
  const quote = await insertQuote(tx, {
    lenderId,
    enterpriseId,
    applicationId: application.id,
    product,
    amount,
    tenorMonths,
    pricedOn: on,
    expiresOn,
    ratingId: rating?.id ?? null,
    grade: explanation.grade,
    rate: priced.value.rate,
    referenceRate: priced.value.referenceRate,
    discountBp: priced.value.discount,
    annualSaving: priced.value.annualSaving,
    explanation,
    documentHash: documentHash(explanation),
    madeBy: actor.userId,
  })
  await moveApplication(tx, application.id, state.value)
  await recordStep(command, {
    step: 'quote',
    of: { applicationId: application.id, loanId: null, lenderId, enterpriseId },
    from: application.state,
    to: state.value,
    on,
    detail: { quoteId: quote.id, ratePercent: explanation.rate, expiresOn, documentHash: quote.documentHash },
  })
  await recordEvent(command, {
    action: 'quote.made',
    subjectKind: 'loan_application',
    subjectId: application.id,
    detail: {
      quoteId: quote.id,
      on,
      expiresOn,
      grade: explanation.grade,
      ratePercent: explanation.rate,
      referenceRatePercent: explanation.referenceRate,
      discountBp: explanation.discountBp,
      documentHash: quote.documentHash,
      from: application.state,
      to: state.value,
    },
  })
  return ok(quote)
}

/** The price with everything it came from: a reader can add it up by hand. */
const explain = (
  application: Application,
  made: {
    readonly on: CivilDate
    readonly expiresOn: CivilDate
    readonly validDays: RuledText
    readonly rating: PricedRating | null
    readonly priced: PricedLoan
  },
) => ({
  applicationId: application.id,
  product: application.product,
  amount: formatMoney(application.amount),
  tenorMonths: application.tenorMonths,
  on: made.on,
  expiresOn: made.expiresOn,
  validity: made.validDays,
  grade: made.rating?.grade ?? 'NOT_RATED',
  rating: made.rating && { id: made.rating.id, asOf: made.rating.asOf, documentHash: made.rating.documentHash },
  carbonAccount:
    made.rating === null
      ? {
          zh: '企业在定价日没有有效碳评级,不享受碳优惠',
          en: 'No carbon rating is in force on the day: no carbon discount',
        }
      : {
          zh: `企业碳评级 ${made.rating.grade}(${made.rating.asOf})`,
          en: `Carbon rating ${made.rating.grade} as of ${made.rating.asOf}`,
        },
  rate: formatRatePercent(made.priced.rate),
  referenceRate: formatRatePercent(made.priced.referenceRate),
  discountBp: formatBp(made.priced.discount),
  annualSaving: formatMoney(made.priced.annualSaving),
  route: made.priced.route,
  steps: made.priced.steps,
})
