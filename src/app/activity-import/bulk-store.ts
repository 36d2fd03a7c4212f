import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { connectRaw } from '../../db/connection.js'
import { type BulkDecision, type BulkKind, WEIGHTS_OVER } from './bulk-decision.js'
import { SOURCES } from './columns.js'
import type { RowProblemCode } from './import-table.js'

/** A pool for raw SQL and COPY. */
export type RawDatabase = ReturnType<typeof connectRaw>
/** One transaction of it. */
export type RawTransaction = Pick<RawDatabase, 'unsafe'>

/** The columns of a bulk file, in this order, CSV without a header. */
export const BULK_COLUMNS = [
  'uscc',
  'month',
  'carrier',
  'meter',
  'quantity',
  'unit',
  'green_quantity',
  'source',
  'data_quality',
  'evidence',
] as const

export interface BulkProblem extends Record<string, unknown> {
  /** From 1. */
  row: number
  column: string
  code: RowProblemCode | 'ENTERPRISE_UNKNOWN'
}

/** Emissions of one enterprise in one month, tCO2 half-up to 20 places. */
export interface AccountedMonth extends Record<string, unknown> {
  uscc: string
  month: string
  scope1: string
  scope2Location: string
  scope2Market: string
}

/** Copies the file into a staging table of texts that lives as long as the transaction. */
export async function stage(tx: RawTransaction, file: Readable): Promise<number> {
  await tx.unsafe(`CREATE TEMP TABLE staged_activity (row bigint GENERATED ALWAYS AS IDENTITY (CACHE 10000),
    ${BULK_COLUMNS.map((column) => `${column} text`).join(', ')}) ON COMMIT DROP`)
  const copy = tx.unsafe(`COPY staged_activity (${BULK_COLUMNS.join()}) FROM STDIN (FORMAT csv)`)
  await pipeline(file, await copy.writable())
  await tx.unsafe('ANALYZE staged_activity')
  const [counted] = await tx.unsafe<{ rows: number }[]>('SELECT count(*)::int AS rows FROM staged_activity')
  return counted?.rows ?? 0
}

/** Which carriers, units, months and places the rows speak of: thousands at most, however many rows. */
export const stagedKinds = (tx: RawTransaction): Promise<readonly BulkKind[]> =>
  tx.unsafe<BulkKind[]>(`
    SELECT DISTINCT coalesce(s.carrier, '') AS carrier, coalesce(s.unit, '') AS unit, coalesce(s.month, '') AS month, e.region_code AS region
    FROM staged_activity s JOIN enterprise e ON e.uscc = s.uscc`)

export async function storeDecisions(tx: RawTransaction, decisions: readonly BulkDecision[]): Promise<void> {
  await tx.unsafe(
    `CREATE TEMP TABLE staged_decision ON COMMIT DROP AS
     SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS d(carrier text, unit text, month text, region text, fault text, member text,
       "writtenUnit" text, scope int, weight numeric, "marketWeight" numeric)`,
    [JSON.stringify(decisions)],
  )
  await tx.unsafe('ANALYZE staged_decision')
}

const JOINED = `staged_activity s JOIN enterprise e ON e.uscc = s.uscc
  JOIN staged_decision d ON d.carrier = s.carrier AND d.unit = s.unit AND d.month = s.month AND d.region = e.region_code`
const DECIMAL = `'^-?(0|[1-9]\\d{0,17})(\\.\\d{1,10})?$'`

const FORMULA = `'^[=+@\\t\\r-]'`
const METER = `'^[A-Za-z0-9._-]{1,40}$'`
const PLAIN = `'^(0|[1-9]\\d{0,17})(\\.\\d{1,10})?$'`

/**
 * Whether any row cannot stand by itself: one look at each row, so that only a faulty load pays for being told what is wrong.
 * Counted, because for EXISTS PostgreSQL plans for the first row and loops where it should hash.
 */
