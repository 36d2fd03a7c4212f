import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { uuidList } from '../../db/uuid-list.js'
import type { RealisedDimension, SavingSums } from '../../domain/reporting/realised-saving.js'
import { addDays, type CivilDate, earlierOf } from '../../kernel/civil-date.js'
import { exact, formatExact, sum } from '../../kernel/exact.js'
import { money, sumMoney } from '../../kernel/money.js'
import { pricedLines } from './views.js'

/** Which loans; null is any. */
export interface SavingFilter {
  readonly city: string | null
  /** The lender's code. */
  readonly institution: string | null
  readonly enterprise: string | null
  readonly grade: string | null
  readonly product: string | null
  readonly sector: string | null
}
export const NO_FILTER: SavingFilter = {
  city: null,
  institution: null,
  enterprise: null,
  grade: null,
  product: null,
  sector: null,
}

/** The nights from that of `from` to that of `to`, as far as the day `asOf` has come, as known at an instant. */
export interface SavingPeriod {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly asOf: CivilDate
  readonly knownAt: string
}
/** The first day whose night counts no more. */
export const endOf = ({ to, asOf }: Pick<SavingPeriod, 'to' | 'asOf'>): CivilDate => addDays(earlierOf(to, asOf), 1)

export interface SavingRow extends SavingSums {
  /** null: all rows together. */
  readonly key: string | null
  readonly nameZh: string | null
  readonly nameEn: string | null
}

const KEYS: Readonly<Record<RealisedDimension, SQL>> = {
  city: sql`s.region_code`,
  institution: sql`s.lender_id`,
  enterprise: sql`s.enterprise_id`,
  grade: sql`s.grade`,
  product: sql`s.product`,
  sector: sql`s.sector_code`,
  month: sql`m.month`,
}

/** The rows of the table, `s`, that bear on a period; what each adds is for the caller to say. */
export type SegmentCut = (period: SavingPeriod) => SQL

/**
 * Which rows a filter and its reader leave. Codes are looked up before, and a party's own id is said once more than its policy does: so the
 * statement reads segments alone, by index where that is few of them and shared among processes where it is many.
 */
export async function segmentCut(tx: Tx, filter: SavingFilter): Promise<SegmentCut> {
  const { institution, enterprise } = filter
  const [found] = await tx.execute<Record<'scope' | 'own' | 'lender' | 'enterprise', string | null>>(sql`
    SELECT current_scope() AS scope, current_organisation() AS own, (SELECT o.id FROM organisation o WHERE o.code = ${institution}) AS lender,
           (SELECT e.id FROM enterprise e WHERE e.uscc = ${enterprise}) AS enterprise`)
  const ids = found as NonNullable<typeof found>
  const nobody = (institution !== null && ids.lender === null) || (enterprise !== null && ids.enterprise === null)
  const where = (column: SQL, value: string | null) => (value === null ? sql`` : sql`AND ${column} = ${value}`)
  return ({ knownAt, ...period }) => sql`
    s.from_on < ${endOf(period)}::date AND s.to_on > ${period.from}::date AND s.recorded_at <= ${knownAt}::timestamptz
    ${nobody ? sql`AND false` : sql``}
    ${where(sql`s.lender_id`, ids.scope === 'lender' ? ids.own : null)} ${where(sql`s.enterprise_id`, ids.scope === 'enterprise' ? ids.own : null)}
    ${where(sql`s.lender_id`, ids.lender)} ${where(sql`s.enterprise_id`, ids.enterprise)} ${where(sql`s.region_code`, filter.city)}
    ${where(sql`s.grade`, filter.grade)} ${where(sql`s.product`, filter.product)} ${where(sql`s.sector_code`, filter.sector)}`
}

/** What the nights of a segment between two days add to its rounded interest; all of it stands in the row. */
export const interestWithin = (rate: 'executed' | 'reference', first: SQL, end: SQL): SQL => {
  const [whole, before, night] = [sql.raw(`s.${rate}`), sql.raw(`s.${rate}_before`), sql.raw(`s.${rate}_night`)]
  return sql`CASE WHEN s.from_on >= ${first} AND s.to_on <= ${end} THEN ${whole}
    ELSE interest_between(${before}, ${night}, s.divisor, s.half_even, greatest(${first} - s.from_on, 0), least(s.to_on, ${end}) - s.from_on) END`
}

/** The table, by months of the period where they are asked for, and the days between which nights count. */
interface Reach {
  readonly from: SQL
  readonly first: SQL
  readonly end: SQL
  /** Whether a segment is the first of its loan. */
  readonly isFirst: SQL
}
function reachOf(period: SavingPeriod, by: RealisedDimension | null): Reach {
  const [start, last] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  const prior = by === 'grade' ? sql`s.prior_in_grade_on` : sql`s.prior_on`
  if (by !== 'month')
    return {
      from: sql`interest_segment s`,
      first: start,
      end: last,
      isFirst: sql`(${prior} IS NULL OR ${prior} <= ${start})`,
    }
  const months = sql`(
    SELECT to_char(d, 'YYYY-MM') AS month, greatest(d::date, ${start}) AS first_on, least((d + interval '1 month')::date, ${last}) AS end_on
    FROM generate_series(date_trunc('month', ${start}::timestamp), ${last}::timestamp - interval '1 day', '1 month') d)`
  return {
    from: sql`interest_segment s JOIN ${months} m ON s.from_on < m.end_on AND s.to_on > m.first_on`,
    first: sql`m.first_on`,
    end: sql`m.end_on`,
    isFirst: sql`(s.prior_on IS NULL OR s.prior_on <= m.first_on)`,
  }
}

