import type { CivilDate } from '../../kernel/civil-date.js'
import {
  formatMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  minMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CheckId } from './eligibility.js'
import type { Cure } from './facility-term.js'
import { balanceFor, type EligibleBalance, type Loss, type PooledReloan, shortfallsOf } from './shortfall.js'
import type { ReloanStanding } from './standing.js'

/** A loan offered instead of another, or beside it. */
export interface Substitute {
  readonly loan: string
  readonly lender: string
  /** Null while nothing is paid out. */
  readonly lastDisbursedOn: CivilDate | null
  /** Tests of a filed loan that it fails, but for the filing window, the quota and whether it is used already. */
  readonly failed: readonly CheckId[]
  /** What claims it already; null for none. */
  readonly claimedBy: string | null
  readonly standing: EligibleBalance
}

export interface SubstitutionFacts {
  readonly reloan: PooledReloan
  readonly lender: string
  readonly standing: ReloanStanding
  readonly drawnOn: CivilDate
  /** All live re-loans that share a backing loan with it, itself among them. */
  readonly pool: readonly PooledReloan[]
  readonly loans: ReadonlyMap<string, EligibleBalance>
  readonly out: readonly string[]
  readonly in: readonly Substitute[]
  readonly cures: readonly Cure[]
  readonly on: CivilDate
}
export interface Substitution {
  readonly out: readonly string[]
  readonly in: readonly { readonly loan: string; readonly amount: Money }[]
}

export type SubstitutionRefusal =
  | { readonly code: 'RELOAN_ENDED'; readonly state: ReloanStanding['state'] }
  | { readonly code: 'BEFORE_DRAWING'; readonly on: CivilDate; readonly drawnOn: CivilDate }
  | { readonly code: 'CURE_NOT_OFFERED'; readonly cure: Cure; readonly offered: readonly Cure[] }
  | { readonly code: 'SUBSTITUTE_TWICE'; readonly loan: string }
  | { readonly code: 'SUBSTITUTE_NOT_NEEDED'; readonly loan: string }
  | { readonly code: 'LOAN_NOT_BACKING'; readonly loan: string }
  | { readonly code: 'LOAN_OF_ANOTHER_LENDER'; readonly loan: string }
  | { readonly code: 'LOAN_ALREADY_BACKS'; readonly loan: string; readonly claimedBy: string }
  | {
      readonly code: 'SUBSTITUTE_AFTER'
      readonly loan: string
      readonly on: CivilDate
      readonly disbursedOn: CivilDate | null
    }
  | {
      readonly code: 'SUBSTITUTE_NOT_ELIGIBLE'
      readonly loan: string
      readonly checks: readonly (CheckId | Loss)[]
    }
  | { readonly code: 'SUBSTITUTION_TOO_SMALL'; readonly shortfall: string; readonly balance: string }

/**
 * 等额替换: eligible loans of the same bank, used for nothing else, take the place of loans that no longer count, or stand beside them; then
 * the re-loan is covered in full. Which part of it each stands for is what the others leave.
 */
export const substitute = (facts: SubstitutionFacts): Result<Substitution, SubstitutionRefusal> => {
  const { reloan, standing, drawnOn, pool, loans, out, cures, on } = facts
  if (isZeroMoney(standing.balance)) return refuse({ code: 'RELOAN_ENDED', state: standing.state })
  if (on < drawnOn) return refuse({ code: 'BEFORE_DRAWING', on, drawnOn })
  if (!cures.includes('SUBSTITUTE_EQUAL'))
    return refuse({ code: 'CURE_NOT_OFFERED', cure: 'SUBSTITUTE_EQUAL', offered: cures })
  const unbacked = out.find((loan) => !reloan.backing.includes(loan))
  if (unbacked !== undefined) return refuse({ code: 'LOAN_NOT_BACKING', loan: unbacked })
  const seen = new Set<string>()
  for (const offered of facts.in) {
    const refusal = refusalOf(offered, facts, seen)
    if (refusal !== undefined) return refuse(refusal)
    seen.add(offered.loan)
  }

  const kept = reloan.backing.filter((loan) => !out.includes(loan))
  const others = pool.filter(({ id }) => id !== reloan.id)
  const without = { ...reloan, backing: kept }
  let left = shortfallFor([...others, without], loans, reloan.id)
  const taken = facts.in.map(({ loan, standing: { eligible } }) => {
    const amount = minMoney(left, timesDown(eligible, reloan.ratioCap))
    left = subtractMoney(left, amount)
    return { loan, amount }
  })
  if (isPositiveMoney(left))
    return refuse({
      code: 'SUBSTITUTION_TOO_SMALL',
      shortfall: formatMoney(left),
      balance: formatMoney(balanceFor(left, reloan.ratioCap)),
    })
  const idle = taken.find(({ amount }) => !isPositiveMoney(amount))
  // A loan that is not needed stays free for another filing.
  if (idle !== undefined) return refuse({ code: 'SUBSTITUTE_NOT_NEEDED', loan: idle.loan })
  return ok({ out, in: taken })
}

const refusalOf = (
  { loan, lender, lastDisbursedOn, failed, claimedBy, standing }: Substitute,
  facts: SubstitutionFacts,
  seen: ReadonlySet<string>,
): SubstitutionRefusal | undefined => {
  if (seen.has(loan)) return { code: 'SUBSTITUTE_TWICE', loan }
  if (lender !== facts.lender) return { code: 'LOAN_OF_ANOTHER_LENDER', loan }
  if (claimedBy !== null) return { code: 'LOAN_ALREADY_BACKS', loan, claimedBy }
  if (lastDisbursedOn === null || facts.on < lastDisbursedOn)
    return { code: 'SUBSTITUTE_AFTER', loan, on: facts.on, disbursedOn: lastDisbursedOn }
  const checks = [...failed, ...standing.losses]
  return checks.length === 0 ? undefined : { code: 'SUBSTITUTE_NOT_ELIGIBLE', loan, checks }
}

const shortfallFor = (pool: readonly PooledReloan[], loans: ReadonlyMap<string, EligibleBalance>, id: string): Money =>
  shortfallsOf(pool, loans).find(({ reloan }) => reloan === id)?.shortfall ?? NO_MONEY
