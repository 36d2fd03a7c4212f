import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type GuaranteeRefusal, planGuarantee } from '../../domain/loans/guarantee.js'
import type { CalculationRefusal, LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { formatMoney } from '../../kernel/money.js'
import { type Bp, formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Uscc } from '../../kernel/uscc.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import { documentHash } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { plannedSchedule } from '../loans/loan-schedule.js'
import { lockLoan } from '../loans/store.js'
import { type LoanView, loanView } from '../loans/views.js'
import { quoteById } from '../quotes/store.js'
import { allInCost } from './all-in-cost.js'
import { type GuaranteeRuleRefusal, guaranteeRules } from './guarantee-rules.js'
import { type Guarantee, insertGuarantee } from './store.js'
import { tellPlan } from './tell-plan.js'
import { borrowerOf, guarantorByCode } from './views.js'

type UsedRefusal =
  | { readonly code: 'GUARANTEE_GIVEN'; readonly contractNo: string }
  | { readonly code: 'GUARANTEE_NO_USED'; readonly guaranteeNo: string }
export type GuaranteeingRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | GuaranteeRefusal
  | GuaranteeRuleRefusal
  | CalculationRefusal
  | Extract<LifeCycleRefusal, { readonly code: 'STATE_FORBIDS' }>
  | UsedRefusal

export interface Guaranteeing {
  readonly loanId: string
  readonly guarantorCode: string
  /** 担保合同编号 */
  readonly guaranteeNo: string
  readonly share: Exact
  /** Null: the product's. */
  readonly baseFee: Bp | null
  readonly signedOn: CivilDate
  readonly today: CivilDate
}

const OVER = ['SETTLED', 'WRITTEN_OFF', 'WITHDRAWN']

/** Records the guarantee of a guaranteed loan for the whole of its term, with its fee by year and what the loan then costs in all. */
export async function guaranteeLoan(
  command: Command,
  input: Guaranteeing,
): Promise<Result<Guarantee, GuaranteeingRefusal>> {
  const { tx, actor } = command
  const { guaranteeNo, share, baseFee, signedOn } = input
  const found = await lockLoan(tx, input.loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  if (OVER.includes(state.state))
    return refuse({ code: 'STATE_FORBIDS', state: state.state, event: 'guarantee', allowed: [] })
  const guarantor = await guarantorByCode(tx, input.guarantorCode)
  if (guarantor === undefined) return notFound('guarantor')
  const order = datesInOrder([
    ['contract', loan.signedOn],
    ['signedOn', signedOn],
    ['today', await businessDateOf(tx, loan.lenderId, input.today)],
  ])
  if (!order.ok) return order
  const grade = (await quoteById(tx, loan.quoteId))?.grade ?? 'NOT_RATED'
  const ruled = await guaranteeRules(tx, loan.product, grade, signedOn)
  if (!ruled.ok) return ruled
  const { rules, sources } = ruled.value
  const asked = { principal: loan.amount, share, baseFee, from: signedOn, months: loan.tenorMonths }
  const planned = planGuarantee(rules, asked)
  if (!planned.ok) return planned
  const plan = planned.value
  const view = (await loanView(tx, loan.id)) as LoanView
  const cost = allInCost(loan.amount, loan.signedOn, (await plannedSchedule(tx, view)).rows, plan.fees)
  if (!cost.ok) return cost
  const borrower = await borrowerOf(tx, loan.enterpriseId)

  const terms = {
    ...tellPlan(plan),
    contractNo: loan.contractNo,
    principal: formatMoney(loan.amount),
    annualRatePercent: formatRatePercent(loan.rate),
    share: formatExact(share),
    feeBasis: rules.basis,
    grade,
    cost: cost.value,
    rules: sources,
  }
  const used: Readonly<Record<string, UsedRefusal>> = {
    loan_guarantee_one_a_loan: { code: 'GUARANTEE_GIVEN', contractNo: loan.contractNo },
    loan_guarantee_no_key: { code: 'GUARANTEE_NO_USED', guaranteeNo },
  }
  const given = await refusingConstraints<Guarantee, UsedRefusal>(tx, used, (savepoint) =>
    insertGuarantee(savepoint, {
      guaranteeNo,
      loanId: loan.id,
      lenderId: loan.lenderId,
      enterpriseId: loan.enterpriseId,
      guarantorId: guarantor.id,
      loanContractNo: loan.contractNo,
      borrowerUscc: borrower.uscc as Uscc,
      borrowerZh: borrower.nameZh,
      borrowerEn: borrower.nameEn,
      principal: loan.amount,
      share,
      guaranteedPrincipal: plan.guaranteedPrincipal,
      feeBasis: rules.basis,
      baseFee: plan.baseFee,
      feeChange: plan.feeChange,
      feeRate: plan.fee,
      fee: plan.total,
      grade,
      signedOn,
      validFrom: signedOn,
      validTo: plan.validTo,
      terms,
      documentHash: documentHash(terms),
      signedBy: actor.userId,
    }),
  )
  if (!given.ok) return given
  await recordEvent(command, {
    action: 'loan.guaranteed',
    subjectKind: 'loan_guarantee',
    subjectId: given.value.id,
    detail: {
      loanId: loan.id,
      guarantor: input.guarantorCode,
      guaranteeNo,
      share: formatExact(share),
      guaranteedPrincipal: formatMoney(plan.guaranteedPrincipal),
      feeBp: formatBp(plan.fee),
      fee: formatMoney(plan.total),
      signedOn,
      validTo: plan.validTo,
      documentHash: given.value.documentHash,
    },
  })
  return ok(given.value)
}
