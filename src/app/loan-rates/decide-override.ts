import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { type Loan, lockLoan } from '../loans/store.js'
import { quoteById } from '../quotes/store.js'
import type { RateChangeRefusal } from '../servicing/record-rate-change.js'
import { inService } from './in-service.js'
import { overrideOn, type ProposeOverrideRefusal } from './propose-override.js'
import { recordLoanRate } from './record-loan-rate.js'
import { decideOverrideRow, lockOverride, overrideById, type RateOverride } from './store.js'

export type DecideOverrideRefusal =
  | ProposeOverrideRefusal
  | DateOrderRefusal
  | RateChangeRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }

export interface OverrideDecision {
  readonly overrideId: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** Another person than the maker agrees to a rate set by hand, or does not. Agreed, it is the loan's rate from its day on. */
export async function decideOverride(
  command: Command,
  input: OverrideDecision,
): Promise<Result<RateOverride, DecideOverrideRefusal>> {
  const { tx, actor } = command
  const { overrideId, opinion, today } = input
  const proposed = await overrideById(tx, overrideId)
  const found = proposed && (await lockLoan(tx, proposed.loanId))
  const override = found && (await lockOverride(tx, overrideId))
  if (found === undefined || override === undefined) return notFound('rate override')
  const { loan, state } = found
  const seen = sameVersion(input.version, override.version)
  if (!seen.ok) return seen
  if (override.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: override.state, event: 'decide', allowed: [] })
  if (override.madeBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: override.madeBy })
  const { on, rate, reason } = override

  const decided = { decidedBy: actor.userId, opinion }
  if (input.decision === 'REJECT') {
    await decideOverrideRow(tx, override, { ...decided, state: 'REJECTED' })
    await recordEvent(command, {
      action: 'rate-override.rejected',
      subjectKind: 'loan',
      subjectId: loan.id,
      detail: { overrideId, on, ratePercent: formatRatePercent(rate), opinion },
    })
    return ok(override)
  }
  const serviced = inService(state.state, 'override the rate')
  if (!serviced.ok) return serviced
  const order = datesInOrder([
    ['on', on],
    ['today', await businessDateOf(tx, loan.lenderId, today)],
  ])
  if (!order.ok) return order
  const allowed = await overrideOn(command, loan, rate, on)
  if (!allowed.ok) return allowed
  const { referenceRate, discount, steps, last } = allowed.value
  const grade = last?.grade ?? (await gradeOfContract(command, loan))

  await decideOverrideRow(tx, override, { ...decided, state: 'APPROVED' })
  const recorded = await recordLoanRate(
    command,
    loan,
    {
      on,
      cause: 'override',
      rate,
      referenceRate,
      grade,
      ratingId: null,
      explanation: {
        loanId: loan.id,
        contractNo: loan.contractNo,
        product: loan.product,
        on,
        cause: 'override',
        grade,
        rate: formatRatePercent(rate),
        referenceRate: formatRatePercent(referenceRate),
        discountBp: formatBp(discount),
        reason,
        opinion,
        steps,
      },
      override: { id: override.id, madeBy: override.madeBy },
    },
    today,
  )
  return recorded.ok ? ok(override) : recorded
}

async function gradeOfContract({ tx }: Command, { quoteId }: Loan): Promise<string> {
  return (await quoteById(tx, quoteId))?.grade ?? 'NOT_RATED'
}
