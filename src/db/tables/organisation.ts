import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instantColumn } from '../column-types.js'

export const organisation = pgTable('organisation', {
  id: uuid('id').primaryKey().defaultRandom(),
  code: text('code').notNull(),
  kind: text('kind').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  origin: text('origin').notNull(),
  recordedAt: instantColumn('recorded_at').notNull(),
})

export const userAccount = pgTable('user_account', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  username: text('username').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  passwordHash: text('password_hash').notNull(),
  active: boolean('active').notNull().default(true),
  demo: boolean('demo').notNull().default(false),
  version: integer('version').notNull().default(1),
})

export const userRole = pgTable('user_role', {
  userId: uuid('user_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  role: text('role').notNull(),
})

export const userSession = pgTable('user_session', {
  tokenHash: text('token_hash').primaryKey(),
  userId: uuid('user_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  createdAt: instantColumn('created_at'),
  expiresAt: instantColumn('expires_at').notNull(),
  endedAt: instantColumn('ended_at'),
})

export const signInAttempt = pgTable('sign_in_attempt', {
  username: text('username').notNull(),
  address: text('address').notNull(),
  succeeded: boolean('succeeded').notNull(),
  at: instantColumn('at'),
})
