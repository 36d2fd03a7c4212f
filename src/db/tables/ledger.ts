import { sql } from 'drizzle-orm'
import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { dateColumn, instantColumn, moneyColumn } from '../column-types.js'

export const ledgerAccount = pgTable('ledger_account', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  code: text('code').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  normalSide: text('normal_side', { enum: ['debit', 'credit'] }).notNull(),
})

export const journalEntry = pgTable('journal_entry', {
  id: uuid('id').primaryKey().defaultRandom(),
  organisationId: uuid('organisation_id').notNull(),
  bookedOn: dateColumn('booked_on').notNull(),
  event: text('event').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: uuid('subject_id').notNull(),
  reverses: uuid('reverses'),
  /** Which posting of its subject it books; later entries of the same key adjust the first. */
  postingKey: text('posting_key'),
  adjusts: uuid('adjusts'),
  /** The day in a closed period that it is really for. */
  movedFrom: dateColumn('moved_from'),
  forOn: dateColumn('for_on').notNull().generatedAlwaysAs(sql`coalesce(moved_from, booked_on)`),
  recordedBy: uuid('recorded_by'),
  recordedAt: instantColumn('recorded_at'),
})

export const journalLine = pgTable('journal_line', {
  id: bigint('id', { mode: 'bigint' }).generatedAlwaysAsIdentity().primaryKey(),
  entryId: uuid('entry_id').notNull(),
  accountId: uuid('account_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  side: text('side', { enum: ['debit', 'credit'] }).notNull(),
  amount: moneyColumn('amount').notNull(),
})

export const accountingPeriodClose = pgTable('accounting_period_close', {
  organisationId: uuid('organisation_id').notNull(),
  closedThrough: dateColumn('closed_through').notNull(),
  closedBy: uuid('closed_by').notNull(),
  opinion: text('opinion').notNull(),
  recordedAt: instantColumn('recorded_at'),
})
