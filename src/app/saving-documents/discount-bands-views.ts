import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { endOf, type SavingFilter, type SavingPeriod, segmentCut } from '../reports/realised-saving-views.js'

export interface DiscountBand extends Record<string, unknown> {
  /** Basis points below the reference rate, from this on; negative above it. */
  fromBp: number
  /** Up to, not including. */
  toBp: number
  enterprises: number
  /** Of loans while their discount was in the band, yuan. */
  averageBalance: string
}

const BAND_BP = 10

/** Daily average balance of a period by bands of discount, the lowest first; a band of fewer enterprises than `least` is left out. */
export async function discountBands(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  days: number,
  least: number,
): Promise<readonly DiscountBand[]> {
  const among = (await segmentCut(tx, filter))(period)
  return tx.execute<DiscountBand>(sql`
    SELECT (band * ${BAND_BP}::int)::int AS "fromBp", ((band + 1) * ${BAND_BP}::int)::int AS "toBp", enterprises,
           round(balance_nights / ${days}::numeric, 2)::text AS "averageBalance"
    FROM (
      SELECT floor((s.reference_rate - s.rate) * 100 / ${BAND_BP}::int)::int AS band, count(DISTINCT s.enterprise_id)::int AS enterprises,
             sum(s.balance * (s.sign * (least(s.to_on, ${endOf(period)}::date) - greatest(s.from_on, ${period.from}::date)))) AS balance_nights
      FROM interest_segment s WHERE ${among} GROUP BY 1 HAVING sum(s.sign) > 0) cut
    WHERE balance_nights > 0 AND enterprises >= ${least}::int
    ORDER BY band`)
}
