import type { CivilDate } from '../../kernel/civil-date.js'
import { type Fraction, fenOf } from '../../kernel/fraction.js'
import { formatMoney, isPositiveMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Period } from './periods.js'
import type { CalculationRefusal } from './refusal.js'
import type { LoanEvent, ScheduleRequest } from './schedule-request.js'
import { checkRate } from './schedule-terms.js'

/** A dated fact of the loan's life, amounts in fen. */
export type Fact =
  | { readonly type: 'repayment'; readonly on: CivilDate; readonly amount: bigint }
  | { readonly type: 'disbursement'; readonly on: CivilDate; readonly amount: bigint }
  | { readonly type: 'rate-change'; readonly on: CivilDate; readonly rate: Fraction }
  | { readonly type: 'prepayment'; readonly on: CivilDate; readonly amount: bigint; readonly lowers: boolean }
  | { readonly type: 'pause'; readonly on: CivilDate; readonly to: CivilDate }
  | { readonly type: 'payoff'; readonly on: CivilDate }
  /** Changes nothing: what has accrued by the start of the day is told, before an instalment of that day falls due. */
  | { readonly type: 'observation'; readonly on: CivilDate }

/** The order of one day: what is observed, the instalment paid, money drawn, the new rate, money paid back early, the pause, the end. */
const ORDER: readonly Fact['type'][] = [
  'observation',
  'repayment',
  'disbursement',
  'rate-change',
  'prepayment',
  'pause',
  'payoff',
]
export const inOrder = (a: Fact, b: Fact): number =>
  a.on < b.on ? -1 : a.on > b.on ? 1 : ORDER.indexOf(a.type) - ORDER.indexOf(b.type)

const factOf = (event: LoanEvent, allowHighRate: boolean): Result<Fact, CalculationRefusal> => {
  const { type, on } = event
  if (type === 'payoff') return ok({ type, on })
  if (type === 'pause') {
    if (event.to <= on) return refuse({ code: 'EMPTY_PAUSE', on, to: event.to })
    return ok({ type, on, to: event.to })
  }
  if (type === 'rate-change') {
    const rate = checkRate(event.annualRate, allowHighRate)
    return rate.ok ? ok({ type, on, rate: rate.value }) : rate
  }
  if (!isPositiveMoney(event.amount))
    return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(event.amount) })
  const amount = fenOf(event.amount)
  if (type === 'repayment') return ok({ type, on, amount })
  return ok({ type, on, amount, lowers: event.effect === 'lower-instalment' })
}

/** All facts in the order in which they act. */
export const timelineOf = (
  request: ScheduleRequest,
  periods: readonly Period[],
): Result<Fact[], CalculationRefusal> => {
  const facts: Fact[] = []
  for (const { on, amount } of request.disbursements ?? []) {
    if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
    facts.push({ type: 'disbursement', on, amount: fenOf(amount) })
  }
  for (const event of request.events ?? []) {
    const fact = factOf(event, request.allowHighRate === true)
    if (!fact.ok) return fact
    facts.push(fact.value)
  }
  facts.sort(inOrder)

  const first = request.disbursedOn
  const last = periods.at(-1)?.to ?? first
  for (const { type, on } of facts) {
    const tooEarly = type === 'repayment' ? on <= first : on < first
    const tooLate = type === 'disbursement' ? on >= last : on > last
    if (tooEarly || tooLate) return refuse({ code: 'EVENT_OUTSIDE_LOAN', type, on, first, last })
  }
  const payoff = facts.findIndex(({ type }) => type === 'payoff')
  const after = payoff < 0 ? undefined : facts[payoff + 1]
  if (after)
    return refuse({
      code: 'EVENT_AFTER_PAYOFF',
      type: after.type,
      on: after.on,
      payoffOn: (facts[payoff] as Fact).on,
    })
  return ok(facts)
}

/** A due date closes its period for everything but the instalment itself. */
export const actsIn = (fact: Fact, { from, to }: Period): boolean =>
  fact.type === 'repayment' || fact.type === 'observation'
    ? fact.on > from && fact.on <= to
    : fact.on >= from && fact.on < to
