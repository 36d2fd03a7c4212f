import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type OverriddenRate, type OverrideRefusal, overriddenRate } from '../../domain/pricing/override.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type AnnualRate, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { type Loan, lockLoan } from '../loans/store.js'
import { type PricingRuleRefusal, pricingRules } from '../pricing/pricing-rules.js'
import { type InServiceRefusal, inService } from './in-service.js'
import { type RepricingLoadRefusal, ratedLoan } from './loan-to-reprice.js'
import { rateInForce } from './record-loan-rate.js'
import { insertOverride, type LoanRate, type RateOverride } from './store.js'

export type ProposeOverrideRefusal =
  | RepricingLoadRefusal
  | InServiceRefusal
  | DateOrderRefusal
  | OverrideRefusal
  | PricingRuleRefusal

export interface ProposedOverride {
  readonly loanId: string
  readonly rate: AnnualRate
  readonly on: CivilDate
  readonly reason: string
  readonly version: number
}

/** Proposes a rate set by hand; it holds, once another person has agreed, until the next decision under the contract. */
export async function proposeOverride(
  command: Command,
  input: ProposedOverride,
): Promise<Result<RateOverride, ProposeOverrideRefusal>> {
  const { tx, actor } = command
  const { loanId, rate, on, reason } = input
  const found = await lockLoan(tx, loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  const seen = sameVersion(input.version, state.version)
  if (!seen.ok) return seen
  const serviced = inService(state.state, 'override the rate')
  if (!serviced.ok) return serviced
  const rated = await ratedLoan(tx, loanId)
  if (!rated.ok) return rated
  const order = datesInOrder([
    ['disbursedOn', rated.value.startsOn],
    ['on', on],
    ['endsOn', rated.value.endsOn],
  ])
  if (!order.ok) return order
  const allowed = await overrideOn(command, loan, rate, on)
  if (!allowed.ok) return allowed

  const { lenderId, enterpriseId } = loan
  const override = await insertOverride(tx, {
    loanId,
    lenderId,
    enterpriseId,
    on,
    rate,
    reason,
    state: 'PROPOSED',
    madeBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'rate-override.proposed',
    subjectKind: 'loan',
    subjectId: loanId,
    detail: { overrideId: override.id, on, ratePercent: formatRatePercent(rate), reason },
  })
  return ok(override)
}

/** The rate beside the reference rate of the day, above the floors in force on it. */
export async function overrideOn(
  command: Command,
  loan: Loan,
  rate: AnnualRate,
  on: CivilDate,
): Promise<Result<OverriddenRate & { readonly last: LoanRate | null }, OverrideRefusal | PricingRuleRefusal>> {
  const rules = await pricingRules(command.tx, { on, knownAt: null })
  const pricing = rules.pricingOf(loan.product)
  if (!pricing.ok) return pricing
  const { referenceRate, last } = await rateInForce(command, loan, on)
  const overridden = overriddenRate(rate, referenceRate, pricing.value.floors)
  return overridden.ok ? ok({ ...overridden.value, last }) : overridden
}
