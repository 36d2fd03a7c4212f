import type { CivilDate } from '../../../kernel/civil-date.js'
import type { Bucket, ContractTerms } from '../contract-terms.js'

/** One amount that has fallen due, fen. */
export interface Charge {
  readonly bucket: Bucket
  /** The row of the schedule; null for a fee, a penalty or compound interest. */
  readonly no: number | null
  readonly dueOn: CivilDate
  /** From the night of this day on, what is unpaid bears penalty or compound interest. */
  readonly bearsFrom: CivilDate
  owed: bigint
}

/** So much of a payment went to one charge; a prepayment goes to principal that was not due. */
export interface Allocation {
  /** The payment; null where held money paid. */
  readonly factId: string | null
  readonly on: CivilDate
  readonly bucket: Bucket
  readonly no: number | null
  readonly dueOn: CivilDate | null
  readonly amount: bigint
}

export const BUCKETS: readonly Bucket[] = ['fee', 'penalty', 'compound', 'interest', 'principal']

const NONE: readonly Charge[] = []
const COUNTED_AS_UNPAID = ['fee', 'interest', 'principal'] as const

/** Charges of one kind, oldest first; what is paid leaves at the front. */
interface Queue {
  readonly charges: Charge[]
  first: number
}

/** What is due and unpaid, kept so that a payment costs as much as it pays, however many charges wait. */
export class Charges {
  readonly #queues: Readonly<Record<Bucket, Queue>> = {
    fee: { charges: [], first: 0 },
    penalty: { charges: [], first: 0 },
    compound: { charges: [], first: 0 },
    interest: { charges: [], first: 0 },
    principal: { charges: [], first: 0 },
  }
  /** Not bearing yet, in the order in which they begin to. */
  #resting: Charge[] = []
  readonly #bearing = new Set<Charge>()
  readonly #compounding: ReadonlySet<Bucket>
  /** Unpaid principal that bears the penalty, and what bears compound interest, fen. */
  bearingPrincipal = 0n
  bearingInterest = 0n

  constructor(private readonly terms: ContractTerms) {
    this.#compounding = new Set<Bucket>(terms.compound.charged ? terms.compound.base : [])
  }

  /** Penalties of payments between two settlements are one charge: they begin to bear together. */
  add(charge: Charge): void {
    const { charges, first } = this.#queues[charge.bucket]
    const last = charges.at(-1)
    const same = charge.no === null && last?.bearsFrom === charge.bearsFrom && charges.length > first
    if (same && charge.bucket !== 'fee' && last !== undefined && !this.#bearing.has(last)) last.owed += charge.owed
    else {
      charges.push(charge)
      if (charge.bucket === 'principal' || this.#compounding.has(charge.bucket)) this.#resting.push(charge)
    }
  }

  /** The charges that begin to bear by the day. */
  wake(day: CivilDate): readonly Charge[] {
    if (this.#resting.length === 0) return NONE
    const woken = this.#resting.filter((charge) => charge.bearsFrom <= day && charge.owed > 0n)
    this.#resting = this.#resting.filter((charge) => charge.bearsFrom > day)
    for (const charge of woken) {
      this.#bearing.add(charge)
      this.#bear(charge.bucket, charge.owed)
    }
    return woken
  }

  isEmpty(): boolean {
    return BUCKETS.every((bucket) => this.#head(bucket) === undefined)
  }

  *open(): Iterable<Charge> {
    for (const bucket of BUCKETS) {
      const { charges, first } = this.#queues[bucket]
      for (let at = first; at < charges.length; at += 1) yield charges[at] as Charge
    }
  }

  /** The oldest due date before the day on which principal, interest or a fee was not paid. */
  oldestUnpaidOn(day: CivilDate): CivilDate | null {
    let oldest: CivilDate | undefined
    for (const bucket of COUNTED_AS_UNPAID) {
      const dueOn = this.#head(bucket)?.dueOn
      if (dueOn !== undefined && (oldest === undefined || dueOn < oldest)) oldest = dueOn
    }
    return oldest !== undefined && oldest < day ? oldest : null
  }

  /**
   * Pays in the contract's order: kind after kind, oldest first, or due date after due date, each through all kinds; another order for a
   * bad loan. Civil Code art. 561 has costs, then interest, then principal, unless the parties agreed otherwise.
   */
  pay(factId: string | null, on: CivilDate, money: bigint, daysOverdue: number): Allocation[] {
    const { normal, bad, badFromDaysOverdue, across } = this.terms.waterfall
    const order = daysOverdue >= badFromDaysOverdue ? bad : normal
    const allocations: Allocation[] = []
    let left = money
    while (left > 0n) {
      const charge = across === 'by-kind' ? this.#firstOf(order) : this.#oldestOf(order)
      if (charge === undefined) break
      const amount = lesserOf(charge.owed, left)
      left -= amount
      this.#reduce(charge, amount)
      allocations.push({ factId, on, bucket: charge.bucket, no: charge.no, dueOn: charge.dueOn, amount })
    }
    return allocations
  }

  #firstOf(order: readonly Bucket[]): Charge | undefined {
    for (const bucket of order) {
      const head = this.#head(bucket)
      if (head !== undefined) return head
    }
    return undefined
  }
  #oldestOf(order: readonly Bucket[]): Charge | undefined {
    let oldest: Charge | undefined
    for (const bucket of order) {
      const head = this.#head(bucket)
      if (head !== undefined && (oldest === undefined || head.dueOn < oldest.dueOn)) oldest = head
    }
    return oldest
  }
  #head(bucket: Bucket): Charge | undefined {
    const { charges, first } = this.#queues[bucket]
    return charges[first]
  }
  #reduce(charge: Charge, amount: bigint): void {
    charge.owed -= amount
    if (this.#bearing.has(charge)) this.#bear(charge.bucket, -amount)
    if (charge.owed > 0n) return
    this.#bearing.delete(charge)
    this.#queues[charge.bucket].first += 1
  }
  #bear(bucket: Bucket, fen: bigint): void {
    if (bucket === 'principal') this.bearingPrincipal += fen
    else this.bearingInterest += fen
  }
}

/** Of two amounts in whole fen; `Math.min` knows only numbers. */
export function lesserOf(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
