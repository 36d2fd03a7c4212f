import { type CivilDate, laterOf } from '../../../kernel/civil-date.js'
import {
  compareMoney,
  formatMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  maxMoney,
  NO_MONEY,
  subtractMoney,
  sumMoney,
} from '../../../kernel/money.js'
import type { AnnualRate } from '../../../kernel/rate.js'
import { ok, type Result, refuse } from '../../../kernel/result.js'
import type { RepaymentMethod } from '../schedule-request.js'
import { checkRate } from '../schedule-terms.js'
import type { Excess, LoanFact, LoanLife } from './facts.js'
import type { LoanPosition } from './position.js'
import { type Replay, type ReplayRefusal, replay } from './replay.js'

export type ServicingRefusal =
  | ReplayRefusal
  | { readonly code: 'LOAN_SETTLED'; readonly settledOn: CivilDate | null }
  | { readonly code: 'LOAN_WRITTEN_OFF' }
  | { readonly code: 'FACT_BEFORE_DISBURSEMENT'; readonly on: CivilDate; readonly disbursedOn: CivilDate }
  | { readonly code: 'PAYMENT_ABOVE_OWED'; readonly on: CivilDate; readonly amount: string; readonly owed: string }
  | { readonly code: 'PAYOFF_AMOUNT_DIFFERS'; readonly on: CivilDate; readonly amount: string; readonly total: string }
  | { readonly code: 'ARREARS_FIRST'; readonly on: CivilDate; readonly due: string }
  | { readonly code: 'RESTRUCTURE_AFTER_MATURITY'; readonly on: CivilDate; readonly maturity: CivilDate }
  | { readonly code: 'MISUSE_ALREADY_FOUND' }
  | { readonly code: 'MISUSE_NOT_FOUND' }
  | { readonly code: 'WRITE_OFF_NOT_OVERDUE'; readonly on: CivilDate }
  | { readonly code: 'FACT_UNKNOWN'; readonly factId: string }
  | { readonly code: 'LATER_FACTS_FORBID'; readonly because: string }

/** A fact before it has an identity and a place among the others. */
export type NewFact = LoanFact extends infer F ? (F extends LoanFact ? Omit<F, 'id' | 'no'> : never) : never
type Decided = Result<NewFact, ServicingRefusal>

/** Who a fact will be, and the days for which the loan with it is asked about. */
export interface Place {
  readonly id: string
  readonly no: number
  readonly watched: readonly CivilDate[]
}
const NEW: Place = { id: 'new', no: Number.MAX_SAFE_INTEGER, watched: [] }

/** A fact that may be, and the loan with it. */
export interface LivedFact {
  readonly fact: NewFact
  readonly after: Replay
}

/** The loan with one fact more. What the facts already recorded forbid is refused, and named by the code of what would break. */
const lived = (life: LoanLife, fact: NewFact, { id, no, watched }: Place): Result<LivedFact, ServicingRefusal> => {
  const added = { ...fact, id, no } as LoanFact
  const after = replay({ ...life, facts: [...life.facts, added] }, watched)
  if (after.ok) return ok({ fact, after: after.value })
  if (!life.facts.some(({ on }) => on > fact.on)) return after
  const before = replay({ ...life, facts: [...life.facts.filter(({ on }) => on <= fact.on), added] })
  return before.ok ? refuse({ code: 'LATER_FACTS_FORBID', because: after.refusal.code }) : before
}
const decided = (life: LoanLife, fact: NewFact): Decided => {
  const after = lived(life, fact, NEW)
  return after.ok ? ok(fact) : after
}

/** A loan that lives on `on`: disbursed by then, and neither settled nor, for most facts, written off. */
const living = (
  life: LoanLife,
  on: CivilDate,
  whenWrittenOff: 'refuse' | 'allow' = 'refuse',
): Result<Replay, ServicingRefusal> => {
  const last = life.facts.reduce((day, fact) => laterOf(day, fact.on), on)
  const now = replay(life, [on, last])
  if (!now.ok) return now
  const first = life.facts
    .filter(({ kind }) => kind === 'disbursement')
    .map((fact) => fact.on)
    .sort()[0] as CivilDate
  if (on < first) return refuse({ code: 'FACT_BEFORE_DISBURSEMENT', on, disbursedOn: first })
  const { state, settledOn } = now.value.positionOn(last)
  if (state === 'SETTLED') return refuse({ code: 'LOAN_SETTLED', settledOn })
  if (state === 'WRITTEN_OFF' && whenWrittenOff === 'refuse') return refuse({ code: 'LOAN_WRITTEN_OFF' })
  return now
}