interface CellSums extends Record<string, unknown> {
  k: string | null
  loans: number
  executed: string
  reference: string
  nights: string
  balanceNights: string
  discountNights: string
  weightedNights: string
}

/** What the segments add up to, cell by cell; a loan counts by its first one, so that no row need be compared with another. */
const cellSums = (key: SQL, { from, first, end, isFirst }: Reach, among: SQL): SQL => sql`
  SELECT k, coalesce(sum(sign) FILTER (WHERE is_first), 0)::int AS loans, sum(sign * executed)::numeric(30,2)::text AS executed,
         sum(sign * reference)::numeric(30,2)::text AS reference, sum(sign * nights)::text AS nights,
         sum(balance * (sign * nights))::text AS "balanceNights", sum(discount * (sign * nights))::text AS "discountNights",
         sum(balance * discount * (sign * nights))::text AS "weightedNights"
  FROM (SELECT ${key} AS k, s.sign, s.balance, s.reference_rate - s.rate AS discount, ${isFirst} AS is_first,
               least(s.to_on, ${end}) - greatest(s.from_on, ${first}) AS nights,
               ${interestWithin('executed', first, end)} AS executed, ${interestWithin('reference', first, end)} AS reference
        FROM ${from} WHERE ${among}) cut
  GROUP BY k HAVING sum(sign) > 0`

interface CellCounts extends Record<string, unknown> {
  k: string | null
  enterprises: number
  /** Of them those that no other cell counts. */
  once: number
}
const cellCounts = (key: SQL, { from, isFirst }: Reach, among: SQL): SQL => sql`
  SELECT k, count(*)::int AS enterprises, count(*) FILTER (WHERE once)::int AS once
  FROM (SELECT ${key} AS k, s.enterprise_id, row_number() OVER (PARTITION BY s.enterprise_id) = 1 AS once
        FROM ${from} WHERE ${among} AND ${isFirst} GROUP BY 1, 2 HAVING sum(s.sign) > 0) pair
  GROUP BY k`

const EVERYTHING = sql`'all'::text`
/** Hash tables over the enterprises of a province stay in memory. */
const WORK_MEM = '64MB'

/**
 * The sums of every cell of one dimension, and of all of them. A loan that changes grade, or runs through months, counts in each and once in
 * all.
 * @param page of enterprises, the largest saving first; null for everything, in the order of the keys
 */
export async function savingRows(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  by: RealisedDimension,
  page: { readonly after: { readonly saving: string; readonly key: string } | null; readonly limit: number } | null,
): Promise<readonly SavingRow[]> {
  await tx.execute(sql`SELECT set_config('work_mem', ${WORK_MEM}, true)`)
  const among = (await segmentCut(tx, filter))(period)
  const reach = reachOf(period, by)
  const sums = cellSums(KEYS[by], reach, among)
  const cells = await tx.execute<CellSums>(page === null ? sums : await paged(tx, sums, page))
  const counts = by === 'enterprise' ? [] : await tx.execute<CellCounts>(cellCounts(KEYS[by], reach, among))
  const enterprises = new Map(counts.map((row) => [row.k, row.enterprises]))
  const names = await namesOf(
    tx,
    by,
    cells.map(({ k }) => k as string),
  )
  const rows = cells.map(({ k, ...cell }): SavingRow => {
    const named = names.get(k as string) ?? { key: k as string, nameZh: null, nameEn: null }
    return { ...cell, ...named, enterprises: by === 'enterprise' ? 1 : (enterprises.get(k) ?? 0), ...amountsOf(cell) }
  })
  const ordered = page === null ? rows.toSorted((a, b) => ((a.key as string) < (b.key as string) ? -1 : 1)) : rows
  const overlapping = by === 'grade' || by === 'month'
  if (page === null && !overlapping)
    return [...ordered, { ...added(rows), enterprises: by === 'enterprise' ? rows.length : onceIn(counts) }]
  const whole = reachOf(period, null)
  const [total] = overlapping
    ? [added(rows)]
    : (await tx.execute<CellSums>(cellSums(EVERYTHING, whole, among))).map(totalOf)
  const [count] = await tx.execute<{ loans: number; enterprises: number }>(sql`
    SELECT coalesce(sum(loans), 0)::int AS loans, count(*)::int AS enterprises
    FROM (SELECT sum(s.sign) AS loans FROM ${whole.from} WHERE ${among} AND ${whole.isFirst}
          GROUP BY s.enterprise_id HAVING sum(s.sign) > 0) enterprise`)
  return [...ordered, { ...(total ?? added([])), ...(count as { loans: number; enterprises: number }) }]
}

