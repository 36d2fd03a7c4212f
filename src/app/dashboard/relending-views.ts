import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { RUNGS } from '../../domain/relending/reloan-figures.js'
import { positions, type ReportTimes } from '../reloan-reports/position-views.js'

export interface LadderCell extends Record<string, unknown> {
  facility: string
  rung: string
  reloans: number
  balance: string
  /** Σ balance × rate in percent, unrounded. */
  weighted: string
}

/** Live re-loans of the caller by facility and rung of days left. */
export async function ladderCells(tx: Tx, times: ReportTimes): Promise<readonly LadderCell[]> {
  const { asOf } = times
  return tx.execute<LadderCell>(sql`
    SELECT p.facility, r.rung, count(*)::int AS reloans, sum(p.balance)::numeric(20,2)::text AS balance,
           trim_scale(sum(p.balance * p.rate))::text AS weighted
    FROM ${positions(times)}
    CROSS JOIN LATERAL (
      SELECT rung FROM jsonb_to_recordset(${JSON.stringify(RUNGS)}::jsonb) AS g (rung text, "upTo" int)
      WHERE g."upTo" IS NULL OR p.due_on - ${asOf}::date <= g."upTo" ORDER BY g."upTo" NULLS LAST LIMIT 1) r
    WHERE p.balance > 0 GROUP BY p.facility, r.rung`)
}

export interface LenderName extends Record<string, unknown> {
  id: string
  code: string
  zh: string
  en: string
}

/** Lenders with a quota that the caller may see. */
export async function lendersWithQuota(tx: Tx): Promise<readonly LenderName[]> {
  return tx.execute<LenderName>(sql`
    SELECT o.id, o.code, o.name_zh AS zh, o.name_en AS en FROM organisation o
    WHERE EXISTS (SELECT 1 FROM reloan_quota q WHERE q.lender_id = o.id)`)
}