export interface Payment {
  readonly on: CivilDate
  readonly amount: Money
  readonly payer: 'borrower' | 'guarantor'
  /** What is paid beyond what is due: it is held, or repays principal early. */
  readonly excess: 'hold' | 'shorten' | 'lower-instalment'
}

/**
 * A payment on a day: what is due first, by the waterfall. Interest accrued on prepaid principal stays due with the next instalment;
 * more than settles the loan is refused, since nobody may owe the borrower by mistake.
 */
export const takePayment = (life: LoanLife, payment: Payment): Decided => {
  const paid = livePayment(life, payment, NEW)
  return paid.ok ? ok(paid.value.fact) : paid
}

/** The same for who goes on with the loan as the payment makes it, which is computed once. */
export const livePayment = (
  life: LoanLife,
  { on, amount, payer, excess }: Payment,
  place: Place,
): Result<LivedFact, ServicingRefusal> => {
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const now = living(life, on, 'allow')
  if (!now.ok) return now
  const position = now.value.positionOn(on)
  const payoff = owedAtMost(now.value, position, amount)
  if (payoff !== null && compareMoney(amount, payoff) > 0)
    return refuse({ code: 'PAYMENT_ABOVE_OWED', on, amount: formatMoney(amount), owed: formatMoney(payoff) })
  const beyond = subtractMoney(amount, position.totalDue)
  const does: Excess =
    excess === 'hold' || !isPositiveMoney(beyond)
      ? { does: 'hold' }
      : { does: 'prepay', principal: beyond, effect: excess }
  if (does.does === 'prepay' && compareMoney(does.principal, position.notDue) > 0) {
    const [asked, owed] = [formatMoney(does.principal), formatMoney(position.notDue)]
    return refuse({ code: 'PREPAYMENT_ABOVE_OWED', on, amount: asked, owed })
  }
  return lived(life, { kind: 'payment', on, amount, payer, excess: does }, place)
}

/** What a payment may come to; null where it is no more than what is due, and nothing is held beside: a payoff is at least that. */
const owedAtMost = (now: Replay, position: LoanPosition, amount: Money): Money | null => {
  const { state, totalDue, held } = position
  if (state === 'WRITTEN_OFF') return totalDue
  return isZeroMoney(held) && compareMoney(amount, totalDue) <= 0 ? null : totalOf(now, position)
}

/** What settles the loan on a day. On the day of a restructuring no payoff can be quoted: there it is all that stands. */
const totalOf = (now: Replay, { on, totalDue, notDue, accruedInterest, held }: LoanPosition): Money => {
  const quoted = now.payoffOn(on)
  if (quoted.ok) return quoted.value.total
  return maxMoney(NO_MONEY, subtractMoney(sumMoney([totalDue, notDue, accruedInterest]), held))
}

/** Ends the loan on a day with exactly what the payoff quote of that day says. */
export const payOff = (life: LoanLife, { on, amount }: { readonly on: CivilDate; readonly amount: Money }): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  const quoted = now.value.payoffOn(on)
  if (!quoted.ok) return quoted
  const { total } = quoted.value
  if (compareMoney(amount, total) !== 0 || isZeroMoney(total))
    return refuse({ code: 'PAYOFF_AMOUNT_DIFFERS', on, amount: formatMoney(amount), total: formatMoney(total) })
  return decided(life, { kind: 'payment', on, amount, payer: 'borrower', excess: { does: 'pay-off' } })
}

