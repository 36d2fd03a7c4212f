import { and, eq, sql } from 'drizzle-orm'
import { creditLine, creditLineMovement, creditLineProposal, creditLineStanding } from '../../db/tables/credit-line.js'
import type { Tx } from '../../db/transaction.js'
import { uuidList } from '../../db/uuid-list.js'
import type { LineDay, LineMove, LineUse } from '../../domain/loans/credit-line.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'

export type CreditLine = typeof creditLine.$inferSelect
export type Standing = typeof creditLineStanding.$inferSelect
export type Proposal = typeof creditLineProposal.$inferSelect

/**
 * How a line stands, by any of its versions, held until the transaction ends: whoever reserves, draws or changes comes one after the
 * other. Locks are taken in the order application, loan, pledge, valuation, credit line, ledger; a proposal before its line.
 */
export async function lockStanding(tx: Tx, creditLineId: string): Promise<Standing | undefined> {
  const [version] = await tx
    .select({ lineId: creditLine.lineId })
    .from(creditLine)
    .where(eq(creditLine.id, creditLineId))
  if (version?.lineId == null) return undefined
  const [held] = await tx
    .select()
    .from(creditLineStanding)
    .where(eq(creditLineStanding.lineId, version.lineId))
    .for('no key update')
  return held
}

/** Holds the lines of many contracts, in the order of the lines. */
export async function lockStandings(tx: Tx, creditLineIds: readonly string[]): Promise<void> {
  if (creditLineIds.length === 0) return
  await tx.execute(sql`
    SELECT FROM credit_line_standing s
    WHERE s.line_id IN (SELECT l.line_id FROM credit_line l
                        WHERE l.id IN (SELECT unnest(string_to_array(${uuidList(creditLineIds)}, ',')::uuid[])))
    ORDER BY s.line_id FOR NO KEY UPDATE`)
}

export async function versionById(tx: Tx, id: string): Promise<CreditLine | undefined> {
  const [found] = await tx.select().from(creditLine).where(eq(creditLine.id, id))
  return found
}

/** The version in force on a day, or before the line begins its first one. */
export async function versionOn(tx: Tx, lineId: string, on: CivilDate): Promise<CreditLine> {
  const [found] = await tx
    .select()
    .from(creditLine)
    .where(
      and(
        eq(creditLine.lineId, lineId),
        sql`(${creditLine.effectiveFrom} <= ${on} OR ${creditLine.supersedes} IS NULL)`,
        sql`NOT EXISTS (SELECT 1 FROM credit_line s WHERE s.supersedes = ${creditLine.id} AND s.effective_from <= ${on})`,
      ),
    )
  if (found === undefined) throw new Error(`credit line ${lineId} has no first version`)
  return found
}

/** What moved on each day after `on`, the last day first. */
export async function daysAfter(tx: Tx, lineId: string, on: CivilDate): Promise<readonly LineDay[]> {
  const days = await tx.execute<{ on: string; limit: string; reserved: string; used: string }>(sql`
    SELECT m.moved_on AS "on", ${lineSums}
    FROM credit_line_movement m WHERE m.line_id = ${lineId} AND m.moved_on > ${on} GROUP BY m.moved_on ORDER BY m.moved_on DESC`)
  return days.map(({ on: day, limit, reserved, used }) => ({
    on: civilDate(day),
    limit: money(limit),
    reserved: money(reserved),
    used: money(used),
  }))
}

/** What movements `m` add up to: limit, reserved and used, as text with two decimals. */
export const lineSums = sql.raw(`
  coalesce(sum(m.amount) FILTER (WHERE m.kind IN ('open', 'change')), 0)::numeric(20,2)::text AS "limit",
  coalesce(sum(CASE m.kind WHEN 'reserve' THEN m.amount WHEN 'release' THEN -m.amount WHEN 'draw' THEN -m.amount WHEN 'undraw' THEN m.amount END), 0)::numeric(20,2)::text
    AS reserved,
  coalesce(sum(CASE m.kind WHEN 'draw' THEN m.amount WHEN 'redraw' THEN m.amount WHEN 'repay' THEN -m.amount WHEN 'undraw' THEN -m.amount END), 0)::numeric(20,2)::text
    AS used`)

/** What one loan has reserved and used of its line. */
export async function partOfLoan(tx: Tx, lineId: string, loanId: string): Promise<Pick<LineUse, 'reserved' | 'used'>> {
  const [sums] = await tx.execute<{ reserved: string; used: string }>(sql`
    SELECT ${lineSums} FROM credit_line_movement m WHERE m.loan_id = ${loanId} AND m.line_id = ${lineId}`)
  const { reserved, used } = sums as { reserved: string; used: string }
  return { reserved: money(reserved), used: money(used) }
}

/** Writes a move of a held line: where it stands, and the movement. */
export async function moveStanding(
  tx: Tx,
  after: Standing,
  move: {
    readonly kind: LineMove
    readonly amount: Money
    readonly loanId: string
    readonly movedOn: CivilDate
    readonly recordedBy: string | null
  },
): Promise<void> {
  const { lineId, creditLineId, lenderId, enterpriseId, limit, reserved, used } = after
  await tx
    .update(creditLineStanding)
    .set({ reserved, used, version: sql`${creditLineStanding.version} + 1` })
    .where(eq(creditLineStanding.lineId, lineId))
  await tx.insert(creditLineMovement).values({
    lineId,
    creditLineId,
    lenderId,
    enterpriseId,
    ...move,
    limitAfter: limit,
    reservedAfter: reserved,
    usedAfter: used,
  })
}

/** A version of a line; the database moves the standing with it. */
export async function insertVersion(
  tx: Tx,
  row: Omit<typeof creditLine.$inferInsert, 'id' | 'lineId' | 'recordedAt'>,
): Promise<CreditLine> {
  const [added] = await tx.insert(creditLine).values(row).returning()
  return added as CreditLine
}

/** The line of an enterprise for a product at a lender, by its first version. */
export async function lineOf(
  tx: Tx,
  of: { readonly enterpriseId: string; readonly lenderId: string; readonly product: string },
): Promise<Standing | undefined> {
  const [found] = await tx
    .select()
    .from(creditLineStanding)
    .where(
      and(
        eq(creditLineStanding.enterpriseId, of.enterpriseId),
        eq(creditLineStanding.lenderId, of.lenderId),
        eq(creditLineStanding.product, of.product),
      ),
    )
  return found
}

export async function insertProposal(tx: Tx, row: typeof creditLineProposal.$inferInsert): Promise<Proposal> {
  const [added] = await tx.insert(creditLineProposal).values(row).returning()
  return added as Proposal
}

export async function lockProposal(tx: Tx, id: string): Promise<Proposal | undefined> {
  const [found] = await tx.select().from(creditLineProposal).where(eq(creditLineProposal.id, id)).for('no key update')
  return found
}

export async function decideProposal(
  tx: Tx,
  id: string,
  decision: Pick<Proposal, 'state' | 'decidedBy' | 'opinion' | 'creditLineId'>,
): Promise<Proposal> {
  const [decided] = await tx
    .update(creditLineProposal)
    .set({ ...decision, version: sql`${creditLineProposal.version} + 1`, decidedAt: sql`recording_instant()` })
    .where(eq(creditLineProposal.id, id))
    .returning()
  return decided as Proposal
}
