import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn, monthColumn, rateColumn } from '../column-types.js'

export const reloanProposal = pgTable('reloan_proposal', {
  id: uuid('id').primaryKey().defaultRandom(),
  reloanId: uuid('reloan_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  kind: text('kind').$type<'RETURN' | 'EXTENSION' | 'SUBSTITUTION' | 'CLAWBACK'>().notNull(),
  on: dateColumn('on_date').notNull(),
  amount: moneyColumn('amount'),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  reason: text('reason').notNull(),
  evidenceHash: text('evidence_hash'),
  state: text('state').$type<'PROPOSED' | 'APPROVED' | 'REJECTED'>().notNull().default('PROPOSED'),
  proposedBy: uuid('proposed_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
  decidedBy: uuid('decided_by'),
  decidedAt: instantColumn('decided_at'),
  opinion: text('opinion'),
  version: integer('version').notNull().default(1),
})

export const reloanEvent = pgTable('reloan_event', {
  id: uuid('id').primaryKey().defaultRandom(),
  reloanId: uuid('reloan_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  no: integer('no').notNull(),
  kind: text('kind').$type<'returned' | 'extended' | 'substituted' | 'clawed-back' | 'overdue'>().notNull(),
  on: dateColumn('on_date').notNull(),
  amount: moneyColumn('amount'),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  proposalId: uuid('proposal_id'),
  recordedBy: uuid('recorded_by'),
  recordedAt: instantColumn('recorded_at'),
})

/** Added up by the database from the facts. */
export const reloanState = pgTable('reloan_state', {
  reloanId: uuid('reloan_id').primaryKey(),
  quotaId: uuid('quota_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  balance: moneyColumn('balance').notNull(),
  dueOn: dateColumn('due_on').notNull(),
  termMonths: integer('term_months').notNull(),
  rate: rateColumn('rate').notNull(),
  extensions: integer('extensions').notNull(),
  state: text('state').$type<'LIVE' | 'OVERDUE' | 'REPAID' | 'CLAWED_BACK'>().notNull(),
  lastNo: integer('last_no').notNull(),
  version: integer('version').notNull(),
})

export const reloanBacking = pgTable('reloan_backing', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  filingId: uuid('filing_id').notNull(),
  reloanId: uuid('reloan_id'),
  proposalId: uuid('proposal_id'),
  amount: moneyColumn('amount'),
  live: boolean('live').notNull().default(true),
  recordedAt: instantColumn('recorded_at'),
})

export const reloanFinding = pgTable('reloan_finding', {
  id: uuid('id').primaryKey().defaultRandom(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  month: monthColumn('month').notNull(),
  check: text('check_code').notNull(),
  subjectKind: text('subject_kind').$type<'quota' | 'reloan' | 'loan' | 'lender'>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  severity: text('severity').$type<'BREACH' | 'WARNING' | 'NOTE'>().notNull(),
  facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
  state: text('state').$type<'OPEN' | 'ANSWERED' | 'ACCEPTED' | 'REOPENED'>().notNull(),
  foundOn: dateColumn('found_on').notNull(),
  deadlineOn: dateColumn('deadline_on').notNull(),
  clockRuleId: bigint('clock_rule_id', { mode: 'bigint' }).notNull(),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
})

export const reloanFindingStep = pgTable('reloan_finding_step', {
  id: uuid('id').primaryKey().defaultRandom(),
  findingId: uuid('finding_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  no: integer('no').notNull(),
  state: text('state').$type<'ANSWERED' | 'ACCEPTED' | 'REOPENED'>().notNull(),
  on: dateColumn('on_date').notNull(),
  opinion: text('opinion').notNull(),
  evidenceHash: text('evidence_hash'),
  takenBy: uuid('taken_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})
