import { eq, sql } from 'drizzle-orm'
import { loan, loanState } from '../../db/tables/lending.js'
import { servicingRequest } from '../../db/tables/servicing.js'
import { ask, type Param, type Tx } from '../../db/transaction.js'
import { uuidList, uuids } from '../../db/uuid-list.js'
import { wholeRows } from '../../db/whole-rows.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import type { Loan, LoanStateRow } from '../loans/store.js'

/** Locks what changes about a loan until the transaction ends; what is read next is as it stands then. */
export const lockServiced = (tx: Tx, id: string): Promise<unknown> =>
  ask(tx, 'SELECT FROM loan_state WHERE loan_id = $1 FOR UPDATE', [id])

/** The same for many loans, in the order of their ids. */
export const lockManyServiced = (tx: Tx, ids: readonly string[]): Promise<unknown> =>
  ask(tx, `SELECT FROM loan_state WHERE loan_id IN (${IDS}) ORDER BY loan_id FOR UPDATE`, [uuidList(ids)])
const IDS = `SELECT id FROM ${uuids('$1')} AS ids (id)`

const serviced = wholeRows({ loan, state: loanState })
const SERVICED = `SELECT ${serviced.list} FROM loan_state state JOIN loan ON loan.id = state.loan_id WHERE state.loan_id`
const SERVICED_LOAN = `${SERVICED} = $1`
const SERVICED_LOANS = `${SERVICED} IN (${IDS})`

/** The contract of a loan, which never changes, and what changes about it. */
export async function servicedLoan(
  tx: Tx,
  id: string,
): Promise<{ readonly loan: Loan; readonly state: LoanStateRow } | undefined> {
  const [found] = await ask<Record<string, unknown>>(tx, SERVICED_LOAN, [id])
  return found && serviced.read(found)
}

/** The same for many loans, by id. */
export async function servicedLoans(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly loan: Loan; readonly state: LoanStateRow }>> {
  const found = await ask<Record<string, unknown>>(tx, SERVICED_LOANS, [uuidList(ids)])
  return new Map(found.map((row) => serviced.read(row)).map((read) => [read.loan.id, read]))
}

export interface NewEvent {
  readonly id: string
  readonly loanId: string
  readonly lenderId: string
  readonly enterpriseId: string
  readonly no: number
  readonly kind: string
  readonly on: CivilDate
  readonly amount: Money | null
  readonly body: Readonly<Record<string, unknown>>
  readonly reverses: string | null
  /** The disbursement that a reversal takes back; it is no row of the loan's events. */
  readonly takesBack: string | null
  readonly reason: string | null
  readonly evidenceHash: string | null
  readonly recordedBy: string | null
  readonly businessDate: CivilDate
}

const INSERT_EVENT = `
  INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, amount, body, reverses, reason, evidence_hash,
    recorded_by, business_date, takes_back)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  RETURNING recorded_at AS "recordedAt"`
const eventParams = (event: NewEvent): readonly Param[] => [
  event.id,
  event.loanId,
  event.lenderId,
  event.enterpriseId,
  event.no,
  event.kind,
  event.on,
  event.amount && formatMoney(event.amount),
  JSON.stringify(event.body),
  event.reverses,
  event.reason,
  event.evidenceHash,
  event.recordedBy,
  event.businessDate,
  event.takesBack,
]

/** How a loan stands, as it is found by without replaying it. */
export type Standing = Pick<
  LoanStateRow,
  'state' | 'disbursed' | 'balance' | 'nextEventOn' | 'daysOverdue' | 'overdueSince' | 'class' | 'restructured'
>

