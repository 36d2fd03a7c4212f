import type { Tx } from '../../db/transaction.js'
import { emissionYear } from '../../domain/carbon/financed-borrower.js'
import { type FinancedSum, financedPortfolio } from '../../domain/reporting/financed-portfolio.js'
import { formatMoney, sumMoney } from '../../kernel/money.js'
import { ok } from '../../kernel/result.js'
import type { Viewer } from '../account-views/look-into.js'
import { tenancyOf } from '../actor.js'
import { optionalFigure, tonnesFigure } from '../carbon/figures.js'
import { type AttributedLoan, lineOf } from './attribute-loan.js'
import { methodAnswer } from './attribution-method.js'
import { type FinancedQuestion, financedBook } from './book.js'
import { bookedLoans } from './loan-views.js'
import { APART, DEFINITIONS, POPULATIONS, QUALITY } from './texts.js'

/** Reasons that are no gap: such a loan finances nothing. */
const NOTHING = ['GUARANTEE_NOT_CALLED', 'NOT_DRAWN'] as const

/** Financed emissions 融资碳排放 of the loans that the caller may see, with what is covered and what is not. */
export async function financedEmissionsReport(tx: Tx, viewer: Viewer, question: FinancedQuestion) {
  const book = await financedBook(tx, viewer, question, (times) => bookedLoans(tx, times))
  if (!book.ok) return book
  const { asOf, knownAt, method, loans } = book.value
  const reasonOf = ({ outcome }: AttributedLoan) => (outcome.ok ? null : outcome.refusal.code)
  const attributing = loans.filter((loan) => !NOTHING.some((nothing) => nothing === reasonOf(loan)))
  const { totals, by, coverage } = financedPortfolio(attributing.map(lineOf), method.value.terms.weighting)
  const lenders = new Map(loans.map(({ loan }) => [loan.lender, { zh: loan.lenderZh, en: loan.lenderEn }]))
  const rows = (
    dimension: keyof typeof by,
    names: (key: string) => { readonly zh: string; readonly en: string } | undefined,
  ) =>
    by[dimension].map(({ key, sum }) => ({
      key,
      nameZh: names(key)?.zh ?? null,
      nameEn: names(key)?.en ?? null,
      ...sumAnswer(sum),
    }))
  const { start: from, end: to } = emissionYear(asOf)
  return ok({
    asOf,
    knownAt,
    method: methodAnswer(method),
    period: { from, to },
    population: POPULATIONS[tenancyOf(viewer.actor).scope] ?? null,
    totals: sumAnswer(totals),
    apart: APART,
    byInstitution: rows('institution', (key) => lenders.get(key)),
    bySector: rows('sector', () => undefined),
    byDataQuality: rows('dataQuality', (key) => QUALITY[key]),
    coverage: {
      withFigures: cellAnswer(coverage.withFigures),
      withoutFigures: cellAnswer(coverage.withoutFigures),
      amountPercent: coverage.amountPercent,
      reasons: coverage.reasons.map(({ reason, ...cell }) => ({ reason, ...cellAnswer(cell) })),
    },
    nothingAttributed: NOTHING.map((reason) => {
      const own = loans.filter((loan) => reasonOf(loan) === reason)
      return { reason, loans: own.length, amount: formatMoney(sumMoney(own.map(({ amount }) => amount))) }
    }),
    lines: `/v1/reports/financed-emissions/loans?asOf=${asOf}&knownAt=${encodeURIComponent(knownAt)}&method=${method.value.method}`,
    definitions: DEFINITIONS,
  })
}

const cellAnswer = ({ loans, amount }: Pick<FinancedSum, 'loans' | 'amount'>) => ({
  loans,
  amount: formatMoney(amount),
})

const sumAnswer = (sum: FinancedSum) => ({
  ...cellAnswer(sum),
  borrowers: sum.borrowers,
  ...tonnesFigure('scope1', sum.scope1),
  ...tonnesFigure('scope2', sum.scope2),
  ...tonnesFigure('unsplit', sum.unsplit),
  ...tonnesFigure('total', sum.total),
  ...tonnesFigure('biogenic', sum.biogenic),
  ...optionalFigure('dataQuality', sum.dataQuality),
})
