import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { publish } from '../rules/store.js'
import type { Portfolio } from './portfolio.js'

const CHUNK = 2_000

function* chunks<T>(rows: readonly T[]): Generator<string> {
  for (let at = 0; at < rows.length; at += CHUNK) yield JSON.stringify(rows.slice(at, at + CHUNK))
}

/** Waits for an import under way, then answers the one of these files if there was one. */
export async function earlierImport(tx: Tx, contentHash: string): Promise<{ recordedAt: string } | undefined> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('portfolio import', 0))`)
  const rows = await tx.execute<{ recordedAt: string }>(
    sql`SELECT recorded_at AS "recordedAt" FROM portfolio_import WHERE content_hash = ${contentHash}`,
  )
  return rows[0]
}

/** Codes of the portfolio that the platform already knows: enterprises at all, institutions as something else. */
export async function knownCodes(tx: Tx, portfolio: Portfolio): Promise<readonly { code: string; kind: string }[]> {
  const wanted = [
    ...portfolio.organisations.map(({ code, kind }) => ({ code, kind })),
    ...portfolio.enterprises.map(({ uscc }) => ({ code: uscc, kind: null })),
  ]
  return tx.execute<{ code: string; kind: string }>(sql`
    SELECT o.code, o.kind
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS r(code text, kind text)
    JOIN organisation o ON o.code = r.code AND o.kind IS DISTINCT FROM r.kind`)
}

/** Adds everything of a portfolio, set by set. */
export async function addPortfolio(
  tx: Tx,
  portfolio: Portfolio,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { organisations, enterprises, activities, operating, benchmarks, lines } = portfolio
  for (const rows of chunks(organisations))
    await tx.execute(sql`
      INSERT INTO organisation (code, kind, name_zh, name_en, origin)
      SELECT r.code, r.kind, r."nameZh", r."nameEn", r.origin
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(code text, kind text, "nameZh" text, "nameEn" text, origin text)
      ON CONFLICT (code) DO NOTHING`)
  for (const rows of chunks(enterprises))
    await tx.execute(sql`
      WITH given AS (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(uscc text, "nameZh" text, "nameEn" text, "sectorCode" text,
          "regionCode" text, employees int, verification text, "dataQuality" int, origin text)),
      owner AS (
        INSERT INTO organisation (code, kind, name_zh, name_en, origin)
        SELECT uscc, 'enterprise', "nameZh", "nameEn", origin FROM given RETURNING id, code)
      INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
      SELECT o.id, g.uscc, g."nameZh", g."nameEn", g."sectorCode", g."regionCode", g.employees, g.verification, g."dataQuality", g.origin
      FROM given g JOIN owner o ON o.code = g.uscc`)
  for (const rows of chunks(activities))
    await tx.execute(sql`
      INSERT INTO activity (enterprise_id, month, carrier, quantity, unit, green_quantity, source, data_quality)
      SELECT e.id, r.month, r.carrier, r.quantity, r.unit, r."greenQuantity", r.source, r."dataQuality"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(uscc text, month text, carrier text, quantity numeric, unit text,
           "greenQuantity" numeric, source text, "dataQuality" int)
      JOIN enterprise e ON e.uscc = r.uscc`)
  for (const rows of chunks(operating))
    await tx.execute(sql`
      INSERT INTO operating_figure (enterprise_id, period_start, period_end, revenue_wan, profit_wan, tax_wan, employees)
      SELECT e.id, r."periodStart", r."periodEnd", r."revenueWan", r."profitWan", r."taxWan", r.employees
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(uscc text, "periodStart" text, "periodEnd" text, "revenueWan" numeric,
           "profitWan" numeric, "taxWan" numeric, employees int)
      JOIN enterprise e ON e.uscc = r.uscc`)
  await publish(tx, benchmarks)
  for (const rows of chunks(lines)) {
    await tx.execute(sql`
      INSERT INTO credit_line (enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from)
      SELECT e.id, o.id, r.product, r."priorLimit", r."limit", r."effectiveFrom"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(uscc text, lender text, product text, "priorLimit" numeric, "limit" numeric,
           "effectiveFrom" date)
      JOIN enterprise e ON e.uscc = r.uscc JOIN organisation o ON o.code = r.lender`)
    await tx.execute(sql`
      INSERT INTO consent (enterprise_id, lender_id, purpose, valid_from, basis)
      SELECT e.id, o.id, 'post_loan', min(r."effectiveFrom"), 'demonstration portfolio'
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(uscc text, lender text, "effectiveFrom" date)
      JOIN enterprise e ON e.uscc = r.uscc JOIN organisation o ON o.code = r.lender
      GROUP BY e.id, o.id`)
  }
  await tx.execute(sql`
    INSERT INTO portfolio_import (content_hash, name, counts)
    VALUES (${portfolio.contentHash}, ${portfolio.name}, ${JSON.stringify(counts)}::jsonb)`)
}
