import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn } from '../column-types.js'

export const processSubject = pgTable('process_subject', {
  subjectKind: text('subject_kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  machine: text('machine').notNull(),
  state: text('state').notNull(),
  round: integer('round').notNull().default(1),
  /** Also the number of its last step. */
  version: integer('version').notNull().default(1),
  deadlineOn: dateColumn('deadline_on'),
  deadlineEvent: text('deadline_event'),
  applicantId: uuid('applicant_id').notNull(),
  openToAll: boolean('open_to_all').notNull().default(false),
  lastOn: dateColumn('last_on').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const processParty = pgTable('process_party', {
  subjectKind: text('subject_kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  party: text('party').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  recordedAt: instantColumn('recorded_at'),
})

export const notice = pgTable('notice', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  kind: text('kind').notNull(),
  onDate: dateColumn('on_date').notNull(),
  aboutOn: dateColumn('about_on').notNull(),
  detail: jsonb('detail').notNull(),
  recordedAt: instantColumn('recorded_at'),
})
