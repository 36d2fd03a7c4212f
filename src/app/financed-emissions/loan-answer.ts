import { attributionFactor } from '../../domain/carbon/financed-emissions.js'
import { balanceYear } from '../../domain/reporting/financed-balance.js'
import type { FinancedFigures } from '../../domain/reporting/financed-portfolio.js'
import { formatExact } from '../../kernel/exact.js'
import { formatMoney } from '../../kernel/money.js'
import { formatTonnes, sumTonnes } from '../../kernel/quantity.js'
import { figure, tonnesFigure } from '../carbon/figures.js'
import type { AttributedFigures, AttributedLoan } from './attribute-loan.js'
import { methodAnswer } from './attribution-method.js'
import type { FinancedBook } from './book.js'
import { tellBorrower } from './look-into-borrower.js'
import { APART, QUALITY, reasonAnswer } from './texts.js'

/** One loan of a book: what it finances, or why that cannot be said. */
export function lineAnswer({ loan, amount, outcome }: AttributedLoan) {
  return {
    loanId: loan.id,
    contractNo: loan.contractNo,
    product: loan.product,
    lender: { code: loan.lender, nameZh: loan.lenderZh, nameEn: loan.lenderEn },
    enterprise: { uscc: loan.uscc, nameZh: loan.enterpriseZh, nameEn: loan.enterpriseEn, sectorCode: loan.sector },
    amount: formatMoney(amount),
    attribution: outcome.ok ? attributionAnswer(outcome.value) : null,
    emissions: outcome.ok ? sharesAnswer(outcome.value.shares) : null,
    dataQuality: outcome.ok ? qualityAnswer(outcome.value.shares.dataQuality) : null,
    flags: outcome.ok ? outcome.value.flags : [],
    reason: outcome.ok ? null : reasonAnswer(outcome.refusal),
  }
}

const qualityAnswer = (score: number) => ({ score, ...QUALITY[String(score)] })

const attributionAnswer = ({ attribution }: AttributedFigures) => ({
  numerator: formatExact(attribution.numerator),
  basis: attribution.basis,
  denominator: formatExact(attribution.denominator),
  ...figure('factor', attributionFactor(attribution)),
})

const sharesAnswer = ({ scope1, scope2, unsplit, biogenic }: FinancedFigures) => ({
  ...tonnesFigure('scope1', scope1),
  ...tonnesFigure('scope2', scope2),
  ...tonnesFigure('unsplit', unsplit),
  ...tonnesFigure('total', sumTonnes([scope1, scope2, unsplit])),
  ...tonnesFigure('biogenic', biogenic),
})

/** One loan with every input, each step of the sum and where each figure can be looked up. */
export function loanAnswer(book: FinancedBook, line: AttributedLoan) {
  const { asOf, knownAt } = book
  const { loan, repaid, borrower } = line
  const times = `?asOf=${asOf}&knownAt=${encodeURIComponent(knownAt)}`
  return {
    asOf,
    knownAt,
    method: methodAnswer(book.method),
    ...lineAnswer(line),
    inputs: {
      disbursements: loan.disbursed,
      repayments: repaid,
      borrower: borrower && tellBorrower(borrower, book.rules),
    },
    steps: stepsOf(book, line),
    apart: APART,
    links: {
      loan: `/v1/loans/${loan.id}`,
      carbonAccount: `/v1/enterprises/${loan.uscc}/carbon-account${times}`,
      balanceSheets: `/v1/enterprises/${loan.uscc}/balance-sheets`,
    },
  }
}

interface Step {
  readonly step: string
  readonly formula: string
  readonly terms: Readonly<Record<string, string | null>>
  readonly value: string
  readonly unit: string
  /** The record or rule row that the step reads. */
  readonly from: string | null
}

const DENOMINATOR_FORMULAS = {
  evic: 'evic',
  'equity+debt': 'max(equity, 0) + debt',
  'total-assets': 'totalAssets',
} as const

function stepsOf(
  { asOf, method }: FinancedBook,
  { loan, repaid, amount, borrower, outcome }: AttributedLoan,
): readonly Step[] {
  const moved = Object.fromEntries([
    ...loan.disbursed.map((row) => [`${row.on} ${row.noteNo}`, row.amount]),
    ...repaid.map((row) => [`${row.on} repaid`, `-${row.amount}`]),
  ])
  const year = balanceYear(asOf)
  const average = method.value.terms.numerator === 'average-balance'
  const first: Step = {
    step: 'amount',
    formula: average ? 'Σ amount × days standing ÷ days' : 'Σ paid out − Σ repaid',
    terms: average ? { ...moved, from: year.from, to: year.to, days: String(year.days) } : moved,
    value: formatMoney(amount),
    unit: '元',
    from: `loan ${loan.id}`,
  }
  const sheet = borrower?.balanceSheet
  if (!outcome.ok || !sheet) return [first]
  const { attribution, emissions, shares } = outcome.value
  const { equity, debt, totalAssets, evic } = sheet
  const factor = formatExact(attributionFactor(attribution))
  const share = (step: string, whole: string, value: string): Step => ({
    step,
    formula: 'emissions × amount ÷ denominator',
    terms: {
      emissions: whole,
      amount: formatExact(attribution.numerator),
      denominator: formatExact(attribution.denominator),
    },
    value,
    unit: 'tCO2',
    from: `carbon account ${loan.uscc} ${emissions.year.start}..${emissions.year.end}`,
  })
  const shareSteps =
    emissions.basis === 'ENERGY_ACTIVITY'
      ? [
          share('scope1', formatTonnes(emissions.scope1), formatTonnes(shares.scope1)),
          share('scope2', formatTonnes(emissions.scope2), formatTonnes(shares.scope2)),
        ]
      : [
          {
            step: 'estimate',
            formula: 'revenue × sector mean',
            terms: {
              revenueWan: formatExact(emissions.revenueWan),
              sectorFactor: formatExact(emissions.benchmark.mean),
            },
            value: formatTonnes(emissions.total),
            unit: 'tCO2',
            from: `rule ${emissions.benchmark.id}`,
          },
          share('scope1And2', formatTonnes(emissions.total), formatTonnes(shares.unsplit)),
        ]
  return [
    first,
    {
      step: 'denominator',
      formula: DENOMINATOR_FORMULAS[attribution.basis],
      terms: { equity, debt, totalAssets, evic, asOf: sheet.asOf, source: sheet.source },
      value: formatExact(attribution.denominator),
      unit: '元',
      from: `balance sheet ${sheet.id}`,
    },
    {
      step: 'attributionFactor',
      formula: 'amount ÷ denominator',
      terms: { amount: formatExact(attribution.numerator), denominator: formatExact(attribution.denominator) },
      value: factor,
      unit: '1',
      from: `rule ${method.id}`,
    },
    ...shareSteps,
    {
      step: 'dataQuality',
      formula: 'PCAF 1–5',
      terms: { basis: emissions.basis, verification: borrower.verification, denominator: attribution.basis },
      value: String(shares.dataQuality),
      unit: '1',
      from: `rule ${method.id}`,
    },
  ]
}
