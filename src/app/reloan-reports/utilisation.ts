import type { Tx } from '../../db/transaction.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { ReportTimes } from './position-views.js'
import { quotaDays, type UtilisationDay } from './summary-views.js'

const MOST_DAYS = 400

export type UtilisationRefusal =
  | DateOrderRefusal
  | { readonly code: 'REPORT_PERIOD_TOO_LONG'; readonly days: number; readonly most: number }

/** 额度使用: each active quota day by day, and the day on which most of it was used. */
export async function utilisationReport(
  tx: Tx,
  asked: ReportTimes & { readonly from: CivilDate; readonly quotaId: string | null },
): Promise<Result<ReturnType<typeof quotaTold>[], UtilisationRefusal>> {
  const { from, asOf } = asked
  const order = datesInOrder([
    ['from', from],
    ['asOf', asOf],
  ])
  if (!order.ok) return order
  const days = daysBetween(from, asOf) + 1
  if (days > MOST_DAYS) return refuse({ code: 'REPORT_PERIOD_TOO_LONG', days, most: MOST_DAYS })
  const quotas = new Map<string, UtilisationDay[]>()
  for (const row of await quotaDays(tx, asked)) quotas.set(row.quotaId, [...(quotas.get(row.quotaId) ?? []), row])
  return ok([...quotas.values()].map(quotaTold))
}

function quotaTold(rows: readonly UtilisationDay[]) {
  const { quotaId, lender, facility, documentNo } = rows[0] as UtilisationDay
  const peak = rows.reduce((most, row) => (compareMoney(money(row.peak), money(most.peak)) > 0 ? row : most))
  return {
    quotaId,
    lender,
    facility,
    documentNo,
    peak: { day: peak.day, used: peak.peak },
    days: rows.map((row) => ({
      day: row.day,
      limit: row.limit,
      reserved: row.reserved,
      drawn: row.drawn,
      available: formatMoney(subtractMoney(subtractMoney(money(row.limit), money(row.reserved)), money(row.drawn))),
      peak: row.peak,
      exceeded: row.exceeded,
    })),
  }
}
