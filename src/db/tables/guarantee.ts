import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bpColumn, dateColumn, exactColumn, instantColumn, moneyColumn, usccColumn } from '../column-types.js'

export const loanGuarantee = pgTable('loan_guarantee', {
  id: uuid('id').primaryKey().defaultRandom(),
  guaranteeNo: text('guarantee_no').notNull(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  guarantorId: uuid('guarantor_id').notNull(),
  loanContractNo: text('loan_contract_no').notNull(),
  borrowerUscc: usccColumn('borrower_uscc').notNull(),
  borrowerZh: text('borrower_zh').notNull(),
  borrowerEn: text('borrower_en').notNull(),
  principal: moneyColumn('principal').notNull(),
  share: exactColumn('share').notNull(),
  guaranteedPrincipal: moneyColumn('guaranteed_principal').notNull(),
  feeBasis: text('fee_basis', { enum: ['actual/365', 'months'] }).notNull(),
  baseFee: bpColumn('base_fee_bp').notNull(),
  feeChange: bpColumn('fee_change_bp').notNull(),
  feeRate: bpColumn('fee_bp').notNull(),
  fee: moneyColumn('fee').notNull(),
  grade: text('grade').notNull(),
  signedOn: dateColumn('signed_on').notNull(),
  validFrom: dateColumn('valid_from').notNull(),
  validTo: dateColumn('valid_to').notNull(),
  terms: jsonb('terms').notNull(),
  documentHash: text('document_hash').notNull(),
  signedBy: uuid('signed_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

const parties = {
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  guarantorId: uuid('guarantor_id').notNull(),
}

export const guaranteeCall = pgTable('guarantee_call', {
  id: uuid('id').primaryKey().defaultRandom(),
  guaranteeId: uuid('guarantee_id').notNull(),
  ...parties,
  no: integer('no').notNull(),
  amount: moneyColumn('amount').notNull(),
  overdue: moneyColumn('overdue').notNull(),
  calledOn: dateColumn('called_on').notNull(),
  reason: text('reason').notNull(),
  calledBy: uuid('called_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const guaranteePayment = pgTable('guarantee_payment', {
  callId: uuid('call_id').notNull(),
  ...parties,
  recourse: moneyColumn('recourse').notNull(),
  paidOn: dateColumn('paid_on').notNull(),
  reference: text('reference').notNull(),
  loanEventId: uuid('loan_event_id').primaryKey(),
  recordedBy: uuid('recorded_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})
