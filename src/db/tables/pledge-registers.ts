import { customType, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn } from '../column-types.js'

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

export const pledgeRankConsent = pgTable('pledge_rank_consent', {
  id: uuid('id').primaryKey().defaultRandom(),
  pledgeId: uuid('pledge_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  secondLenderId: uuid('second_lender_id').notNull(),
  dataProductId: uuid('data_product_id').notNull(),
  certificateKind: text('certificate_kind').notNull(),
  certificateNo: text('certificate_no').notNull(),
  rightType: text('right_type').notNull(),
  priorLimit: moneyColumn('prior_limit').notNull(),
  mostSecured: moneyColumn('most_secured').notNull(),
  givenOn: dateColumn('given_on').notNull(),
  validTo: dateColumn('valid_to').notNull(),
  evidenceHash: text('evidence_hash').notNull(),
  givenBy: uuid('given_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const pledgeModificationCode = pgTable('pledge_modification_code', {
  pledgeId: uuid('pledge_id').primaryKey(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  keyId: text('key_id').notNull(),
  nonce: bytes('nonce').notNull(),
  ciphertext: bytes('ciphertext').notNull(),
  tag: bytes('tag').notNull(),
  recordedBy: uuid('recorded_by').notNull(),
})

export const annotationWaiver = pgTable('annotation_waiver', {
  id: uuid('id').primaryKey().defaultRandom(),
  pledgeId: uuid('pledge_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  reason: text('reason').notNull(),
  onDate: dateColumn('on_date').notNull(),
  signedBy: uuid('signed_by').notNull(),
  secondBy: uuid('second_by'),
  secondOn: dateColumn('second_on'),
  recordedAt: instantColumn('recorded_at'),
})

export const registerFile = pgTable('register_file', {
  id: uuid('id').primaryKey().defaultRandom(),
  lenderId: uuid('lender_id').notNull(),
  direction: text('direction', { enum: ['IN', 'OUT'] }).notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  asOf: dateColumn('as_of').notNull(),
  sha256: text('sha256').notNull(),
  content: text('content'),
  rows: integer('rows').notNull(),
  accepted: integer('accepted').notNull(),
  madeBy: uuid('made_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const collateralAlert = pgTable('collateral_alert', {
  id: uuid('id').primaryKey().defaultRandom(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  pledgeId: uuid('pledge_id').notNull(),
  loanId: uuid('loan_id'),
  kind: text('kind').notNull(),
  subject: text('subject').notNull().default(''),
  level: text('level', { enum: ['NOTICE', 'WATCH', 'MARGIN_CALL', 'STOP'] }).notNull(),
  facts: jsonb('facts').notNull(),
  raisedOn: dateColumn('raised_on').notNull(),
  dueOn: dateColumn('due_on').notNull(),
  state: text('state', { enum: ['OPEN', 'ANSWERED', 'CURED', 'CLOSED'] }).notNull(),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
})

export const collateralChange = pgTable('collateral_change', {
  id: uuid('id').primaryKey().defaultRandom(),
  kind: text('kind', { enum: ['added', 'substituted'] }).notNull(),
  pledgeId: uuid('pledge_id').notNull(),
  otherId: uuid('other_id').notNull(),
  alertId: uuid('alert_id'),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  reason: text('reason').notNull(),
  onDate: dateColumn('on_date').notNull(),
  state: text('state', { enum: ['PROPOSED', 'APPROVED', 'REJECTED'] })
    .notNull()
    .default('PROPOSED'),
  proposedBy: uuid('proposed_by').notNull(),
  decidedBy: uuid('decided_by'),
  decidedOn: dateColumn('decided_on'),
  opinion: text('opinion'),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
})

export const listedValuer = pgTable('listed_valuer', {
  id: uuid('id').primaryKey().defaultRandom(),
  lenderId: uuid('lender_id').notNull(),
  name: text('name').notNull(),
  uscc: text('uscc').notNull(),
  validFrom: dateColumn('valid_from').notNull(),
  validTo: dateColumn('valid_to'),
  listedBy: uuid('listed_by').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const valuationRequest = pgTable('valuation_request', {
  id: uuid('id').primaryKey().defaultRandom(),
  dataProductId: uuid('data_product_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  purpose: text('purpose').notNull(),
  reason: text('reason').notNull(),
  requestedOn: dateColumn('requested_on').notNull(),
  requestedBy: uuid('requested_by').notNull(),
  listedValuerId: uuid('listed_valuer_id'),
  state: text('state', { enum: ['REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'REPORTED', 'REJECTED'] })
    .notNull()
    .default('REQUESTED'),
  version: integer('version').notNull().default(1),
  recordedAt: instantColumn('recorded_at'),
})
