import type { Tx } from '../../db/transaction.js'
import { type PricedLoan, priceLoan } from '../../domain/pricing/price-loan.js'
import { type LineImpact, MethodImpact } from '../../domain/reporting/method-impact.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { type AccountRows, accountRows, enterprisesToRate } from '../carbon/account-views.js'
import { ratingDocument } from '../carbon/rating-document.js'
import type { RatingRuleRefusal, RatingRules } from '../carbon/rating-rules.js'
import { type RatingStanding, ratingStandings } from '../carbon/rating-standing.js'
import { LINE_TENOR_MONTHS } from '../pricing/price-credit-lines.js'
import { type LineToPrice, linesToPrice } from '../pricing/views.js'
import { type ImpactDocument, impactDocument, type NotCompared } from './impact-document.js'
import { type BookRules, impactRules } from './impact-rules.js'
import type { MethodContent, ReadMethod } from './method-content.js'

/** How reads reach the database: all in one transaction of a request, or a transaction for each chunk of a job. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

const CHUNK = 50
/** Named in the report; beyond them only counted. */
const MOST_NAMED = 20

/**
 * What a proposal would do to the live book as of a day 影响报告: every enterprise is rated and every line priced twice from the same
 * facts, by the rules in force and by those proposed. Nothing is written.
 */
export async function assessImpact(
  inTransaction: InTransaction,
  { content, read }: { readonly content: MethodContent; readonly read: ReadMethod },
  asOf: CivilDate,
  progress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<Result<ImpactDocument, RatingRuleRefusal>> {
  const prepared = await inTransaction(async (tx) => ({
    rules: await impactRules(tx, content, read, asOf),
    enterprises: await enterprisesToRate(tx, null),
  }))
  if (!prepared.rules.ok) return prepared.rules
  const { before, after, takesEffect } = prepared.rules.value
  const { enterprises } = prepared
  const impact = new MethodImpact()
  const notRated: NotCompared[] = []
  const notPriced: NotCompared[] = []
  let changed = 0
  for (let at = 0; at < enterprises.length; at += CHUNK) {
    const chunk = await inTransaction((tx) =>
      bookOf(
        tx,
        asOf,
        enterprises.slice(at, at + CHUNK).map(({ id }) => id),
      ),
    )
    for (const firm of chunk) {
      const [from, to] = [gradeOf(firm, before.rating, asOf), gradeOf(firm, after.rating, asOf)]
      const { uscc, nameZh, nameEn } = firm.account.enterprise
      if (from.reason ?? to.reason) notRated.push({ uscc, code: from.reason ?? to.reason ?? '' })
      if (from.grade !== to.grade) changed += 1
      const lines = firm.lines.flatMap((line) => {
        const priced = [priceOf(line, from.grade, asOf, before), priceOf(line, to.grade, asOf, after)] as const
        const failed = priced.find((one) => !one.ok)
        if (failed && !failed.ok) notPriced.push({ uscc, code: failed.refusal.code })
        const [one, other] = priced
        return one.ok && other.ok ? [lineImpact(line, one.value, other.value)] : []
      })
      impact.add({ uscc, nameZh, nameEn, from: from.grade, to: to.grade, lines })
    }
    await progress(at + chunk.length, enterprises.length)
  }
  const grades = [...new Set([before, after].flatMap(({ rating }) => rating.method.value.grades.map(({ id }) => id)))]
  return ok(
    impactDocument({
      asOf,
      takesEffect,
      before: before.rating,
      after: after.rating,
      enterprises: enterprises.length,
      changed,
      figures: impact.figures([...grades, NOT_RATED]),
      notRated: { count: notRated.length, first: notRated.slice(0, MOST_NAMED) },
      notPriced: { count: notPriced.length, first: notPriced.slice(0, MOST_NAMED) },
    }),
  )
}

const NOT_RATED = 'NOT_RATED'

interface Firm {
  readonly account: AccountRows
  readonly standing: RatingStanding
  readonly lines: readonly LineToPrice[]
}

async function bookOf(tx: Tx, asOf: CivilDate, ids: readonly string[]): Promise<readonly Firm[]> {
  const times = { asOf, knownAt: null }
  const accounts = await accountRows(tx, ids, null)
  const standingOf = await ratingStandings(tx, ids, times)
  const lines = await linesToPrice(tx, asOf, null, ids)
  return [...accounts].map(([id, account]) => ({
    account,
    standing: standingOf(id),
    lines: lines.filter(({ enterpriseId }) => enterpriseId === id),
  }))
}

/** An account that cannot be rated counts as not rated, and the report says why. */
function gradeOf({ account, standing }: Firm, rules: RatingRules, asOf: CivilDate) {
  const rated = ratingDocument(account, rules, asOf, standing)
  return rated.ok ? { grade: rated.value.grade, reason: null } : { grade: NOT_RATED, reason: rated.refusal.code }
}

function priceOf(line: LineToPrice, grade: string, on: CivilDate, { pricing, gridOf }: BookRules) {
  const product = pricing.pricingOf(line.product, gridOf(line.product))
  if (!product.ok) return product
  const amount = money(line.limit)
  return priceLoan({ amount, tenorMonths: LINE_TENOR_MONTHS, on, grade, lpr: pricing.lpr, pricing: product.value })
}

const lineImpact = (line: LineToPrice, before: PricedLoan, after: PricedLoan): LineImpact => ({
  institution: line.lender,
  product: line.product,
  amount: money(line.limit),
  before: { discount: before.discount, annualSaving: before.annualSaving },
  after: { discount: after.discount, annualSaving: after.annualSaving },
})
