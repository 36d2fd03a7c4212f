import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { annualRatePercent, bp, formatBp, formatRatePercent } from '../../kernel/rate.js'
import { instantNow, type LineFilter, linesBehind } from './views.js'

/** The lines behind one cell, each with the addresses that lead on: price, rating, account and from there the meter readings. */
export async function lineageLines(
  tx: Tx,
  question: LineFilter & { readonly asOf: CivilDate; readonly knownAt: string | null },
) {
  const knownAt = question.knownAt ?? (await instantNow(tx))
  const twoTimes = `?asOf=${question.asOf}&knownAt=${encodeURIComponent(knownAt)}`
  const rows = await linesBehind(tx, question.asOf, knownAt, question)
  const lines = rows.map(({ rateDecisionId, ratingId, region: _, ...row }) => ({
    ...row,
    priorLimit: formatMoney(money(row.priorLimit)),
    limit: formatMoney(money(row.limit)),
    rate: formatRatePercent(annualRatePercent(row.rate)),
    referenceRate: formatRatePercent(annualRatePercent(row.referenceRate)),
    discountBp: formatBp(bp(row.discountBp)),
    annualSaving: formatMoney(money(row.annualSaving)),
    links: {
      rateDecision: `/v1/rate-decisions/${rateDecisionId}`,
      rating: ratingId === null ? null : `/v1/enterprises/${row.uscc}/rating${twoTimes}`,
      carbonAccount: `/v1/enterprises/${row.uscc}/carbon-account${twoTimes}`,
    },
  }))
  return { asOf: question.asOf, knownAt, lines }
}