export interface RateChange {
  readonly on: CivilDate
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
}
/** A new rate from the night of a day on; below nought or 100 % and more is no rate of a loan. */
export const changeRate = (life: LoanLife, { on, annualRate, referenceRate }: RateChange): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  const rate = checkRate(annualRate, false)
  if (!rate.ok) return rate
  return decided(life, { kind: 'rate-change', on, annualRate, referenceRate })
}

export const pauseInterest = (
  life: LoanLife,
  { on, to }: { readonly on: CivilDate; readonly to: CivilDate },
): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  if (to <= on) return refuse({ code: 'EMPTY_PAUSE', on, to })
  return decided(life, { kind: 'pause', on, to })
}

export interface Restructuring {
  readonly on: CivilDate
  readonly method: RepaymentMethod
  readonly annualRate: AnnualRate
  readonly dueDates: readonly CivilDate[]
}
/** 展期 is agreed before the term ends (Civil Code art. 678) and does not cure what is overdue: arrears are paid first. */
export const restructure = (life: LoanLife, { on, method, annualRate, dueDates }: Restructuring): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  const { maturity } = now.value
  if (on >= maturity) return refuse({ code: 'RESTRUCTURE_AFTER_MATURITY', on, maturity })
  const { totalDue } = now.value.positionOn(on)
  if (isPositiveMoney(totalDue)) return refuse({ code: 'ARREARS_FIRST', on, due: formatMoney(totalDue) })
  return decided(life, { kind: 'restructure', on, method, annualRate, dueDates })
}

export interface Fee {
  readonly on: CivilDate
  readonly amount: Money
  readonly fee: string
  readonly forGuarantor: boolean
}
export const chargeFee = (life: LoanLife, { on, amount, fee, forGuarantor }: Fee): Decided => {
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const now = living(life, on)
  if (!now.ok) return now
  return decided(life, { kind: 'fee', on, amount, fee, forGuarantor })
}

/** 挪用: the misuse penalty runs from the day until it is cleared; `amount` null for the whole principal. */
export const findMisuse = (
  life: LoanLife,
  { on, amount }: { readonly on: CivilDate; readonly amount: Money | null },
): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  if (amount !== null && !isPositiveMoney(amount))
    return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (now.value.positionOn(on).misused) return refuse({ code: 'MISUSE_ALREADY_FOUND' })
  return decided(life, { kind: 'misuse', on, amount })
}

export const clearMisuse = (life: LoanLife, { on }: { readonly on: CivilDate }): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  if (!now.value.positionOn(on).misused) return refuse({ code: 'MISUSE_NOT_FOUND' })
  return decided(life, { kind: 'misuse-cleared', on })
}

/** 核销: only what is overdue is given up; the claim against the borrower stays. */
export const writeOff = (life: LoanLife, { on }: { readonly on: CivilDate }): Decided => {
  const now = living(life, on)
  if (!now.ok) return now
  if (now.value.positionOn(on).state !== 'OVERDUE') return refuse({ code: 'WRITE_OFF_NOT_OVERDUE', on })
  return decided(life, { kind: 'write-off', on })
}

/** Takes a fact back: the loan is then computed as if it had never been; later facts that need it forbid that. */
export const reverse = (life: LoanLife, factId: string): Result<LoanFact, ServicingRefusal> => {
  const fact = life.facts.find(({ id }) => id === factId)
  if (fact === undefined) return refuse({ code: 'FACT_UNKNOWN', factId })
  const facts = life.facts.filter(({ id }) => id !== factId)
  const later = fact.kind === 'disbursement' ? facts.find((other) => followsDisbursement(other, fact)) : undefined
  if (later !== undefined) return refuse({ code: 'LATER_FACTS_FORBID', because: later.kind })
  const alone = fact.kind === 'disbursement' && facts.length === 0
  const after = replay({ ...life, facts })
  return after.ok || alone ? ok(fact) : refuse({ code: 'LATER_FACTS_FORBID', because: after.refusal.code })
}

/** Whatever happens to a loan from the day of a disbursement on happens to what was paid out then. */
const followsDisbursement = (other: LoanFact, { on, no }: LoanFact): boolean =>
  other.kind === 'disbursement' ? other.on > on || (other.on === on && other.no > no) : other.on >= on
