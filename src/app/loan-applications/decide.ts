import { approveApplication } from '../../domain/loans/approve.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { nextState } from '../../domain/loans/life-cycle.js'
import { takesNoSecondPart } from '../../domain/loans/parts-taken.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { formatExact } from '../../kernel/exact.js'
import { compareMoney, formatMoney, type Money } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { type Collateral, type CollateralRefusal, collateralOn } from '../pledges/collateral.js'
import { type QuoteNotAgreed, quoteAgreed } from '../quotes/decide-quote-override.js'
import { type Quote, quoteById } from '../quotes/store.js'
import { approvalLimitOf } from './approval-limits.js'
import type { Step } from './step.js'
import { type Application, type Approval, insertApproval } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'

export type DecisionRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LifeCycleRefusal
  | CollateralRefusal
  | QuoteNotAgreed
  | { readonly code: 'QUOTE_REQUIRED' }
  | { readonly code: 'AMOUNT_ABOVE_SECURED_LIMIT'; readonly amount: string; readonly limit: string }

export interface Approving extends Step {
  readonly quoteId: string | null
  readonly approvedAmount: Money | null
}

export interface Decided {
  readonly application: Application
  readonly approval: Approval
}

/** A credit approver's yes to the application as it was quoted; it can be used once, within its period. */
export async function approve(command: Command, input: Approving): Promise<Result<Decided, DecisionRefusal>> {
  const { tx, actor } = command
  const { on } = input
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, underWay, lastOn, required } = loaded.value
  const limit = await approvalLimitOf(tx, actor.roles, on)
  if (input.quoteId === null) return refuse({ code: 'QUOTE_REQUIRED' })
  const quote = await quoteById(tx, input.quoteId)
  if (quote === undefined) return notFound('quote')
  const bound = quoteIsOf(quote, application)
  if (!bound.ok) return bound
  const agreed = await quoteAgreed(tx, quote.id)
  if (!agreed.ok) return agreed
  const order = datesInOrder([
    ['appliedOn', application.appliedOn],
    ['pricedOn', quote.pricedOn],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const after = datesInOrder([
    ['step before', lastOn],
    ['on', on],
  ])
  if (!after.ok) return after
  const secured = application.pledgeId === null ? null : await collateralOn(tx, application.pledgeId, on)
  if (secured !== null && !secured.ok) return secured
  const collateral = secured?.value ?? null

  const plan = approveApplication({
    application: {
      requested: application.amount,
      tenorMonths: application.tenorMonths,
      madeBy: application.madeBy,
      ...underWay,
    },
    quote: {
      amount: quote.amount,
      tenorMonths: quote.tenorMonths,
      annualRate: quote.rate,
      expiresOn: quote.expiresOn,
    },
    approver: actor.userId,
    limit,
    ...(input.approvedAmount === null ? {} : { grantedAmount: input.approvedAmount }),
    on,
    collateral: collateral && {
      adoptedValue: collateral.adoptedValue,
      ltvCap: collateral.ltv.cap,
      securedAlready: collateral.securedAlready,
    },
    rightsEnd: collateral?.rightsEnd ?? null,
  })
  if (!plan.ok) return plan
  const { approvedAmount, approvalEndsOn } = plan.value
  if (collateral !== null && compareMoney(approvedAmount, collateral.pledge.securedLimit) > 0)
    return refuse({
      code: 'AMOUNT_ABOVE_SECURED_LIMIT',
      amount: formatMoney(approvedAmount),
      limit: formatMoney(collateral.pledge.securedLimit),
    })

  const approval = await insertApproval(tx, {
    applicationId: application.id,
    quoteId: quote.id,
    lenderId: application.lenderId,
    enterpriseId: application.enterpriseId,
    decision: 'APPROVED',
    approvedAmount,
    decidedOn: on,
    opinion: input.opinion,
    decidedBy: actor.userId,
    reasons: {
      quote: { id: quote.id, documentHash: quote.documentHash, ratePercent: formatRatePercent(quote.rate) },
      approvalEndsOn,
      collateral: collateral && reasonOf(collateral),
      required,
      limit: { role: limit.role, most: limit.most && formatMoney(limit.most), rule: limit.rule },
    },
  })
  return ok(await record(command, application, approval, input.evidenceHash))
}

/** A credit approver's no. */
export async function reject(command: Command, input: Step): Promise<Result<Decided, DecisionRefusal>> {
  const { tx, actor } = command
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, underWay, lastOn } = loaded.value
  const state = nextState(application.state, 'reject')
  if (!state.ok) return state
  if (actor.userId === application.madeBy) return refuse({ code: 'SELF_APPROVAL', madeBy: application.madeBy })
  const apart = takesNoSecondPart('reject', actor.userId, underWay.parts)
  if (!apart.ok) return apart
  const order = datesInOrder([
    ['step before', lastOn],
    ['on', input.on],
    ['today', input.today],
  ])
  if (!order.ok) return order

  const approval = await insertApproval(tx, {
    applicationId: application.id,
    lenderId: application.lenderId,
    enterpriseId: application.enterpriseId,
    decision: 'REJECTED',
    decidedOn: input.on,
    opinion: input.opinion,
    decidedBy: actor.userId,
    reasons: {},
  })
  return ok(await record(command, application, approval, input.evidenceHash))
}

async function record(
  command: Command,
  application: Application,
  approval: Approval,
  evidenceHash: string | null,
): Promise<Decided> {
  const approved = approval.decision === 'APPROVED'
  const decided = await takeStep(command, application, {
    step: approved ? 'approve' : 'reject',
    to: approval.decision,
    on: approval.decidedOn,
    opinion: approval.opinion,
    evidenceHash,
    detail: {
      approvedAmount: approval.approvedAmount && formatMoney(approval.approvedAmount),
      reasons: approval.reasons,
    },
    action: approved ? 'loan_application.approved' : 'loan_application.rejected',
  })
  return { application: decided, approval }
}

/** An approval binds to a quote of this very application. */
function quoteIsOf(quote: Quote, application: Application): Result<null, LifeCycleRefusal> {
  const pairs = [
    ['application', quote.applicationId ?? '', application.id],
    ['product', quote.product, application.product],
  ] as const
  for (const [member, quoted, applied] of pairs)
    if (quoted !== applied) return refuse({ code: 'QUOTE_DOES_NOT_MATCH', member, quoted, applied })
  return ok(null)
}

const reasonOf = ({ pledge, valuation, adoptedValue, ltv, securedAlready, rightsEnd }: Collateral) => ({
  pledgeId: pledge.id,
  valuationId: valuation.id,
  adoptedValue: formatMoney(adoptedValue),
  ltv: { class: ltv.class, cap: formatExact(ltv.cap), rule: ltv.rule },
  securedAlready: formatMoney(securedAlready),
  rightsEnd,
})
