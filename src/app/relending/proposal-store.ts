import { eq, sql } from 'drizzle-orm'
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

export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  const rows = await tx.select().from(ruleProposal).where(eq(ruleProposal.id, id)).for('no key update')
  return rows[0]
}

export async function decideProposal(
  tx: Tx,
  id: string,
  decision: { readonly state: 'APPROVED' | 'REJECTED'; readonly decidedBy: string; readonly ruleId: string | null },
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
