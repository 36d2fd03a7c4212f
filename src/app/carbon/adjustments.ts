import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { accountEmissions, type FactorChoices } from '../../domain/carbon/emissions.js'
import { type Posting, postedFigure, postingsDue } from '../../domain/carbon/posting.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { ok, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { accountFacts, readingsBy } from './account-facts.js'
import { type AccountRows, accountRows, enterprisesToRate } from './account-views.js'
import { cellOf, insertPostings, type NewPosting, type PostingRecord } from './adjustments-store.js'
import { figureOf, lastPostings, type PostingRow } from './adjustments-views.js'
import { type RatingRuleRefusal, type RatingRules, ratingRules } from './rating-rules.js'
import { lockAccounts } from './store.js'

export interface PostingRun {
  readonly asOf: CivilDate
  readonly jobRunId: string | null
  readonly enterprises?: readonly string[]
  readonly progress?: (done: number, total: number) => void | Promise<void>
}

export interface PostedEmissions {
  readonly first: number
  readonly adjustments: { readonly FACTOR_VINTAGE: number; readonly ACTIVITY_CORRECTION: number }
  readonly unchanged: number
  /** Cells that have been posted as of a later day: what was known later is not taken back. */
  readonly postedLater: number
  readonly skipped: readonly { readonly uscc: string; readonly reason: CarbonRefusal }[]
}

const CHUNK = 50

/**
 * 排放过账: posts the emissions of every ended month as of a day. What has not been posted gets its first figure, which stays; what has
 * changed since, by a later published vintage or a correction, gets the difference with its cause. A chunk of accounts a transaction;
 * run it twice and it posts once. An account that cannot be accounted is skipped with its reason.
 */
export async function postEmissions(
  db: Database,
  { asOf, jobRunId, enterprises, progress = () => undefined }: PostingRun,
): Promise<Result<PostedEmissions, RatingRuleRefusal>> {
  const { rules, wanted } = await withTransaction(
    db,
    SYSTEM,
    async (tx) => ({
      rules: await ratingRules(tx, { asOf, knownAt: null }),
      wanted: await enterprisesToRate(tx, enterprises ?? null),
    }),
    { readOnly: true },
  )
  if (!rules.ok) return rules
  const choices: FactorChoices = new Map()
  let total = NOTHING
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const ids = wanted.slice(at, at + CHUNK).map(({ id }) => id)
    const chunk = await withTransaction(db, SYSTEM, (tx) =>
      postChunk(tx, { asOf, jobRunId }, rules.value, choices, ids),
    )
    total = together(total, chunk)
    await progress(at + ids.length, wanted.length)
  }
  return ok(total)
}

const NOTHING: PostedEmissions = {
  first: 0,
  adjustments: { FACTOR_VINTAGE: 0, ACTIVITY_CORRECTION: 0 },
  unchanged: 0,
  postedLater: 0,
  skipped: [],
}
const together = (a: PostedEmissions, b: PostedEmissions): PostedEmissions => ({
  first: a.first + b.first,
  adjustments: {
    FACTOR_VINTAGE: a.adjustments.FACTOR_VINTAGE + b.adjustments.FACTOR_VINTAGE,
    ACTIVITY_CORRECTION: a.adjustments.ACTIVITY_CORRECTION + b.adjustments.ACTIVITY_CORRECTION,
  },
  unchanged: a.unchanged + b.unchanged,
  postedLater: a.postedLater + b.postedLater,
  skipped: [...a.skipped, ...b.skipped],
})

/** The postings of one cell in their order, and what they go on from. */
interface Due {
  readonly enterpriseId: string
  readonly last: PostingRow | undefined
  readonly steps: readonly Posting[]
}

async function postChunk(
  tx: Tx,
  run: Omit<PostingRecord, 'recordedAt'>,
  rules: RatingRules,
  choices: FactorChoices,
  ids: readonly string[],
): Promise<PostedEmissions> {
  const recordedAt = await lockAccounts(tx, ids)
  const accounts = await accountRows(tx, ids, null)
  const last = new Map((await lastPostings(tx, ids)).map((row) => [cellOf(row), row]))
  const due: Due[] = []
  const skipped: { uscc: string; reason: CarbonRefusal }[] = []
  let [unchanged, postedLater] = [0, 0]
  for (const account of accounts.values()) {
    const figures = figuresOf(account, rules, run.asOf, choices)
    if (!figures.ok) {
      skipped.push({ uscc: account.enterprise.uscc, reason: figures.refusal })
      continue
    }
    const enterpriseId = account.enterprise.id
    for (const figure of figures.value) {
      const standing = last.get(cellOf({ enterpriseId, ...figure }))
      if (standing && standing.asOf > run.asOf) {
        postedLater += 1
        continue
      }
      const steps = postingsDue(standing && figureOf(standing), figure)
      if (steps.length === 0) unchanged += 1
      else due.push({ enterpriseId, last: standing, steps })
    }
  }
  await record(tx, { ...run, recordedAt }, due)
  const counted = (cause: Posting['cause']) =>
    due.flatMap(({ steps }) => steps).filter((step) => step.cause === cause).length
  const [FACTOR_VINTAGE, ACTIVITY_CORRECTION] = [counted('FACTOR_VINTAGE'), counted('ACTIVITY_CORRECTION')]
  return { first: counted(null), adjustments: { FACTOR_VINTAGE, ACTIVITY_CORRECTION }, unchanged, postedLater, skipped }
}

function figuresOf(account: AccountRows, rules: RatingRules, asOf: CivilDate, choices: FactorChoices) {
  const emissions = accountEmissions({ ...accountFacts(account, rules, asOf), choices })
  if (!emissions.ok) return emissions
  const readings = readingsBy(account, asOf)
  return ok(
    emissions.value.rows.map((row) => {
      const reading = readings[row.index]
      if (!reading) throw new Error(`the account has a row without a reading: ${row.index}`)
      return postedFigure(row, reading)
    }),
  )
}

/** The second step of a cell adjusts the first, so they are written one after the other. */
async function record(tx: Tx, run: PostingRecord, due: readonly Due[]): Promise<void> {
  if (due.length === 0) return
  let earlier: ReadonlyMap<string, string> = new Map(
    due.flatMap(({ enterpriseId, last }) => (last ? [[cellOf({ ...last, enterpriseId }), last.id] as const] : [])),
  )
  for (const round of [0, 1]) {
    const postings = due.flatMap(({ enterpriseId, steps }) => {
      const step = steps[round]
      return step ? [newPosting(enterpriseId, step, earlier)] : []
    })
    if (postings.length > 0) earlier = await insertPostings(tx, run, postings)
  }
  await insertAuditEvent(tx, {
    action: 'emissions.posted',
    subjectKind: 'emission-postings',
    subjectId: run.asOf,
    detail: { cells: due.length, jobRunId: run.jobRunId },
  })
}

function newPosting(
  enterpriseId: string,
  { figure, cause, difference }: Posting,
  earlier: ReadonlyMap<string, string>,
): NewPosting {
  const { month, carrier, meter, activityId, measured, per, factor, tCO2 } = figure
  return {
    enterpriseId,
    month,
    carrier,
    meter,
    adjusts: cause === null ? null : (earlier.get(cellOf({ enterpriseId, month, carrier, meter })) ?? null),
    cause,
    activityId,
    measured: formatExact(measured),
    per,
    factorCode: factor.code,
    factorValue: formatExact(factor.value),
    factorVintage: factor.vintage,
    factorRuleIds: factor.ruleIds,
    factorOwn: factor.own,
    tCO2: formatExact(tCO2),
    difference: formatExact(difference),
  }
}
