import { and, eq, isNull, sql } from 'drizzle-orm'
import { reloan } from '../../db/tables/relending.js'
import {
  reloanBacking,
  reloanEvent,
  reloanFinding,
  reloanFindingStep,
  reloanProposal,
  reloanState,
} from '../../db/tables/reloan-life.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'

export type ReloanRow = typeof reloan.$inferSelect
export type ReloanStateRow = typeof reloanState.$inferSelect
export type ProposalRow = typeof reloanProposal.$inferSelect
export type ReloanEventRow = typeof reloanEvent.$inferSelect
export type FindingRow = typeof reloanFinding.$inferSelect

export async function reloanById(tx: Tx, id: string): Promise<ReloanRow | undefined> {
  return (await tx.select().from(reloan).where(eq(reloan.id, id)))[0]
}

export async function stateOf(tx: Tx, reloanId: string): Promise<ReloanStateRow | undefined> {
  return (await tx.select().from(reloanState).where(eq(reloanState.reloanId, reloanId)))[0]
}

/** Held after the rows of the filing and the states of the loans, before the books and the quota. */
export async function lockState(tx: Tx, reloanId: string): Promise<ReloanStateRow | undefined> {
  return (await tx.select().from(reloanState).where(eq(reloanState.reloanId, reloanId)).for('no key update'))[0]
}

