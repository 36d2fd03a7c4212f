import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { lprTable } from '../../rules/lpr.js'
import { parametersTable } from '../../rules/parameters.js'
import { pricingGridTable } from '../../rules/pricing-grid.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import type { ChunkOutcome, ChunkPlan, ChunkTotals, KeyRange, SubjectFailure } from '../jobs/chunk.js'
import { answerableInstant } from '../known-at/views.js'
import { decideAlone } from './decide-alone.js'
import { DecidingRules } from './deciding-rules.js'
import { fillPlans } from './fill-plans.js'
import { type CaseRefusal, decideCase } from './rate-case.js'
import {
  dropGathered,
  dropRunRatings,
  gatherCases,
  gatheredCases,
  keepRunRatings,
  keepWordings,
  loansOfCases,
  lockLoans,
  otherLoans,
  type RateChunk,
  type RecordedCase,
  recordCases,
} from './store.js'
import { cutOfBook, cutOfTouched, lastRunOf, rulesChangedSince } from './views.js'

export const RATE_RECOMPUTE = 'loan-rate-recompute'

/** Loans of one transaction: a payment on one of them waits for the others at most. Chosen by `scripts/bench`. */
export const LOANS_PER_CHUNK = 5_000
/** What every loan's rate may depend on. */
const RULES = [lprTable, pricingGridTable, pricingTermsTable, parametersTable, ratingMethodsTable].map(
  ({ name }) => name,
)

export interface RateRecompute {
  readonly on: CivilDate
  /** `all` looks at every loan; `changed` at those whose inputs became known since the last run of the day, if there was one. */
  readonly loans: 'all' | 'changed'
}

/** What a run settles on when it is planned, so that a chunk that is tried again decides the same. */
export interface PreparedRecompute {
  readonly knownAt: string
  readonly touched: { readonly since: string; readonly runId: string } | null
}

/** Cuts the book, or what changed of it, into chunks. */
export async function planRateRecompute(
  db: Database,
  { on, loans, runId }: RateRecompute & { readonly runId: string },
  loansPerChunk: number = LOANS_PER_CHUNK,
): Promise<ChunkPlan> {
  await fillPlans(db)
  const { latest: knownAt } = await answerableInstant(db, null)
  return withTransaction(db, SYSTEM, async (tx) => {
    const last = loans === 'changed' ? await lastRunOf(tx, { kind: RATE_RECOMPUTE, on }) : undefined
    const touched =
      last === undefined || (await rulesChangedSince(tx, RULES, last.knownAt))
        ? null
        : { since: last.knownAt, runId: last.id }
    const { total, ends } =
      touched === null ? await cutOfBook(tx, loansPerChunk) : await cutOfTouched(tx, touched, loansPerChunk)
    await keepRunRatings(tx, { runId, on, knownAt, touched })
    const prepared: PreparedRecompute = { knownAt, touched }
    return { total, ranges: ends.map((to, index) => ({ after: ends[index - 1] ?? null, to })), prepared }
  })
}

/** What came of a chunk, as the end of the run adds it up. */
export interface RateChunkDetail {
  /** Loans that the day tests. */
  readonly tested: number
  /** Different cases among them: each was decided once. */
  readonly cases: number
  readonly decided: number
  /** Of those decided by cases, the ones that bear another rate by it. */
  readonly changed: number
  /** Loans whose bank has not come to the day. */
  readonly waiting: number
}

/** Rules and decided cases of one run, kept from chunk to chunk. */
export interface RateRunMemory {
  rules?: DecidingRules
  readonly decided: Map<string, Result<RecordedCase | null, CaseRefusal>>
}

/**
 * Decides the rate of every loan of a range that the day tests. The different inputs of decisions are gathered, each is decided once by
 * the code that decides for a single loan, and the outcome is recorded by set.
 */
