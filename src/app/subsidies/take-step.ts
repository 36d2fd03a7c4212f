import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { EntryLine } from '../../domain/ledger/entry.js'
import {
  type SubsidyBeneficiary,
  subsidyApproved,
  subsidyPaid,
  subsidyRecovered,
  subsidyWithdrawn,
} from '../../domain/ledger/subsidy-postings.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import {
  FREES_ITS_PERIOD,
  nextSubsidyState,
  type SubsidyState,
  type SubsidyStepRefusal,
} from '../../domain/loans/subsidy-life-cycle.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { bookEntry } from '../ledger/book-entry.js'
import { insertStep, lastStepOf, lockSubsidy, lockYear, moveSubsidy, type Subsidy, setClaimed } from './store.js'

export type StepRefusal = RecordRefusal | DateOrderRefusal | SubsidyStepRefusal | PeriodClosedRefusal

export interface SubsidyStepping {
  readonly subsidyId: string
  readonly to: Exclude<SubsidyState, 'CLAIMED'>
  readonly on: CivilDate
  readonly opinion: string
  /** 批复文号、拨款凭证 */
  readonly reference: string | null
  readonly version: number
  readonly today: CivilDate
}

interface Booking {
  readonly event: string
  readonly lines: readonly EntryLine[]
  /** The entry it undoes. */
  readonly reverses: string | null
}

/** Takes a claim one step on, books what the step means, and frees period and cap when it comes to nothing. */
export async function takeStep(command: Command, input: SubsidyStepping): Promise<Result<Subsidy, StepRefusal>> {
  const { tx, actor } = command
  const { to, on, opinion, reference } = input
  const before = await lockSubsidy(tx, input.subsidyId)
  if (before === undefined) return notFound('interest subsidy')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const last = await lastStepOf(tx, before.id)
  const state = nextSubsidyState(last, to, actor.userId)
  if (!state.ok) return state
  const order = datesInOrder([
    [last.state, last.onDate],
    ['on', on],
    ['today', await businessDateOf(tx, before.lenderId, input.today)],
  ])
  if (!order.ok) return order

  if (FREES_ITS_PERIOD.includes(to)) {
    const { programme, enterpriseId, year, amount } = before
    const key = { programme, enterpriseId, year }
    await setClaimed(tx, key, { claimed: subtractMoney(await lockYear(tx, key), amount) })
  }
  const booking = bookingOf(to, before.amount, before.beneficiary, last.entryId)
  const booked =
    booking === null
      ? ok(null)
      : await bookEntry(command, {
          organisationId: before.lenderId,
          bookedOn: on,
          subjectKind: 'interest_subsidy',
          subjectId: before.id,
          ...booking,
        })
  if (!booked.ok) return booked
  const subsidy = await moveSubsidy(tx, before, to)
  const { lenderId, enterpriseId } = before
  await insertStep(tx, {
    subsidyId: before.id,
    lenderId,
    enterpriseId,
    no: last.no + 1,
    state: to,
    onDate: on,
    opinion,
    reference,
    entryId: booked.value,
    takenBy: actor.userId,
  })
  await recordEvent(command, {
    action: `subsidy.${to.toLowerCase()}`,
    subjectKind: 'interest_subsidy',
    subjectId: before.id,
    detail: {
      from: before.state,
      to,
      on,
      amount: formatMoney(before.amount),
      reference,
      entryId: booked.value,
    },
  })
  return ok(subsidy)
}

/** What a step books; a claim that is rejected before it was approved has booked nothing. */
function bookingOf(
  to: SubsidyStepping['to'],
  amount: Money,
  beneficiary: SubsidyBeneficiary,
  approvalEntry: string | null,
): Booking | null {
  switch (to) {
    case 'APPROVED':
      return { event: 'subsidy.approved', lines: subsidyApproved(amount, beneficiary), reverses: null }
    case 'PAID':
      return { event: 'subsidy.paid', lines: subsidyPaid(amount, beneficiary), reverses: null }
    case 'RECOVERED':
      return { event: 'subsidy.recovered', lines: subsidyRecovered(amount, beneficiary), reverses: null }
    case 'REJECTED':
      return approvalEntry === null
        ? null
        : { event: 'subsidy.withdrawn', lines: subsidyWithdrawn(amount, beneficiary), reverses: approvalEntry }
  }
}
