import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn } from '../column-types.js'

export const LOAN_EVENT_KINDS = [
  'plan',
  'payment',
  'rate-change',
  'pause',
  'restructure',
  'fee',
  'misuse',
  'misuse-cleared',
  'write-off',
  'reversal',
] as const

export const loanEvent = pgTable('loan_event', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  no: integer('no').notNull(),
  kind: text('kind', { enum: LOAN_EVENT_KINDS }).notNull(),
  onDate: dateColumn('on_date').notNull(),
  body: jsonb('body').notNull(),
  amount: moneyColumn('amount'),
  reverses: uuid('reverses'),
  takesBack: uuid('takes_back'),
  reason: text('reason'),
  evidenceHash: text('evidence_hash'),
  recordedBy: uuid('recorded_by'),
  businessDate: dateColumn('business_date').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const servicingRequest = pgTable('servicing_request', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  kind: text('kind', {
    enum: ['pause', 'restructure', 'misuse', 'misuse-cleared', 'write-off', 'reversal'],
  }).notNull(),
  body: jsonb('body').notNull(),
  reason: text('reason').notNull(),
  evidenceHash: text('evidence_hash'),
  state: text('state', { enum: ['PROPOSED', 'APPROVED', 'REJECTED'] })
    .notNull()
    .default('PROPOSED'),
  proposedBy: uuid('proposed_by').notNull(),
  businessDate: dateColumn('business_date').notNull(),
  recordedAt: instantColumn('recorded_at'),
  decidedBy: uuid('decided_by'),
  decidedAt: instantColumn('decided_at'),
  opinion: text('opinion'),
  eventId: uuid('event_id'),
  version: integer('version').notNull().default(1),
})
