import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type EndOfDayStepName, stepsOf } from '../../domain/loans/end-of-day.js'
import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { type Actor, SYSTEM, tenancyOf } from '../actor.js'
import type { Command } from '../command/command.js'
import { beginClosing } from './begin-closing.js'
import type { LoanStep, StepContext, StepTable, WholeStep } from './end-of-day-step.js'
import { loansIn, rangesOf } from './loan-chunk-views.js'
import {
  businessDayOf,
  type EndOfDayStepRow,
  finishChunk,
  insertChunks,
  insertFindings,
  isPlanned,
  lockDayAtWork,
  lockStep,
  moveStep,
  takeChunk,
} from './store.js'
import { type DayToClose, dayToClose } from './views.js'

export interface EndOfDayOrder {
  readonly organisationId: string
  /** The last day to close; the one after it is open in the end. */
  readonly through: CivilDate
  readonly runId: string
  /** Two unless told. */
  readonly rangesAtOnce?: number
}

export interface EndOfDayReport {
  /** Days that this run closed. */
  readonly closed: number
  /** The day that is at work now. */
  readonly businessDate: CivilDate
  /** The step that holds the day up until its findings are acknowledged. */
  readonly blockedBy: EndOfDayStepName | null
}

/** Ranges of loans that one process works on at once: while one is computed, the database writes another. */
const RANGES_AT_ONCE = 2

/**
 * 日终: closes a bank's business days one after another. It works in the name of the person who closes the first of them and within
 * what row-level security lets that bank see. Stopped at any point and run again, by anybody, it goes on where it was; carried by
 * several processes at once, each takes the ranges of loans that nobody works on.
 * @param progress is told after every range how many of the days are over; what it throws ends the run there
 */
export async function runEndOfDay(
  db: Database,
  steps: StepTable,
  order: EndOfDayOrder,
  progress: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<EndOfDayReport> {
  let first: CivilDate | null = null
  for (let closed = 0; ; closed += 1) {
    const at = await withTransaction(db, SYSTEM, (tx) => dayToClose(tx, order.organisationId), { readOnly: true })
    if (at === undefined) throw new Error(`nobody closes a business day of ${order.organisationId}`)
    if (at.day > order.through) return { closed, businessDate: at.day, blockedBy: null }
    first ??= at.day
    const before = daysBetween(first, at.day)
    const days = daysBetween(first, order.through) + 1
    const blockedBy = await closeDay(db, steps, order, at, () => progress(before, days))
    if (blockedBy !== null) return { closed, businessDate: at.day, blockedBy }
    await progress(before + 1, days)
  }
}

async function closeDay(
  db: Database,
  steps: StepTable,
  { organisationId, runId, rangesAtOnce = RANGES_AT_ONCE }: EndOfDayOrder,
  { day, actor }: DayToClose,
  tell: () => Promise<void>,
): Promise<EndOfDayStepName | null> {
  const inName: InName = (work) => inNameOf(db, actor, `end-of-day ${runId}`, work)
  const span = await inName(async (command) => {
    const atWork = await lockDayAtWork(command.tx, organisationId)
    if (atWork?.day === day && atWork.state === 'OPEN') await beginClosing(command, atWork)
    return businessDayOf(command.tx, organisationId, day)
  })
  if (span === undefined) throw new Error(`the business day ${day} of ${organisationId} cannot be read`)
  for (const { step } of stepsOf(span)) {
    const work = steps[step]
    const state =
      work.kind === 'whole'
        ? await inName((command) => doWhole(work, { ...span, command, step }))
        : await goOver(work, { ...span, step }, { inName, rangesAtOnce, tell })
    if (state === 'BLOCKED') return step
  }
  return null
}

type InName = <T>(work: (command: Command) => Promise<T>) => Promise<T>
type StepState = 'BLOCKED' | 'DONE'
interface At extends Omit<StepContext, 'command'> {
  readonly step: EndOfDayStepName
}

/** The step, held until the transaction ends; null when it is done. */
async function openStep({ tx }: Command, { organisationId, day, step }: At): Promise<EndOfDayStepRow | null> {
  const row = await lockStep(tx, organisationId, day, step)
  if (row === undefined) throw new Error(`the business day ${day} of ${organisationId} has no step ${step}`)
  return row.state === 'DONE' ? null : row
}

async function doWhole(step: WholeStep, context: StepContext & At): Promise<StepState> {
  const row = await openStep(context.command, context)
  if (row === null) return 'DONE'
  const { findings, blocked = false, ...counts } = await step.work(context)
  await insertFindings(context.command.tx, row, findings)
  const state = blocked ? 'BLOCKED' : 'DONE'
  await moveStep(context.command.tx, row, { state, ...counts })
  return state
}

/** Plans the ranges of a step, works on those that nobody works on, several at once, then waits for those that others work on. */
async function goOver(
  step: LoanStep,
  at: At,
  { inName, rangesAtOnce, tell }: { inName: InName; rangesAtOnce: number; tell: () => Promise<void> },
): Promise<StepState> {
  if (await inName((command) => plan(step, { ...at, command }))) return 'DONE'
  const next = async (others: 'pass-by' | 'wait-for') => {
    const worked = await inName((command) => workOn(step, { ...at, command }, others))
    if (worked) await tell()
    return worked
  }
  await atOnce(rangesAtOnce, () => next('pass-by'))
  while (await next('wait-for'));
  await inName(async (command) => {
    const row = await openStep(command, at)
    if (row !== null) await moveStep(command.tx, row, { state: 'DONE', done: 0, refused: 0 })
  })
  return 'DONE'
}

/** Does it again and again, so many at once, until there is no more to do; when one fails the others end what they are at. */
async function atOnce(count: number, work: () => Promise<boolean>): Promise<void> {
  let failed = false
  const one = async () => {
    try {
      while (!failed && (await work()));
    } catch (error) {
      failed = true
      throw error
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: count }, one))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}

/** @returns whether the step is done already */
async function plan(step: LoanStep, context: StepContext & At): Promise<boolean> {
  const { tx } = context.command
  const row = await openStep(context.command, context)
  if (row === null) return true
  if (await isPlanned(tx, row)) return false
  const first = row.state === 'PENDING' ? await step.first?.(context) : undefined
  await insertFindings(tx, row, first?.findings ?? [])
  await insertChunks(tx, row, await rangesOf(tx, step.loans(context), { after: row.cursor, perRange: step.perRange }))
  await moveStep(tx, row, { state: 'RUNNING', done: first?.done ?? 0, refused: first?.refused ?? 0 })
  return false
}

/** @returns whether there was a range to work on */
async function workOn(step: LoanStep, context: StepContext & At, others: 'pass-by' | 'wait-for'): Promise<boolean> {
  const { tx } = context.command
  const chunk = await takeChunk(tx, context, others)
  if (chunk === undefined) return false
  const loans = await loansIn(tx, step.loans(context), { after: chunk.afterLoan, to: chunk.toLoan })
  const { findings, ...counts } = await step.work(context, loans)
  await insertFindings(tx, chunk, findings)
  await finishChunk(tx, chunk, counts)
  return true
}

const inNameOf = <T>(
  db: Database,
  actor: Actor,
  requestId: string,
  work: (command: Command) => Promise<T>,
): Promise<T> => withTransaction(db, tenancyOf(actor), (tx: Tx) => work({ tx, actor, requestId, audited: false }))
