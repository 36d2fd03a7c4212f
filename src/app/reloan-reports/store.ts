import { sql } from 'drizzle-orm'
import { reloanProject } from '../../db/tables/reloan-books.js'
import type { Tx } from '../../db/transaction.js'

export type ProjectRow = typeof reloanProject.$inferSelect

export async function lenderOfLoan(tx: Tx, loanId: string): Promise<string | undefined> {
  const rows = await tx.execute<{ lender: string }>(sql`SELECT lender_id AS lender FROM loan WHERE id = ${loanId}`)
  return rows[0]?.lender
}

export async function insertProject(tx: Tx, project: typeof reloanProject.$inferInsert): Promise<ProjectRow> {
  const rows = await tx.insert(reloanProject).values(project).returning()
  return rows[0] as ProjectRow
}