export async function hasFaultyRows(tx: RawTransaction, evidenceSources: readonly string[]): Promise<boolean> {
  const [found] = await tx.unsafe<{ faulty: boolean }[]>(
    `SELECT count(*) > 0 AS faulty
       FROM staged_activity s LEFT JOIN enterprise e ON e.uscc = s.uscc
         LEFT JOIN staged_decision d ON d.carrier = s.carrier AND d.unit = s.unit AND d.month = s.month AND d.region = e.region_code
       WHERE (d.weight IS NOT NULL
         AND s.quantity ~ ${PLAIN}
         AND (coalesce(s.green_quantity, '0') = '0' OR (s.carrier = 'electricity' AND s.green_quantity ~ ${PLAIN}
           AND s.green_quantity::numeric <= s.quantity::numeric))
         AND s.source = ANY ($1::text[])
         AND CASE WHEN s.evidence IS NULL THEN NOT s.source = ANY ($2::text[]) ELSE s.evidence !~ ${FORMULA} END
         AND s.data_quality IN ('1', '2', '3', '4', '5')
         AND (coalesce(s.meter, 'all') = 'all' OR s.meter ~ ${METER})) IS NOT TRUE`,
    [[...SOURCES], [...evidenceSources]],
  )
  return found?.faulty === true
}

/** Rows that cannot stand by themselves, the first so many. */
export const stagedProblems = (
  tx: RawTransaction,
  evidenceSources: readonly string[],
  most: number,
): Promise<readonly BulkProblem[]> =>
  tx.unsafe<BulkProblem[]>(
    `SELECT s.row::int AS row, p.column, p.code
     FROM staged_activity s LEFT JOIN enterprise e ON e.uscc = s.uscc
       LEFT JOIN staged_decision d ON d.carrier = coalesce(s.carrier, '') AND d.unit = coalesce(s.unit, '')
         AND d.month = coalesce(s.month, '') AND d.region = e.region_code
       CROSS JOIN LATERAL (SELECT s.quantity ~ ${DECIMAL} AS quantity, coalesce(s.green_quantity, '0') ~ ${DECIMAL} AS green) f
       CROSS JOIN LATERAL (VALUES
         ('uscc', 'ENTERPRISE_UNKNOWN', e.id IS NULL),
         (d.member, d.fault, d.fault IS NOT NULL),
         ('quantity', 'CELL_MISSING', s.quantity IS NULL),
         ('quantity', 'NOT_A_PLAIN_DECIMAL', NOT f.quantity),
         ('quantity', 'NEGATIVE_QUANTITY', f.quantity AND starts_with(s.quantity, '-')),
         ('green_quantity', 'NOT_A_PLAIN_DECIMAL', NOT f.green),
         ('green_quantity', 'NEGATIVE_QUANTITY', f.green AND starts_with(s.green_quantity, '-')),
         ('green_quantity', 'GREEN_NOT_ELECTRICITY', CASE WHEN f.green THEN s.carrier <> 'electricity' AND s.green_quantity::numeric > 0 END),
         ('green_quantity', 'GREEN_ABOVE_QUANTITY',
           CASE WHEN f.quantity AND f.green THEN s.green_quantity::numeric > s.quantity::numeric END),
         ('source', 'SOURCE_UNKNOWN', s.source IS NULL OR NOT s.source = ANY ($1::text[])),
         ('evidence', 'EVIDENCE_MISSING', s.evidence IS NULL AND s.source = ANY ($2::text[])),
         ('evidence', 'CELL_FORMULA', s.evidence ~ ${FORMULA}),
         ('data_quality', 'DATA_QUALITY_MALFORMED', s.data_quality IS NULL OR s.data_quality !~ '^[1-5]$'),
         ('meter', 'METER_MALFORMED', s.meter !~ ${METER})) AS p("column", code, found)
     WHERE p.found
     ORDER BY s.row LIMIT $3`,
    [[...SOURCES], [...evidenceSources], most],
  )

