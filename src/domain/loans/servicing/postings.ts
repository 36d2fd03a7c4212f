import { addDays, type CivilDate, lastDayOf, monthOf } from '../../../kernel/civil-date.js'
import { fenOf, moneyOfFen } from '../../../kernel/fraction.js'
import type { AccountCode } from '../../ledger/account.js'
import type { EntryLine } from '../../ledger/entry.js'
import type { Bucket } from '../contract-terms.js'
import { earnedBy } from '../discount-income.js'
import type { DiscountTerms } from '../discount-terms.js'
import type { Allocation } from './charges.js'
import type { Move } from './collection.js'
import { billOf } from './discounted-bill.js'
import type { LoanFact, LoanLife } from './facts.js'
import type { Obligation, Obligations } from './obligations.js'

/** What the books must hold of a loan on a day. The key stays the same however often the loan is computed anew. */
export interface Posting {
  readonly key: string
  readonly on: CivilDate
  /** 'loan.payment' … */
  readonly event: string
  readonly factId: string | null
  readonly lines: readonly EntryLine[]
}

const RECEIVABLE: Readonly<Record<Exclude<Bucket, 'principal'>, AccountCode>> = {
  interest: '1132',
  penalty: '113210',
  compound: '113220',
  fee: '1124',
}
const CUSTOMER: AccountCode = '2011'
const HELD: AccountCode = '2241'
const ALLOWANCE: AccountCode = '1304'

/** The month ends whose accrual belongs in the books: the interest of the nights up to and including that day's is earned by then. */
export const monthEndsThrough = (from: CivilDate, through: CivilDate, closing: boolean): readonly CivilDate[] => {
  const ends: CivilDate[] = []
  for (let end = lastDayOf(monthOf(from)); end < through || (closing && end === through); ) {
    ends.push(end)
    end = lastDayOf(monthOf(addDays(end, 1)))
  }
  return ends
}

/**
 * The whole journal of a loan from what happened to its money. Interest is booked as it accrues at month ends and when its row falls
 * due; each posting is the rounded total less what was booked before, so parts sum to the whole.
 */
