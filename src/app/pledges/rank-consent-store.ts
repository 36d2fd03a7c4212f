import { and, eq, sql } from 'drizzle-orm'
import { pledgeRankConsent } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'

export type RankConsent = typeof pledgeRankConsent.$inferSelect

/** A consent that was given to the lender. */
export async function rankConsentFor(tx: Tx, id: string, secondLenderId: string): Promise<RankConsent | undefined> {
  const [found] = await tx
    .select()
    .from(pledgeRankConsent)
    .where(and(eq(pledgeRankConsent.id, id), eq(pledgeRankConsent.secondLenderId, secondLenderId)))
  return found
}

export async function insertRankConsent(tx: Tx, row: typeof pledgeRankConsent.$inferInsert): Promise<RankConsent> {
  const [added] = await tx.insert(pledgeRankConsent).values(row).returning()
  return added as RankConsent
}

export interface RankConsentView extends Record<string, unknown> {
  id: string
  pledgeId: string
  priorLimit: string
  mostSecured: string
  givenOn: string
  validTo: string
}

export async function rankConsentView(tx: Tx, id: string): Promise<RankConsentView | undefined> {
  return (
    await tx.execute<RankConsentView>(sql`
      SELECT id, pledge_id AS "pledgeId", prior_limit::text AS "priorLimit", most_secured::text AS "mostSecured", given_on AS "givenOn",
             valid_to AS "validTo"
      FROM pledge_rank_consent WHERE id = ${id}`)
  )[0]
}
