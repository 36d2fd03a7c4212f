import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Amounts in yuan; null where unknown. */
export interface BalanceSheetRow extends Record<string, unknown> {
  id: string
  enterpriseId: string
  asOf: CivilDate
  equity: string | null
  debt: string | null
  totalAssets: string | null
  evic: string | null
  source: string
  reason: string | null
  supersedes: string | null
  supersededBy: string | null
  recordedAt: string
}

const BALANCE_SHEET = sql.raw(`
  SELECT b.id, b.enterprise_id AS "enterpriseId", b.as_of AS "asOf", b.equity::text, b.debt::text, b.total_assets::text AS "totalAssets",
         b.evic::text, b.source, b.reason, b.supersedes, s.id AS "supersededBy", b.recorded_at AS "recordedAt"
  FROM balance_sheet b LEFT JOIN balance_sheet s ON s.supersedes = b.id`)

export async function balanceSheetById(tx: Tx, id: string): Promise<BalanceSheetRow | undefined> {
  return (await tx.execute<BalanceSheetRow>(sql`${BALANCE_SHEET} WHERE b.id = ${id}`))[0]
}

/** The version of a day that no later one replaces. */
export async function currentBalanceSheet(
  tx: Tx,
  enterpriseId: string,
  asOf: CivilDate,
): Promise<BalanceSheetRow | undefined> {
  const rows = await tx.execute<BalanceSheetRow>(
    sql`${BALANCE_SHEET} WHERE b.enterprise_id = ${enterpriseId} AND b.as_of = ${asOf} AND s.id IS NULL`,
  )
  return rows[0]
}

/** The newest balance sheet that speaks of the day or an earlier one, in the version known at the instant. */
export async function balanceSheetOn(
  tx: Tx,
  enterpriseId: string,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string },
): Promise<BalanceSheetRow | undefined> {
  const rows = await tx.execute<BalanceSheetRow>(sql`
    SELECT b.id, b.enterprise_id AS "enterpriseId", b.as_of AS "asOf", b.equity::text, b.debt::text, b.total_assets::text AS "totalAssets",
           b.evic::text, b.source, b.reason, b.supersedes, NULL AS "supersededBy", b.recorded_at AS "recordedAt"
    FROM balance_sheet b
    WHERE b.enterprise_id = ${enterpriseId} AND b.as_of <= ${asOf} AND b.recorded_at <= ${knownAt}
      AND NOT EXISTS (SELECT 1 FROM balance_sheet s WHERE s.supersedes = b.id AND s.recorded_at <= ${knownAt})
    ORDER BY b.as_of DESC LIMIT 1`)
  return rows[0]
}

/** All versions, the newest day first and in it the newest version. */
export async function balanceSheetsOf(
  tx: Tx,
  enterpriseId: string,
  page: {
    readonly after: { readonly asOf: string; readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly BalanceSheetRow[]> {
  const { after, limit } = page
  return tx.execute<BalanceSheetRow>(sql`${BALANCE_SHEET}
    WHERE b.enterprise_id = ${enterpriseId}
      AND (${after?.id ?? null}::uuid IS NULL OR (b.as_of, b.recorded_at, b.id)
           < (${after?.asOf ?? null}::date, ${after?.recordedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY b.as_of DESC, b.recorded_at DESC, b.id DESC LIMIT ${limit}`)
}
