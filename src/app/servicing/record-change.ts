import { randomUUID } from 'node:crypto'
import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { AmountAboveLine } from '../../domain/loans/credit-line.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { NewFact, Place, ServicingRefusal } from '../../domain/loans/servicing/commands.js'
import type { LoanFact, LoanLife } from '../../domain/loans/servicing/facts.js'
import type { LoanPosition } from '../../domain/loans/servicing/position.js'
import { daysOfBooks, type Replay, type ReplayRefusal, replay } from '../../domain/loans/servicing/replay.js'
import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { BusinessDateRefusal } from '../business-days/business-date.js'
import type { Acting } from '../command/command.js'
import type { RecordRefusal } from '../command/record-refusal.js'
import { bearsOnInterest, recordSegments, takingInterestIn } from '../interest-segments/record-segments.js'
import type { Because, SegmentCause } from '../interest-segments/store.js'
import { bookEntries } from '../ledger/book-entry.js'
import { planRepricing } from '../loan-rates/plan-repricing.js'
import type { Loan } from '../loans/store.js'
import type { ExtensionRefusal } from '../pledges/extension-covered.js'
import { isEnded, type MissingEntry, missingEntries, type NewEntry } from './book-difference.js'
import type { DisbursementStays } from './disbursement-may-go.js'
import { amountOf, bodyOf } from './fact-rows.js'
import { followLine } from './follow-line.js'
import { type HeldLoan, holdLoan } from './hold-loan.js'
import { nothingPaidOut } from './nothing-paid-out.js'
import { type Papers, recordMove } from './record-move.js'
import { standingOn } from './standing.js'
import { insertEventAndMove, type NewEvent, type Standing } from './store.js'

export type ChangeRefusal =
  | RecordRefusal
  | ServicingRefusal
  | Extract<LifeCycleRefusal, { readonly code: 'STATE_FORBIDS' }>
  | DateOrderRefusal
  | BusinessDateRefusal
  | PeriodClosedRefusal
  | AmountAboveLine
  | ExtensionRefusal
  | DisbursementStays
  | {
      readonly code: 'RECEIPT_BOOKED_ALREADY'
      readonly eventId: string
      readonly reference: string
      readonly on: CivilDate
    }
  | { readonly code: 'GUARANTOR_PAYS_BY_CALL' }

/** One more fact, or one less. */
export type Change =
  | {
      readonly adds: NewFact
      readonly body?: Readonly<Record<string, unknown>>
      /** The loan with the fact in the place that was given, where deciding has computed it. */
      readonly after?: Replay
    }
  | { readonly takesBack: LoanFact }

export interface Changing {
  readonly loanId: string
  /** The version of the loan that was decided on; null where somebody else has looked at it since. */
  readonly version: number | null
  /** The day on the wall. */
  readonly today: CivilDate
  readonly papers: Papers
  /** 'loan.payment-taken' */
  readonly action: string
  /** Whether the fact may be dated after the business date. */
  readonly mayBeAhead?: boolean
  /** Decides on the life as it is under the lock. */
  readonly decide: (life: LoanLife, businessDate: CivilDate, place: Place) => Result<Change, ChangeRefusal>
}

export interface Changed {
  readonly held: HeldLoan
  readonly event: NewEvent
  readonly recordedAt: string
  readonly replayed: Replay
  readonly position: LoanPosition
  readonly businessDate: CivilDate
  readonly standing: Standing
  readonly version: number
  readonly entries: readonly NewEntry[]
}

/**
 * The one way in which a loan in service changes: under its lock a fact is decided on, the loan is computed anew with it, the book is
 * brought to what that calls for, and the fact is recorded.
 */
export async function recordChange(command: Acting, input: Changing): Promise<Result<Changed, ChangeRefusal>> {
  const held = await holdLoan(command.tx, input.loanId, input.version)
  return held.ok ? recordChangeOf(command, held.value, input) : held
}

