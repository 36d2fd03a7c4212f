import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type EndOfDayStepName, stepsOf } from '../../domain/loans/end-of-day.js'
import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { type Actor, SYSTEM, tenancyOf } from '../actor.js'
import type { Command } from '../command/command.js'
import { beginClosing } from './begin-closing.js'
import type { StepTable } from './end-of-day-step.js'
import { businessDayOf, insertFindings, lockDayAtWork, lockStep, moveStep } from './store.js'
import { type DayToClose, dayToClose } from './views.js'

export interface EndOfDayOrder {
  readonly organisationId: string
  /** The last day to close; the one after it is open in the end. */
  readonly through: CivilDate
  readonly runId: string
}

export interface EndOfDayReport {
  /** Days that this run closed. */
  readonly closed: number
  /** The day that is at work now. */
  readonly businessDate: CivilDate
  /** The step that holds the day up until its findings are acknowledged. */
  readonly blockedBy: EndOfDayStepName | null
}

/**
 * 日终: closes a bank's business days one after another. It works in the name of the person who closes the first of them and within
 * what row-level security lets that bank see. Stopped at any point and run again, by anybody, it goes on where it was.
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
    const blockedBy = await closeDay(db, steps, order, at)
    if (blockedBy !== null) return { closed, businessDate: at.day, blockedBy }
    first ??= at.day
    await progress(daysBetween(first, at.day) + 1, daysBetween(first, order.through) + 1)
  }
}

async function closeDay(
  db: Database,
  steps: StepTable,
  { organisationId, runId }: EndOfDayOrder,
  { day, actor }: DayToClose,
): Promise<EndOfDayStepName | null> {
  const inName = <T>(work: (command: Command) => Promise<T>) => inNameOf(db, actor, `end-of-day ${runId}`, work)
  const span = await inName(async (command) => {
    const atWork = await lockDayAtWork(command.tx, organisationId)
    if (atWork?.day === day && atWork.state === 'OPEN') await beginClosing(command, atWork)
    return businessDayOf(command.tx, organisationId, day)
  })
  if (span === undefined) throw new Error(`the business day ${day} of ${organisationId} cannot be read`)
  for (const { step } of stepsOf(span))
    for (let state: StepState = 'GOES_ON'; state !== 'DONE'; ) {
      state = await inName((command) => workOn(command, steps, { ...span, step }))
      if (state === 'BLOCKED') return step
    }
  return null
}

type StepState = 'GOES_ON' | 'BLOCKED' | 'DONE'

/** One chunk of a step with its cursor. */
async function workOn(
  command: Command,
  steps: StepTable,
  at: Pick<
    NonNullable<Awaited<ReturnType<typeof businessDayOf>>>,
    'organisationId' | 'day' | 'previousDay' | 'calendar'
  > & {
    readonly step: EndOfDayStepName
  },
): Promise<StepState> {
  const { organisationId, day, previousDay, calendar, step } = at
  const row = await lockStep(command.tx, organisationId, day, step)
  if (row === undefined) throw new Error(`the business day ${day} of ${organisationId} has no step ${step}`)
  if (row.state === 'DONE') return 'DONE'
  const chunk = await steps[step]({ command, organisationId, day, previousDay, calendar }, row.cursor)
  await insertFindings(command.tx, row, chunk.findings)
  const state = chunk.blocked === true ? 'BLOCKED' : chunk.cursor === null ? 'DONE' : 'RUNNING'
  await moveStep(command.tx, row, {
    state,
    cursor: chunk.cursor ?? row.cursor,
    done: chunk.done,
    refused: chunk.refused,
  })
  return state === 'RUNNING' ? 'GOES_ON' : state
}

const inNameOf = <T>(
  db: Database,
  actor: Actor,
  requestId: string,
  work: (command: Command) => Promise<T>,
): Promise<T> => withTransaction(db, tenancyOf(actor), (tx: Tx) => work({ tx, actor, requestId, audited: false }))
