import type { Tx } from '../../db/transaction.js'
import { allowDisbursement, type PledgeRefusal, type QueryCertificate } from '../../domain/collateral/pledge.js'
import { DRAWABLE } from '../../domain/collateral/pledge-machine.js'
import { bookingDay, type PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { type LineValidityRefusal, validOn } from '../../domain/loans/credit-line.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { approvalHolds, type Condition, contractIsSigned } from '../../domain/loans/disburse.js'
import { nextState } from '../../domain/loans/life-cycle.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { termWithinRights } from '../../domain/loans/term-within-rights.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Result, refuse } from '../../kernel/result.js'
import { versionById, versionOn } from '../credit-lines/store.js'
import { type GuaranteeMissing, guaranteeInForce } from '../guarantees/guarantee-in-force.js'
import { type Approval, approvalOf } from '../loan-applications/store.js'
import { type Collateral, type CollateralRefusal, collateralOn } from '../pledges/collateral.js'
import { queryAgeOn } from '../pledges/query-age.js'
import { standingPledge } from '../pledges/secured-views.js'
import { type CollateralStopped, collateralMayDraw } from '../pledges/stop.js'
import { type Pledge, pledgeById } from '../pledges/store.js'
import { loanTerms } from '../servicing/life-of.js'
import { borrowerAndBook, loanAsItStands } from './disbursement-check-views.js'
import { plannedDueDates } from './loan-schedule.js'
import { type Disbursement, disbursementsOf, type Loan, type LoanStateRow } from './store.js'

export type CheckRefusal =
  | LifeCycleRefusal
  | DateOrderRefusal
  | CollateralRefusal
  | PledgeRefusal
  | PeriodClosedRefusal
  | LineValidityRefusal
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string }
  | GuaranteeMissing
  | CollateralStopped
  | { readonly code: 'SECOND_QUERY_MISSING'; readonly firstQuery: string }

/** 放款前核查: what must hold before money is paid out. What does not concern a loan is not among its checks. */
export type CheckName =
  | 'CONTRACT_SIGNED'
  | 'STATE_ALLOWS'
  | 'APPROVAL_VALID'
  | 'CONSENT_IN_FORCE'
  | 'COLLATERAL_IN_FORCE'
  | 'FROZEN_CONFIRMED'
  | 'SECOND_QUERY_CERTIFICATE'
  | 'TERM_WITHIN_RIGHTS'
  | 'GUARANTEE_IN_FORCE'
  | 'CREDIT_LINE_IN_FORCE'
  | 'PERIOD_OPEN'

export interface DisbursementCheck {
  readonly condition: CheckName
  /** Why it is not met; null when it is. */
  readonly refusal: CheckRefusal | null
}

/** Everything a disbursement is tested by. */
export interface DisbursementFacts {
  readonly loan: Loan
  readonly state: LoanStateRow
  readonly approval: Approval
  readonly earlier: readonly Disbursement[]
  readonly pledge: Pledge | null
  /** Null without a pledge, or without the borrower's consent. */
  readonly collateral: Result<Collateral, CollateralRefusal> | null
  /** The first day on which the whole loan is due. */
  readonly dueOn: CivilDate
  readonly checks: readonly DisbursementCheck[]
}

/**
 * The facts of a loan that is to be paid out on a day, and its checks.
 * @param holding locks what secures the loan until the transaction ends; the loan itself is held by the caller
 */
