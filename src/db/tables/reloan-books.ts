import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, exactColumn, instantColumn, moneyColumn } from '../column-types.js'

export const reloanInterestFact = pgTable('reloan_interest_fact', {
  id: uuid('id').primaryKey().defaultRandom(),
  reloanId: uuid('reloan_id').notNull(),
  centralBankId: uuid('central_bank_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  kind: text('kind', { enum: ['unpaid', 'paid'] }).notNull(),
  onDate: dateColumn('on_date').notNull(),
  amount: moneyColumn('amount').notNull(),
  document: text('document').notNull(),
  recordedBy: uuid('recorded_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const reloanProject = pgTable('reloan_project', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  name: text('name').notNull(),
  field: text('field', {
    enum: ['clean-energy', 'energy-saving-and-environment', 'carbon-reduction-technology'],
  }).notNull(),
  investment: moneyColumn('investment').notNull(),
  annualReductionT: exactColumn('annual_reduction_t').notNull(),
  verifiedBy: text('verified_by'),
  document: text('document').notNull(),
  recordedBy: uuid('recorded_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})
