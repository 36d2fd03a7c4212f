import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type RuleBody, type RuleRow, type RuleTable, readRule } from '../../rules/rule-table.js'

interface StoredRow extends Record<string, unknown> {
  id: string
  validFrom: string
  validTo: string | null
  publishedOn: string | null
  source: string
  status: string
  body: RuleBody
}

const COLUMNS = sql.raw(
  `id::text, valid_from AS "validFrom", valid_to AS "validTo", published_on AS "publishedOn", source, status, body`,
)

/** What is asked of the rules: the day they must hold on, and as known when (null: now). */
export interface RuleQuestion {
  readonly on: CivilDate
  readonly knownAt?: string | null
  /** Only these keys. */
  readonly keys?: readonly string[]
}

/** The row of each key that holds on the day, as known at the instant. */
export async function rulesInForce<T>(tx: Tx, table: RuleTable<T>, question: RuleQuestion): Promise<RuleRow<T>[]> {
  const rows = await tx.execute<StoredRow>(sql`
    SELECT ${COLUMNS} FROM (
      SELECT DISTINCT ON (key) * FROM rule
      WHERE table_name = ${table.name} AND valid_from <= ${question.on}
        AND known_from <= coalesce(${question.knownAt ?? null}::timestamptz, 'infinity')
        AND (${question.keys === undefined} OR key IN (SELECT jsonb_array_elements_text(${JSON.stringify(question.keys ?? [])}::jsonb)))
      ORDER BY key, valid_from DESC, known_from DESC, id DESC) latest
    WHERE valid_to IS NULL OR valid_to >= ${question.on}
    ORDER BY key`)
  return rows.map((row) => readRule(table, row.id, row))
}

/** Every period of every key, or of these keys, as known at the instant: for tables whose choice is the domain's (factors, publications). */
export async function ruleHistory<T>(
  tx: Tx,
  table: RuleTable<T>,
  knownAt: string | null = null,
  keys: readonly string[] | null = null,
): Promise<RuleRow<T>[]> {
  const rows = await tx.execute<StoredRow>(sql`
    SELECT DISTINCT ON (key, valid_from) ${COLUMNS} FROM rule
    WHERE table_name = ${table.name} AND known_from <= coalesce(${knownAt}::timestamptz, 'infinity')
      ${keys === null ? sql`` : sql`AND key IN (SELECT jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`}
    ORDER BY key, valid_from, known_from DESC, rule.id DESC`)
  return rows.map((row) => readRule(table, row.id, row))
}
