import type { CivilDate } from '../../kernel/civil-date.js'
import { divide, type Exact } from '../../kernel/exact.js'
import {
  addMoney,
  compareMoney,
  isPositiveMoney,
  type Money,
  maxMoney,
  money,
  moneyHalfUp,
  NO_MONEY,
  subtractMoney,
  sumMoney,
  timesDown,
  yuan,
} from '../../kernel/money.js'
import { coverClaims } from './cover.js'
import type { Cure } from './facility-term.js'

/** A backing loan as it stands on a day. */
export interface BackingOn {
  readonly loan: string
  readonly principal: Money
  readonly state: 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF'
  readonly daysOverdue: number
  /** 五级分类 */
  readonly class: string
  /** Carbon grade of the last pricing; NOT_RATED without one. */
  readonly grade: string
  readonly misused: boolean
  /** 先借后贷: counts at its contract's amount up to this day, before it is paid out; null for a loan lent first. */
  readonly noteDueOn: CivilDate | null
  readonly contracted: Money
}
export interface BackingRules {
  readonly classes: readonly string[]
  readonly grades: readonly string[]
}

/** 未放款 · 已结清 · 已核销 · 逾期 · 分类下调 · 碳评级下调 · 挪用 · 部分还款 is no loss: it only lowers the balance. */
export const LOSSES = ['NOT_PAID_OUT', 'SETTLED', 'WRITTEN_OFF', 'OVERDUE', 'CLASS', 'GRADE', 'MISUSED'] as const
export type Loss = (typeof LOSSES)[number]

export interface EligibleBalance {
  readonly loan: string
  readonly principal: Money
  /** What of it counts: all or nothing. */
  readonly eligible: Money
  readonly losses: readonly Loss[]
  readonly daysOverdue: number
  readonly class: string
  readonly grade: string
}

/** What a backing loan still counts for. */
export const eligibleBalance = (backing: BackingOn, rules: BackingRules, on: CivilDate): EligibleBalance => {
  const { loan, principal, state, daysOverdue, class: category, grade, misused, noteDueOn, contracted } = backing
  const waits = state === 'CONTRACTED' && noteDueOn !== null && on <= noteDueOn
  const holds: Readonly<Record<Loss, boolean>> = {
    NOT_PAID_OUT: state === 'CONTRACTED' && !waits,
    SETTLED: state === 'SETTLED',
    WRITTEN_OFF: state === 'WRITTEN_OFF',
    OVERDUE: daysOverdue > 0 || state === 'OVERDUE',
    CLASS: !rules.classes.includes(category),
    GRADE: !rules.grades.includes(grade),
    MISUSED: misused,
  }
  const losses = LOSSES.filter((loss) => holds[loss])
  const counted = losses.length > 0 ? NO_MONEY : waits ? contracted : principal
  return { loan, principal, eligible: counted, losses, daysOverdue, class: category, grade }
}

/** A live re-loan of a pool and the loans that back it. */
export interface PooledReloan {
  readonly id: string
  readonly drawnOn: CivilDate
  readonly balance: Money
  /** Of the day it was drawn: what the contract was granted on. */
  readonly ratioCap: Exact
  readonly backing: readonly string[]
}
export interface Shortfall {
  readonly reloan: string
  readonly balance: Money
  /** Eligible balances × ratio, rounded down, as far as no earlier re-loan rests on them; at most the balance. */
  readonly covered: Money
  /** Never negative. */
  readonly shortfall: Money
}

/** Re-loans that share backing loans, however remotely, decide together: the pool of the given one. */
export const poolOf = <R extends Pick<PooledReloan, 'id' | 'backing'>>(
  reloans: readonly R[],
  id: string,
): readonly R[] => {
  const pool = new Set([id])
  const loans = new Set(reloans.find((reloan) => reloan.id === id)?.backing ?? [])
  for (let grown = true; grown; ) {
    grown = false
    for (const reloan of reloans)
      if (!pool.has(reloan.id) && reloan.backing.some((loan) => loans.has(loan))) {
        pool.add(reloan.id)
        for (const loan of reloan.backing) loans.add(loan)
        grown = true
      }
  }
  return reloans.filter((reloan) => pool.has(reloan.id))
}

/**
 * P1 of the reviewer: Σ re-loan ≤ ratio × Σ eligible balance. Where re-loans share loans, the one drawn first is covered first, and none
 * is told to be short while the loans could be shared out so that it is covered: the sum is the pool's.
 */
export const shortfallsOf = (
  reloans: readonly PooledReloan[],
  loans: ReadonlyMap<string, EligibleBalance>,
): readonly Shortfall[] => {
  const inOrder = [...reloans].sort((a, b) =>
    a.drawnOn === b.drawnOn ? order(a.id, b.id) : order(a.drawnOn, b.drawnOn),
  )
  const claims = inOrder.map(({ id, balance, ratioCap, backing }) => ({
    id,
    wants: balance,
    from: new Map(backing.map((loan) => [loan, timesDown(loans.get(loan)?.eligible ?? NO_MONEY, ratioCap)])),
  }))
  const capacity = new Map<string, Money>()
  for (const { from } of claims)
    for (const [loan, most] of from) capacity.set(loan, maxMoney(most, capacity.get(loan) ?? NO_MONEY))
  const covered = coverClaims(claims, capacity)
  return inOrder.map(({ id, balance }) => {
    const cover = covered.get(id) ?? NO_MONEY
    return { reloan: id, balance, covered: cover, shortfall: subtractMoney(balance, cover) }
  })
}
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export type CureProposed =
  /** 按比例归还: the least that brings the pool back within its ratio. */
  | { readonly cure: 'RETURN_PROPORTION'; readonly amount: Money }
  /** 等额替换: eligible loans of at least this balance. */
  | { readonly cure: 'SUBSTITUTE_EQUAL'; readonly balance: Money }

/** Either cure makes the shortfall nought; a facility may allow only one. */
export const curesOf = (shortfall: Money, ratioCap: Exact, allowed: readonly Cure[]): readonly CureProposed[] =>
  isPositiveMoney(shortfall)
    ? allowed.map((cure) =>
        cure === 'RETURN_PROPORTION' ? { cure, amount: shortfall } : { cure, balance: balanceFor(shortfall, ratioCap) },
      )
    : []

const FEN = money('0.01')
/** The least balance that covers the amount under the ratio. */
export const balanceFor = (amount: Money, ratioCap: Exact): Money => {
  const near = moneyHalfUp(divide(yuan(amount), ratioCap))
  return compareMoney(timesDown(near, ratioCap), amount) >= 0 ? near : addMoney(near, FEN)
}

export const totalShortfall = (shortfalls: readonly Shortfall[]): Money =>
  sumMoney(shortfalls.map(({ shortfall }) => shortfall))
