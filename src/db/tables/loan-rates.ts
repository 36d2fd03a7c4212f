import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bpColumn, dateColumn, exactColumn, instantColumn, moneyColumn, rateColumn } from '../column-types.js'

const DECIDED = {
  state: text('state', { enum: ['PROPOSED', 'APPROVED', 'REJECTED'] }).notNull(),
  madeBy: uuid('made_by').notNull(),
  decidedBy: uuid('decided_by'),
  opinion: text('opinion'),
  decidedAt: instantColumn('decided_at'),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
}
const OF_LOAN = {
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
}

export const rateOverride = pgTable('rate_override', {
  id: uuid('id').primaryKey().defaultRandom(),
  ...OF_LOAN,
  on: dateColumn('on_date').notNull(),
  rate: rateColumn('rate').notNull(),
  reason: text('reason').notNull(),
  ...DECIDED,
})

export const quoteOverride = pgTable('quote_override', {
  quoteId: uuid('quote_id').primaryKey(),
  ofQuoteId: uuid('of_quote_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  reason: text('reason').notNull(),
  ...DECIDED,
})

export const loanRate = pgTable('loan_rate', {
  id: uuid('id').primaryKey().defaultRandom(),
  ...OF_LOAN,
  effectiveOn: dateColumn('effective_on').notNull(),
  rate: rateColumn('rate').notNull(),
  referenceRate: rateColumn('reference_rate').notNull(),
  discountBp: bpColumn('discount_bp').notNull(),
  grade: text('grade').notNull(),
  ratingId: uuid('rating_id'),
  cause: text('cause', { enum: ['repricing', 'rating', 'ratchet', 'override'] }).notNull(),
  /** Null where a run has worded it. */
  explanation: jsonb('explanation'),
  documentHash: text('document_hash').notNull(),
  overrideId: uuid('override_id'),
  madeBy: uuid('made_by'),
  decidedBy: uuid('decided_by'),
  recordedAt: instantColumn('recorded_at'),
})

export const ratchetTarget = pgTable('ratchet_target', {
  id: uuid('id').primaryKey().defaultRandom(),
  ...OF_LOAN,
  name: text('name').notNull(),
  unit: text('unit').notNull(),
  comparison: text('comparison', { enum: ['at-most', 'at-least'] }).notNull(),
  value: exactColumn('value').notNull(),
  testOn: dateColumn('test_on').notNull(),
  agreedOn: dateColumn('agreed_on').notNull(),
  evidence: text('evidence').notNull(),
  madeBy: uuid('made_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const ratchetFact = pgTable('ratchet_fact', {
  id: uuid('id').primaryKey().defaultRandom(),
  ...OF_LOAN,
  kind: text('kind', { enum: ['report-delivered', 'report-verified', 'amendment', 'recalibrated', 'fraud'] }).notNull(),
  on: dateColumn('on_date').notNull(),
  testOn: dateColumn('test_on'),
  body: jsonb('body').notNull(),
  evidence: text('evidence').notNull(),
  madeBy: uuid('made_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const repricingPlan = pgTable('repricing_plan', {
  loanId: uuid('loan_id').primaryKey(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  contractNo: text('contract_no').notNull(),
  product: text('product').notNull(),
  amount: moneyColumn('amount').notNull(),
  tenorMonths: integer('tenor_months').notNull(),
  signedOn: dateColumn('signed_on').notNull(),
  policy: text('policy', { enum: ['fixed', 'january', 'anniversary', 'quarterly', 'rating-change'] }).notNull(),
  policyRule: jsonb('policy_rule'),
  pricedOn: dateColumn('priced_on').notNull(),
  pricedKnownAt: instantColumn('priced_known_at').notNull(),
  quotedGrade: text('quoted_grade').notNull(),
  byHandBp: bpColumn('by_hand_bp').notNull(),
  rate: rateColumn('rate').notNull(),
  referenceRate: rateColumn('reference_rate').notNull(),
  endsOn: dateColumn('ends_on').notNull(),
  testDays: date('test_days', { mode: 'string' }).array().notNull(),
  recordedAt: instantColumn('recorded_at'),
})
