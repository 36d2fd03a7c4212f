import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import type { FactorChoices } from '../../domain/carbon/emissions.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { documentHash } from '../canonical-json.js'
import { accountRows, countEnterprises, enterprisesAfter, enterprisesToRate } from './account-views.js'
import { type RatingRefusal, ratingDocument } from './rating-document.js'
import { type RatingRuleRefusal, type RatingRules, ratingRules } from './rating-rules.js'
import { ratingStandings } from './rating-standing.js'
import { ratingsOn } from './rating-views.js'
import { insertRatings, lockAccounts, type NewRating } from './store.js'

export interface RatingRun {
  readonly asOf: CivilDate
  /** Facts and rules as known then; null is now. */
  readonly knownAt: string | null
  readonly jobRunId: string | null
  readonly recordedBy: string | null
}

export type RatingOutcome =
  | {
      readonly uscc: string
      readonly outcome: 'changed' | 'unchanged'
      readonly grade: string
      /** The grade of the same day before; null when there was none. */
      readonly gradeBefore: string | null
    }
  | { readonly uscc: string; readonly outcome: 'skipped'; readonly reason: RatingRefusal }

/**
 * Rates some enterprises in the caller's transaction, under rules already loaded. A rating whose document is the same as the one
 * that stands is not written again; an account that cannot be rated is skipped with its reason.
 */
export async function rateInTransaction(
  tx: Tx,
  run: RatingRun,
  rules: RatingRules,
  ids: readonly string[],
): Promise<readonly RatingOutcome[]> {
  const recordedAt = await lockAccounts(tx, ids)
  const accounts = await accountRows(tx, ids, run.knownAt)
  const standingOf = await ratingStandings(tx, ids, run)
  const standing = await ratingsOn(tx, ids, run)

  const outcomes: RatingOutcome[] = []
  const changed: NewRating[] = []
  const choices: FactorChoices = new Map()
  for (const [enterpriseId, account] of accounts) {
    const { uscc } = account.enterprise
    const rated = ratingDocument(account, rules, run.asOf, standingOf(enterpriseId), choices)
    if (!rated.ok) {
      outcomes.push({ uscc, outcome: 'skipped', reason: rated.refusal })
      continue
    }
    const document = rated.value
    const hash = documentHash(document)
    const stands = standing.get(enterpriseId)
    const outcome = stands?.documentHash === hash ? 'unchanged' : 'changed'
    if (outcome === 'changed') changed.push({ enterpriseId, document, documentHash: hash })
    outcomes.push({ uscc, outcome, grade: document.grade, gradeBefore: stands?.grade ?? null })
  }
  if (changed.length > 0) await insertRatings(tx, { ...run, knownAt: run.knownAt ?? recordedAt, recordedAt }, changed)
  return outcomes
}

const CHUNK = 50
/** Named in the result; beyond them only counted. */
const MOST_NAMED = 100

export interface RatedEnterprises {
  readonly rated: number
  readonly changed: number
  readonly unchanged: number
  readonly byGrade: Readonly<Record<string, number>>
  /** How many accounts could not be rated, by the code of the reason. */
  readonly skippedByReason: Readonly<Record<string, number>>
  /** The first of them by enterprise code, with what exactly was in the way. */
  readonly skipped: readonly { readonly uscc: string; readonly reason: RatingRefusal }[]
}

/**
 * Rates all enterprises, or those named, a chunk a transaction; run it twice and it writes once. No list grows with the book: ids are
 * read a chunk at a time, and of what was skipped only the first are named.
 */
export async function rateEnterprises(
  db: Database,
  run: RatingRun & { readonly enterprises?: readonly string[] },
  progress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<Result<RatedEnterprises, RatingRuleRefusal>> {
  const { rules, total } = await withTransaction(
    db,
    SYSTEM,
    async (tx) => ({ rules: await ratingRules(tx, run), total: await countEnterprises(tx, run.enterprises ?? null) }),
    { readOnly: true },
  )
  if (!rules.ok) return rules
  const summary = new RatingSummary()
  let done = 0
  for await (const ids of chunksToRate(db, run.enterprises)) {
    const outcomes = await withTransaction(db, SYSTEM, async (tx) => {
      const chunk = await rateInTransaction(tx, run, rules.value, ids)
      const changed = chunk.filter(({ outcome }) => outcome === 'changed')
      if (changed.length > 0)
        await insertAuditEvent(tx, {
          action: 'ratings.recorded',
          subjectKind: 'ratings',
          subjectId: run.asOf,
          detail: { changed: changed.map(({ uscc }) => uscc), jobRunId: run.jobRunId },
        })
      return chunk
    })
    for (const outcome of outcomes) summary.add(outcome)
    done += outcomes.length
    await progress(done, total)
  }
  return ok(summary.told())
}

/** Ids in the order of the enterprises' codes: those named, or all, each chunk read after the last code of the one before. */
async function* chunksToRate(db: Database, named: readonly string[] | undefined): AsyncGenerator<readonly string[]> {
  const codes = named && [...new Set(named)].sort()
  let after = ''
  for (let at = 0; codes === undefined || at < codes.length; at += CHUNK) {
    const chunk = await withTransaction(
      db,
      SYSTEM,
      (tx) => (codes ? enterprisesToRate(tx, codes.slice(at, at + CHUNK)) : enterprisesAfter(tx, after, CHUNK)),
      { readOnly: true },
    )
    after = chunk.at(-1)?.uscc ?? after
    if (chunk.length > 0) yield chunk.map(({ id }) => id)
    else if (codes === undefined) return
  }
}

/** Counts outcomes as they come. */
class RatingSummary {
  private readonly counts = { rated: 0, changed: 0, unchanged: 0 }
  private readonly byGrade: Record<string, number> = {}
  private readonly skippedByReason: Record<string, number> = {}
  private readonly skipped: { uscc: string; reason: RatingRefusal }[] = []

  add(one: RatingOutcome): void {
    if (one.outcome === 'skipped') {
      const { uscc, reason } = one
      this.skippedByReason[reason.code] = (this.skippedByReason[reason.code] ?? 0) + 1
      if (this.skipped.length < MOST_NAMED) this.skipped.push({ uscc, reason })
      return
    }
    this.counts.rated += 1
    this.counts[one.outcome] += 1
    this.byGrade[one.grade] = (this.byGrade[one.grade] ?? 0) + 1
  }

  told(): RatedEnterprises {
    const { byGrade, skippedByReason, skipped } = this
    return { ...this.counts, byGrade, skippedByReason, skipped }
  }
}
