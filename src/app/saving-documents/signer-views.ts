import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** The name of a person, or of the organisation where people of it are not told to the reader. */
export async function signerName(tx: Tx, userId: string, organisation: string): Promise<string> {
  const rows = await tx.execute<{ name: string }>(
    sql`SELECT u.name_zh AS name FROM user_account u WHERE u.id = ${userId}`,
  )
  return rows[0]?.name ?? organisation
}
