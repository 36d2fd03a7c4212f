import type { Tx } from '../../db/transaction.js'
import { type FacilityTermUnknown, termIfSet, termInForce } from '../../domain/relending/facility.js'
import { CURES, type Cure } from '../../domain/relending/facility-term.js'
import {
  type BackingOn,
  type BackingRules,
  type CureProposed,
  curesOf,
  type EligibleBalance,
  eligibleBalance,
  type PooledReloan,
  poolOf,
  type Shortfall,
  shortfallsOf,
} from '../../domain/relending/shortfall.js'
import { type ReloanStanding, standingOn } from '../../domain/relending/standing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { isPositiveMoney, NO_MONEY } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { parameter } from '../loans/product-terms.js'
import { type FacilityRules, facilityRules } from '../relending/facility-rules.js'
import { loanOn } from '../servicing/loan-on.js'
import { type KnownReloan, knownFrom } from './life.js'
import { backingRows, lifeRowsOfFiling } from './views.js'

export interface PoolQuestion {
  readonly asOf: CivilDate
  /** Null is now. */
  readonly knownAt: string | null
}

export interface ReloanInPool {
  readonly known: KnownReloan
  readonly standing: ReloanStanding
  readonly pooled: PooledReloan
  readonly shortfall: Shortfall
  readonly cures: readonly CureProposed[]
}
/** Re-loans of one grant that are owed on a day, with what their backing loans still count for. */
export interface Pool {
  readonly rules: FacilityRules
  readonly backingRules: BackingRules
  /** Of the rows that said what counts. */
  readonly ruleIds: readonly string[]
  readonly reloans: readonly ReloanInPool[]
  readonly loans: ReadonlyMap<string, EligibleBalance & { readonly contractNo: string }>
  readonly allowed: readonly Cure[]
}

/** The words of a parameter: `NORMAL|SPECIAL_MENTION`. */
async function wordsOf(tx: Tx, code: string, { asOf, knownAt }: PoolQuestion) {
  const { value, ruleId } = await parameter(tx, code, asOf, knownAt)
  return { words: value.split('|'), ruleId }
}

/** Of a grant, or of the one re-loan and those that share its loans. */
export async function poolOn(
  tx: Tx,
  filingId: string,
  { asOf, knownAt }: PoolQuestion,
  only: string | null = null,
): Promise<Result<Pool, FacilityTermUnknown>> {
  const rows = await lifeRowsOfFiling(tx, filingId, knownAt)
  const facility = rows[0]?.facility
  if (facility === undefined) throw new Error(`filing ${filingId} has no re-loan`)
  const rules = await facilityRules(tx, facility, knownAt)
  const owed: { known: KnownReloan; standing: ReloanStanding; pooled: PooledReloan }[] = []
  for (const known of rows.map(knownFrom)) {
    const { life } = known
    if (life.drawnOn > asOf) continue
    const standing = standingOn(life, asOf)
    if (!isPositiveMoney(standing.balance)) continue
    const ratio = termInForce(rules.terms, rules.lineage, 'ratio_cap', life.drawnOn)
    if (!ratio.ok) return ratio
    const { id, drawnOn } = life
    const backing = [...standing.backing.keys()].sort()
    owed.push({
      known,
      standing,
      pooled: { id, drawnOn, balance: standing.balance, ratioCap: ratio.value.value, backing },
    })
  }
  const pooled = owed.map((one) => one.pooled)
  const wanted = only === null ? pooled : poolOf(pooled, only)
  const cures = termIfSet(rules.terms, rules.lineage, 'early_repayment', asOf)
  const allowed = cures.ok && cures.value !== null ? cures.value.value : CURES
  const classes = await wordsOf(tx, 'reloan.backing_classes', { asOf, knownAt })
  const grades = await wordsOf(tx, 'reloan.backing_grades', { asOf, knownAt })
  const backingRules = { classes: classes.words, grades: grades.words }
  const loanIds = [...new Set(wanted.flatMap(({ backing }) => backing))]
  const borrowedFirst = owed[0]?.known.borrowedFirst ?? false
  const loans = await eligibleLoans(tx, loanIds, { filingId, borrowedFirst, backingRules }, { asOf, knownAt })
  const shortfalls = new Map(shortfallsOf(wanted, loans).map((one) => [one.reloan, one]))
  return ok({
    rules,
    backingRules,
    ruleIds: [classes.ruleId, grades.ruleId],
    reloans: owed.flatMap((one) => {
      const shortfall = shortfalls.get(one.pooled.id)
      return shortfall === undefined
        ? []
        : [{ ...one, shortfall, cures: curesOf(shortfall.shortfall, one.pooled.ratioCap, allowed) }]
    }),
    loans,
    allowed,
  })
}

/** What loans count for on a day, by their facts of that day and before; each is replayed. */
export async function eligibleLoans(
  tx: Tx,
  loanIds: readonly string[],
  by: { readonly filingId: string; readonly borrowedFirst: boolean; readonly backingRules: BackingRules },
  { asOf, knownAt }: PoolQuestion,
): Promise<Pool['loans']> {
  const about = await backingRows(tx, loanIds, by.filingId, { asOf, knownAt })
  const loans = new Map<string, EligibleBalance & { readonly contractNo: string }>()
  for (const row of about) {
    const found = await loanOn(tx, row.loanId, { asOf, knownAt })
    if (found === undefined) continue
    const position = found.replayed?.positionOn(asOf)
    const backing: BackingOn = {
      loan: row.loanId,
      principal: position?.principal ?? NO_MONEY,
      state: position?.state ?? 'CONTRACTED',
      daysOverdue: position?.daysOverdue ?? 0,
      class: row.class,
      grade: row.grade,
      misused: position?.misused ?? false,
      noteDueOn: by.borrowedFirst ? row.noteDueOn : null,
      contracted: found.loan.amount,
    }
    loans.set(row.loanId, { ...eligibleBalance(backing, by.backingRules, asOf), contractNo: row.contractNo })
  }
  return loans
}
