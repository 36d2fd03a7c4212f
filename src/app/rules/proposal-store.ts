import { and, eq, inArray, sql } from 'drizzle-orm'
import { ruleProposal } from '../../db/tables/relending.js'
import type { Tx } from '../../db/transaction.js'

export type ProposalRow = typeof ruleProposal.$inferSelect

export async function insertProposal(
  tx: Tx,
  proposal: Pick<
    ProposalRow,
    'organisationId' | 'tableName' | 'key' | 'validFrom' | 'validTo' | 'source' | 'status' | 'body' | 'enteredBy'
  >,
): Promise<ProposalRow> {
  const rows = await tx.insert(ruleProposal).values(proposal).returning()
  return rows[0] as ProposalRow
}

export async function findProposal(tx: Tx, id: string, tables: readonly string[]): Promise<ProposalRow | undefined> {
  const rows = await tx
    .select()
    .from(ruleProposal)
    .where(and(eq(ruleProposal.id, id), inArray(ruleProposal.tableName, [...tables])))
  return rows[0]
}

/** A proposal for one of some rule tables, held until the transaction ends. */
export async function lockProposal(tx: Tx, id: string, tables: readonly string[]): Promise<ProposalRow | undefined> {
  const rows = await tx
    .select()
    .from(ruleProposal)
    .where(and(eq(ruleProposal.id, id), inArray(ruleProposal.tableName, [...tables])))
    .for('no key update')
  return rows[0]
}

export async function reviseProposal(
  tx: Tx,
  id: string,
  content: Pick<ProposalRow, 'key' | 'validFrom' | 'validTo' | 'source' | 'status' | 'body'>,
): Promise<ProposalRow> {
  const rows = await tx
    .update(ruleProposal)
    .set({ ...content, version: sql`${ruleProposal.version} + 1` })
    .where(eq(ruleProposal.id, id))
    .returning()
  return rows[0] as ProposalRow
}

export async function decideProposal(
  tx: Tx,
  id: string,
  decision: {
    readonly state: 'APPROVED' | 'REJECTED'
    readonly decidedBy: string
    readonly ruleId: string | null
    readonly opinion?: string
  },
): Promise<ProposalRow> {
  const { ruleId, ...decided } = decision
  const rows = await tx
    .update(ruleProposal)
    .set({
      ...decided,
      ruleId: ruleId === null ? null : BigInt(ruleId),
      version: sql`${ruleProposal.version} + 1`,
      decidedAt: sql`now()`,
    })
    .where(eq(ruleProposal.id, id))
    .returning()
  return rows[0] as ProposalRow
}
