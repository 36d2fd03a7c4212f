import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { BusinessCalendar, BusinessDayState } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor, OrganisationKind, Role } from '../actor.js'

/** The day that a bank has at work, open or closing; undefined for a bank that keeps no business days. */
export async function dayAtWork(tx: Tx, organisationId: string): Promise<CivilDate | undefined> {
  const rows = await tx.execute<{ day: CivilDate }>(
    sql`SELECT day FROM business_day WHERE organisation_id = ${organisationId} AND state <> 'CLOSED'`,
  )
  return rows[0]?.day
}

export async function dayAtWorkOfLoan(tx: Tx, loanId: string): Promise<CivilDate | undefined> {
  const rows = await tx.execute<{ day: CivilDate }>(sql`
    SELECT b.day FROM loan l JOIN business_day b ON b.organisation_id = l.lender_id WHERE l.id = ${loanId} AND b.state <> 'CLOSED'`)
  return rows[0]?.day
}

export interface BusinessDayView extends Record<string, unknown> {
  day: string
  state: BusinessDayState
  calendar: BusinessCalendar
  previousDay: string | null
  openedBy: string
  openedAt: string
  closingBy: string | null
  closingAt: string | null
  closedAt: string | null
  /** Loans that its end of day refused. */
  refused: number
  version: number
}

const VIEW = sql.raw(`
  b.day, b.state, b.calendar, b.previous_day AS "previousDay", b.opened_by AS "openedBy", b.opened_at AS "openedAt",
  b.closing_by AS "closingBy", b.closing_at AS "closingAt", b.closed_at AS "closedAt", b.version,
  (SELECT coalesce(sum(s.refused), 0)::int FROM (
     SELECT organisation_id, day, refused FROM end_of_day_step UNION ALL SELECT organisation_id, day, refused FROM end_of_day_chunk) s
   WHERE s.organisation_id = b.organisation_id AND s.day = b.day) AS refused`)

/** The business days of a bank, the last first. */
export async function businessDayViews(
  tx: Tx,
  {
    organisationId,
    before,
    limit,
  }: { readonly organisationId: string; readonly before: { readonly day: string } | null; readonly limit: number },
): Promise<readonly BusinessDayView[]> {
  return tx.execute<BusinessDayView>(sql`
    SELECT ${VIEW} FROM business_day b
    WHERE b.organisation_id = ${organisationId} AND (${before?.day ?? null}::date IS NULL OR b.day < ${before?.day ?? null}::date)
    ORDER BY b.day DESC LIMIT ${limit}`)
}

export async function businessDayView(
  tx: Tx,
  organisationId: string,
  day: CivilDate,
): Promise<BusinessDayView | undefined> {
  const rows = await tx.execute<BusinessDayView>(
    sql`SELECT ${VIEW} FROM business_day b WHERE b.organisation_id = ${organisationId} AND b.day = ${day}`,
  )
  return rows[0]
}

export interface StepView extends Record<string, unknown> {
  no: number
  step: string
  state: 'PENDING' | 'RUNNING' | 'BLOCKED' | 'DONE'
  done: number
  refused: number
  startedAt: string | null
  finishedAt: string | null
}

export async function stepViews(tx: Tx, organisationId: string, day: CivilDate): Promise<readonly StepView[]> {
  return tx.execute<StepView>(sql`
    SELECT s.no, s.step, s.state, s.done + c.done AS done, s.refused + c.refused AS refused, s.started_at AS "startedAt",
           s.finished_at AS "finishedAt"
    FROM end_of_day_step s, LATERAL (
      SELECT coalesce(sum(c.done), 0)::int AS done, coalesce(sum(c.refused), 0)::int AS refused FROM end_of_day_chunk c
      WHERE (c.organisation_id, c.day, c.step) = (s.organisation_id, s.day, s.step)) c
    WHERE s.organisation_id = ${organisationId} AND s.day = ${day} ORDER BY s.no`)
}

export interface FindingView extends Record<string, unknown> {
  id: string
  step: string
  loanId: string | null
  contractNo: string | null
  code: string
  detail: Record<string, unknown>
  recordedAt: string
  acknowledgedBy: string | null
  opinion: string | null
}

const FINDING = sql.raw(`
  f.id, f.step, f.loan_id AS "loanId", l.contract_no AS "contractNo", f.code, f.detail, f.recorded_at AS "recordedAt",
  a.acknowledged_by AS "acknowledgedBy", a.opinion
  FROM end_of_day_finding f LEFT JOIN loan l ON l.id = f.loan_id LEFT JOIN end_of_day_acknowledgement a ON a.finding_id = f.id`)

/** What the end of a day could not do or found, first told first. */
export async function findingViews(
  tx: Tx,
  { organisationId, day, limit }: { readonly organisationId: string; readonly day: CivilDate; readonly limit: number },
): Promise<readonly FindingView[]> {
  return tx.execute<FindingView>(sql`
    SELECT ${FINDING} WHERE f.organisation_id = ${organisationId} AND f.day = ${day}
    ORDER BY f.recorded_at, f.id LIMIT ${limit}`)
}

export async function findingOfDay(
  tx: Tx,
  { organisationId, day, id }: { readonly organisationId: string; readonly day: CivilDate; readonly id: string },
): Promise<FindingView | undefined> {
  const rows = await tx.execute<FindingView>(
    sql`SELECT ${FINDING} WHERE f.organisation_id = ${organisationId} AND f.day = ${day} AND f.id = ${id}`,
  )
  return rows[0]
}

/** The day for which a bank's books were last written; null for empty books. */
export async function lastBookedOn(tx: Tx, organisationId: string): Promise<CivilDate | null> {
  const rows = await tx.execute<{ day: CivilDate | null }>(
    sql`SELECT max(booked_on) AS day FROM journal_entry WHERE organisation_id = ${organisationId}`,
  )
  return rows[0]?.day ?? null
}

export interface DayToClose {
  readonly day: CivilDate
  /** In whose name its end runs: who closes it or, for a day that is still open, who closed the one before. */
  readonly actor: Actor
}

/** The day that a bank has at work and in whose name it is closed; undefined when nobody has closed a day yet. */
export async function dayToClose(tx: Tx, organisationId: string): Promise<DayToClose | undefined> {
  const rows = await tx.execute<{
    day: CivilDate
    userId: string
    username: string
    organisationCode: string
    organisationKind: OrganisationKind
    roles: Role[]
  }>(sql`
    SELECT b.day, u.id AS "userId", u.username, o.code AS "organisationCode", o.kind AS "organisationKind",
           ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles
    FROM business_day b JOIN organisation o ON o.id = b.organisation_id
    LEFT JOIN business_day p ON p.organisation_id = b.organisation_id AND p.day = b.previous_day
    JOIN user_account u ON u.id = coalesce(b.closing_by, p.closing_by)
    WHERE b.organisation_id = ${organisationId} AND b.state <> 'CLOSED'`)
  const row = rows[0]
  if (row === undefined) return undefined
  const { day, ...person } = row
  return { day, actor: { ...person, organisationId } }
}
