import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { GRADES_BEST_FIRST } from '../../domain/reporting/city-figures.js'

export interface BookQuestion {
  readonly asOf: string
  readonly knownAt: string
  /** The day that grades and savings are compared with. */
  readonly since: string
  /** Days of the growth, the first first; the last is `asOf`. */
  readonly days: readonly string[]
}

export interface Mover {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string
  readonly from: string
  readonly to: string
  readonly limit: string
  readonly savingBefore: string
  readonly savingAfter: string
}

/** What a book's lines add up to; sums are unrounded, and kept so. */
export interface BookFigures extends Record<string, unknown> {
  inForce: { institutions: number; enterprises: number; lines: number; priorLimit: string; limit: string }
  /** Of lines with a discount; `weighted` is Σ limit × BP, `discount` Σ BP. */
  discounted: {
    institutions: number
    enterprises: number
    lines: number
    priorLimit: string
    limit: string
    weighted: string
    discount: string
    annualSaving: string
  }
  growth: readonly { day: string; enterprises: number; lines: number; priorLimit: string; limit: string }[]
  grades: readonly { grade: string; enterprises: number; lines: number; limit: string }[]
  moves: readonly { from: string; to: string; enterprises: number }[]
  /** By tens of BP: 0 is none at all, 3 is above 20 and up to 30, −1 is from −10 to below 0. */
  bands: readonly { band: number; enterprises: number; lines: number; limit: string }[]
  movers: {
    gradeUp: readonly Mover[]
    gradeDown: readonly Mover[]
    savingUp: readonly Mover[]
    savingDown: readonly Mover[]
  }
}

const MOST_MOVERS = 10

/** Versions of lines known at an instant that began by a day, each from `f` until before `u`. */
const versions = (asOf: string, knownAt: string): SQL => sql`
  SELECT c.id, c.enterprise_id, c.lender_id, c.product, c.prior_limit, c.limit_amount, c.effective_from AS f,
         least(c.effective_to + 1, s.effective_from) AS u
  FROM credit_line c LEFT JOIN credit_line s ON s.supersedes = c.id AND s.recorded_at <= ${knownAt}
  WHERE c.recorded_at <= ${knownAt} AND c.effective_from <= ${asOf}`

/** The price of a version `v` on `day`: the last one decided. */
const lastPrice = (day: SQL, knownAt: string): SQL => sql`
  SELECT r.id AS decision_id, r.rating_id, r.grade, r.rate, r.reference_rate, r.discount_bp, r.annual_saving, r.priced_on, r.recorded_at
  FROM rate_decision r
  WHERE r.credit_line_id = v.id AND r.priced_on <= ${day} AND r.recorded_at <= ${knownAt}
  ORDER BY r.priced_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1`

/** Lines in force and priced on either of two days, as `priced`; an enterprise on a day, as `firm`; and between the days, as `moved`. */
const twoDays = ({ asOf, since, knownAt }: Omit<BookQuestion, 'days'>): SQL => sql`
  version AS MATERIALIZED (${versions(asOf, knownAt)}),
  priced AS MATERIALIZED (
    SELECT q.day, v.id, v.enterprise_id, v.lender_id, v.prior_limit, v.limit_amount, d.*
    FROM (SELECT ${asOf}::date AS day UNION SELECT ${since}::date) q
    JOIN version v ON v.f <= q.day AND (v.u IS NULL OR v.u > q.day)
    JOIN LATERAL (${lastPrice(sql.raw('q.day'), knownAt)}) d ON true),
  firm AS MATERIALIZED (
    SELECT day, enterprise_id, (array_agg(grade ORDER BY priced_on DESC, recorded_at DESC, decision_id DESC))[1] AS grade,
           count(*) AS lines, sum(limit_amount) AS amount, coalesce(sum(annual_saving) FILTER (WHERE discount_bp > 0), 0) AS saving
    FROM priced GROUP BY day, enterprise_id),
  moved AS MATERIALIZED (
    SELECT enterprise_id, coalesce(t.grade, 'NONE') AS from_grade, coalesce(n.grade, 'NONE') AS to_grade,
           coalesce(n.amount, 0) AS amount, coalesce(t.saving, 0) AS saving_before, coalesce(n.saving, 0) AS saving_after,
           array_position(${gradesText()}::text[], t.grade) - array_position(${gradesText()}::text[], n.grade) AS steps
    FROM (SELECT * FROM firm WHERE day = ${asOf}::date) n
    FULL JOIN (SELECT * FROM firm WHERE day = ${since}::date) t USING (enterprise_id))`

