import { randomUUID } from 'node:crypto'
import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { LoanFact, LoanLife } from '../../domain/loans/servicing/facts.js'
import { type ReplayRefusal, replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { BusinessDateRefusal } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { recordSegments } from '../interest-segments/record-segments.js'
import { plannedDueDates } from '../loans/loan-schedule.js'
import { bookDifference } from './book-difference.js'
import type { HeldLoan } from './hold-loan.js'
import { loanTerms } from './life-of.js'
import { standingOn } from './standing.js'
import { insertEvent, type Standing } from './store.js'

export type PayOutRefusal = ReplayRefusal | BusinessDateRefusal | PeriodClosedRefusal

/** The due dates of a loan paid out on a day: those of its plan, or for the first disbursement those that its terms lay out. */
export async function dueDatesFrom(
  { tx }: Command,
  { loan, life }: HeldLoan,
  on: CivilDate,
): Promise<readonly CivilDate[]> {
  return life?.dueDates ?? plannedDueDates(tx, await loanTerms(tx, loan), on, loan.tenorMonths)
}

export interface PaidOut {
  readonly factId: string
  /** The loan with the disbursement. */
  readonly life: LoanLife
  /** The entry of the disbursement itself. */
  readonly entryId: string
  readonly standing: Standing
  readonly businessDate: CivilDate
}

/**
 * Books a disbursement and whatever follows from it by the business date. The first one fixes the due dates: later calendars do not move
 * them. The row of the disbursement, under `factId`, and the loan's new standing are the caller's to record.
 */
export async function payOut(
  command: Command,
  held: HeldLoan,
  drawn: {
    readonly on: CivilDate
    readonly amount: Money
    readonly dueDates: readonly CivilDate[]
    readonly today: CivilDate
  },
): Promise<Result<PaidOut, PayOutRefusal>> {
  const { tx, actor } = command
  const { loan, dayAtWork, lastNo } = held
  const { on, amount, dueDates } = drawn
  if (dayAtWork !== null && on > dayAtWork) return refuse({ code: 'BUSINESS_DATE_AHEAD', on, businessDate: dayAtWork })
  const businessDate = dayAtWork ?? drawn.today
  const fact: LoanFact = { id: randomUUID(), no: Number.MAX_SAFE_INTEGER, on, kind: 'disbursement', amount }
  const before: LoanLife = held.life ?? {
    terms: await loanTerms(tx, loan),
    annualRate: loan.rate,
    referenceRate: loan.referenceRate,
    dueDates,
    facts: [],
  }
  const life = { ...before, facts: [...before.facts, fact] }
  const replayed = replay(life)
  if (!replayed.ok) return replayed
  const entries = await bookDifference(command, held, replayed.value, {
    day: businessDate,
    closing: false,
    ownFact: fact.id,
  })
  if (!entries.ok) return entries
  const entry = entries.value.find(({ postingKey }) => postingKey === `disbursement:${fact.id}`)
  if (entry === undefined) throw new Error(`a disbursement of loan ${loan.id} calls for no entry`)
  if (held.life === null)
    await insertEvent(tx, {
      id: randomUUID(),
      loanId: loan.id,
      lenderId: loan.lenderId,
      enterpriseId: loan.enterpriseId,
      no: lastNo + 1,
      kind: 'plan',
      on,
      amount: null,
      body: { dueDates },
      reverses: null,
      takesBack: null,
      reason: null,
      evidenceHash: null,
      recordedBy: actor.userId,
      businessDate,
    })
  const segments = { loanId: loan.id, terms: life.terms, replayed: replayed.value }
  await recordSegments(tx, [{ ...segments, cause: 'disbursement', eventId: fact.id }], {
    day: businessDate,
    closing: false,
  })
  const standing = standingOn({ ...held, life }, replayed.value, replayed.value.positionOn(businessDate), businessDate)
  return ok({ factId: fact.id, life, entryId: entry.id, standing, businessDate })
}
