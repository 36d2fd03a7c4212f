import type { CivilDate } from '../../kernel/civil-date.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CalculationRefusal } from './refusal.js'
import { rowBook } from './row-book.js'
import { type HearAccrual, RunningLoan } from './running-loan.js'
import type { Schedule } from './schedule-request.js'
import type { Terms } from './schedule-terms.js'
import { actsIn, type Fact } from './timeline.js'

const yuan = (fen: bigint): string => formatMoney(moneyOfFen(fen))

/** Pays the running period's row on the day of `fact`: interest to that day, the rest principal. */
const repay = (loan: RunningLoan, index: number, on: CivilDate, amount: bigint): CalculationRefusal | null => {
  if (loan.paidRow) return { code: 'SECOND_REPAYMENT_IN_PERIOD', on, no: index + 1 }
  const asked = loan.dueRow(index)
  const due = asked.principal + asked.interest
  if (amount < due) return { code: 'REPAYMENT_BELOW_DUE', on, amount: yuan(amount), due: yuan(due) }
  const owed = loan.balance + loan.interestOwed()
  const interest = amount === owed ? loan.interestOwed() : asked.interest
  if (amount - interest > loan.balance)
    return { code: 'REPAYMENT_ABOVE_OWED', on, amount: yuan(amount), owed: yuan(owed) }
  loan.pay({ principal: amount - interest, interest, deferred: amount === owed ? 0n : asked.deferred })
  return null
}

/** What a fact does to the loan at the start of its day, in period `index`. */
const act = (loan: RunningLoan, index: number, fact: Fact, terms: Terms): CalculationRefusal | null => {
  switch (fact.type) {
    case 'repayment':
      return repay(loan, index, fact.on, fact.amount)
    case 'disbursement':
      loan.balance += fact.amount
      loan.setPart(index, false)
      return null
    case 'rate-change':
      loan.rate = fact.rate
      if (terms.method === 'equal-instalment') loan.setPart(index, terms.smoothing)
      return null
    case 'prepayment':
      if (fact.amount > loan.balance)
        return { code: 'PREPAYMENT_ABOVE_OWED', on: fact.on, amount: yuan(fact.amount), owed: yuan(loan.balance) }
      loan.balance -= fact.amount
      if (fact.lowers) loan.setPart(index, terms.smoothing)
      return null
    case 'pause':
      loan.pause(fact)
      return null
    case 'payoff':
    case 'observation':
      return null
  }
}

/** What a loan has accrued by the start of a day: interest not yet due, rounded as its row will be, fen. */
export type Observe = (on: CivilDate, interestOwed: bigint) => void

/** Money that comes when nothing is owed any more; a rate change or a pause then simply has no effect. */
const refuseTooLate = (facts: readonly Fact[], settledOn: CivilDate): Result<null, CalculationRefusal> => {
  for (const fact of facts) {
    const { type, on } = fact
    if (type === 'prepayment')
      return refuse({ code: 'PREPAYMENT_ABOVE_OWED', on, amount: yuan(fact.amount), owed: '0.00' })
    if (type === 'repayment' || (type === 'payoff' && on > settledOn))
      return refuse({ code: 'EVENT_AFTER_SETTLEMENT', type, on, settledOn })
  }
  return ok(null)
}

/**
 * Walks the loan from due date to due date: interest runs by day on the running balance and rate and is rounded once a row,
 * each fact acts at the start of its day, each row is what the method asks for on its due date.
 */
export const decliningSchedule = (
  disbursedOn: CivilDate,
  terms: Terms,
  facts: readonly Fact[],
  observe: Observe = () => undefined,
  hear?: HearAccrual,
): Result<Schedule, CalculationRefusal> => {
  const mayEndEarly = facts.some(({ type }) => type === 'prepayment' || type === 'repayment' || type === 'pause')
  const lastDraw = facts.findLast(({ type }) => type === 'disbursement')?.on ?? disbursedOn
  const loan = new RunningLoan(disbursedOn, terms, mayEndEarly, hear)
  const book = rowBook(disbursedOn)
  const close = () => ok(book.close(terms.method === 'equal-instalment' ? loan.part : null))
  const isOver = (day: CivilDate) => mayEndEarly && loan.isRepaid() && lastDraw < day

  if (terms.downPayment > 0n) book.add(disbursedOn, terms.downPayment, 0n, loan.balance)
  loan.setPart(0, terms.smoothing)

  let next = 0
  let settledOn = disbursedOn
  for (const [index, period] of terms.periods.entries()) {
    loan.startPeriod()
    for (let fact = facts[next]; fact && actsIn(fact, period); next += 1, fact = facts[next]) {
      loan.accrue(period, fact.on)
      const refusal = act(loan, index, fact, terms)
      if (refusal) return refuse(refusal)
      if (fact.type === 'observation') observe(fact.on, loan.interestOwed())
      if (fact.type === 'payoff') {
        const negative = loan.isRepaid() ? null : book.add(fact.on, loan.balance, loan.interestOwed(), 0n)
        return negative ? refuse(negative) : close()
      }
      if (fact.on === period.from) book.restateBalance(fact.on, loan.balance)
    }
    if (loan.paidRow === null && isOver(period.to)) break

    loan.accrue(period, period.to)
    const { principal, interest } = loan.closePeriod(index)
    const negative = book.add(period.to, principal, interest, loan.balance)
    if (negative) return refuse(negative)
    settledOn = period.to
    if (isOver(period.to)) break
  }
  const late = refuseTooLate(facts.slice(next), settledOn)
  return late.ok ? close() : late
}