export async function disbursementFacts(
  tx: Tx,
  { loan, state }: { readonly loan: Loan; readonly state: LoanStateRow },
  asked: { readonly on: CivilDate; readonly query: QueryCertificate | null; readonly holding: boolean },
): Promise<DisbursementFacts> {
  const { on, query, holding } = asked
  const approval = await approvalOf(tx, loan.applicationId)
  if (approval === undefined) throw new Error(`loan ${loan.id} has no approval`)
  const earlier = await disbursementsOf(tx, loan.id)
  const { uscc, consented, closedThrough } = await borrowerAndBook(tx, loan)
  // Without the consent, what the pledge stands on is out of the lender's sight.
  const pledgeId = loan.pledgeId === null ? null : await standingPledge(tx, loan.id, loan.pledgeId)
  const collateral = pledgeId === null || !consented ? null : await collateralOn(tx, pledgeId, on, { holding })
  const pledge = pledgeId === null ? null : ((await pledgeById(tx, pledgeId)) ?? null)
  const queryAge = pledge === null ? null : await queryAgeOn(tx, on)
  const named = loan.creditLineId === null ? undefined : await versionById(tx, loan.creditLineId)
  const line = named?.lineId == null ? null : await versionOn(tx, named.lineId, on)
  const dueOn = earlier[0]?.dueOn ?? (await lastDueDate(tx, loan, on))

  const checks: DisbursementCheck[] = []
  const check = (condition: CheckName, tested: Result<unknown, CheckRefusal>) => {
    checks.push({ condition, refusal: tested.ok ? null : tested.refusal })
  }
  check('CONTRACT_SIGNED', contractIsSigned(state.state, loan.signedOn, on))
  check('STATE_ALLOWS', nextState(state.state, 'disburse'))
  check('APPROVAL_VALID', approvalHolds(approval.decidedOn, state.disbursed, on))
  check('CONSENT_IN_FORCE', consented ? MET : refuse({ code: 'CONSENT_REQUIRED', uscc }))
  if (collateral !== null)
    check('COLLATERAL_IN_FORCE', collateral.ok ? await collateralMayDraw(tx, loan, collateral.value, on) : collateral)
  if (pledge !== null && queryAge !== null) {
    check('FROZEN_CONFIRMED', frozenBy(pledge, on))
    check(
      'SECOND_QUERY_CERTIFICATE',
      query === null || query.no === pledge.queryCertificateNo
        ? refuse({ code: 'SECOND_QUERY_MISSING', firstQuery: pledge.queryCertificateNo })
        : // The freeze is a check of its own.
          allowDisbursement({
            state: 'FROZEN_CONFIRMED',
            rights: collateral?.ok ? collateral.value.rights : [],
            query,
            queryAge,
            on,
          }),
    )
  }
  if (collateral?.ok) check('TERM_WITHIN_RIGHTS', termWithinRights(dueOn, collateral.value.rightsEnd))
  const guarantee = await guaranteeInForce(tx, loan, on)
  if (guarantee !== null) check('GUARANTEE_IN_FORCE', guarantee)
  if (line !== null)
    check('CREDIT_LINE_IN_FORCE', validOn({ validFrom: line.effectiveFrom, validTo: line.effectiveTo }, on))
  check('PERIOD_OPEN', bookingDay(on, closedThrough, 'refuse'))
  return { loan, state, approval, earlier, pledge, collateral, dueOn, checks }
}

const lastDueDate = async (tx: Tx, loan: Loan, on: CivilDate): Promise<CivilDate> =>
  (await plannedDueDates(tx, await loanTerms(tx, loan), on, loan.tenorMonths)).at(-1) as CivilDate

const MET: Result<null, never> = { ok: true, value: null }

const frozenBy = ({ state, frozenOn }: Pledge, on: CivilDate): Result<null, CheckRefusal> =>
  !DRAWABLE.includes(state)
    ? refuse({ code: 'PLEDGE_NOT_FROZEN', state })
    : datesInOrder([
        ['frozenOn', frozenOn],
        ['on', on],
      ])

/** Codes told together as CONDITIONS_NOT_MET, so that an officer learns at once of all that is to be brought. */
const CONDITIONS: readonly CheckName[] = [
  'CONSENT_IN_FORCE',
  'FROZEN_CONFIRMED',
  'SECOND_QUERY_CERTIFICATE',
  'GUARANTEE_IN_FORCE',
]
const TOLD_BY_THEMSELVES = /^(QUERY_CERTIFICATE|RIGHT_NOT)_/

export const conditionsOf = (checks: readonly DisbursementCheck[]): readonly Condition[] =>
  checks
    .filter(({ condition }) => CONDITIONS.includes(condition))
    .map(({ condition, refusal }) => ({
      name: condition,
      met: refusal === null || TOLD_BY_THEMSELVES.test(refusal.code),
    }))

/** The checks of a loan on a day, as a disbursement would be tested; undefined when the caller may not see it. */
export async function disbursementChecks(
  tx: Tx,
  asked: { readonly loanId: string; readonly on: CivilDate; readonly query: QueryCertificate | null },
): Promise<readonly DisbursementCheck[] | undefined> {
  const found = await loanAsItStands(tx, asked.loanId)
  if (found === undefined) return undefined
  return (await disbursementFacts(tx, found, { ...asked, holding: false })).checks
}
