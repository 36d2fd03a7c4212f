import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { documentHash } from '../canonical-json.js'
import { accountRows, enterprisesToRate } from './account-views.js'
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
  for (const [enterpriseId, account] of accounts) {
    const { uscc } = account.enterprise
    const rated = ratingDocument(account, rules, run.asOf, standingOf(enterpriseId))
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

export interface RatedEnterprises {
  readonly rated: number
  readonly changed: number
  readonly unchanged: number
  readonly byGrade: Readonly<Record<string, number>>
  readonly skipped: readonly { readonly uscc: string; readonly reason: RatingRefusal }[]
}

/** Rates all enterprises, or those named, a chunk a transaction; run it twice and it writes once. */
export async function rateEnterprises(
  db: Database,
  run: RatingRun & { readonly enterprises?: readonly string[] },
  progress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<Result<RatedEnterprises, RatingRuleRefusal>> {
  const { rules, wanted } = await withTransaction(
    db,
    SYSTEM,
    async (tx) => ({ rules: await ratingRules(tx, run), wanted: await enterprisesToRate(tx, run.enterprises ?? null) }),
    { readOnly: true },
  )
  if (!rules.ok) return rules
  const outcomes: RatingOutcome[] = []
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const ids = wanted.slice(at, at + CHUNK).map(({ id }) => id)
    outcomes.push(
      ...(await withTransaction(db, SYSTEM, async (tx) => {
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
      })),
    )
    await progress(outcomes.length, wanted.length)
  }
  return ok(summaryOf(outcomes))
}

function summaryOf(outcomes: readonly RatingOutcome[]): RatedEnterprises {
  const byGrade: Record<string, number> = {}
  const skipped: { uscc: string; reason: RatingRefusal }[] = []
  let changed = 0
  for (const one of outcomes) {
    if (one.outcome === 'skipped') skipped.push({ uscc: one.uscc, reason: one.reason })
    else byGrade[one.grade] = (byGrade[one.grade] ?? 0) + 1
    if (one.outcome === 'changed') changed += 1
  }
  const rated = outcomes.length - skipped.length
  return { rated, changed, unchanged: rated - changed, byGrade, skipped }
}
