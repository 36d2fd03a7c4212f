import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { StoredRule } from '../../rules/rule-table.js'
import { documentHash } from '../canonical-json.js'

const CHUNK = 500

/**
 * Publishes rules that are not known yet, by content. A first version is known from its publication (or its first day); a version
 * that replaces one of the same key and first day is known from now, so that earlier answers can still be had.
 * @returns how many were added
 */
export async function publish(tx: Tx, rules: readonly StoredRule[]): Promise<number> {
  let added = 0
  for (let at = 0; at < rules.length; at += CHUNK) {
    const rows = rules.slice(at, at + CHUNK).map((rule) => ({ ...rule, contentHash: documentHash(rule) }))
    const inserted = await tx.execute(sql`
      INSERT INTO rule (table_name, key, valid_from, valid_to, published_on, source, status, body, content_hash, known_from)
      SELECT r."table", r.key, r."validFrom", r."validTo", r."publishedOn", r.source, r.status, r.body, r."contentHash",
             CASE WHEN EXISTS (SELECT 1 FROM rule o WHERE o.table_name = r."table" AND o.key = r.key AND o.valid_from = r."validFrom")
                  THEN recording_instant() ELSE coalesce(r."publishedOn", r."validFrom")::timestamp AT TIME ZONE 'Asia/Shanghai' END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("table" text, key text, "validFrom" date, "validTo" date,
           "publishedOn" date, source text, status text, body jsonb, "contentHash" text)
      ON CONFLICT (table_name, content_hash) DO NOTHING
      RETURNING id`)
    added += inserted.length
  }
  return added
}

export interface ApprovedBy {
  readonly enteredBy: string
  readonly approvedBy: string
  /** The proposal that the rule came from. */
  readonly proposalId?: string | null
}

/** Publishes one rule that a person entered and another approved; known from now. @returns its id */
export async function publishApproved(
  tx: Tx,
  rule: StoredRule,
  { proposalId = null, ...people }: ApprovedBy,
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO rule (table_name, key, valid_from, valid_to, published_on, source, status, body, content_hash, entered_by, approved_by,
      proposal_id)
    VALUES (${rule.table}, ${rule.key}, ${rule.validFrom}, ${rule.validTo}, ${rule.publishedOn}, ${rule.source}, ${rule.status},
            ${JSON.stringify(rule.body)}::jsonb, ${documentHash({ ...rule, ...people })}, ${people.enteredBy}, ${people.approvedBy},
            ${proposalId})
    RETURNING id::text`)
  return (rows[0] as { id: string }).id
}