export const postingsOf = (
  life: LoanLife,
  obligations: Obligations,
  moves: readonly Move[],
  monthEnds: readonly CivilDate[],
): readonly Posting[] => {
  const book = new Book(life)
  let ended = 0
  const accrueBefore = (day: CivilDate | null): void => {
    for (let end = monthEnds[ended]; end !== undefined && (day === null || end < day); end = monthEnds[ended]) {
      book.accrue(end, obligations.accruedBy.get(addDays(end, 1)))
      ended += 1
    }
  }
  for (const move of moves) {
    accrueBefore(dayOf(move))
    book.enter(move)
  }
  accrueBefore(null)
  return book.postings.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const dayOf = (move: Move): CivilDate => ('on' in move ? move.on : move.fact.on)

class Book {
  readonly postings: Posting[] = []
  readonly #principal: AccountCode
  readonly #bill: DiscountTerms | null
  /** Booked of the interest that has not fallen due, of penalty and compound interest, and earned of a discount, fen. */
  #accrued = 0n
  #penalty = 0n
  #compound = 0n
  #earned = 0n

  constructor(life: LoanLife) {
    this.#bill = billOf(life)
    this.#principal = this.#bill === null ? '1303' : '130101'
  }

  accrue(end: CivilDate, accrued: bigint | undefined): void {
    if (accrued !== undefined && accrued !== this.#accrued) {
      this.#post(`accrual:${end}`, end, 'loan.interest-accrued', null, move('1132', '6011', accrued - this.#accrued))
      this.#accrued = accrued
    }
    this.#earn(`discount:end:${end}`, end, addDays(end, 1))
  }

  enter(entered: Move): void {
    switch (entered.kind) {
      case 'disbursed':
        this.#disburse(entered.fact.id, entered.fact.on, fenOf(entered.fact.amount))
        break
      case 'fell-due':
        this.#fallDue(entered.row)
        break
      case 'burden':
        this.#burden(entered)
        break
      case 'fee':
        this.#fee(entered.fact)
        break
      case 'paid':
        this.#pay(entered)
        break
      case 'written-off':
        this.#writeOff(entered)
    }
  }

  #fee({ id, on, amount, forGuarantor }: LoanFact & { readonly kind: 'fee' }): void {
    this.#post(`fee:${id}`, on, 'loan.fee', id, move('1124', forGuarantor ? '224110' : '6021', fenOf(amount)))
  }

  #disburse(id: string, on: CivilDate, amount: bigint): void {
    const bill = this.#bill
    const unearned = bill === null ? 0n : fenOf(bill.interest)
    this.#post(`disbursement:${id}`, on, 'loan.disbursed', id, [
      ...debit(this.#principal, amount),
      ...credit(CUSTOMER, amount - unearned),
      ...credit('130102', unearned),
    ])
  }

  /** A row within a grace for interest asks for none: what has accrued stays booked for the first row after it. */
  #fallDue({ no, dueOn: on, interest, balance }: Obligation): void {
    // Nothing of a discount is given back when a bill is paid early.
    if (this.#bill !== null) this.#earn(`discount:due:${on}`, on, balance === 0n ? this.#bill.interestTo : on)
    if (interest === 0n) return
    this.#post(`interest:${no}:${on}`, on, 'loan.interest-due', null, move('1132', '6011', interest - this.#accrued))
    this.#accrued = 0n
  }

  #burden({ on, penalty, compound, monthEnd }: Move & { readonly kind: 'burden' }): void {
    this.#post(`burden:${monthEnd ? 'end:' : ''}${on}`, on, 'loan.penalty-accrued', null, [
      ...move('113210', '601110', penalty - this.#penalty),
      ...move('113220', '601120', compound - this.#compound),
    ])
    this.#penalty = penalty
    this.#compound = compound
  }

  /** 利息调整: what a discount has earned by the start of `day`; what a bill that ended early has earned stays earned. */
  #earn(key: string, on: CivilDate, day: CivilDate): void {
    if (this.#bill === null) return
    const earned = fenOf(earnedBy(this.#bill, day))
    if (earned <= this.#earned) return
    this.#post(key, on, 'loan.discount-earned', null, move('130102', '601130', earned - this.#earned))
    this.#earned = earned
  }

  #pay({ fact, on, allocations, held, writtenOff }: Move & { readonly kind: 'paid' }): void {
    const credits = allocations.flatMap(({ bucket, amount }: Allocation) =>
      credit(writtenOff ? ALLOWANCE : this.#accountOf(bucket), amount),
    )
    if (fact === null) {
      this.#post(`held:${on}`, on, 'loan.held-applied', null, [...debit(HELD, -held), ...credits])
      return
    }
    this.#post(`payment:${fact.id}`, on, 'loan.payment', fact.id, [
      ...debit(CUSTOMER, fenOf(fact.amount)),
      ...credits,
      ...credit(HELD, held),
    ])
  }

  #writeOff({ fact, lost }: Move & { readonly kind: 'written-off' }): void {
    const losses = [...lost]
    const all = losses.reduce((sum, [, amount]) => sum + amount, 0n)
    this.#post(`write-off:${fact.id}`, fact.on, 'loan.written-off', fact.id, [
      ...move('6702', ALLOWANCE, all),
      ...debit(ALLOWANCE, all),
      ...losses.flatMap(([bucket, amount]) => credit(this.#accountOf(bucket), amount)),
    ])
  }

  #accountOf(bucket: Bucket): AccountCode {
    return bucket === 'principal' ? this.#principal : RECEIVABLE[bucket]
  }

  #post(key: string, on: CivilDate, event: string, factId: string | null, lines: readonly EntryLine[]): void {
    const merged = mergedLines(lines)
    if (merged.length > 0) this.postings.push({ key, on, event, factId, lines: merged })
  }
}

/** A negative amount moves to the other side: an adjustment of what was booked too high. */
const side = (account: AccountCode, fen: bigint, positive: 'debit' | 'credit'): readonly EntryLine[] => {
  if (fen === 0n) return []
  const other = positive === 'debit' ? 'credit' : 'debit'
  return [{ account, side: fen > 0n ? positive : other, amount: moneyOfFen(fen > 0n ? fen : -fen) }]
}
const debit = (account: AccountCode, fen: bigint) => side(account, fen, 'debit')
const credit = (account: AccountCode, fen: bigint) => side(account, fen, 'credit')
const move = (from: AccountCode, to: AccountCode, fen: bigint) => [...debit(from, fen), ...credit(to, fen)]

/** One line for an account and a side. */
function mergedLines(lines: readonly EntryLine[]): readonly EntryLine[] {
  const sums = new Map<string, { readonly line: EntryLine; fen: bigint }>()
  for (const line of lines) {
    const key = `${line.account} ${line.side}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { line, fen: fenOf(line.amount) })
    else sum.fen += fenOf(line.amount)
  }
  return [...sums.values()].map(({ line, fen }) => ({ ...line, amount: moneyOfFen(fen) }))
}
