import type { Tx } from '../../db/transaction.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { Machine, Party, ProcessRefusal } from '../../domain/process/machine.js'
import { take } from '../../domain/process/take.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { insertAuditEvent } from '../audit/store.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { workingCalendar } from '../working-days/views.js'
import { clockPeriods } from './clock-periods.js'
import { machineOf } from './machines.js'
import { type StepTaker, standingOf } from './standing.js'
import { insertProcessStep, joinAs, lockSubject, moveSubject, type ProcessSubject } from './store.js'

export type StepRefusal = RecordRefusal | DateOrderRefusal | ProcessRefusal

/** What the use case knows of its subject. */
export interface SubjectFacts {
  /** Names of the machine's preconditions that are met now. */
  readonly met: readonly string[]
  /** Days that a clock may run up to, by the name the machine gives them. */
  readonly dates?: Readonly<Record<string, CivilDate>>
  /** What is kept with the step; amounts as strings. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** Parts that the actor's organisation once had and has no more. */
  readonly noLonger?: readonly Party[]
  /** Writes what the step enters, once the machine has agreed and before the subject moves. */
  readonly enter?: () => Promise<void>
}

export interface ProcessStepInput {
  readonly subjectKind: string
  readonly subjectId: string
  readonly event: string
  readonly on: CivilDate
  readonly opinion: string | null
  /** SHA-256 of the document the step rests on. */
  readonly evidenceHash: string | null
  /** The version the caller decided on. */
  readonly version: number
  readonly facts: SubjectFacts
  /** The day on the wall: no step is dated ahead of it. */
  readonly today?: CivilDate
  /** The use case writes an audit event of its own for what this step is part of. */
  readonly auditedByCaller?: boolean
}

/** Where a subject stands after a step, and where it stood. */
export interface StepDone {
  readonly before: ProcessSubject
  readonly after: ProcessSubject
}

/**
 * Takes a step of a process in the command's transaction: the subject is locked, the machine judges, the step and its audit event are
 * written, the subject moves. The deadline is computed here, once, and kept with the parameter rows behind it.
 */
export async function takeStep(command: Command, input: ProcessStepInput): Promise<Result<StepDone, StepRefusal>> {
  const { subjectKind, subjectId, on, today } = input
  const before = await lockSubject(command.tx, subjectKind, subjectId)
  if (before === undefined) return notFound(nounOf(subjectKind))
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['the step before', before.lastOn],
    ['on', on],
    ['today', today ?? null],
  ])
  if (!order.ok) return order
  const done = await stepOf(command.tx, command.actor, before, input)
  if (!done.ok) return done
  if (input.auditedByCaller !== true) await recordEvent(command, auditOf(input, done.value))
  return done
}

/** The step that the program takes because the clock of the subject has run out on an earlier day; the lock is the caller's. */
export async function takeTimerStep(
  tx: Tx,
  before: ProcessSubject,
  input: Pick<ProcessStepInput, 'event' | 'on' | 'facts'>,
): Promise<Result<StepDone, ProcessRefusal>> {
  const step = {
    ...input,
    subjectKind: before.subjectKind,
    subjectId: before.subjectId,
    opinion: null,
    evidenceHash: null,
  }
  const done = await stepOf(tx, null, before, step)
  if (!done.ok) return done
  await insertAuditEvent(tx, { organisationId: null, userId: null, ...auditOf(step, done.value) })
  return done
}

async function stepOf(
  tx: Tx,
  actor: StepTaker,
  before: ProcessSubject,
  input: Omit<ProcessStepInput, 'version' | 'today'>,
): Promise<Result<StepDone, ProcessRefusal>> {
  const { subjectKind, subjectId, event, on, facts } = input
  const machine = machineOf(subjectKind)
  const standing = await standingOf(tx, actor, before, { on, met: facts.met })
  const { periods, ruleIds } = await clockPeriods(tx, machine, { state: before.state, event, on })
  const plan = take(machine, before.state, event, {
    ...standing,
    parties: standing.parties.filter((party) => facts.noLonger?.includes(party) !== true),
    periods,
    dates: { ...(before.deadlineOn === null ? {} : { running: before.deadlineOn }), ...facts.dates },
    calendar: await workingCalendar(tx),
  })
  if (!plan.ok) return plan

  const { to, deadlineOn, deadlineEvent, party } = plan.value
  const after: ProcessSubject = {
    ...before,
    state: to,
    round: before.round + (plan.value.opensRound ? 1 : 0),
    version: before.version + 1,
    deadlineOn,
    deadlineEvent,
    openToAll: isOpenToAll(machine, to),
    lastOn: on,
  }
  await facts.enter?.()
  if (party === 'anyone' && actor !== null)
    await joinAs(tx, { subjectKind, subjectId, party: 'objector', organisationId: actor.organisationId })
  await insertProcessStep(tx, before, {
    no: after.version,
    round: after.round,
    event,
    from: before.state,
    to,
    party,
    userId: actor?.userId ?? null,
    organisationId: actor?.organisationId ?? null,
    on,
    opinion: input.opinion,
    evidenceHash: input.evidenceHash,
    deadlineOn,
    deadlineEvent,
    ruleIds,
    duty: plan.value.duty,
    judges: plan.value.judges,
    detail: facts.detail ?? {},
  })
  await moveSubject(tx, before, after)
  return ok({ before, after })
}

export const isOpenToAll = ({ openToAll = [] }: Machine, state: string): boolean => openToAll.includes(state)

/** How a refusal names a kind of subject. */
const nounOf = (subjectKind: string): string => subjectKind.replaceAll('_', ' ')

const auditOf = (
  input: Pick<ProcessStepInput, 'subjectKind' | 'subjectId' | 'event' | 'on' | 'opinion' | 'evidenceHash' | 'facts'>,
  { before, after }: StepDone,
) => ({
  action: `${input.subjectKind}.${input.event.replaceAll('-', '_')}`,
  subjectKind: input.subjectKind,
  subjectId: input.subjectId,
  detail: {
    ...input.facts.detail,
    on: input.on,
    opinion: input.opinion,
    evidenceHash: input.evidenceHash,
    from: before.state,
    to: after.state,
    round: after.round,
    deadlineOn: after.deadlineOn,
  },
})
