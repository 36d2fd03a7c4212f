import { and, eq, sql } from 'drizzle-orm'
import { pledge } from '../../db/tables/lending.js'
import { registerFile } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'
import type { Pledge } from '../pledges/store.js'
import type { FileRow } from './register-files.js'

export type RegisterFile = typeof registerFile.$inferSelect

export interface AnsweredRow {
  readonly no: number
  readonly body: FileRow
  readonly outcome: 'SENT' | 'KEPT' | 'APPLIED' | 'REFUSED'
  readonly pledgeId: string | null
  /** Code and facts of a refusal. */
  readonly answer: Readonly<Record<string, unknown>>
}

/** One file of the same bytes at a time. @returns the one that is there already */
export async function knownFile(
  tx: Tx,
  lenderId: string,
  kind: string,
  sha256: string,
): Promise<RegisterFile | undefined> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`register file ${lenderId} ${kind} ${sha256}`}, 0))`,
  )
  const [found] = await tx
    .select()
    .from(registerFile)
    .where(and(eq(registerFile.lenderId, lenderId), eq(registerFile.kind, kind), eq(registerFile.sha256, sha256)))
  return found
}

export async function insertFile(
  tx: Tx,
  file: typeof registerFile.$inferInsert,
  rows: readonly AnsweredRow[],
): Promise<RegisterFile> {
  const [added] = (await tx.insert(registerFile).values(file).returning()) as [RegisterFile]
  await tx.execute(sql`
    INSERT INTO register_file_row (file_id, lender_id, no, body, outcome, pledge_id, answer)
    SELECT ${added.id}::uuid, ${added.lenderId}::uuid, r.no, r.body, r.outcome, r."pledgeId", r.answer
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r (no integer, body jsonb, outcome text, "pledgeId" uuid, answer jsonb)`)
  return added
}

/** The lender's own pledge by its registration. */
export async function pledgeByRegistration(tx: Tx, registrationNo: string): Promise<Pledge | undefined> {
  const [found] = await tx.select().from(pledge).where(eq(pledge.registrationNo, registrationNo))
  return found
}

/** The lender's pledges in some states, locked in the order of their ids. */
export async function lockPledgesIn(
  tx: Tx,
  lenderId: string,
  states: readonly string[],
  limit: number,
): Promise<readonly Pledge[]> {
  return tx
    .select()
    .from(pledge)
    .where(
      and(
        eq(pledge.lenderId, lenderId),
        sql`${pledge.state} IN (SELECT jsonb_array_elements_text(${JSON.stringify(states)}::jsonb))`,
      ),
    )
    .orderBy(pledge.id)
    .limit(limit)
    .for('update')
}