/** The enterprises after one of them, by their saving. */
async function paged(
  tx: Tx,
  sums: SQL,
  {
    after,
    limit,
  }: { readonly after: { readonly saving: string; readonly key: string } | null; readonly limit: number },
): Promise<SQL> {
  const order = sql`reference::numeric - executed::numeric`
  if (after === null) return sql`SELECT * FROM (${sums}) cell ORDER BY ${order} DESC, k DESC LIMIT ${limit}`
  const [last] = await tx.execute<{ id: string }>(sql`SELECT id FROM enterprise WHERE uscc = ${after.key}`)
  return sql`SELECT * FROM (${sums}) cell WHERE (${order}, k) < (${after.saving}::numeric, ${last?.id ?? null}::uuid)
    ORDER BY ${order} DESC, k DESC LIMIT ${limit}`
}

type Named = Pick<SavingRow, 'key' | 'nameZh' | 'nameEn'>
async function namesOf(tx: Tx, by: RealisedDimension, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0 || (by !== 'institution' && by !== 'enterprise')) return new Map()
  const [table, code] = by === 'institution' ? [sql`organisation`, sql`n.code`] : [sql`enterprise`, sql`n.uscc`]
  const rows = await tx.execute<{ id: string; key: string; nameZh: string; nameEn: string }>(sql`
    SELECT n.id, ${code} AS key, n.name_zh AS "nameZh", n.name_en AS "nameEn" FROM ${table} n
    WHERE n.id = ANY (string_to_array(${uuidList(ids)}, ',')::uuid[])`)
  return new Map(rows.map(({ id, ...named }) => [id, named]))
}

const amountsOf = ({ executed, reference }: Pick<CellSums, 'executed' | 'reference'>) => ({
  executed: money(executed),
  reference: money(reference),
})
const onceIn = (counts: readonly CellCounts[]): number => counts.reduce((sum, { once }) => sum + once, 0)

const ALL: Named = { key: null, nameZh: null, nameEn: null }
const totalOf = ({ k: _, ...cell }: CellSums): SavingRow => ({ ...cell, ...ALL, enterprises: 0, ...amountsOf(cell) })

/** Cells add up to their total exactly: every member is a sum. */
const added = (rows: readonly SavingRow[]): SavingRow => {
  const figure = (of: 'nights' | 'balanceNights' | 'discountNights' | 'weightedNights') =>
    formatExact(sum(rows.map((row) => exact(row[of]))))
  return {
    ...ALL,
    loans: rows.reduce((all, { loans }) => all + loans, 0),
    enterprises: 0,
    executed: sumMoney(rows.map(({ executed }) => executed)),
    reference: sumMoney(rows.map(({ reference }) => reference)),
    nights: figure('nights'),
    balanceNights: figure('balanceNights'),
    discountNights: figure('discountNights'),
    weightedNights: figure('weightedNights'),
  }
}

const LINE_KEYS: Readonly<Record<Exclude<RealisedDimension, 'month'>, SQL>> = {
  city: sql`region`,
  institution: sql`lender`,
  enterprise: sql`uscc`,
  grade: sql`grade`,
  product: sql`product`,
  sector: sql`sector`,
}

export interface PotentialRow extends Record<string, unknown> {
  /** null: all lines together. */
  key: string | null
  enterprises: number
  annualSaving: string
}

/** What the lines in force on a day save in a year when they are used in full, by the same cells. */
export async function potentialRows(
  tx: Tx,
  { asOf, knownAt }: Pick<SavingPeriod, 'asOf' | 'knownAt'>,
  filter: SavingFilter,
  by: RealisedDimension,
): Promise<readonly PotentialRow[]> {
  const key = by === 'month' ? sql`NULL::text` : LINE_KEYS[by]
  return tx.execute<PotentialRow>(sql`
    SELECT ${key} AS key, count(DISTINCT uscc)::int AS enterprises, sum("annualSaving"::numeric)::text AS "annualSaving"
    FROM (${pricedLines(asOf, knownAt)}) line
    WHERE "discountBp"::numeric > 0
      AND (${filter.city}::text IS NULL OR region = ${filter.city})
      AND (${filter.institution}::text IS NULL OR lender = ${filter.institution})
      AND (${filter.enterprise}::text IS NULL OR uscc = ${filter.enterprise})
      AND (${filter.grade}::text IS NULL OR grade = ${filter.grade})
      AND (${filter.product}::text IS NULL OR product = ${filter.product})
      AND (${filter.sector}::text IS NULL OR sector = ${filter.sector})
    GROUP BY GROUPING SETS ((${key}), ()) ${by === 'month' ? sql`HAVING false` : sql``}`)
}

/** Whether the caller may see no loan behind a sum of the city: then small cells are hidden, and segments open only to be added up. */
export async function sumsOnly(tx: Tx): Promise<boolean> {
  const rows = await tx.execute<{ only: boolean }>(sql`
    SELECT current_scope() NOT IN ('system', 'auditor', 'lender', 'enterprise') AS only`)
  return rows[0]?.only !== false
}
