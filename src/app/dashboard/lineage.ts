import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, money, subtractMoney } from '../../kernel/money.js'
import { annualRatePercent, bp, formatBp, formatRatePercent } from '../../kernel/rate.js'
import { enterprisesMoved, linesInForce } from './book-views.js'

/** The lines in force behind a figure, each with what leads on to its price, rating and account. */
export async function dashboardLines(
  tx: Tx,
  question: {
    readonly asOf: CivilDate
    readonly knownAt: string
    readonly band: number | null
    readonly uscc: string | null
    readonly after: string | null
    readonly limit: number
  },
) {
  const times = `?asOf=${question.asOf}&knownAt=${encodeURIComponent(question.knownAt)}`
  return (await linesInForce(tx, question)).map(({ rateDecisionId, ratingId, ...line }) => ({
    ...line,
    rate: line.rate === null ? null : formatRatePercent(annualRatePercent(line.rate)),
    referenceRate: line.referenceRate === null ? null : formatRatePercent(annualRatePercent(line.referenceRate)),
    discountBp: line.discountBp === null ? null : formatBp(bp(line.discountBp)),
    links: {
      creditLine: `/v1/credit-lines/${line.creditLineId}`,
      rateDecision: rateDecisionId === null ? null : `/v1/rate-decisions/${rateDecisionId}`,
      rating: ratingId === null ? null : `/v1/enterprises/${line.uscc}/rating${times}`,
      carbonAccount: `/v1/enterprises/${line.uscc}/carbon-account${times}`,
    },
  }))
}

/** The enterprises behind a cell of the grade migration. */
export async function gradeMoves(
  tx: Tx,
  question: {
    readonly asOf: CivilDate
    readonly knownAt: string
    readonly since: CivilDate
    readonly from: string | null
    readonly to: string | null
    readonly after: string | null
    readonly limit: number
  },
) {
  const { asOf, knownAt } = question
  return (await enterprisesMoved(tx, question)).map((one) => ({
    ...one,
    savingChange: formatMoney(subtractMoney(money(one.savingAfter), money(one.savingBefore))),
    lineage: `/v1/dashboard/city/lines?asOf=${asOf}&knownAt=${encodeURIComponent(knownAt)}&uscc=${one.uscc}`,
  }))
}
