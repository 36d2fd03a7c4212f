import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn } from '../column-types.js'

const STATES = ['CLAIMED', 'APPROVED', 'PAID', 'REJECTED', 'RECOVERED'] as const

export const interestSubsidy = pgTable('interest_subsidy', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  programme: text('programme').notNull(),
  ruleId: bigint('rule_id', { mode: 'bigint' }).notNull(),
  periodFrom: dateColumn('period_from').notNull(),
  periodTo: dateColumn('period_to').notNull(),
  year: integer('year').notNull(),
  beneficiary: text('beneficiary', { enum: ['enterprise', 'lender'] }).notNull(),
  interestPaid: moneyColumn('interest_paid').notNull(),
  amount: moneyColumn('amount').notNull(),
  explanation: jsonb('explanation').notNull(),
  documentHash: text('document_hash').notNull(),
  state: text('state', { enum: STATES }).notNull(),
  claimedOn: dateColumn('claimed_on').notNull(),
  claimedBy: uuid('claimed_by').notNull(),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
})

export const interestSubsidyStep = pgTable('interest_subsidy_step', {
  id: uuid('id').primaryKey().defaultRandom(),
  subsidyId: uuid('subsidy_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  no: integer('no').notNull(),
  state: text('state', { enum: STATES }).notNull(),
  onDate: dateColumn('on_date').notNull(),
  opinion: text('opinion').notNull(),
  reference: text('reference'),
  entryId: uuid('entry_id'),
  takenBy: uuid('taken_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const interestSubsidyYear = pgTable('interest_subsidy_year', {
  programme: text('programme').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  year: integer('year').notNull(),
  cap: moneyColumn('cap'),
  claimed: moneyColumn('claimed').notNull(),
})
