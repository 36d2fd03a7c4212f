import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import {
  type ClaimPeriod,
  lprDayOf,
  type SubsidyPeriodClaimed,
  type SubsidyRefusal,
  subsidyOf,
} from '../../domain/loans/subsidy.js'
import { lprInForce } from '../../domain/pricing/pricing-rules.js'
import { addDays, type CivilDate, dateParts } from '../../kernel/civil-date.js'
import { addMoney, formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { subsidyProgrammesTable } from '../../rules/subsidy-programmes.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import { documentHash } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { lockLoan } from '../loans/store.js'
import { lprPublications } from '../pricing/pricing-rules.js'
import { quoteById } from '../quotes/store.js'
import { rulesInForce } from '../rules/views.js'
import { lifeOf } from '../servicing/life-of.js'
import { paidInterestOf, principalOf } from './paid-interest-views.js'
import { claimedPeriods, insertStep, insertSubsidy, lockYear, type Subsidy, setClaimed } from './store.js'

export type ClaimRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | SubsidyRefusal
  | { readonly code: 'SUBSIDY_PROGRAMME_UNKNOWN'; readonly programme: string; readonly on: CivilDate }

export interface Claiming {
  readonly loanId: string
  readonly programme: string
  readonly period: ClaimPeriod
  readonly on: CivilDate
  readonly opinion: string
  readonly today: CivilDate
}

/** Claims what a programme refunds of the interest a loan has paid in a period. The loan itself, its rate included, stays as it is. */
export async function claimSubsidy(command: Command, input: Claiming): Promise<Result<Subsidy, ClaimRefusal>> {
  const { tx, actor } = command
  const { programme, period, on } = input
  const found = await lockLoan(tx, input.loanId)
  if (found === undefined) return notFound('loan')
  const { loan } = found
  const order = datesInOrder([
    ['on', on],
    ['today', await businessDateOf(tx, loan.lenderId, input.today)],
  ])
  if (!order.ok) return order
  const [rule] = await rulesInForce(tx, subsidyProgrammesTable, { on: period.to, keys: [programme] })
  if (rule === undefined) return refuse({ code: 'SUBSIDY_PROGRAMME_UNKNOWN', programme, on: period.to })

  const terms = { ...rule.value, validFrom: rule.validFrom }
  const quote = await quoteById(tx, loan.quoteId)
  const known = await lifeOf(tx, loan.id, null)
  const lprDay = lprDayOf(terms, period)
  const lpr = lprDay === null ? undefined : lprInForce(await lprPublications(tx, null), lprDay)
  const earlier = await claimedPeriods(tx, loan.id, programme)
  const year = { programme, enterpriseId: loan.enterpriseId, year: dateParts(period.to).year }
  const claimedInYear = await lockYear(tx, year)
  const subsidy = subsidyOf({
    programme: terms,
    loan: {
      product: loan.product,
      grade: quote?.grade ?? 'NOT_RATED',
      dayCount: loan.dayCount,
      maturesOn: known?.life?.dueDates.at(-1) ?? null,
    },
    period,
    claimedOn: on,
    payments: await paidInterestOf(tx, loan.id, period),
    balances: await principalOf(tx, loan.id, addDays(period.to, 1)),
    lpr: lpr?.oneYear ?? null,
    earlier: earlier.map(({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo })),
    claimedInYear,
  })
  if (!subsidy.ok) return subsidy

  const { amount, interestPaid, steps } = subsidy.value
  const explanation = {
    programme,
    nameZh: rule.value.nameZh,
    nameEn: rule.value.nameEn,
    loanId: loan.id,
    contractNo: loan.contractNo,
    from: period.from,
    to: period.to,
    interestPaid: formatMoney(interestPaid),
    amount: formatMoney(amount),
    steps,
    rules: [
      { term: 'programme', ruleId: rule.id, source: rule.source, status: rule.status },
      ...(lpr === undefined ? [] : [{ term: 'LPR', ...lpr.rule }]),
    ],
  }
  const claimed = await refusingConstraints<Subsidy, SubsidyPeriodClaimed>(
    tx,
    { interest_subsidy_period_claimed_once: periodClaimed(period) },
    (savepoint) =>
      insertSubsidy(savepoint, {
        loanId: loan.id,
        lenderId: loan.lenderId,
        enterpriseId: loan.enterpriseId,
        programme,
        ruleId: BigInt(rule.id),
        periodFrom: period.from,
        periodTo: period.to,
        year: subsidy.value.year,
        beneficiary: rule.value.beneficiary,
        interestPaid,
        amount,
        explanation,
        documentHash: documentHash(explanation),
        state: 'CLAIMED',
        claimedOn: on,
        claimedBy: actor.userId,
      }),
  )
  if (!claimed.ok) return claimed
  await setClaimed(tx, year, { claimed: addMoney(claimedInYear, amount), cap: rule.value.capPerEnterpriseYear })
  await insertStep(tx, {
    subsidyId: claimed.value.id,
    lenderId: loan.lenderId,
    enterpriseId: loan.enterpriseId,
    no: 1,
    state: 'CLAIMED',
    onDate: on,
    opinion: input.opinion,
    takenBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'subsidy.claimed',
    subjectKind: 'interest_subsidy',
    subjectId: claimed.value.id,
    detail: {
      loanId: loan.id,
      programme,
      from: period.from,
      to: period.to,
      on,
      interestPaid: formatMoney(interestPaid),
      amount: formatMoney(amount),
      ruleId: rule.id,
      documentHash: claimed.value.documentHash,
    },
  })
  return ok(claimed.value)
}

const periodClaimed = (period: ClaimPeriod): SubsidyPeriodClaimed => ({
  code: 'SUBSIDY_PERIOD_CLAIMED',
  ...period,
  claimedFrom: null,
  claimedTo: null,
})