/** The same for a loan that is held already. */
export async function recordChangeOf(
  command: Acting,
  held: HeldLoan,
  input: Omit<Changing, 'loanId' | 'version'>,
): Promise<Result<Changed, ChangeRefusal>> {
  const { loan, state, life } = held
  const decided = decideOn(held, input)
  if (!decided.ok) return decided
  const { change, businessDate, place } = decided.value
  const event = eventOf(command, held, change, input, businessDate, place)
  const lives = lifeAfter(life as LoanLife, change, event)
  const after = lived(lives, loan, change, place)
  if (!after.ok) return after
  const replayed = after.value

  const position = replayed.positionOn(businessDate)
  const standing = standingOn({ ...held, life: lives }, replayed, position, businessDate)
  const line = await followLine(command, held, standing, 'adds' in change ? change.adds.on : change.takesBack.on)
  if (!line.ok) return line
  const booking = { day: businessDate, closing: false, ownFact: event.kind === 'reversal' ? null : event.id }
  const entries = missingEntries(held, replayed, booking)
  const because = segmentsBecause(change, event, entries)
  const segments = because === null ? [] : [{ ...because, loanId: loan.id, terms: lives.terms, replayed }]
  // None waits for another: they go out together, the entries with what ends the command.
  const [booked, recordedAt] = await Promise.all([
    bookEntries(command, entries, { last: true }),
    insertEventAndMove(command.tx, event, state, standing),
    recordSegments(command.tx, segments, { day: businessDate, closing: isEnded(held.booked, businessDate) }),
    recordEvent(command, {
      action: input.action,
      subjectKind: 'loan',
      subjectId: loan.id,
      detail: {
        eventId: event.id,
        no: event.no,
        on: event.on,
        ...(event.amount === null ? {} : { amount: formatMoney(event.amount) }),
        ...event.body,
        ...('takesBack' in change ? { reverses: change.takesBack.id } : {}),
        reason: event.reason,
        evidenceHash: event.evidenceHash,
        businessDate,
        entries: entries.map(({ id }) => id),
        from: state.state,
        to: standing.state,
        balance: formatMoney(standing.balance),
      },
    }),
  ])
  if (!booked.ok) return booked
  await recordMove(command, held, standing, {
    on: laterOf(event.on, loan.signedOn),
    restructures: event.kind === 'restructure',
    takesBackDisbursement: event.takesBack !== null,
    papers: input.papers,
  })
  if (movesDays(change)) await planRepricing(command.tx, loan, lives)
  const version = state.version + 1
  return ok({ held, event, recordedAt, replayed, position, businessDate, standing, version, entries })
}

/** Whether the days on which a rate is tested may be others afterwards. */
const movesDays = (change: Change): boolean => {
  const { kind } = 'adds' in change ? change.adds : change.takesBack
  return kind === 'restructure' || kind === 'disbursement'
}

function lived(lives: LoanLife, loan: Loan, change: Change, { watched }: Place): Result<Replay, ReplayRefusal> {
  if ('adds' in change && change.after !== undefined) return ok(change.after)
  return lives.facts.some(({ kind }) => kind === 'disbursement') ? replay(lives, watched) : ok(nothingPaidOut(loan))
}

/** What a command would change, decided and replayed, with nothing recorded. */
export function decideOn(
  { state, life, dayAtWork, lastNo }: HeldLoan,
  { today, decide, mayBeAhead = false }: Pick<Changing, 'today' | 'decide' | 'mayBeAhead'>,
): Result<{ readonly change: Change; readonly businessDate: CivilDate; readonly place: Place }, ChangeRefusal> {
  if (life === null)
    return refuse({ code: 'STATE_FORBIDS', state: state.state, event: 'service', allowed: ['disburse'] })
  const businessDate = dayAtWork ?? today
  const place: Place = { id: randomUUID(), no: lastNo + 1, watched: daysOfBooks(life, businessDate) }
  const decided = decide(life, businessDate, place)
  if (!decided.ok) return decided
  const change = decided.value
  if ('takesBack' in change) return ok({ change, businessDate, place })
  const { on } = change.adds
  if (!mayBeAhead) {
    if (dayAtWork !== null && on > dayAtWork) return refuse({ code: 'BUSINESS_DATE_AHEAD', on, businessDate })
    const order = datesInOrder([
      ['on', on],
      ['today', businessDate],
    ])
    if (!order.ok) return order
  }
  return ok({ change, businessDate, place })
}

function eventOf(
  { actor }: Acting,
  { loan }: HeldLoan,
  change: Change,
  { papers }: Pick<Changing, 'papers'>,
  businessDate: CivilDate,
  { id, no }: Place,
): NewEvent {
  const { id: loanId, lenderId, enterpriseId } = loan
  const place = { id, loanId, lenderId, enterpriseId, no, businessDate, ...papers }
  const by = { recordedBy: actor?.userId ?? null }
  if ('takesBack' in change) {
    const { id, kind, on } = change.takesBack
    const taken = kind === 'disbursement' ? { reverses: null, takesBack: id } : { reverses: id, takesBack: null }
    return { ...place, ...by, kind: 'reversal', on, amount: null, body: { kind }, ...taken }
  }
  const { adds, body = {} } = change
  return {
    ...place,
    ...by,
    kind: adds.kind,
    on: adds.on,
    amount: amountOf(adds),
    body: { ...bodyOf(adds), ...body },
    reverses: null,
    takesBack: null,
  }
}

/** Why the loan's interest segments are written after its event is known: it can change them, or the books took interest in with it. */
function segmentsBecause(change: Change, { id }: NewEvent, entries: readonly MissingEntry[]): Because | null {
  const fact = 'adds' in change ? change.adds : change.takesBack
  if (bearsOnInterest(fact))
    return { cause: 'takesBack' in change ? 'reversal' : (fact.kind as SegmentCause), eventId: id }
  const entry = takingInterestIn(entries)
  return entry === undefined ? null : { cause: 'settlement', eventId: entry.id }
}

const lifeAfter = (life: LoanLife, change: Change, { id, no }: NewEvent): LoanLife => ({
  ...life,
  facts:
    'adds' in change
      ? [...life.facts, { ...change.adds, id, no } as LoanFact]
      : life.facts.filter((fact) => fact.id !== change.takesBack.id),
})
