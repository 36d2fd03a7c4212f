import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instantColumn } from '../column-types.js'

export const auditEvent = pgTable('audit_event', {
  id: bigint('id', { mode: 'bigint' }).generatedAlwaysAsIdentity().primaryKey(),
  at: instantColumn('at'),
  organisationId: uuid('organisation_id'),
  userId: uuid('user_id'),
  action: text('action').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  requestId: text('request_id'),
  detail: jsonb('detail').notNull(),
})

export const auditSeal = pgTable('audit_seal', {
  seq: bigint('seq', { mode: 'bigint' }).primaryKey(),
  eventId: bigint('event_id', { mode: 'bigint' }).notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
})
