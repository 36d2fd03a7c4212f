import type { Tx } from '../../db/transaction.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { addDays, civilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { quotaById } from './quota-store.js'
import { type DayOfQuota, quotaDays } from './quota-views.js'

/** Days a reading may ask for: two years and a day. */
const DAYS_AT_MOST = 731

export type QuotaHistoryRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | { readonly code: 'PERIOD_TOO_LONG'; readonly from: string; readonly to: string; readonly days: number }

/** 额度每日使用情况: what the quota was on each day, as known at the instant. */
export async function quotaHistory(
  tx: Tx,
  quotaId: string,
  period: { readonly from: string; readonly to: string; readonly knownAt: string },
): Promise<Result<readonly DayOfQuota[], QuotaHistoryRefusal>> {
  const from = civilDate(period.from)
  const to = civilDate(period.to)
  const order = datesInOrder([
    ['from', from],
    ['to', to],
  ])
  if (!order.ok) return order
  if (addDays(from, DAYS_AT_MOST - 1) < to) return refuse({ code: 'PERIOD_TOO_LONG', from, to, days: DAYS_AT_MOST })
  if ((await quotaById(tx, quotaId)) === undefined) return notFound('quota')
  return ok(await quotaDays(tx, quotaId, period))
}
