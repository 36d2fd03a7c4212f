import type { Tx } from '../../db/transaction.js'
import { fraction } from '../../kernel/fraction.js'
import { addMoney, formatMoney, money, NO_MONEY, subtractMoney } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { ok, refuse } from '../../kernel/result.js'
import { type LoanSegmentRow, loanSavingRows, loanSavingTotals, loanSegmentRows } from './loan-savings-views.js'
import type { SavingRefusal } from './realised-saving.js'
import { type SavingFilter, type SavingPeriod, sumsOnly } from './realised-saving-views.js'

export interface LoanSavingsQuestion extends SavingPeriod {
  readonly filter: SavingFilter
  readonly page: { readonly after: { readonly saving: string; readonly id: string } | null; readonly limit: number }
}

const refusalOf = ({ from, to, asOf }: SavingPeriod): Exclude<SavingRefusal, { code: 'SUMS_ONLY' }> | null => {
  if (from > to) return { code: 'FROM_AFTER_TO', from, to }
  return asOf < from ? { code: 'PERIOD_NOT_BEGUN', from, asOf } : null
}
const saved = ({ executed, reference }: { readonly executed: string; readonly reference: string }) => ({
  executedInterest: formatMoney(money(executed)),
  referenceInterest: formatMoney(money(reference)),
  realisedSaving: formatMoney(subtractMoney(money(reference), money(executed))),
})
const timesOf = ({ from, to, asOf, knownAt }: SavingPeriod): string =>
  `from=${from}&to=${to}&asOf=${asOf}&knownAt=${encodeURIComponent(knownAt)}`

/** The loans behind a cell of the report, each with its share to the fen; the shares of all pages add up to the cell. */
export async function loanSavings(tx: Tx, question: LoanSavingsQuestion) {
  const refusal = refusalOf(question)
  if (refusal !== null) return refuse(refusal)
  if (await sumsOnly(tx)) return refuse({ code: 'SUMS_ONLY' as const })
  const { filter, page, from, to, asOf, knownAt } = question
  const totals = await loanSavingTotals(tx, question, filter)
  const rows = await loanSavingRows(tx, question, filter, page)
  return ok({
    from,
    to,
    asOf,
    knownAt,
    totals: { loans: totals.loans, ...saved(totals) },
    loans: rows.map(({ executed, reference, saving: _, ...row }) => ({
      ...row,
      ...saved({ executed, reference }),
      links: {
        segments: `/v1/loans/${row.loanId}/interest-segments?${timesOf(question)}`,
        loan: `/v1/loans/${row.loanId}`,
      },
    })),
  })
}

/** The segments of a loan in a period with what each bore, and where its rate came from. */
export async function loanSegments(tx: Tx, loanId: string, period: SavingPeriod) {
  const refusal = refusalOf(period)
  if (refusal !== null) return refuse(refusal)
  const rows = await loanSegmentRows(tx, loanId, period)
  if (rows === undefined) return refuse({ code: 'NOT_FOUND' as const, what: 'loan' })
  const sum = (rate: 'executed' | 'reference') =>
    formatMoney(rows.reduce((total, row) => addMoney(total, money(row[rate])), NO_MONEY))
  const { from, to, asOf, knownAt } = period
  return ok({
    loanId,
    from,
    to,
    asOf,
    knownAt,
    ...saved({ executed: sum('executed'), reference: sum('reference') }),
    segments: rows.map((row) => presented(loanId, row)),
  })
}

function presented(loanId: string, row: LoanSegmentRow) {
  const share = fraction(BigInt(row.weight), BigInt(row.divisor))
  const account = `/v1/enterprises/${row.uscc}`
  const times = `asOf=${row.decidedOn}&knownAt=${encodeURIComponent(row.decidedAt)}`
  return {
    from: row.from,
    to: row.to,
    nights: row.nights,
    settlesOn: row.settlesOn,
    balance: formatMoney(money(row.balance)),
    rate: formatRatePercent(annualRatePercent(row.rate)),
    referenceRate: formatRatePercent(annualRatePercent(row.referenceRate)),
    night: `${share.numerator}/${share.denominator}`,
    discounted: row.discounted,
    grade: row.grade,
    ...saved(row),
    recordedAt: row.recordedAt,
    cause: row.cause,
    links: {
      rateDecision: row.rateDecisionId === null ? `/v1/quotes/${row.quoteId}` : `/v1/loans/${loanId}/rates?${times}`,
      rating: row.ratingId === null ? null : `${account}/rating?${times}`,
      carbonAccount: row.ratingId === null ? null : `${account}/carbon-account?${times}`,
      events: `/v1/loans/${loanId}/events`,
    },
  }
}
