import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { SavingDocument } from './saving-document.js'

interface Named {
  readonly id: string
  readonly number: string
}
export interface SavingIssueRow extends Record<string, unknown> {
  id: string
  number: string
  issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
  from: CivilDate
  to: CivilDate
  asOf: CivilDate
  knownAt: string
  state: 'PREPARED' | 'SIGNED' | 'RETURNED'
  documentHash: string
  realisedSaving: string | null
  restates: Named | null
  restatedBy: Named | null
  organisationId: string
  madeBy: string
  madeAt: string
  decidedBy: string | null
  decidedAt: string | null
  opinion: string | null
}

const ISSUE = sql`
  SELECT i.id, i.number, json_build_object('code', o.code, 'nameZh', o.name_zh, 'nameEn', o.name_en) AS issuer, i.from_on AS "from",
         i.to_on AS "to", i.as_of AS "asOf", i.known_at AS "knownAt", coalesce(d.decision, 'PREPARED') AS state,
         i.document_hash AS "documentHash", i.document::jsonb -> 'totals' ->> 'realisedSaving' AS "realisedSaving",
         (SELECT json_build_object('id', e.id, 'number', e.number) FROM saving_issue e WHERE e.id = i.restates) AS restates,
         (SELECT json_build_object('id', l.id, 'number', l.number) FROM saving_issue_decision r JOIN saving_issue l ON l.id = r.issue_id
          WHERE r.restates = i.id AND r.decision = 'SIGNED') AS "restatedBy",
         i.organisation_id AS "organisationId", i.made_by AS "madeBy", i.recorded_at AS "madeAt", d.decided_by AS "decidedBy",
         d.recorded_at AS "decidedAt", d.opinion
  FROM saving_issue i JOIN organisation o ON o.id = i.organisation_id LEFT JOIN saving_issue_decision d ON d.issue_id = i.id`

/** Newest first. */
export async function savingIssueRows(
  tx: Tx,
  page: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly SavingIssueRow[]> {
  const { after } = page
  const older: SQL =
    after === null ? sql`` : sql`WHERE (i.recorded_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return tx.execute<SavingIssueRow>(sql`${ISSUE} ${older} ORDER BY i.recorded_at DESC, i.id DESC LIMIT ${page.limit}`)
}

/** Undefined when the caller may not see it. */
export async function savingIssueById(
  tx: Tx,
  id: string,
): Promise<(SavingIssueRow & { readonly document: SavingDocument }) | undefined> {
  const [row] = await tx.execute<SavingIssueRow>(sql`${ISSUE} WHERE i.id = ${id}`)
  if (row === undefined) return undefined
  const [text] = await tx.execute<{ document: string }>(sql`SELECT document FROM saving_issue WHERE id = ${id}`)
  return { ...row, document: JSON.parse((text as { document: string }).document) as SavingDocument }
}

/** What an organisation has signed for a period and nothing restates yet. */
export async function standingIssue(
  tx: Tx,
  organisationId: string,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
): Promise<Named | undefined> {
  const [row] = await tx.execute<{ id: string; number: string }>(sql`
    SELECT i.id, i.number FROM saving_issue i JOIN saving_issue_decision d ON d.issue_id = i.id AND d.decision = 'SIGNED'
    WHERE i.organisation_id = ${organisationId} AND i.from_on = ${from} AND i.to_on = ${to}
      AND NOT EXISTS (SELECT 1 FROM saving_issue_decision r WHERE r.restates = i.id AND r.decision = 'SIGNED')`)
  return row
}
