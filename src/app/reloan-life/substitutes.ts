import type { Tx } from '../../db/transaction.js'
import { failedChecks, testLoan } from '../../domain/relending/eligibility.js'
import type { FacilityTermUnknown } from '../../domain/relending/facility.js'
import { standingToChange } from '../../domain/relending/standing.js'
import {
  type Substitute,
  type Substitution,
  type SubstitutionRefusal,
  substitute,
} from '../../domain/relending/substitution.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { isZeroMoney } from '../../kernel/money.js'
import { type Result, refuse } from '../../kernel/result.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { factsOf, loansToTest } from '../relending/backing-loans.js'
import type { KnownReloan } from './life.js'
import { eligibleLoans, poolOn } from './pool.js'
import { claimsOf } from './views.js'

export type SubstitutesRefusal = RecordRefusal | FacilityTermUnknown | SubstitutionRefusal

export interface SubstitutesAsked {
  readonly out: readonly string[]
  readonly in: readonly string[]
  readonly on: CivilDate
  /** The proposal that keeps the offered loans already; null before there is one. */
  readonly proposalId: string | null
}

/** Tests of a filing that a substitute is not put to: its window, the quota, and use elsewhere, which has its own refusal. */
const NOT_ASKED: readonly string[] = ['E2', 'E3', 'Q2']

/** Tests loans offered instead of others; to be called with their states held. */
export async function substitutesFor(
  tx: Tx,
  known: KnownReloan,
  asked: SubstitutesAsked,
): Promise<Result<Substitution & { readonly enterprises: ReadonlyMap<string, string> }, SubstitutesRefusal>> {
  const { life, filingId, borrowedFirst, lenderId } = known
  const { on, proposalId } = asked
  const standing = standingToChange(life, on)
  if (on < life.drawnOn) return refuse({ code: 'BEFORE_DRAWING', on, drawnOn: life.drawnOn })
  const pool = await poolOn(tx, filingId, { asOf: on, knownAt: null }, life.id)
  if (!pool.ok) return pool
  const { reloans, loans, rules, backingRules, allowed } = pool.value
  const self = reloans.find(({ pooled }) => pooled.id === life.id)
  if (self === undefined || isZeroMoney(standing.balance))
    return refuse({ code: 'RELOAN_ENDED', state: standing.state })

  const found = await loansToTest(tx, asked.in, null)
  const missing = asked.in.find((loan) => !found.has(loan))
  if (missing !== undefined) return notFound('loan')
  const claims = await claimsOf(tx, asked.in)
  const offered = await eligibleLoans(
    tx,
    asked.in,
    { filingId, borrowedFirst, backingRules },
    { asOf: on, knownAt: null },
  )
  const substitutes = asked.in.map((loan): Substitute => {
    const tested = found.get(loan)
    const loanStanding = offered.get(loan)
    if (tested === undefined || loanStanding === undefined) throw new Error(`loan ${loan} is not to be seen`)
    const claim = claims.get(loan) ?? null
    const lines = testLoan(factsOf(tested, rules, { requested: null, filedOn: on, quotaAvailable: standing.balance }))
    return {
      loan,
      lender: tested.lenderId,
      lastDisbursedOn: tested.loan.disbursed?.lastOn ?? null,
      failed: failedChecks(lines).filter((check) => !NOT_ASKED.includes(check) && !(check === 'E1' && claim !== null)),
      claimedBy: claim === proposalId ? null : claim,
      standing: loanStanding,
    }
  })
  const decided = substitute({
    reloan: self.pooled,
    lender: lenderId,
    standing,
    drawnOn: life.drawnOn,
    pool: reloans.map(({ pooled }) => pooled),
    loans: new Map([...loans, ...offered]),
    out: asked.out,
    in: substitutes,
    cures: allowed,
    on,
  })
  if (!decided.ok) return decided
  return {
    ok: true,
    value: {
      ...decided.value,
      enterprises: new Map(asked.in.map((loan) => [loan, found.get(loan)?.enterpriseId as string])),
    },
  }
}
