import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { uuidList } from '../../db/uuid-list.js'
import { endOf, interestWithin, type SavingFilter, type SavingPeriod, segmentCut } from './realised-saving-views.js'
import type { Edge } from './reconcile-saving.js'

export interface Unbooked {
  readonly atStart: string
  readonly atEnd: string
}

/**
 * Of the nights up to either of two days what neither a month end nor a due date has booked by then, by the lender's id; nothing where both
 * days end a month.
 */
export async function unbookedInterest(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  { start, end }: { readonly start: Edge; readonly end: Edge },
): Promise<ReadonlyMap<string, Unbooked>> {
  const edges = [start, end].filter(({ day, unbookedFrom }) => unbookedFrom <= day)
  if (edges.length === 0) return new Map()
  const cut = await segmentCut(tx, filter)
  const within = ({ day, unbookedFrom }: Edge): SQL => sql`
    (s.from_on <= ${day}::date AND s.to_on > ${unbookedFrom}::date AND coalesce(s.due_on, s.settles_on) > ${day}::date)`
  const unbooked = (edge: Edge): SQL =>
    sql`coalesce(sum(s.sign * (${interestWithin(
      'executed',
      sql`${edge.unbookedFrom}::date`,
      sql`(${edge.day}::date + 1)`,
    )})) FILTER (WHERE ${within(edge)}), 0)::numeric(30,2)::text`
  const rows = await tx.execute<{ lender: string } & Unbooked & Record<string, unknown>>(sql`
    SELECT s.lender_id AS lender, ${unbooked(start)} AS "atStart", ${unbooked(end)} AS "atEnd"
    FROM interest_segment s
    WHERE ${cut({ ...period, from: start.unbookedFrom, to: end.day, asOf: end.day })} AND (${sql.join(edges.map(within), sql` OR `)})
    GROUP BY 1`)
  return new Map(rows.map(({ lender, ...sums }) => [lender, sums]))
}

/** Executed interest of a period by lender, with its enterprises. */
export async function executedByLender(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
): Promise<ReadonlyMap<string, { readonly executed: string; readonly enterprises: number }>> {
  const among = (await segmentCut(tx, filter))(period)
  const sums = await tx.execute<{ lender: string; executed: string }>(sql`
    SELECT s.lender_id AS lender,
           sum(s.sign * ${interestWithin('executed', sql`${period.from}::date`, sql`${endOf(period)}::date`)})::numeric(30,2)::text AS executed
    FROM interest_segment s WHERE ${among} GROUP BY 1`)
  const counts = await tx.execute<{ lender: string; enterprises: number }>(sql`
    SELECT lender, count(*)::int AS enterprises
    FROM (SELECT s.lender_id AS lender FROM interest_segment s WHERE ${among} GROUP BY 1, s.enterprise_id) pair GROUP BY 1`)
  const enterprises = new Map(counts.map((row) => [row.lender, row.enterprises]))
  return new Map(sums.map(({ lender, executed }) => [lender, { executed, enterprises: enterprises.get(lender) ?? 0 }]))
}

export interface BookedInterest extends Record<string, unknown> {
  id: string
  /** Booked on days of the period, and booked for days of the period whenever that was. */
  booked: string
  forPeriod: string
  /** The last day that the lender had closed by the instant; null where it keeps no business days. */
  closedThrough: string | null
}

/** Interest that the books earned with loans, by lender; null where the books are closed to the caller. */
export async function bookedInterest(
  tx: Tx,
  period: SavingPeriod,
  institution: string | null,
): Promise<readonly BookedInterest[] | null> {
  const [open] = await tx.execute<{ open: boolean }>(sql`SELECT current_scope() <> 'enterprise' AS open`)
  if (open?.open !== true) return null
  return tx.execute<BookedInterest>(sql`
    SELECT b.lender_id AS id, b.booked::numeric(30,2)::text AS booked, b.for_period::numeric(30,2)::text AS "forPeriod",
           b.closed_through::text AS "closedThrough"
    FROM interest_booked(${period.from}::date, ${endOf(period)}::date - 1, ${period.knownAt}::timestamptz) b
    WHERE ${institution}::text IS NULL OR b.lender_id = (SELECT o.id FROM organisation o WHERE o.code = ${institution})`)
}

/** Lenders by their ids or codes, in the order of the codes. */
export const lendersNamed = (
  tx: Tx,
  ids: readonly string[],
  codes: readonly string[],
): Promise<
  readonly { readonly id: string; readonly code: string; readonly nameZh: string; readonly nameEn: string }[]
> =>
  tx.execute<{ id: string; code: string; nameZh: string; nameEn: string }>(sql`
    SELECT o.id, o.code, o.name_zh AS "nameZh", o.name_en AS "nameEn" FROM organisation o
    WHERE o.id = ANY (string_to_array(${uuidList(ids)}, ',')::uuid[]) OR o.code IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))
    ORDER BY o.code`)
