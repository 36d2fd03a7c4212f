import { eq, sql } from 'drizzle-orm'
import { loan, loanState } from '../../db/tables/lending.js'
import { servicingRequest } from '../../db/tables/servicing.js'
import { sendAhead, type Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import type { Loan, LoanStateRow } from '../loans/store.js'

/** Locks what changes about a loan until the transaction ends; what is read next is as it stands then. */
export const lockServiced = (tx: Tx, id: string): Promise<unknown> =>
  sendAhead(tx, sql`SELECT FROM loan_state WHERE loan_id = ${id} FOR UPDATE`)

/** The contract of a loan, which never changes, and what changes about it. */
export async function servicedLoan(
  tx: Tx,
  id: string,
): Promise<{ readonly loan: Loan; readonly state: LoanStateRow } | undefined> {
  const [found] = await tx
    .select({ loan, state: loanState })
    .from(loanState)
    .innerJoin(loan, eq(loan.id, loanState.loanId))
    .where(eq(loanState.loanId, id))
  return found
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

const eventValues = (event: NewEvent) => sql`
  INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, amount, body, reverses, takes_back, reason, evidence_hash,
    recorded_by, business_date)
  VALUES (${event.id}, ${event.loanId}, ${event.lenderId}, ${event.enterpriseId}, ${event.no}, ${event.kind}, ${event.on},
    ${event.amount && formatMoney(event.amount)}, ${JSON.stringify(event.body)}::jsonb, ${event.reverses}, ${event.takesBack}, ${event.reason},
    ${event.evidenceHash}, ${event.recordedBy}, ${event.businessDate})
  RETURNING recorded_at AS "recordedAt"`

/** How a loan stands, as it is found by without replaying it. */
export type Standing = Pick<
  LoanStateRow,
  'state' | 'disbursed' | 'balance' | 'nextEventOn' | 'daysOverdue' | 'overdueSince' | 'class' | 'restructured'
>

const standingUpdate = (before: LoanStateRow, after: Standing) => sql`
  UPDATE loan_state SET state = ${after.state}, disbursed = ${formatMoney(after.disbursed)}, balance = ${formatMoney(after.balance)},
    next_event_on = ${after.nextEventOn}, days_overdue = ${after.daysOverdue}, overdue_since = ${after.overdueSince}, class = ${after.class},
    restructured = ${after.restructured}, version = ${before.version + 1}
  WHERE loan_id = ${before.loanId}
  RETURNING version`

/** Adds a row to a loan's life. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<string> {
  const [added] = await tx.execute<{ recordedAt: string }>(eventValues(event))
  return (added as { recordedAt: string }).recordedAt
}

/** Adds a row to a loan's life and moves the loan to where it stands then, in one round trip. @returns when it was recorded */
export async function insertEventAndMove(
  tx: Tx,
  event: NewEvent,
  before: LoanStateRow,
  after: Standing,
): Promise<string> {
  const [added] = await tx.execute<{ recordedAt: string }>(sql`
    WITH event AS (${eventValues(event)}), moved AS (${standingUpdate(before, after)})
    SELECT event."recordedAt" FROM event, moved`)
  return (added as { recordedAt: string }).recordedAt
}

export async function moveServiced(tx: Tx, before: LoanStateRow, after: Standing): Promise<void> {
  await tx.execute(standingUpdate(before, after))
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
