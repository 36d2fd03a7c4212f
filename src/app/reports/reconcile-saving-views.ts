import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { endOf, interestWithin, type SavingFilter, type SavingPeriod, segmentsWithin } from './realised-saving-views.js'
import type { Edge } from './reconcile-saving.js'

interface Lender {
  readonly lender: string
  readonly nameZh: string
  readonly nameEn: string
}
export interface InterestOfLender extends Lender {
  readonly enterprises: number
  readonly executed: string
  /** Of the nights up to the day before the period and up to its last day: what neither a month end nor a due date has booked by then. */
  readonly unbookedAtStart: string
  readonly unbookedAtEnd: string
}

/** Executed interest by lender, and what of it lies beyond the last booking at either edge of the period. */
export async function segmentInterest(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  { start, end }: { readonly start: Edge; readonly end: Edge },
): Promise<readonly InterestOfLender[]> {
  const unbooked = ({ day, unbookedFrom }: Edge) => sql`
    SELECT s.lender_id, sum(s.sign * ${interestWithin('executed', sql`${unbookedFrom}::date`, sql`(${day}::date + 1)`)}) AS unbooked
    FROM interest_segment s
    WHERE ${segmentsWithin({ ...period, from: unbookedFrom, to: day, asOf: day }, filter)} AND coalesce(s.due_on, s.settles_on) > ${day}::date
    GROUP BY 1`
  const [first, last] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  return tx.execute<InterestOfLender & Record<string, unknown>>(sql`
    SELECT o.code AS lender, o.name_zh AS "nameZh", o.name_en AS "nameEn", coalesce(x.enterprises, 0)::int AS enterprises,
           coalesce(x.executed, 0)::numeric(30,2)::text AS executed, coalesce(a.unbooked, 0)::numeric(30,2)::text AS "unbookedAtStart",
           coalesce(z.unbooked, 0)::numeric(30,2)::text AS "unbookedAtEnd"
    FROM organisation o
    LEFT JOIN (SELECT s.lender_id, count(DISTINCT s.enterprise_id) AS enterprises, sum(s.sign * ${interestWithin('executed', first, last)}) AS executed
               FROM interest_segment s WHERE ${segmentsWithin(period, filter)} GROUP BY 1) x ON x.lender_id = o.id
    LEFT JOIN (${unbooked(start)}) a ON a.lender_id = o.id
    LEFT JOIN (${unbooked(end)}) z ON z.lender_id = o.id
    WHERE x.lender_id IS NOT NULL OR a.lender_id IS NOT NULL OR z.lender_id IS NOT NULL
    ORDER BY o.code`)
}

export interface BookedInterest extends Lender {
  /** Booked on days of the period, and booked for days of the period whenever that was. */
  readonly booked: string
  readonly forPeriod: string
  /** The last day that the lender had closed by the instant; null where it keeps no business days. */
  readonly closedThrough: string | null
}

/** Interest that the books earned with loans, by lender; null where the books are closed to the caller. */
export async function bookedInterest(
  tx: Tx,
  period: SavingPeriod,
  institution: string | null,
): Promise<readonly BookedInterest[] | null> {
  const [open] = await tx.execute<{ open: boolean }>(sql`SELECT current_scope() <> 'enterprise' AS open`)
  if (open?.open !== true) return null
  return tx.execute<BookedInterest & Record<string, unknown>>(sql`
    SELECT o.code AS lender, o.name_zh AS "nameZh", o.name_en AS "nameEn", b.booked::numeric(30,2)::text AS booked,
           b.for_period::numeric(30,2)::text AS "forPeriod", b.closed_through::text AS "closedThrough"
    FROM interest_booked(${period.from}::date, ${endOf(period)}::date - 1, ${period.knownAt}::timestamptz) b
    JOIN organisation o ON o.id = b.lender_id
    WHERE ${institution}::text IS NULL OR o.code = ${institution}
    ORDER BY o.code`)
}
