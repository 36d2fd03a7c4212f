import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { disburse as planDisbursement } from '../../domain/loans/disburse.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateFor } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import type { RecordRefusal } from '../command/record-refusal.js'
import { type DisbursementLineRefusal, drawForDisbursement, lineForDisbursement } from '../credit-lines/line-use.js'
import { recordStep } from '../loan-applications/record-step.js'
import { planRepricing } from '../loan-rates/plan-repricing.js'
import { holdLoan } from '../servicing/hold-loan.js'
import { loanTerms } from '../servicing/life-of.js'
import { dueDatesFrom, type PayOutRefusal, payOut } from '../servicing/pay-out.js'
import { recordMove } from '../servicing/record-move.js'
import { moveServiced } from '../servicing/store.js'
import { type CheckRefusal, conditionsOf, disbursementFacts } from './disbursement-checks.js'
import { type Disbursement, insertDisbursement, type Loan, type LoanStateRow } from './store.js'

export type DisbursementRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LifeCycleRefusal
  | CheckRefusal
  | DisbursementLineRefusal
  | PayOutRefusal
  | { readonly code: 'NOTE_NO_USED'; readonly noteNo: string }

export interface Disbursing {
  readonly loanId: string
  readonly amount: Money
  readonly on: CivilDate
  /** 借据号 */
  readonly noteNo: string
  readonly payee: string
  readonly useEvidence: string
  readonly queryCertificateNo: string | null
  readonly queryCertificateOn: CivilDate | null
  /** It shows no registration but the lender's own. */
  readonly queryIsClean: boolean
  readonly version: number
  readonly today: CivilDate
}

export interface Disbursed {
  readonly loan: Loan
  readonly state: LoanStateRow
  readonly disbursement: Disbursement
}

/** Pays out under a contract and books it in the same transaction; disbursements of one loan wait for one another. */
export async function disburse(command: Command, input: Disbursing): Promise<Result<Disbursed, DisbursementRefusal>> {
  const { tx, actor } = command
  const { amount, on, noteNo } = input
  const holding = await holdLoan(tx, input.loanId, input.version)
  if (!holding.ok) return holding
  const held = holding.value
  const { loan, state } = held
  const facts = await disbursementFacts(tx, held, { on, query: secondQuery(input), holding: true })
  const { approval, earlier, collateral, dueOn, checks } = facts
  const last = earlier.at(-1)
  if (collateral !== null && !collateral.ok) return collateral

  const atWork = await businessDateFor(tx, loan.lenderId, input)
  if (!atWork.ok) return atWork
  const order = datesInOrder([
    ['disbursed before', last?.disbursedOn ?? null],
    ['on', on],
    ['today', atWork.value],
  ])
  if (!order.ok) return order
  const plan = planDisbursement({
    loan: { state: state.state, approvedBy: approval.decidedBy, approvedOn: approval.decidedOn },
    contract: { amount: state.contracted, signedOn: loan.signedOn },
    isBill: (await loanTerms(tx, loan)).kind === 'bill-discount',
    disbursedSoFar: state.disbursed,
    amount,
    on,
    disburser: actor.userId,
    conditions: conditionsOf(checks),
  })
  if (!plan.ok) return plan
  const unmet = checks.find(({ refusal }) => refusal !== null)
  if (unmet?.refusal) return refuse(unmet.refusal)

  const dueDates = await dueDatesFrom(command, held, on)
  const line = await lineForDisbursement(command, {
    creditLineId: loan.creditLineId,
    loanId: loan.id,
    amount,
    on,
  })
  if (!line.ok) return line

  const paidOut = await payOut(command, held, { on, amount, dueDates, today: input.today })
  if (!paidOut.ok) return paidOut
  const { factId, life, entryId, standing, businessDate } = paidOut.value
  const disbursement = await insertDisbursement(tx, {
    id: factId,
    loanId: loan.id,
    lenderId: loan.lenderId,
    enterpriseId: loan.enterpriseId,
    noteNo,
    amount,
    disbursedOn: on,
    dueOn,
    payee: input.payee,
    useEvidence: input.useEvidence,
    queryCertificateNo: input.queryCertificateNo,
    queryCertificateOn: input.queryCertificateOn,
    entryId,
    disbursedBy: actor.userId,
  })
  if (disbursement === undefined) return refuse({ code: 'NOTE_NO_USED', noteNo })
  if (line.value !== null) await drawForDisbursement(command, line.value, { loanId: loan.id, amount, on })
  await moveServiced(tx, state, standing)
  await planRepricing(tx, loan, life)
  const moved = { ...state, ...standing, version: state.version + 1 }
  await recordStep(command, {
    step: 'disburse',
    of: {
      applicationId: loan.applicationId,
      loanId: loan.id,
      lenderId: loan.lenderId,
      enterpriseId: loan.enterpriseId,
    },
    from: state.state,
    to: 'DISBURSED',
    on,
    detail: { disbursementId: disbursement.id, noteNo, amount: formatMoney(amount), dueOn },
  })
  const papers = { reason: null, evidenceHash: null }
  const disbursed = { loan, state: { ...state, state: 'DISBURSED' as const } }
  await recordMove(command, disbursed, standing, { on: businessDate, restructures: false, papers })
  await recordEvent(command, {
    action: 'loan.disbursed',
    subjectKind: 'loan',
    subjectId: loan.id,
    detail: {
      disbursementId: disbursement.id,
      entryId,
      noteNo,
      amount: formatMoney(amount),
      on,
      dueOn,
      payee: input.payee,
      useEvidence: input.useEvidence,
      queryCertificateNo: input.queryCertificateNo,
      disbursedInAll: formatMoney(plan.value.disbursedInAll),
      stillAvailable: formatMoney(plan.value.stillAvailable),
      from: state.state,
      to: moved.state,
    },
  })
  return ok({ loan, state: moved, disbursement })
}

const secondQuery = ({ queryCertificateNo: no, queryCertificateOn: takenOn, queryIsClean: isClean }: Disbursing) =>
  no === null || takenOn === null ? null : { no, takenOn, isClean }
