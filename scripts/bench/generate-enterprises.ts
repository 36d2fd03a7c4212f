import type { RawDatabase } from '../../src/app/activity-import/bulk-store.js'

/** One enterprise in so many has no readings: a batch must go on past accounts that cannot be rated. */
export const WITHOUT_READINGS = 1_000

const BATCH = 10_000

/**
 * A share from 0 to below 1 that depends on nothing but the enterprise and what it is for: the same book on every machine. Hashes of
 * integers are the same on every version of PostgreSQL that the product runs on.
 */
const share = (number: string, purpose: number): string =>
  `((hashint8extended(${number}, ${purpose}) & 65535)::numeric / 65536)`

/** What every enterprise of a book is made of; emissions lie around what its sector's benchmark expects of its revenue. */
const ENTERPRISES = `
  SELECT n, 'BENCH' || lpad(n::text, 13, '0') AS uscc, s.code AS sector,
         (ARRAY['441202', '441203', '441204', '441283', '441284'])[1 + n % 5] AS region,
         50 + (${share('n', 1)} * 1900)::int AS employees, 1 + (${share('n', 2)} * 5)::int % 5 AS quality,
         round(2000 + ${share('n', 3)} * 60000, 2) AS revenue, s.mean * (0.3 + ${share('n', 4)} * 2) AS intensity
  FROM generate_series($1::bigint, $2::bigint) AS n
  JOIN (SELECT body ->> 'sector' AS code, (body ->> 'mean')::numeric AS mean, row_number() OVER (ORDER BY body ->> 'sector') - 1 AS place,
               count(*) OVER () AS sectors
        FROM rule WHERE table_name = 'sector-benchmarks' AND body ->> 'metric' = 'I_REV') s ON s.place = n % s.sectors`

const STATEMENTS = [
  `INSERT INTO organisation (code, kind, name_zh, name_en, origin)
   SELECT uscc, 'enterprise', uscc, uscc, 'synthetic' FROM (${ENTERPRISES}) e`,
  `INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
   SELECT o.id, e.uscc, e.uscc, e.uscc, e.sector, e.region, e.employees, CASE WHEN e.n % 3 = 0 THEN 'limited' ELSE 'none' END, e.quality,
          'synthetic'
   FROM (${ENTERPRISES}) e JOIN organisation o ON o.code = e.uscc`,
  // Half of what the sector emits by revenue comes from power, four tenths from gas, one from diesel: 24 months of three meters.
  `INSERT INTO activity (enterprise_id, month, carrier, quantity, unit, green_quantity, source, data_quality, recorded_at)
   SELECT o.id, to_char(date '2022-07-01' + make_interval(months => m), 'YYYY-MM'), c.carrier, r.quantity, c.unit,
          CASE WHEN c.carrier = 'electricity' AND e.n % 4 = 0 THEN round(r.quantity * ${share('e.n', 5)}, 0) ELSE 0 END, 'park-platform', e.quality,
          '2024-07-05'
   FROM (${ENTERPRISES}) e JOIN organisation o ON o.code = e.uscc
   CROSS JOIN generate_series(0, 23) AS m
   CROSS JOIN (VALUES ('electricity', 'kWh', 0.5 / 0.00044, 0), ('natural_gas', '10^4Nm3', 0.4 / 21.6, 3), ('diesel', 't', 0.1 / 3.1, 3))
     AS c(carrier, unit, per_tonne, places)
   CROSS JOIN LATERAL (SELECT round(e.revenue / 12 * e.intensity * c.per_tonne * (0.9 + ${share('e.n * 100 + m', 6)} / 5), c.places) AS quantity) r
   WHERE e.n % ${WITHOUT_READINGS} <> 0`,
  `INSERT INTO operating_figure (enterprise_id, period_start, period_end, revenue_wan, profit_wan, tax_wan, employees, recorded_at)
   SELECT o.id, y.period_start, y.period_end, round(e.revenue * y.size, 2), round(e.revenue * (${share('e.n', 7)} / 5 - 0.01), 2),
          round(e.revenue * (0.01 + ${share('e.n', 8)} / 20), 2), e.employees, '2024-07-05'
   FROM (${ENTERPRISES}) e JOIN organisation o ON o.code = e.uscc
   CROSS JOIN (VALUES ('2022-07', '2023-06', 0.95), ('2023-07', '2024-06', 1)) AS y(period_start, period_end, size)`,
]

/**
 * Adds enterprises 1 to `count`, each with 24 months of three meters and operating figures of two years, in the sectors whose benchmarks have
 * been published; made by the database, so that nothing of them passes through this process.
 */
export async function generateEnterprises(owner: RawDatabase, count: number): Promise<void> {
  for (let from = 1; from <= count; from += BATCH) {
    const to = Math.min(count, from + BATCH - 1)
    for (const statement of STATEMENTS) await owner.unsafe(statement, [from, to])
  }
  await owner.unsafe('ANALYZE organisation, enterprise, activity, operating_figure, rule')
}
