import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn } from '../column-types.js'

export const businessDay = pgTable('business_day', {
  organisationId: uuid('organisation_id').notNull(),
  day: dateColumn('day').notNull(),
  state: text('state', { enum: ['OPEN', 'CLOSING', 'CLOSED'] })
    .notNull()
    .default('OPEN'),
  calendar: text('calendar', { enum: ['every-day', 'working-days'] }).notNull(),
  previousDay: dateColumn('previous_day'),
  openedBy: uuid('opened_by').notNull(),
  openedAt: instantColumn('opened_at'),
  closingBy: uuid('closing_by'),
  closingAt: instantColumn('closing_at'),
  closedAt: instantColumn('closed_at'),
  version: integer('version').notNull().default(1),
})

export const endOfDayStep = pgTable('end_of_day_step', {
  organisationId: uuid('organisation_id').notNull(),
  day: dateColumn('day').notNull(),
  no: integer('no').notNull(),
  step: text('step').notNull(),
  state: text('state', { enum: ['PENDING', 'RUNNING', 'BLOCKED', 'DONE'] })
    .notNull()
    .default('PENDING'),
  /** The last loan that an earlier program, which went through a step alone, had handled. */
  cursor: uuid('cursor'),
  done: integer('done').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  startedAt: instantColumn('started_at'),
  finishedAt: instantColumn('finished_at'),
})

/** A range of the loans of a step; see the migration. */
export const endOfDayChunk = pgTable('end_of_day_chunk', {
  organisationId: uuid('organisation_id').notNull(),
  day: dateColumn('day').notNull(),
  step: text('step').notNull(),
  no: integer('no').notNull(),
  afterLoan: uuid('after_loan'),
  toLoan: uuid('to_loan'),
  done: integer('done').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  finishedAt: instantColumn('finished_at'),
})

export const endOfDayFinding = pgTable('end_of_day_finding', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  day: dateColumn('day').notNull(),
  step: text('step').notNull(),
  loanId: uuid('loan_id'),
  code: text('code').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const endOfDayAcknowledgement = pgTable('end_of_day_acknowledgement', {
  findingId: uuid('finding_id').primaryKey(),
  organisationId: uuid('organisation_id').notNull(),
  acknowledgedBy: uuid('acknowledged_by').notNull(),
  opinion: text('opinion').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const loanClassification = pgTable('loan_classification', {
  id: uuid('id').primaryKey().defaultRandom(),
  loanId: uuid('loan_id').notNull(),
  lenderId: uuid('lender_id').notNull(),
  enterpriseId: uuid('enterprise_id').notNull(),
  classifiedOn: dateColumn('classified_on').notNull(),
  daysOverdue: integer('days_overdue').notNull(),
  class: text('class', { enum: ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] }).notNull(),
  ruleId: bigint('rule_id', { mode: 'bigint' }),
  recordedAt: instantColumn('recorded_at'),
})
