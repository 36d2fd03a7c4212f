import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { METHOD_TABLES } from './method-content.js'

export interface PublishedRow extends Record<string, unknown> {
  ruleId: string
  table: string
  key: string
  validFrom: CivilDate
  validTo: CivilDate | null
  publishedOn: CivilDate | null
  source: string
  status: string
  document: unknown
  contentHash: string
  proposalId: string | null
  knownFrom: string
}

/** Every published row of methods, grids and the city's choices, the newest row first; nothing of them ever changes. */
export async function publishedRows(
  tx: Tx,
  table: string | null,
  page: { readonly before: { readonly ruleId: string } | null; readonly limit: number },
): Promise<readonly PublishedRow[]> {
  return tx.execute<PublishedRow>(sql`
    SELECT r.id::text AS "ruleId", r.table_name AS "table", r.key, r.valid_from AS "validFrom", r.valid_to AS "validTo",
           r.published_on AS "publishedOn", r.source, r.status, r.body AS document, r.content_hash AS "contentHash",
           r.proposal_id AS "proposalId", r.known_from AS "knownFrom"
    FROM rule r
    WHERE r.table_name IN (SELECT jsonb_array_elements_text(${JSON.stringify(METHOD_TABLES)}::jsonb)) AND is_city_rule(r.table_name, r.key)
      AND (${table}::text IS NULL OR r.table_name = ${table})
      AND (${page.before?.ruleId ?? null}::bigint IS NULL OR r.id < ${page.before?.ruleId ?? null}::bigint)
    ORDER BY r.id DESC LIMIT ${page.limit}`)
}
