import { bigint, boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn } from '../column-types.js'

export const creditLine = pgTable('credit_line', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** The first version's id; set by the database. */
  lineId: uuid('line_id'),
  enterpriseId: uuid('enterprise_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  product: text('product').notNull(),
  priorLimit: moneyColumn('prior_limit').notNull(),
  limit: moneyColumn('limit_amount').notNull(),
  revolving: boolean('revolving').notNull(),
  effectiveFrom: dateColumn('effective_from').notNull(),
  effectiveTo: dateColumn('effective_to'),
  supersedes: uuid('supersedes'),
  recordedBy: uuid('recorded_by'),
  recordedAt: instantColumn('recorded_at'),
})

export const creditLineStanding = pgTable('credit_line_standing', {
  lineId: uuid('line_id').primaryKey(),
  creditLineId: uuid('credit_line_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  product: text('product').notNull(),
  revolving: boolean('revolving').notNull(),
  limit: moneyColumn('limit_amount').notNull(),
  reserved: moneyColumn('reserved').notNull(),
  used: moneyColumn('used').notNull(),
  version: integer('version').notNull().default(1),
})

export const creditLineMovement = pgTable('credit_line_movement', {
  id: bigint('id', { mode: 'bigint' }).generatedAlwaysAsIdentity().primaryKey(),
  lineId: uuid('line_id').notNull(),
  creditLineId: uuid('credit_line_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  kind: text('kind', { enum: ['open', 'change', 'reserve', 'release', 'draw', 'undraw', 'repay', 'redraw'] }).notNull(),
  amount: moneyColumn('amount').notNull(),
  loanId: uuid('loan_id'),
  movedOn: dateColumn('moved_on').notNull(),
  limitAfter: moneyColumn('limit_after').notNull(),
  reservedAfter: moneyColumn('reserved_after').notNull(),
  usedAfter: moneyColumn('used_after').notNull(),
  recordedBy: uuid('recorded_by'),
  recordedAt: instantColumn('recorded_at'),
})

export const creditLineProposal = pgTable('credit_line_proposal', {
  id: uuid('id').primaryKey().defaultRandom(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  product: text('product').notNull(),
  supersedes: uuid('supersedes'),
  limit: moneyColumn('limit_amount').notNull(),
  revolving: boolean('revolving').notNull(),
  effectiveFrom: dateColumn('effective_from').notNull(),
  effectiveTo: dateColumn('effective_to'),
  documentNo: text('document_no').notNull(),
  state: text('state', { enum: ['PROPOSED', 'APPROVED', 'REJECTED'] }).notNull(),
  proposedBy: uuid('proposed_by').notNull(),
  decidedBy: uuid('decided_by'),
  opinion: text('opinion'),
  creditLineId: uuid('credit_line_id'),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
  decidedAt: instantColumn('decided_at'),
})