/** @param after so many parameters of what it is part of */
const moveStatement = (after: number): string => {
  const columns = [
    'state',
    'disbursed',
    'balance',
    'next_event_on',
    'days_overdue',
    'overdue_since',
    'class',
    'restructured',
    'version',
  ]
  const set = columns.map((column, index) => `${column} = $${after + index + 1}`).join(', ')
  return `UPDATE loan_state SET ${set} WHERE loan_id = $${after + columns.length + 1} RETURNING version`
}
const standingParams = (before: LoanStateRow, after: Standing): readonly Param[] => [
  after.state,
  formatMoney(after.disbursed),
  formatMoney(after.balance),
  after.nextEventOn,
  after.daysOverdue,
  after.overdueSince,
  after.class,
  after.restructured,
  before.version + 1,
  before.loanId,
]
const MOVE = moveStatement(0)
const INSERT_EVENT_AND_MOVE = `
  WITH event AS (${INSERT_EVENT}), moved AS (${moveStatement(15)}) SELECT event."recordedAt" FROM event, moved`

/** Adds a row to a loan's life. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<string> {
  const [added] = await ask<{ recordedAt: string }>(tx, INSERT_EVENT, eventParams(event))
  return (added as { recordedAt: string }).recordedAt
}

/** Adds a row to a loan's life and moves the loan to where it stands then, in one statement. @returns when it was recorded */
export async function insertEventAndMove(
  tx: Tx,
  event: NewEvent,
  before: LoanStateRow,
  after: Standing,
): Promise<string> {
  const params = [...eventParams(event), ...standingParams(before, after)]
  const [added] = await ask<{ recordedAt: string }>(tx, INSERT_EVENT_AND_MOVE, params)
  return (added as { recordedAt: string }).recordedAt
}

export async function moveServiced(tx: Tx, before: LoanStateRow, after: Standing): Promise<void> {
  await ask(tx, MOVE, standingParams(before, after))
}

const MOVE_MANY = `
  UPDATE loan_state s
  SET state = m.state, disbursed = m.disbursed, balance = m.balance, next_event_on = m.next_event_on, days_overdue = m.days_overdue,
      overdue_since = m.overdue_since, class = m.class, restructured = m.restructured, version = m.version
  FROM jsonb_to_recordset($1::jsonb) AS m (loan_id uuid, state text, disbursed numeric, balance numeric, next_event_on date,
    days_overdue integer, overdue_since date, class text, restructured boolean, version integer)
  WHERE s.loan_id = m.loan_id`

/** Moves many loans to where they stand, in one statement. */
export async function moveManyServiced(
  tx: Tx,
  moves: readonly { readonly before: LoanStateRow; readonly after: Standing }[],
): Promise<void> {
  if (moves.length === 0) return
  const rows = moves.map(({ before, after }) => ({
    loan_id: before.loanId,
    state: after.state,
    disbursed: formatMoney(after.disbursed),
    balance: formatMoney(after.balance),
    next_event_on: after.nextEventOn,
    days_overdue: after.daysOverdue,
    overdue_since: after.overdueSince,
    class: after.class,
    restructured: after.restructured,
    version: before.version + 1,
  }))
  await ask(tx, MOVE_MANY, [JSON.stringify(rows)])
}

export type ServicingRequest = typeof servicingRequest.$inferSelect

export async function insertRequest(tx: Tx, row: typeof servicingRequest.$inferInsert): Promise<ServicingRequest> {
  const [added] = await tx.insert(servicingRequest).values(row).returning()
  return added as ServicingRequest
}

export async function requestById(tx: Tx, id: string): Promise<ServicingRequest | undefined> {
  return (await tx.select().from(servicingRequest).where(eq(servicingRequest.id, id)))[0]
}

export async function decideRequest(
  tx: Tx,
  request: ServicingRequest,
  decision: {
    readonly state: 'APPROVED' | 'REJECTED'
    readonly decidedBy: string
    readonly opinion: string
    readonly eventId: string | null
  },
): Promise<void> {
  await tx
    .update(servicingRequest)
    .set({ ...decision, decidedAt: sql`recording_instant()`, version: request.version + 1 })
    .where(eq(servicingRequest.id, request.id))
}