/** The rows of the filing whose loans back a re-loan: first of the locks, in the order of loans. */
export async function lockBackingRows(tx: Tx, filingId: string, loanIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    SELECT 1 FROM reloan_filing_loan
    WHERE filing_id = ${filingId} AND loan_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(loanIds)}::jsonb)::uuid)
    ORDER BY loan_id FOR NO KEY UPDATE`)
}

export async function proposalById(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return (await tx.select().from(reloanProposal).where(eq(reloanProposal.id, id)))[0]
}

export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return (await tx.select().from(reloanProposal).where(eq(reloanProposal.id, id)).for('no key update'))[0]
}

export async function insertProposal(
  tx: Tx,
  row: Pick<
    ProposalRow,
    | 'reloanId'
    | 'centralBankId'
    | 'lenderId'
    | 'kind'
    | 'on'
    | 'amount'
    | 'body'
    | 'reason'
    | 'evidenceHash'
    | 'proposedBy'
  >,
): Promise<ProposalRow> {
  const [added] = await tx.insert(reloanProposal).values(row).returning()
  return added as ProposalRow
}

export async function decideProposal(
  tx: Tx,
  id: string,
  decision: { readonly state: 'APPROVED' | 'REJECTED'; readonly decidedBy: string; readonly opinion: string },
): Promise<ProposalRow> {
  const [decided] = await tx
    .update(reloanProposal)
    .set({ ...decision, decidedAt: sql`recording_instant()`, version: sql`${reloanProposal.version} + 1` })
    .where(eq(reloanProposal.id, id))
    .returning()
  return decided as ProposalRow
}

/** The database moves the state of the re-loan with it. */
export async function insertReloanEvent(
  tx: Tx,
  row: Pick<
    ReloanEventRow,
    'reloanId' | 'centralBankId' | 'lenderId' | 'no' | 'kind' | 'on' | 'amount' | 'body' | 'proposalId' | 'recordedBy'
  >,
): Promise<ReloanEventRow> {
  const [added] = await tx.insert(reloanEvent).values(row).returning()
  return added as ReloanEventRow
}

/** The last of the locks. @returns false when the quota has not so much drawn */
export async function giveBackToQuota(
  tx: Tx,
  given: {
    readonly quotaId: string
    readonly amount: Money
    readonly stays: boolean
    readonly on: CivilDate
    readonly reloanId: string
    readonly userId: string
  },
): Promise<boolean> {
  const [row] = await tx.execute<{ version: number | null }>(sql`
    SELECT give_back_to_quota(${given.quotaId}, ${formatMoney(given.amount)}::numeric, ${given.stays}, ${given.on}::date,
                              ${given.reloanId}, ${given.userId}) AS version`)
  return row?.version != null
}

/** Keeps the offered loans for the proposal, until it is decided. */
export async function claimSubstitutes(
  tx: Tx,
  proposal: ProposalRow,
  filingId: string,
  loans: readonly { readonly loanId: string; readonly enterpriseId: string }[],
): Promise<void> {
  const { id: proposalId, lenderId, centralBankId } = proposal
  const inOrder = [...loans].sort((a, b) => (a.loanId < b.loanId ? -1 : 1))
  await tx
    .insert(reloanBacking)
    .values(inOrder.map((loan) => ({ ...loan, lenderId, centralBankId, filingId, proposalId })))
}

export async function endClaims(tx: Tx, proposalId: string): Promise<void> {
  await tx
    .update(reloanBacking)
    .set({ live: false })
    .where(and(eq(reloanBacking.proposalId, proposalId), isNull(reloanBacking.reloanId)))
}

/** The offered loans back the re-loan from now on. */
export async function putSubstitutes(
  tx: Tx,
  proposal: ProposalRow,
  loans: readonly { readonly loan: string; readonly amount: Money }[],
): Promise<void> {
  for (const { loan, amount } of loans)
    await tx
      .update(reloanBacking)
      .set({ reloanId: proposal.reloanId, amount })
      .where(and(eq(reloanBacking.proposalId, proposal.id), eq(reloanBacking.loanId, loan)))
}

/** The loans no longer back the re-loan. One that backs nothing else of its filing, and on which nothing is left to draw, is free. */
export async function endBackings(tx: Tx, row: ReloanRow, loanIds: readonly string[]): Promise<void> {
  const loans = sql`(SELECT jsonb_array_elements_text(${JSON.stringify(loanIds)}::jsonb)::uuid)`
  await tx.execute(sql`
    UPDATE reloan_backing SET live = false WHERE reloan_id = ${row.id} AND loan_id IN ${loans} AND live`)
  await tx.execute(sql`
    UPDATE reloan_filing_loan fl SET live = false
    FROM reloan_filing f
    WHERE f.id = fl.filing_id AND fl.filing_id = ${row.filingId} AND fl.loan_id IN ${loans} AND fl.live
      AND (fl.drawn >= fl.requested OR f.drawn >= f.granted)
      AND NOT EXISTS (SELECT 1 FROM reloan_backing b
                      WHERE b.filing_id = fl.filing_id AND b.loan_id = fl.loan_id AND b.reloan_id IS NOT NULL AND b.live)`)
}

export interface NewFinding {
  readonly check: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly severity: string
  readonly facts: unknown
}
/** What was found before stays as it was. @returns how many are new */
export async function insertFindings(
  tx: Tx,
  run: {
    readonly centralBankId: string
    readonly lenderId: string
    readonly month: string
    readonly foundOn: CivilDate
    readonly deadlineOn: CivilDate
    readonly clockRuleId: string
  },
  findings: readonly NewFinding[],
): Promise<number> {
  if (findings.length === 0) return 0
  const added = await tx.execute(sql`
    INSERT INTO reloan_finding (central_bank_id, lender_id, month, check_code, subject_kind, subject_id, severity, facts, found_on, deadline_on,
                                clock_rule_id)
    SELECT ${run.centralBankId}, ${run.lenderId}, ${run.month}, f."check", f."subjectKind", f."subjectId", f.severity, f.facts,
           ${run.foundOn}::date, ${run.deadlineOn}::date, ${run.clockRuleId}::bigint
    FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
      AS f("check" text, "subjectKind" text, "subjectId" uuid, severity text, facts jsonb)
    ON CONFLICT ON CONSTRAINT reloan_finding_once_a_month DO NOTHING RETURNING id`)
  return added.length
}

export async function lockFinding(tx: Tx, id: string): Promise<FindingRow | undefined> {
  const [seen] = await tx.select().from(reloanFinding).where(eq(reloanFinding.id, id))
  if (seen === undefined) return undefined
  // Whoever may not move it in its state may still see it: the state says why not.
  await tx.execute(sql`SELECT 1 FROM reloan_finding WHERE id = ${id} FOR NO KEY UPDATE`)
  return (await tx.select().from(reloanFinding).where(eq(reloanFinding.id, id)))[0]
}

export async function moveFinding(
  tx: Tx,
  id: string,
  change: Pick<FindingRow, 'state'> & Partial<Pick<FindingRow, 'deadlineOn' | 'clockRuleId'>>,
): Promise<FindingRow> {
  const [moved] = await tx
    .update(reloanFinding)
    .set({ ...change, version: sql`${reloanFinding.version} + 1` })
    .where(eq(reloanFinding.id, id))
    .returning()
  return moved as FindingRow
}

export async function insertFindingStep(
  tx: Tx,
  step: {
    readonly finding: FindingRow
    readonly state: 'ANSWERED' | 'ACCEPTED' | 'REOPENED'
    readonly on: CivilDate
    readonly opinion: string
    readonly evidenceHash: string | null
    readonly takenBy: string
  },
): Promise<void> {
  const { finding, ...row } = step
  const { id: findingId, centralBankId, lenderId } = finding
  await tx.insert(reloanFindingStep).values({
    ...row,
    findingId,
    centralBankId,
    lenderId,
    no: sql`(SELECT coalesce(max(no), 0) + 1 FROM reloan_finding_step WHERE finding_id = ${findingId})` as never,
  })
}
