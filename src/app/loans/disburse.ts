import { allowDisbursement, type PledgeRefusal, type QueryCertificate } from '../../domain/collateral/pledge.js'
import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { loanDisbursement } from '../../domain/ledger/postings.js'
import type { LineValidityRefusal } from '../../domain/loans/credit-line.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type Condition, disburse as planDisbursement } from '../../domain/loans/disburse.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { termWithinRights } from '../../domain/loans/term-within-rights.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { addMoney, formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { drawForDisbursement, lineForDisbursement } from '../credit-lines/line-use.js'
import { bookEntry } from '../ledger/book-entry.js'
import { recordStep } from '../loan-applications/record-step.js'
import { approvalOf } from '../loan-applications/store.js'
import { type Collateral, type CollateralRefusal, collateralOn } from '../pledges/collateral.js'
import { queryAgeOn } from '../pledges/query-age.js'
import {
  type Disbursement,
  disbursementsOf,
  insertDisbursement,
  type Loan,
  type LoanStateRow,
  lockLoan,
  moveLoan,
} from './store.js'

export type DisbursementRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LifeCycleRefusal
  | CollateralRefusal
  | PledgeRefusal
  | LineValidityRefusal
  | PeriodClosedRefusal
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
  const found = await lockLoan(tx, input.loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  const seen = sameVersion(input.version, state.version)
  if (!seen.ok) return seen
  const approval = await approvalOf(tx, loan.applicationId)
  if (approval === undefined) throw new Error(`loan ${loan.id} has no approval`)
  const earlier = await disbursementsOf(tx, loan.id)
  const last = earlier.at(-1)
  const collateral = loan.pledgeId === null ? null : await collateralOn(tx, loan.pledgeId, on)
  if (collateral !== null && !collateral.ok) return collateral

  const query = secondQuery(input)
  const order = datesInOrder([
    ['disbursed before', last?.disbursedOn ?? null],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const plan = planDisbursement({
    loan: { state: state.state, approvedBy: approval.decidedBy, approvedOn: approval.decidedOn },
    contract: { amount: state.contracted, signedOn: loan.signedOn },
    disbursedSoFar: state.disbursed,
    amount,
    on,
    disburser: actor.userId,
    conditions: collateral === null ? [] : conditionsOf(collateral.value, query, on),
  })
  if (!plan.ok) return plan
  if (collateral !== null && query !== null) {
    const queryAge = await queryAgeOn(tx, on)
    const { pledge, rights } = collateral.value
    const allowed = allowDisbursement({ state: pledge.state, rights, query, queryAge, on })
    if (!allowed.ok) return allowed
  }
  const dueOn = earlier[0]?.dueOn ?? addMonths(on, loan.tenorMonths)
  const within = termWithinRights(dueOn, collateral?.value.rightsEnd ?? null)
  if (!within.ok) return within

  const line = await lineForDisbursement(command, { creditLineId: loan.creditLineId, on })
  if (!line.ok) return line

  const booked = await bookEntry(command, {
    organisationId: loan.lenderId,
    bookedOn: on,
    event: 'loan.disbursed',
    subjectKind: 'loan',
    subjectId: loan.id,
    lines: loanDisbursement(amount),
  })
  if (!booked.ok) return booked
  const entryId = booked.value
  const disbursement = await insertDisbursement(tx, {
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
  const moved = await moveLoan(tx, state, {
    state: 'DISBURSED',
    disbursed: plan.value.disbursedInAll,
    balance: addMoney(state.balance, amount),
  })
  await recordStep(command, {
    step: 'disburse',
    of: {
      applicationId: loan.applicationId,
      loanId: loan.id,
      lenderId: loan.lenderId,
      enterpriseId: loan.enterpriseId,
    },
    from: state.state,
    to: moved.state,
    on,
    detail: { disbursementId: disbursement.id, noteNo, amount: formatMoney(amount), dueOn },
  })
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

/** 放款条件 of a pledge loan (data-assets dossier, I-11 and I-12): the freeze is confirmed, and the registry was queried once more. */
const conditionsOf = ({ pledge }: Collateral, query: QueryCertificate | null, on: CivilDate): readonly Condition[] => [
  {
    name: 'FROZEN_CONFIRMED',
    met: pledge.state === 'FROZEN_CONFIRMED' && pledge.frozenOn !== null && pledge.frozenOn <= on,
  },
  { name: 'SECOND_QUERY_CERTIFICATE', met: query !== null && query.no !== pledge.queryCertificateNo },
]
