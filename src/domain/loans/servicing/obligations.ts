import { type CivilDate, earlierOf } from '../../../kernel/civil-date.js'
import { fenOf, moneyOfFen } from '../../../kernel/fraction.js'
import type { Money } from '../../../kernel/money.js'
import { type AnnualRate, annualRatePercent } from '../../../kernel/rate.js'
import { ok, type Result, refuse } from '../../../kernel/result.js'
import { customPrincipal } from '../custom-schedule.js'
import { decliningSchedule } from '../declining-schedule.js'
import { graceWithin } from '../due-dates.js'
import type { CalculationRefusal } from '../refusal.js'
import type { Accrual } from '../running-loan.js'
import type { Disbursement, LoanEvent, RepaymentMethod, Schedule, ScheduleRequest } from '../schedule-request.js'
import { termsOf } from '../schedule-terms.js'
import { type Fact, inOrder, timelineOf } from '../timeline.js'
import type { LoanFact, LoanLife } from './facts.js'

/** What falls due in one row, fen. */
export interface Obligation {
  readonly no: number
  readonly dueOn: CivilDate
  readonly days: number
  readonly principal: bigint
  readonly interest: bigint
  /** Principal not yet due when the day is over. */
  readonly balance: bigint
}
export interface Obligations {
  readonly rows: readonly Obligation[]
  /** The last due date: after it everything unpaid is overdue. */
  readonly maturity: CivilDate
  /** Interest that had accrued and not fallen due by the start of a day that was asked for, fen. */
  readonly accruedBy: ReadonlyMap<CivilDate, bigint>
  /** The equal instalment last in force, fen. */
  readonly instalment: bigint | null
}

export type ObligationRefusal =
  | CalculationRefusal
  | { readonly code: 'NOTHING_DISBURSED' }
  | { readonly code: 'NOTHING_TO_RESTRUCTURE'; readonly on: CivilDate }

/** A stretch of the loan under one plan: from the first disbursement, or from a restructuring, to its end. */
interface Stretch {
  readonly from: CivilDate
  readonly principal: bigint
  readonly annualRate: AnnualRate
  readonly method: RepaymentMethod
  readonly dueDates: readonly CivilDate[]
  /** Of a plan whose rows are agreed one by one. */
  readonly principalRows: readonly Money[] | undefined
  readonly gracePrincipalPeriods: number
  readonly graceInterestPeriods: number
}

const NO_INTEREST = annualRatePercent('0')

/** What bore interest, and the day on which its interest is rounded: its period's end, or the day on which its plan ended before. */
export type SettledAccrual = Accrual & { readonly settlesOn: CivilDate }
export type HearSettledAccrual = (accrual: SettledAccrual) => void

/**
 * What falls due when, from the terms and the facts that change it: the schedule every calculator shows, with each restructuring
 * starting a schedule of its own on the principal not yet due. Whether anything is paid changes nothing here.
 */
export const obligationsOf = (
  life: LoanLife,
  observed: readonly CivilDate[] = [],
  hear?: HearSettledAccrual,
): Result<Obligations, ObligationRefusal> => {
  const { facts } = life
  const first = facts.find((fact) => fact.kind === 'disbursement')
  if (first === undefined) return refuse({ code: 'NOTHING_DISBURSED' })

  const accruedBy = new Map<CivilDate, bigint>()
  const rows: Obligation[] = []
  const addRows = (schedule: Schedule, upTo?: CivilDate): void => {
    for (const row of schedule.rows) {
      const rolled = upTo !== undefined && row === schedule.rows.at(-1)
      const [principal, interest] = [rolled ? 0n : fenOf(row.principal), fenOf(row.interest)]
      if (rolled && interest === 0n) continue
      const balance = rolled ? fenOf(row.principal) : fenOf(row.balance)
      rows.push({ no: rows.length + 1, dueOn: row.dueOn, days: row.days, principal, interest, balance })
    }
  }

  let stretch: Stretch = {
    from: first.on,
    principal: fenOf(first.amount),
    annualRate: life.annualRate,
    method: life.terms.method,
    dueDates: life.dueDates,
    principalRows: customPrincipal(life.terms.customRows, life.dueDates),
    gracePrincipalPeriods: graceWithin(life.terms.gracePrincipalPeriods, life.dueDates),
    graceInterestPeriods: graceWithin(life.terms.graceInterestPeriods, life.dueDates),
  }
  let changes: Changes = { events: [], disbursements: [] }
  for (const fact of facts) {
    if (fact === first) continue
    if (fact.kind !== 'restructure') {
      note(changes, fact, maturityOf(stretch))
      continue
    }
    changes.events.push({ type: 'payoff', on: fact.on })
    const closed = runStretch(life, stretch, changes, observed, accruedBy, hear)
    if (!closed.ok) return closed
    const last = closed.value.rows.at(-1)
    if (last === undefined || last.dueOn !== fact.on || fact.on >= maturityOf(stretch))
      return refuse({ code: 'NOTHING_TO_RESTRUCTURE', on: fact.on })
    addRows(closed.value, fact.on)
    stretch = {
      from: fact.on,
      principal: fenOf(last.principal),
      annualRate: fact.annualRate,
      method: fact.method,
      dueDates: fact.dueDates,
      principalRows: undefined,
      gracePrincipalPeriods: 0,
      graceInterestPeriods: 0,
    }
    changes = { events: [], disbursements: [] }
  }
  const running = runStretch(life, stretch, changes, observed, accruedBy, hear)
  if (!running.ok) return running
  addRows(running.value)
  const { instalment } = running.value
  return ok({
    rows,
    maturity: rows.at(-1)?.dueOn ?? maturityOf(stretch),
    accruedBy,
    instalment: instalment && fenOf(instalment),
  })
}

