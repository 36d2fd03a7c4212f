import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type PricedLoan, type PricingRefusal, priceLoan } from '../../domain/pricing/price-loan.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { documentHash } from '../canonical-json.js'
import { ratingsInForce } from '../carbon/rating-views.js'
import { lockAccounts } from '../carbon/store.js'
import { bpText, rateText } from './price-texts.js'
import { type PricingRuleRefusal, type PricingRules, pricingRules } from './pricing-rules.js'
import { type PricedRating, ratingForPrice } from './rating-for-price.js'
import { insertRateDecisions, type NewRateDecision } from './store.js'
import { decisionsOn, type LineToPrice, linesToPrice } from './views.js'

/** A credit line runs from year to year, so it is priced as a loan of twelve months. */
export const LINE_TENOR_MONTHS = 12

export interface PricingRun {
  readonly on: CivilDate
  readonly knownAt: string | null
  readonly jobRunId: string | null
  readonly recordedBy: string | null
}

export type LineOutcome =
  | {
      readonly creditLineId: string
      readonly uscc: string
      readonly lender: string
      readonly outcome: 'changed' | 'unchanged'
      readonly grade: string
      readonly rate: string
      readonly discountBp: string
      /** Of the decision of the same day that stood before; null when there was none. */
      readonly before: { readonly grade: string; readonly rate: string; readonly discountBp: string } | null
    }
  | {
      readonly creditLineId: string
      readonly uscc: string
      readonly lender: string
      readonly outcome: 'skipped'
      readonly reason: PricingRefusal | PricingRuleRefusal
    }

/** The price of one line with everything it came from; it names no instant, so that the same facts give the same bytes. */
export type RateDocument = ReturnType<typeof documentOf>

/** Prices the lines of some enterprises in the caller's transaction; a decision that says the same as the standing one is not written again. */
export async function priceInTransaction(
  tx: Tx,
  run: PricingRun,
  rules: PricingRules,
  enterpriseIds: readonly string[],
): Promise<readonly LineOutcome[]> {
  const recordedAt = await lockAccounts(tx, enterpriseIds)
  const lines = await linesToPrice(tx, run.on, run.knownAt, enterpriseIds)
  const ratings = await ratingsInForce(tx, enterpriseIds, { asOf: run.on, knownAt: run.knownAt })
  const standing = await decisionsOn(
    tx,
    run.on,
    lines.map(({ id }) => id),
  )
  const outcomes: LineOutcome[] = []
  const changed: NewRateDecision[] = []
  for (const line of lines) {
    const { id: creditLineId, uscc, lender, enterpriseId, lenderId } = line
    const rating = ratingForPrice(ratings.get(enterpriseId), run.on)
    const priced = priceLine(line, rating, run.on, rules)
    if (!priced.ok) {
      outcomes.push({ creditLineId, uscc, lender, outcome: 'skipped', reason: priced.refusal })
      continue
    }
    const explanation = priced.value
    const hash = documentHash(explanation)
    const stands = standing.get(creditLineId)
    const outcome = stands?.documentHash === hash ? 'unchanged' : 'changed'
    if (outcome === 'changed')
      changed.push({
        creditLineId,
        enterpriseId,
        lenderId,
        ratingId: rating?.id ?? null,
        explanation,
        documentHash: hash,
      })
    const { grade, rate, discountBp } = explanation
    outcomes.push({
      creditLineId,
      uscc,
      lender,
      outcome,
      grade,
      rate,
      discountBp,
      before: stands ? told(stands) : null,
    })
  }
  if (changed.length > 0) await insertRateDecisions(tx, { ...run, recordedAt }, changed)
  return outcomes
}

const told = ({ grade, rate, discountBp }: { grade: string; rate: string; discountBp: string }) => ({
  grade,
  rate: rateText(rate),
  discountBp: bpText(discountBp),
})

function priceLine(
  line: LineToPrice,
  rating: PricedRating | null,
  on: CivilDate,
  rules: PricingRules,
): Result<RateDocument, PricingRefusal | PricingRuleRefusal> {
  const pricing = rules.pricingOf(line.product)
  if (!pricing.ok) return pricing
  const priced = priceLoan({
    amount: money(line.limit),
    tenorMonths: LINE_TENOR_MONTHS,
    on,
    grade: rating?.grade ?? null,
    lpr: rules.lpr,
    pricing: pricing.value,
  })
  return priced.ok ? ok(documentOf(line, rating, on, priced.value)) : priced
}

const documentOf = (line: LineToPrice, rating: PricedRating | null, on: CivilDate, priced: PricedLoan) => ({
  creditLineId: line.id,
  uscc: line.uscc,
  lender: line.lender,
  product: line.product,
  on,
  tenorMonths: LINE_TENOR_MONTHS,
  priorLimit: line.priorLimit,
  limit: line.limit,
  grade: rating?.grade ?? 'NOT_RATED',
  rating: rating && { asOf: rating.asOf, documentHash: rating.documentHash },
  rate: formatRatePercent(priced.rate),
  referenceRate: formatRatePercent(priced.referenceRate),
  discountBp: formatBp(priced.discount),
  annualSaving: formatMoney(priced.annualSaving),
  route: priced.route,
  steps: priced.steps,
})

const CHUNK = 50

export interface PricedLines {
  readonly priced: number
  readonly changed: number
  readonly unchanged: number
  readonly skipped: readonly {
    readonly creditLineId: string
    readonly uscc: string
    readonly reason: PricingRefusal | PricingRuleRefusal
  }[]
}

/** Prices all lines in force on a day, or those of some enterprises, a chunk of enterprises a transaction; run it twice and it writes once. */
export async function priceCreditLines(
  db: Database,
  run: PricingRun & { readonly enterpriseIds?: readonly string[] },
  progress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<PricedLines> {
  const { rules, lines } = await withTransaction(
    db,
    SYSTEM,
    async (tx) => ({
      rules: await pricingRules(tx, run),
      lines: await linesToPrice(tx, run.on, run.knownAt, run.enterpriseIds ?? null),
    }),
    { readOnly: true },
  )
  const enterprises = [...new Set(lines.map(({ enterpriseId }) => enterpriseId))]
  const outcomes: LineOutcome[] = []
  for (let at = 0; at < enterprises.length; at += CHUNK) {
    const ids = enterprises.slice(at, at + CHUNK)
    outcomes.push(
      ...(await withTransaction(db, SYSTEM, async (tx) => {
        const chunk = await priceInTransaction(tx, run, rules, ids)
        const changed = chunk.filter(({ outcome }) => outcome === 'changed')
        if (changed.length > 0)
          await insertAuditEvent(tx, {
            action: 'rates.decided',
            subjectKind: 'rates',
            subjectId: run.on,
            detail: { changed: changed.map(({ creditLineId }) => creditLineId), jobRunId: run.jobRunId },
          })
        return chunk
      })),
    )
    await progress(outcomes.length, lines.length)
  }
  const skipped = outcomes.flatMap((one) =>
    one.outcome === 'skipped' ? [{ creditLineId: one.creditLineId, uscc: one.uscc, reason: one.reason }] : [],
  )
  const changed = outcomes.filter(({ outcome }) => outcome === 'changed').length
  const priced = outcomes.length - skipped.length
  return { priced, changed, unchanged: priced - changed, skipped }
}