const gradesText = () => `{${GRADES_BEST_FIRST.join()}}`

const movers = (condition: SQL, order: SQL): SQL => sql`(
  SELECT coalesce(jsonb_agg(to_jsonb(m)), '[]') FROM (
    SELECT e.uscc, e.name_zh AS "nameZh", e.name_en AS "nameEn", v.from_grade AS "from", v.to_grade AS "to",
           v.amount::numeric(20,2)::text AS "limit", v.saving_before::numeric(20,2)::text AS "savingBefore",
           v.saving_after::numeric(20,2)::text AS "savingAfter"
    FROM (SELECT v.*, row_number() OVER (ORDER BY ${order}, v.enterprise_id) AS place
          FROM moved v WHERE ${condition} ORDER BY place LIMIT ${MOST_MOVERS}) v
    JOIN enterprise e ON e.id = v.enterprise_id ORDER BY v.place) m)`

/** The figures of the lines that the caller may see. One statement, so that its parts are of one book. */
export async function bookFigures(tx: Tx, question: BookQuestion): Promise<BookFigures> {
  const { asOf, days } = question
  const rows = await tx.execute<BookFigures>(sql`
    WITH ${twoDays(question)}
    SELECT
      (SELECT jsonb_build_object('institutions', count(DISTINCT lender_id), 'enterprises', count(DISTINCT enterprise_id), 'lines', count(*),
                'priorLimit', coalesce(sum(prior_limit), 0)::numeric(20,2)::text, 'limit', coalesce(sum(limit_amount), 0)::numeric(20,2)::text)
       FROM version WHERE u IS NULL OR u > ${asOf}::date) AS "inForce",
      (SELECT jsonb_build_object('institutions', count(DISTINCT lender_id), 'enterprises', count(DISTINCT enterprise_id), 'lines', count(*),
                'priorLimit', coalesce(sum(prior_limit), 0)::numeric(20,2)::text, 'limit', coalesce(sum(limit_amount), 0)::numeric(20,2)::text,
                'weighted', coalesce(sum(limit_amount * discount_bp), 0)::text, 'discount', coalesce(sum(discount_bp), 0)::text,
                'annualSaving', coalesce(sum(annual_saving), 0)::numeric(20,2)::text)
       FROM priced WHERE day = ${asOf}::date AND discount_bp > 0) AS discounted,
      (SELECT jsonb_agg(to_jsonb(g) ORDER BY g.day) FROM (
         SELECT q.day::date::text AS day, count(DISTINCT v.enterprise_id) AS enterprises, count(v.id) AS lines,
                coalesce(sum(v.prior_limit), 0)::numeric(20,2)::text AS "priorLimit", coalesce(sum(v.limit_amount), 0)::numeric(20,2)::text AS "limit"
         FROM jsonb_array_elements_text(${JSON.stringify(days)}::jsonb) q (day)
         LEFT JOIN version v ON v.f <= q.day::date AND (v.u IS NULL OR v.u > q.day::date) GROUP BY q.day) g) AS growth,
      (SELECT coalesce(jsonb_agg(to_jsonb(g)), '[]') FROM (
         SELECT grade, count(*) AS enterprises, sum(lines) AS lines, sum(amount)::numeric(20,2)::text AS "limit"
         FROM firm WHERE day = ${asOf}::date GROUP BY grade ORDER BY grade) g) AS grades,
      (SELECT coalesce(jsonb_agg(to_jsonb(g)), '[]') FROM (
         SELECT from_grade AS "from", to_grade AS "to", count(*) AS enterprises FROM moved GROUP BY 1, 2 ORDER BY 1, 2) g) AS moves,
      (SELECT coalesce(jsonb_agg(to_jsonb(g) ORDER BY g.band), '[]') FROM (
         SELECT ${BAND} AS band, count(DISTINCT enterprise_id) AS enterprises, count(*) AS lines, sum(limit_amount)::numeric(20,2)::text AS "limit"
         FROM priced WHERE day = ${asOf}::date GROUP BY 1) g) AS bands,
      jsonb_build_object(
        'gradeUp', ${movers(sql`steps > 0`, sql`v.steps DESC, v.amount DESC`)},
        'gradeDown', ${movers(sql`steps < 0`, sql`v.steps, v.amount DESC`)},
        'savingUp', ${movers(sql`saving_after > saving_before`, sql`v.saving_after - v.saving_before DESC`)},
        'savingDown', ${movers(sql`saving_after < saving_before`, sql`v.saving_after - v.saving_before`)}) AS movers`)
  return rows[0] as BookFigures
}