/** What the facts change in one stretch, in the words of the schedule. */
interface Changes {
  readonly events: LoanEvent[]
  readonly disbursements: Disbursement[]
}
const maturityOf = ({ dueDates, from }: Stretch): CivilDate => dueDates.at(-1) ?? from

/**
 * Notes what a fact does to the schedule. After maturity nothing is left to be planned: a new rate then only moves the penalty. Where a
 * loan was paid off or written off before, what was agreed ahead, a rate or a pause, comes to nothing.
 */
const note = ({ events, disbursements }: Changes, fact: LoanFact, maturity: CivilDate): void => {
  const { on } = fact
  const ended = events.some(({ type }) => type === 'payoff')
  if (ended && (fact.kind === 'rate-change' || fact.kind === 'pause')) return
  if (fact.kind === 'disbursement') disbursements.push({ on, amount: fact.amount })
  if (fact.kind === 'payment' && fact.excess.does === 'prepay')
    events.push({ type: 'prepayment', on, amount: fact.excess.principal, effect: fact.excess.effect })
  if (on >= maturity) return
  if (fact.kind === 'payment' && fact.excess.does === 'pay-off') events.push({ type: 'payoff', on })
  if (fact.kind === 'rate-change') events.push({ type: 'rate-change', on, annualRate: fact.annualRate })
  if (fact.kind === 'pause') events.push({ type: 'pause', on, to: fact.to })
  if (fact.kind === 'write-off') events.push({ type: 'payoff', on })
}

/** One schedule; what the borrower pays up front for a discounted bill is no interest of the schedule. */
const runStretch = (
  life: LoanLife,
  stretch: Stretch,
  { events, disbursements }: Changes,
  observed: readonly CivilDate[],
  accruedBy: Map<CivilDate, bigint>,
  hear: HearSettledAccrual | undefined,
): Result<Schedule, CalculationRefusal> => {
  const discounted = life.terms.kind === 'bill-discount'
  const request: ScheduleRequest = {
    principal: moneyOfFen(stretch.principal),
    annualRate: discounted ? NO_INTEREST : stretch.annualRate,
    disbursedOn: stretch.from,
    periods: stretch.dueDates.length,
    dueDates: stretch.dueDates,
    method: stretch.method,
    principalRows: stretch.principalRows,
    dayCount: life.terms.dayCount,
    rounding: life.terms.rounding,
    gracePrincipalPeriods: stretch.gracePrincipalPeriods,
    graceInterestPeriods: stretch.graceInterestPeriods,
    disbursements,
    events: discounted ? events.filter(({ type }) => type !== 'rate-change') : events,
  }
  const terms = termsOf(request)
  if (!terms.ok) return terms
  const timeline = timelineOf(request, terms.value.periods)
  if (!timeline.ok) return timeline
  const last = maturityOf(stretch)
  const watched = observed
    .filter((on) => on > stretch.from && on <= last)
    .map((on): Fact => ({ type: 'observation', on }))
  const facts = watched.length === 0 ? timeline.value : [...watched, ...timeline.value].sort(inOrder)
  const observe = (on: CivilDate, owed: bigint): void => void accruedBy.set(on, owed)
  if (hear === undefined) return decliningSchedule(stretch.from, terms.value, facts, observe)
  const end = events.find(({ type }) => type === 'payoff')?.on ?? last
  return decliningSchedule(stretch.from, terms.value, facts, observe, (accrual) =>
    hear({ ...accrual, settlesOn: earlierOf(accrual.period.to, end) }),
  )
}