/** Rows whose place is taken, in the file or in the account, or counted twice by a total beside its meters. */
export const takenPlaces = (tx: RawTransaction, most: number): Promise<readonly BulkProblem[]> =>
  tx.unsafe<BulkProblem[]>(
    `WITH placed AS (
       SELECT s.row, e.id AS enterprise_id, s.month, s.carrier, coalesce(s.meter, 'all') AS meter
       FROM staged_activity s JOIN enterprise e ON e.uscc = s.uscc),
     numbered AS (
       SELECT *, row_number() OVER (PARTITION BY enterprise_id, month, carrier, meter ORDER BY row) AS nth,
         bool_or(meter = 'all') OVER carriers AND bool_or(meter <> 'all') OVER carriers AS beside
       FROM placed WINDOW carriers AS (PARTITION BY enterprise_id, month, carrier))
     SELECT row::int AS row, problem.column, problem.code FROM (
       SELECT row, 'month' AS "column", 'DUPLICATE_ROW' AS code FROM numbered WHERE nth > 1
       UNION ALL SELECT row, 'meter', 'OVERLAPPING_METER' FROM numbered WHERE beside
       UNION ALL SELECT DISTINCT p.row, CASE WHEN a.meter = p.meter THEN 'month' ELSE 'meter' END,
           CASE WHEN a.meter = p.meter THEN 'READING_EXISTS' ELSE 'OVERLAPPING_METER' END
         FROM placed p JOIN activity a ON a.enterprise_id = p.enterprise_id AND a.month = p.month AND a.carrier = p.carrier
         WHERE a.meter = p.meter OR a.meter = 'all' OR p.meter = 'all') problem
     ORDER BY row LIMIT $1`,
    [most],
  )

export async function insertStaged(tx: RawTransaction): Promise<void> {
  await tx.unsafe(`
    INSERT INTO activity (enterprise_id, month, carrier, meter, quantity, unit, green_quantity, source, data_quality, evidence)
    SELECT e.id, s.month, s.carrier, coalesce(s.meter, 'all'), s.quantity::numeric, d."writtenUnit",
      coalesce(s.green_quantity, '0')::numeric, s.source, s.data_quality::int, s.evidence
    FROM ${JOINED}`)
}

/** Whether a reading for all meters stands beside one of a single meter, among the staged rows or between them and the account. */
export async function totalsBesideMeters(tx: RawTransaction): Promise<boolean> {
  const isTotal = "coalesce(s.meter, 'all') = 'all'"
  const [found] = await tx.unsafe<{ found: boolean }[]>(`
    SELECT kinds.both AND EXISTS (SELECT FROM staged_activity s GROUP BY s.uscc, s.month, s.carrier
        HAVING bool_or(${isTotal}) AND NOT bool_and(${isTotal}))
      OR (SELECT count(*) > 0 FROM staged_activity s JOIN enterprise e ON e.uscc = s.uscc
        JOIN activity a ON a.enterprise_id = e.id AND a.month = s.month AND a.carrier = s.carrier
        WHERE (a.meter = 'all') <> (${isTotal})) AS found
    FROM (SELECT bool_or(${isTotal}) AND NOT bool_and(${isTotal}) AS both FROM staged_activity s) kinds`)
  return found?.found === true
}

/** A divisor with so many places makes PostgreSQL divide to more places than are kept. */
const OVER = `${WEIGHTS_OVER}.${'0'.repeat(40)}`
const PLACES = 20

/** Multiplies and adds exactly, divides once, rounds once. */
export async function accountStaged(
  tx: RawTransaction,
  take: (months: readonly AccountedMonth[]) => void,
): Promise<void> {
  const query = tx.unsafe<AccountedMonth[]>(`
    SELECT uscc, month, round(scope1 / ${OVER}, ${PLACES})::text AS scope1, round(location / ${OVER}, ${PLACES})::text AS "scope2Location",
      round(market / ${OVER}, ${PLACES})::text AS "scope2Market"
    FROM (
      SELECT s.uscc, s.month,
        coalesce(sum(s.quantity::numeric * d.weight) FILTER (WHERE d.scope = 1), 0) AS scope1,
        coalesce(sum(s.quantity::numeric * d.weight) FILTER (WHERE d.scope = 2), 0) AS location,
        coalesce(sum(CASE WHEN d."marketWeight" IS NULL THEN s.quantity::numeric * d.weight
          ELSE (s.quantity::numeric - coalesce(s.green_quantity, '0')::numeric) * d."marketWeight" END) FILTER (WHERE d.scope = 2), 0) AS market
      FROM ${JOINED} GROUP BY s.uscc, s.month) summed`)
  await query.cursor(20_000, (months) => take(months))
}