export async function recomputeChunk(
  tx: Tx,
  { on, runId, prepared, memory }: { on: CivilDate; runId: string; prepared: PreparedRecompute; memory: RateRunMemory },
  range: KeyRange,
): Promise<ChunkOutcome> {
  const chunk: RateChunk = { range, on, ...prepared }
  await lockLoans(tx, chunk)
  memory.rules ??= await DecidingRules.load(tx, on, prepared.knownAt)
  await gatherCases(tx, chunk, runId, memory.rules.changes)
  const cases = await gatheredCases(tx)

  const toRecord: { text: string; decided: RecordedCase }[] = []
  const refused = new Map<string, CaseRefusal>()
  for (const { text, rateCase } of cases) {
    let decided = memory.decided.get(text)
    if (decided === undefined) {
      const rules = await memory.rules.of(tx, rateCase)
      decided = rules.ok ? decideCase(rateCase, rules.value, on) : rules
      memory.decided.set(text, decided)
    }
    if (!decided.ok) refused.set(text, decided.refusal)
    else if (decided.value !== null) toRecord.push({ text, decided: decided.value })
  }

  // Asked anew for each chunk: what another chunk has kept may not be committed yet, or never be.
  const wordings = await keepWordings(
    tx,
    toRecord.map(({ decided }) => decided),
  )
  const recorded = await recordCases(
    tx,
    { on, runId },
    toRecord.map((one) => ({ ...one, wordingId: wordings.get(one.decided.wording.hash) as string })),
  )
  const refusals = await failuresOf(tx, refused)
  const { tested, alone, waiting } = await otherLoans(tx)
  await dropGathered(tx)
  const byThemselves = await decideAlone(tx, { on, runId }, alone)
  const failures = [...refusals, ...byThemselves.failures]

  const decided = recorded.decided + byThemselves.decided
  if (decided > 0)
    await insertAuditEvent(tx, {
      action: 'loan-rates.decided',
      subjectKind: 'job_run',
      subjectId: runId,
      detail: {
        on,
        after: range.after,
        to: range.to,
        decided,
        changed: recorded.changed,
        digest: recorded.digest,
        alone: byThemselves.loans,
      },
    })
  const detail: RateChunkDetail = { tested, cases: cases.length, decided, changed: recorded.changed, waiting }
  return { done: tested, changed: decided, failures, detail }
}

async function failuresOf(tx: Tx, refused: ReadonlyMap<string, CaseRefusal>): Promise<readonly SubjectFailure[]> {
  if (refused.size === 0) return []
  const loans = await loansOfCases(tx, [...refused.keys()])
  return loans.map(({ loanId, text }) => ({ subjectId: loanId, reason: refused.get(text) as CaseRefusal }))
}

export interface RecomputedLoanRates extends RateChunkDetail {
  readonly on: CivilDate
  readonly loans: 'all' | 'changed'
  readonly knownAt: string
  /** What `changed` loans are counted from; null where all were looked at. */
  readonly since: string | null
  readonly failed: number
}

/** Lets go of what a run settled. */
export const endRateRecompute = (db: Database, runId: string): Promise<void> =>
  withTransaction(db, SYSTEM, (tx) => dropRunRatings(tx, runId))

/** Adds up the chunks of a run. `cases` counts a case again in each chunk that has it. */
export function recomputedRates({ on, loans }: RateRecompute, totals: ChunkTotals): RecomputedLoanRates {
  const { knownAt, touched } = totals.prepared as PreparedRecompute
  const details = totals.details as readonly RateChunkDetail[]
  const sum = (of: keyof RateChunkDetail) => details.reduce((all, detail) => all + detail[of], 0)
  return {
    on,
    loans: touched === null ? 'all' : loans,
    knownAt,
    since: touched?.since ?? null,
    tested: sum('tested'),
    cases: sum('cases'),
    decided: sum('decided'),
    changed: sum('changed'),
    waiting: sum('waiting'),
    failed: totals.failed,
  }
}
