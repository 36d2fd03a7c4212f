import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { documentHash } from '../canonical-json.js'
import type { ImpactDocument } from './impact-document.js'
import { type ImpactRow, newestImpacts } from './impact-views.js'
import { contentOf, METHOD_TABLES, type MethodKind } from './method-content.js'

interface StoredProposal extends Record<string, unknown> {
  id: string
  tableName: string
  key: string
  validFrom: CivilDate
  validTo: CivilDate | null
  source: string
  status: string
  body: unknown
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  opinion: string | null
  enteredBy: string
  decidedBy: string | null
  ruleIds: readonly string[]
  version: number
  recordedAt: string
  decidedAt: string | null
}

const PROPOSAL = sql`
  SELECT p.id, p.table_name AS "tableName", p.key, p.valid_from AS "validFrom", p.valid_to AS "validTo", p.source, p.status, p.body, p.state,
         p.opinion, p.entered_by AS "enteredBy", p.decided_by AS "decidedBy", p.version, p.recorded_at AS "recordedAt",
         p.decided_at AS "decidedAt",
         coalesce((SELECT jsonb_agg(r.id::text ORDER BY r.id) FROM rule r WHERE r.proposal_id = p.id), '[]') AS "ruleIds"
  FROM rule_proposal p
  WHERE p.table_name IN (SELECT jsonb_array_elements_text(${JSON.stringify(METHOD_TABLES)}::jsonb))`

export interface ImpactSummary {
  readonly id: string
  readonly asOf: CivilDate
  readonly knownAt: string
  /** False when the proposal has been revised since: it no longer counts. */
  readonly current: boolean
  readonly documentHash: string
  readonly jobRunId: string | null
  readonly recordedAt: string
}

export interface MethodProposalView {
  readonly id: string
  readonly kind: MethodKind
  readonly key: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly source: string
  readonly status: string
  readonly document: unknown
  readonly contentHash: string
  readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  readonly opinion: string | null
  readonly enteredBy: string
  readonly decidedBy: string | null
  readonly ruleIds: readonly string[]
  readonly version: number
  readonly recordedAt: string
  readonly decidedAt: string | null
  readonly impact: (ImpactSummary & { readonly report?: ImpactDocument }) | null
}

/** Newest first, each with whether its impact has been computed. */
export async function methodProposals(
  tx: Tx,
  filter: { readonly state: string | null },
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly MethodProposalView[]> {
  const rows = await tx.execute<StoredProposal>(sql`
    ${PROPOSAL} AND (${filter.state}::text IS NULL OR p.state = ${filter.state})
      AND (${page.before?.id ?? null}::uuid IS NULL
        OR (p.recorded_at, p.id) < (${page.before?.recordedAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid))
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${page.limit}`)
  const impacts = await newestImpacts(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => viewOf(row, impacts.get(row.id), false))
}

/** One with the whole report. */
export async function methodProposal(tx: Tx, id: string): Promise<MethodProposalView | undefined> {
  const [row] = await tx.execute<StoredProposal>(sql`${PROPOSAL} AND p.id = ${id}`)
  return row && viewOf(row, (await newestImpacts(tx, [id])).get(id), true)
}

function viewOf(row: StoredProposal, impact: ImpactRow | undefined, whole: boolean): MethodProposalView {
  const { tableName: _, body, ...proposal } = row
  const content = contentOf(row)
  const contentHash = documentHash(content)
  return {
    ...proposal,
    kind: content.kind,
    document: body,
    contentHash,
    impact: impact ? { ...summaryOf(impact, contentHash), ...(whole ? { report: impact.document } : {}) } : null,
  }
}

const summaryOf = (impact: ImpactRow, contentHash: string): ImpactSummary => ({
  id: impact.id,
  asOf: impact.asOf,
  knownAt: impact.knownAt,
  current: impact.contentHash === contentHash,
  documentHash: impact.documentHash,
  jobRunId: impact.jobRunId,
  recordedAt: impact.recordedAt,
})