/** The band of a discount: upper bounds belong to it above nought, lower ones below. */
const BAND = sql.raw(
  '(CASE WHEN discount_bp > 0 THEN ceil(discount_bp / 10) WHEN discount_bp < 0 THEN floor(discount_bp / 10) ELSE 0 END)::int',
)

export interface DashboardLine extends Record<string, unknown> {
  creditLineId: string
  rateDecisionId: string | null
  ratingId: string | null
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  lender: string
  lenderZh: string
  lenderEn: string
  product: string
  priorLimit: string
  limit: string
  grade: string | null
  rate: string | null
  referenceRate: string | null
  discountBp: string | null
  annualSaving: string | null
  pricedOn: string | null
}

/** The lines in force on a day behind a figure, by id: all of them, or those of one discount band. */
export async function linesInForce(
  tx: Tx,
  question: {
    readonly asOf: string
    readonly knownAt: string
    readonly band: number | null
    readonly uscc: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<readonly DashboardLine[]> {
  const { asOf, knownAt, band, uscc, after, limit } = question
  return tx.execute<DashboardLine>(sql`
    SELECT v.id AS "creditLineId", d.decision_id AS "rateDecisionId", d.rating_id AS "ratingId", e.uscc, e.name_zh AS "enterpriseZh",
           e.name_en AS "enterpriseEn", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", v.product,
           v.prior_limit::text AS "priorLimit", v.limit_amount::text AS "limit", d.grade, d.rate::text AS rate,
           d.reference_rate::text AS "referenceRate", d.discount_bp::text AS "discountBp", d.annual_saving::text AS "annualSaving",
           d.priced_on AS "pricedOn"
    FROM (${versions(asOf, knownAt)}) v
    JOIN enterprise e ON e.id = v.enterprise_id JOIN organisation o ON o.id = v.lender_id
    LEFT JOIN LATERAL (${lastPrice(sql`${asOf}::date`, knownAt)}) d ON true
    WHERE (v.u IS NULL OR v.u > ${asOf}::date)
      AND (${band}::int IS NULL OR ${BAND} = ${band}::int AND d.decision_id IS NOT NULL)
      AND (${uscc}::text IS NULL OR e.uscc = ${uscc})
      AND (${after}::uuid IS NULL OR v.id > ${after}::uuid)
    ORDER BY v.id LIMIT ${limit}`)
}

export interface MovedEnterprise extends Record<string, unknown>, Mover {}

/** The enterprises behind a cell of the migration, by code. */
export async function enterprisesMoved(
  tx: Tx,
  question: Omit<BookQuestion, 'days'> & {
    readonly from: string | null
    readonly to: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<readonly MovedEnterprise[]> {
  const { from, to, after, limit } = question
  return tx.execute<MovedEnterprise>(sql`
    WITH ${twoDays(question)}
    SELECT e.uscc, e.name_zh AS "nameZh", e.name_en AS "nameEn", m.from_grade AS "from", m.to_grade AS "to",
           m.amount::numeric(20,2)::text AS "limit", m.saving_before::numeric(20,2)::text AS "savingBefore",
           m.saving_after::numeric(20,2)::text AS "savingAfter"
    FROM moved m JOIN enterprise e ON e.id = m.enterprise_id
    WHERE (${from}::text IS NULL OR m.from_grade = ${from}) AND (${to}::text IS NULL OR m.to_grade = ${to})
      AND (${after}::text IS NULL OR e.uscc > ${after})
    ORDER BY e.uscc LIMIT ${limit}`)
}
