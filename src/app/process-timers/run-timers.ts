import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { addDays, type CivilDate, daysBetween, laterOf } from '../../kernel/civil-date.js'
import { type Result, refuse } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { parameter, wholeNumber } from '../loans/product-terms.js'
import { machineOf } from '../process/machines.js'
import { insertNotice, lockSubject, type ProcessSubject } from '../process/store.js'
import { type StepDone, takeTimerStep } from '../process/take-step.js'
import { pledgeesOf } from '../process/views.js'
import { CASES } from './cases.js'
import { type ClockRow, clocksBefore, listingsToHalt, type RunningClock, subjectsDue } from './views.js'

const CHUNK = 200
/** The longest time ahead that anybody is told of an end. */
const LONGEST_ALERT_DAYS = 400

export interface TimersRun {
  readonly on: CivilDate
  /** Steps that the program took. */
  readonly taken: readonly { readonly subjectKind: string; readonly subjectId: string; readonly event: string }[]
  /** Steps that were due and refused: people have to see to them. */
  readonly refused: readonly { readonly subjectKind: string; readonly subjectId: string; readonly code: string }[]
  /** Notices that were new. */
  readonly told: number
}

/**
 * Takes every step whose clock has run out before the day, halts listings whose rights no longer stand, and tells parties of ends that
 * come near and of time that is over. Each subject is a transaction of its own; a second run of the day finds nothing left to do.
 */
export async function runTimers(db: Database, on: CivilDate): Promise<TimersRun> {
  const taken: TimersRun['taken'][number][] = []
  const refused: TimersRun['refused'][number][] = []
  let after: string | null = null
  for (;;) {
    const cursor: string | null = after
    const due: readonly ClockRow[] = await withTransaction(db, SYSTEM, (tx) =>
      subjectsDue(tx, { on, after: cursor, limit: CHUNK }),
    )
    for (const { subjectKind, subjectId } of due) {
      const done = await withTransaction(db, SYSTEM, (tx) => timeOut(tx, { subjectKind, subjectId, on }))
      if (!done.ok) refused.push({ subjectKind, subjectId, code: done.refusal.code })
      else if (done.value !== null) taken.push({ subjectKind, subjectId, event: done.value.event })
    }
    after = due.at(-1)?.key ?? null
    if (due.length < CHUNK) break
  }
  const halts = await withTransaction(db, SYSTEM, listingsToHalt)
  for (const { id, reason } of halts) {
    const done = await withTransaction(db, SYSTEM, (tx) => halt(tx, { id, reason, on }))
    if (done) taken.push({ subjectKind: 'listing', subjectId: id, event: 'halt' })
  }
  return { on, taken, refused, told: await tellOfClocks(db, on) }
}

type TimedOut = Result<{ readonly event: string } | null, { readonly code: string }>

/** The step is dated the day after the last day of the clock, whenever the job runs. */
async function timeOut(
  tx: Tx,
  { subjectKind, subjectId, on }: { readonly subjectKind: string; readonly subjectId: string; readonly on: CivilDate },
): Promise<TimedOut> {
  const subject = await lockSubject(tx, subjectKind, subjectId)
  const event = subject?.deadlineEvent
  if (subject?.deadlineOn == null || event == null || event === 'alert' || subject.deadlineOn >= on)
    return { ok: true, value: null }
  // A step may have been taken after the end without moving it, such as a freeze while delisting waits for a pledgee.
  const day = addDays(subject.deadlineOn, 1)
  const done = await stepByProgram(tx, subject, { event, on: laterOf(day, subject.lastOn), detail: {} })
  return done.ok ? { ok: true, value: { event } } : done
}

async function halt(
  tx: Tx,
  { id, reason, on }: { readonly id: string; readonly reason: string; readonly on: CivilDate },
): Promise<boolean> {
  const subject = await lockSubject(tx, 'listing', id)
  if (subject?.state !== 'LISTED') return false
  return (
    await stepByProgram(tx, subject, {
      event: 'halt',
      on: laterOf(on, subject.lastOn),
      detail: { reason },
    })
  ).ok
}

async function stepByProgram(
  tx: Tx,
  subject: ProcessSubject,
  step: { readonly event: string; readonly on: CivilDate; readonly detail: Readonly<Record<string, unknown>> },
): Promise<Result<StepDone, { readonly code: string }>> {
  const { event, on, detail } = step
  const subjectCase = CASES[subject.subjectKind]
  const row = await subjectCase?.load(tx, subject.subjectId)
  if (subjectCase === undefined || row === undefined) return refuse({ code: 'NOT_FOUND' })
  const facts = await subjectCase.facts({ tx, actor: null, row, event, on, evidenceHash: null, given: {} })
  const done = await takeTimerStep(tx, subject, {
    event,
    on,
    facts: { ...facts, met: [...facts.met, 'reason'], detail: { ...facts.detail, ...detail } },
  })
  if (done.ok) await subjectCase.tell?.(tx, row, { event, on })
  return done
}

/** Tells the parties, and the banks that hold the right in pledge, what is coming; and who should have acted that time is over. */
async function tellOfClocks(db: Database, on: CivilDate): Promise<number> {
  let told = 0
  const until = addDays(on, LONGEST_ALERT_DAYS)
  let after: string | null = null
  for (;;) {
    const cursor: string | null = after
    const chunk: { readonly clocks: readonly RunningClock[]; readonly count: number } = await withTransaction(
      db,
      SYSTEM,
      async (tx) => {
        const clocks = await clocksBefore(tx, { until, after: cursor, limit: CHUNK })
        let count = 0
        for (const clock of clocks) count += await tellOf(tx, clock, on)
        return { clocks, count }
      },
    )
    told += chunk.count
    after = chunk.clocks.at(-1)?.key ?? null
    if (chunk.clocks.length < CHUNK) return told
  }
}

async function tellOf(tx: Tx, clock: RunningClock, on: CivilDate): Promise<number> {
  const { subjectKind, subjectId, state, deadlineOn } = clock
  if (CASES[subjectKind] === undefined) return 0
  const machine = machineOf(subjectKind)
  if (deadlineOn < on) {
    const acting = new Set(machine.transitions.filter(({ from }) => from === state).flatMap(({ by }) => by))
    return tellAll(
      tx,
      clock,
      clock.parties.filter(({ party }) => acting.has(party)).map(({ organisationId }) => organisationId),
      { kind: 'overdue', on },
    )
  }
  if (machine.alerts?.state !== state) return 0
  const left = daysBetween(on, deadlineOn)
  const days = (await parameter(tx, machine.alerts.parameter, on)).value.split(' ').map(wholeNumber)
  const [nearest] = days.filter((ahead) => left <= ahead).toSorted((a, b) => a - b)
  if (nearest === undefined) return 0
  const banks = await pledgeesOf(tx, subjectKind, subjectId)
  return tellAll(
    tx,
    clock,
    [...clock.parties.map(({ organisationId }) => organisationId), ...banks.map(({ lenderId }) => lenderId)],
    { kind: `ends-within-${nearest}-days`, on },
  )
}

async function tellAll(
  tx: Tx,
  { subjectKind, subjectId, deadlineOn, state }: RunningClock,
  organisations: readonly string[],
  { kind, on }: { readonly kind: string; readonly on: CivilDate },
): Promise<number> {
  let told = 0
  for (const organisationId of new Set(organisations)) {
    const news = { organisationId, subjectKind, subjectId, kind, on, aboutOn: deadlineOn, detail: { state } }
    if (await insertNotice(tx, news)) told += 1
  }
  return told
}
