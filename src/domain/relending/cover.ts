import { addMoney, isPositiveMoney, type Money, minMoney, NO_MONEY, subtractMoney } from '../../kernel/money.js'

/** What wants to be covered, and how much of it each loan may cover. */
export interface Claim {
  readonly id: string
  readonly wants: Money
  readonly from: ReadonlyMap<string, Money>
}

/**
 * Covers claims out of what loans can give, the first claim first: no claim is left short while loans could be shared out otherwise. A
 * claim takes what is free; then claims before it move to other loans, if that frees something (augmenting paths of a greatest flow).
 * @returns covered by claim
 */
export const coverClaims = (
  claims: readonly Claim[],
  capacity: ReadonlyMap<string, Money>,
): ReadonlyMap<string, Money> => {
  const cover = new Cover(claims, capacity)
  return new Map(claims.map((claim) => [claim.id, cover.serve(claim)]))
}

/** One way to move money: `claim` rests more on `loan`, and less on the loan it is moved from. */
interface Move {
  readonly claim: Claim
  readonly loan: string
  readonly moved: string | null
  readonly before: Move | null
}

class Cover {
  /** Taken by claim and loan. */
  readonly #taken = new Map<string, Map<string, Money>>()
  readonly #free: Map<string, Money>

  constructor(
    private readonly claims: readonly Claim[],
    capacity: ReadonlyMap<string, Money>,
  ) {
    this.#free = new Map(capacity)
  }

  serve(claim: Claim): Money {
    let left = claim.wants
    for (const loan of claim.from.keys()) {
      const takes = minMoney(left, minMoney(this.#room(claim, loan), this.#freeOf(loan)))
      this.#take(claim, loan, takes)
      this.#free.set(loan, subtractMoney(this.#freeOf(loan), takes))
      left = subtractMoney(left, takes)
    }
    for (let path = this.#pathFor(claim); isPositiveMoney(left) && path !== null; path = this.#pathFor(claim))
      left = subtractMoney(left, this.#follow(path, left))
    return subtractMoney(claim.wants, left)
  }

  /** The shortest chain of moves that ends at a loan with something free. */
  #pathFor(claim: Claim): Move | null {
    const seen = new Set<string>()
    const queue: Move[] = this.#movesOf(claim, null, null)
    for (let at = 0; at < queue.length; at += 1) {
      const move = queue[at] as Move
      if (seen.has(move.loan)) continue
      seen.add(move.loan)
      if (isPositiveMoney(this.#freeOf(move.loan))) return move
      for (const other of this.claims)
        if (isPositiveMoney(this.#takenOf(other, move.loan))) queue.push(...this.#movesOf(other, move.loan, move))
    }
    return null
  }
  #movesOf(claim: Claim, moved: string | null, before: Move | null): Move[] {
    return [...claim.from.keys()]
      .filter((loan) => loan !== moved && isPositiveMoney(this.#room(claim, loan)))
      .map((loan) => ({ claim, loan, moved, before }))
  }
  #follow(path: Move, most: Money): Money {
    let amount = minMoney(most, this.#freeOf(path.loan))
    for (let move: Move | null = path; move !== null; move = move.before) {
      amount = minMoney(amount, this.#room(move.claim, move.loan))
      if (move.moved !== null) amount = minMoney(amount, this.#takenOf(move.claim, move.moved))
    }
    this.#free.set(path.loan, subtractMoney(this.#freeOf(path.loan), amount))
    for (let move: Move | null = path; move !== null; move = move.before) {
      this.#take(move.claim, move.loan, amount)
      if (move.moved !== null) this.#take(move.claim, move.moved, subtractMoney(NO_MONEY, amount))
    }
    return amount
  }

  #freeOf(loan: string): Money {
    return this.#free.get(loan) ?? NO_MONEY
  }
  #takenOf(claim: Claim, loan: string): Money {
    return this.#taken.get(claim.id)?.get(loan) ?? NO_MONEY
  }
  #room(claim: Claim, loan: string): Money {
    return subtractMoney(claim.from.get(loan) ?? NO_MONEY, this.#takenOf(claim, loan))
  }
  #take(claim: Claim, loan: string, amount: Money): void {
    const taken = this.#taken.get(claim.id) ?? new Map<string, Money>()
    taken.set(loan, addMoney(this.#takenOf(claim, loan), amount))
    this.#taken.set(claim.id, taken)
  }
}
