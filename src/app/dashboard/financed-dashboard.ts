import type { Tx } from '../../db/transaction.js'
import { emissionYear } from '../../domain/carbon/financed-borrower.js'
import { financedChange, reduction, reductionPercent } from '../../domain/reporting/financed-change.js'
import type { Coverage, FinancedLine, FinancedSum } from '../../domain/reporting/financed-portfolio.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Viewer } from '../account-views/look-into.js'
import { tenancyOf } from '../actor.js'
import { optionalFigure, tonnesFigure } from '../carbon/figures.js'
import { lineOf } from '../financed-emissions/attribute-loan.js'
import { methodAnswer } from '../financed-emissions/attribution-method.js'
import { type FinancedQuestion, type FinancedRefusal, financedBook } from '../financed-emissions/book.js'
import { bookedLoans } from '../financed-emissions/loan-views.js'
import { POPULATIONS } from '../financed-emissions/texts.js'

/** Every borrower behind a figure is looked into, and each look is logged: a book beyond this is told loan by loan, in pages. */
const MOST_LOANS = 2000

export type FinancedDashboardRefusal = FinancedRefusal | { readonly code: 'BOOK_TOO_LARGE'; readonly most: number }

/** Financed emissions of a day and of the day a year before, and what they fell by in all and with the same borrowers. */
export async function financedDashboard(
  tx: Tx,
  viewer: Viewer,
  question: FinancedQuestion & { readonly knownAt: string },
) {
  const { asOf, knownAt } = question
  const yearBefore = addMonths(asOf, -12)
  const book = await linesOn(tx, viewer, question)
  if (!book.ok) return book
  const earlier = await linesOn(tx, viewer, { ...question, asOf: yearBefore })
  if (!earlier.ok && earlier.refusal.code === 'BOOK_TOO_LARGE') return earlier
  const { method, lines } = book.value
  const change = financedChange(lines, earlier.ok ? earlier.value.lines : [], method.value.terms.weighting)
  const figures = (day: CivilDate, sum: FinancedSum, coverage: Coverage) => ({
    asOf: day,
    period: periodOf(day),
    ...sumTold(sum),
    coveragePercent: coverage.amountPercent,
    withoutFigures: {
      loans: coverage.withoutFigures.loans,
      amount: formatMoney(coverage.withoutFigures.amount),
      reasons: coverage.reasons.map(({ reason, loans }) => ({ reason, loans })),
    },
    lineage: `/v1/reports/financed-emissions/loans?asOf=${day}&knownAt=${encodeURIComponent(knownAt)}&method=${method.value.method}`,
  })
  return ok({
    asOf,
    knownAt,
    method: methodAnswer(method),
    population: POPULATIONS[tenancyOf(viewer.actor).scope] ?? null,
    now: figures(asOf, change.now, change.coverage.now),
    /** Null where no method or rating rule was in force a year before. */
    before: earlier.ok ? figures(yearBefore, change.before, change.coverage.before) : null,
    ...(earlier.ok ? fall('reduction', change.now, change.before) : NO_FALL),
    same: earlier.ok
      ? {
          borrowers: change.same.now.borrowers,
          now: sumTold(change.same.now),
          before: sumTold(change.same.before),
          ...fall('reduction', change.same.now, change.same.before),
        }
      : null,
    definitions: DEFINITIONS,
  })
}

async function linesOn(
  tx: Tx,
  viewer: Viewer,
  question: FinancedQuestion,
): Promise<
  Result<
    { readonly lines: readonly FinancedLine[]; readonly method: Parameters<typeof methodAnswer>[0] },
    FinancedDashboardRefusal
  >
> {
  let tooLarge = false
  const book = await financedBook(tx, viewer, question, async (times) => {
    const rows = await bookedLoans(tx, { ...times, limit: MOST_LOANS + 1 })
    tooLarge = rows.length > MOST_LOANS
    return tooLarge ? [] : rows
  })
  if (!book.ok) return book
  if (tooLarge) return refuse({ code: 'BOOK_TOO_LARGE', most: MOST_LOANS })
  // A guarantee that is not called and a loan without a balance finance nothing: they are no gap.
  const lines = book.value.loans.map(lineOf).filter(({ reason }) => reason === null || !NOTHING.includes(reason))
  return ok({ lines, method: book.value.method })
}

const NOTHING: readonly string[] = ['GUARANTEE_NOT_CALLED', 'NOT_DRAWN']

const periodOf = (day: CivilDate) => {
  const { start: from, end: to } = emissionYear(day)
  return { from, to }
}

const sumTold = (sum: FinancedSum) => ({
  loans: sum.loans,
  borrowers: sum.borrowers,
  amount: formatMoney(sum.amount),
  ...tonnesFigure('total', sum.total),
  ...optionalFigure('dataQuality', sum.dataQuality),
})

const fall = (name: 'reduction', now: FinancedSum, before: FinancedSum) => ({
  ...tonnesFigure(name, reduction(now.total, before.total)),
  reductionPercent: reductionPercent(now.total, before.total),
})
const NO_FALL = { reduction: null, reductionRounded: null, reductionPercent: null }

const DEFINITIONS = {
  total: {
    zh: '借款人范围一加范围二(基于位置)排放按贷款归因份额计入,tCO2。',
    en: "The loan's share of its borrower's scopes 1 and 2 (by location), tCO2.",
  },
  reduction: {
    zh: '上年同日减今年:含借款人与贷款的进出以及归因份额的变化,不等于企业减排量。',
    en: 'A year before less now: borrowers and loans that came and went and changes of shares are in it, so it is not what firms cut.',
  },
  same: {
    zh: '两日都有数字的借款人;仍含贷款余额与归因份额的变化。',
    en: 'Borrowers with figures at both days; changes of balances and shares are still in it.',
  },
  dataQuality: { zh: 'PCAF 得分,1 最好、5 最差,加权平均。', en: 'PCAF score, weighted: 1 is best, 5 worst.' },
} as const
