import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { RealisedDimension, SavingSums } from '../../domain/reporting/realised-saving.js'
import { addDays, type CivilDate, earlierOf } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
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

/** The rows of the table that bear on a period; what each adds is for the caller to say. */
export const segmentsWithin = (period: SavingPeriod, filter: SavingFilter): SQL => sql`
  s.from_on < ${endOf(period)}::date AND s.to_on > ${period.from}::date AND s.recorded_at <= ${period.knownAt}::timestamptz
  ${filter.city === null ? sql`` : sql`AND s.region_code = ${filter.city}`}
  ${filter.institution === null ? sql`` : sql`AND s.lender_id = (SELECT o.id FROM organisation o WHERE o.code = ${filter.institution})`}
  ${filter.enterprise === null ? sql`` : sql`AND s.enterprise_id = (SELECT e.id FROM enterprise e WHERE e.uscc = ${filter.enterprise})`}
  ${filter.grade === null ? sql`` : sql`AND s.grade = ${filter.grade}`}
  ${filter.product === null ? sql`` : sql`AND s.product = ${filter.product}`}
  ${filter.sector === null ? sql`` : sql`AND s.sector_code = ${filter.sector}`}`

/** What the nights of a segment between two days add to its rounded interest; all of it stands in the row. */
export const interestWithin = (rate: 'executed' | 'reference', first: SQL, end: SQL): SQL => {
  const [whole, before, night] = [sql.raw(`s.${rate}`), sql.raw(`s.${rate}_before`), sql.raw(`s.${rate}_night`)]
  return sql`CASE WHEN s.from_on >= ${first} AND s.to_on <= ${end} THEN ${whole}
    ELSE interest_between(${before}, ${night}, s.divisor, s.half_even, greatest(${first} - s.from_on, 0), least(s.to_on, ${end}) - s.from_on) END`
}

/**
 * The sums of every cell of one dimension, the largest saving first, and of all of them. A loan counts by its first segment in the period,
 * so that no row need be compared with another.
 * @param page for enterprises, of whom there may be many; everything for every other dimension
 */
export async function savingRows(
  tx: Tx,
  period: SavingPeriod,
  filter: SavingFilter,
  by: RealisedDimension,
  page: { readonly after: { readonly saving: string; readonly key: string } | null; readonly limit: number } | null,
): Promise<readonly SavingRow[]> {
  const monthly = by === 'month'
  const first = monthly ? sql`m.first_on` : sql`${period.from}::date`
  const end = monthly ? sql`m.end_on` : sql`${endOf(period)}::date`
  const key = KEYS[by]
  const among = segmentsWithin(period, filter)
  const from = monthly
    ? sql`interest_segment s JOIN (
        SELECT to_char(d, 'YYYY-MM') AS month, greatest(d::date, ${period.from}::date) AS first_on,
               least((d + interval '1 month')::date, ${endOf(period)}::date) AS end_on
        FROM generate_series(date_trunc('month', ${period.from}::date::timestamp), ${endOf(period)}::date::timestamp - interval '1 day', '1 month') d) m
        ON s.from_on < m.end_on AND s.to_on > m.first_on`
    : sql`interest_segment s`
  const prior = by === 'grade' ? sql`s.prior_in_grade_on` : sql`s.prior_on`
  const countsWhole = monthly || by === 'grade'
  const named =
    by === 'institution'
      ? sql`JOIN organisation n ON n.id = r.k`
      : by === 'enterprise'
        ? sql`JOIN enterprise n ON n.id = r.k`
        : sql``
  const [told, zh, en] =
    by === 'institution'
      ? [sql`n.code`, sql`n.name_zh`, sql`n.name_en`]
      : by === 'enterprise'
        ? [sql`n.uscc`, sql`n.name_zh`, sql`n.name_en`]
        : [sql`r.k`, sql`NULL::text`, sql`NULL::text`]
  const rows = await tx.execute<StoredSums>(sql`
    WITH sums AS (
      SELECT k, sum(sign * executed) AS executed, sum(sign * reference) AS reference, sum(sign * nights) AS nights,
             sum(balance * (sign * nights)) AS balance_nights, sum(discount * (sign * nights)) AS discount_nights,
             sum(balance * discount * (sign * nights)) AS weighted_nights
      FROM (SELECT ${key} AS k, s.sign, s.balance, s.reference_rate - s.rate AS discount,
                   least(s.to_on, ${end}) - greatest(s.from_on, ${first}) AS nights,
                   ${interestWithin('executed', first, end)} AS executed, ${interestWithin('reference', first, end)} AS reference
            FROM ${from} WHERE ${among}) cut
      GROUP BY k HAVING sum(sign) > 0),
    pairs AS (
      SELECT ${key} AS k, s.enterprise_id, sum(s.sign) AS loans FROM ${from}
      WHERE ${among} AND (${prior} IS NULL OR ${prior} <= ${first}) GROUP BY 1, 2 HAVING sum(s.sign) > 0),
    counted AS (SELECT k, sum(loans) AS loans, count(*) AS enterprises FROM pairs GROUP BY k),
    whole AS (
      ${
        countsWhole
          ? sql`SELECT sum(loans) AS loans, count(*) AS enterprises FROM (
              SELECT s.enterprise_id, sum(s.sign) AS loans FROM interest_segment s
              WHERE ${among} AND (s.prior_on IS NULL OR s.prior_on <= ${period.from}::date) GROUP BY 1 HAVING sum(s.sign) > 0) each`
          : sql`SELECT sum(loans) AS loans, count(DISTINCT enterprise_id) AS enterprises FROM pairs`
      }),
    cells AS (
      SELECT ${told} AS key, ${zh} AS "nameZh", ${en} AS "nameEn", coalesce(c.loans, 0) AS loans, coalesce(c.enterprises, 0) AS enterprises,
             r.executed, r.reference, r.nights, r.balance_nights, r.discount_nights, r.weighted_nights
      FROM sums r LEFT JOIN counted c ON c.k = r.k ${named}),
    paged AS (
      SELECT * FROM cells
      ${page?.after ? sql`WHERE (reference - executed, key) < (${page.after.saving}::numeric, ${page.after.key})` : sql``}
      ORDER BY ${by === 'enterprise' ? sql`reference - executed DESC, key DESC` : sql`key`} ${page === null ? sql`` : sql`LIMIT ${page.limit}`})
    SELECT key, "nameZh", "nameEn", loans::int, enterprises::int, executed::text, reference::text, nights::text,
           balance_nights::text AS "balanceNights", discount_nights::text AS "discountNights", weighted_nights::text AS "weightedNights"
    FROM paged
    UNION ALL
    SELECT NULL, NULL, NULL, coalesce((SELECT loans FROM whole), 0)::int, (SELECT enterprises FROM whole)::int,
           coalesce(sum(executed), 0)::numeric(30,2)::text, coalesce(sum(reference), 0)::numeric(30,2)::text, coalesce(sum(nights), 0)::text,
           coalesce(sum(balance_nights), 0)::text, coalesce(sum(discount_nights), 0)::text, coalesce(sum(weighted_nights), 0)::text
    FROM cells`)
  return rows.map(({ executed, reference, ...row }) => ({
    ...row,
    executed: money(executed),
    reference: money(reference),
  }))
}

interface StoredSums extends Record<string, unknown> {
  key: string | null
  nameZh: string | null
  nameEn: string | null
  loans: number
  enterprises: number
  executed: string
  reference: string
  nights: string
  balanceNights: string
  discountNights: string
  weightedNights: string
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
