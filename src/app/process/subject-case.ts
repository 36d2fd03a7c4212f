import type { Tx } from '../../db/transaction.js'
import { metByWord } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Refusal, type Result } from '../../kernel/result.js'
import type { Actor } from '../actor.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { machineOf } from './machines.js'
import { lockSubject } from './store.js'
import { type StepDone, type StepRefusal, type SubjectFacts, takeStep } from './take-step.js'
import { type ProcessTold, tellProcess } from './tell-process.js'

/** What a kind of subject is asked of its facts: with a step, or (`event` null) by who only looks. */
export interface FactsAsked<Row, Given> {
  readonly tx: Tx
  /** Null for the program. */
  readonly actor: Pick<Actor, 'organisationId'> | null
  readonly row: Row
  readonly event: string | null
  readonly on: CivilDate
  readonly evidenceHash: string | null
  readonly given: Partial<Given>
}

/** A kind of subject: where its row is, what its machine's preconditions come to, and what a step brings with it. */
export interface SubjectCase<Row, Given, R extends Refusal> {
  readonly kind: string
  readonly load: (tx: Tx, id: string) => Promise<Row | undefined>
  readonly facts: (asked: FactsAsked<Row, Given>) => Promise<SubjectFacts>
  /** Constraints that a step may meet, as refusals. */
  readonly refusals: (given: Partial<Given>) => Readonly<Record<string, R>>
  /** Whom the step concerns is told in its transaction. */
  readonly tell?: (tx: Tx, row: Row, step: { readonly event: string; readonly on: CivilDate }) => Promise<void>
}

export interface GivenStep<Given> {
  readonly id: string
  readonly event: string
  readonly on: CivilDate
  readonly opinion: string
  readonly evidenceHash: string | null
  /** Preconditions that the one who takes the step answers for. */
  readonly confirms: readonly string[]
  readonly version: number
  readonly given: Partial<Given>
  readonly today: CivilDate
}

/** One step of a subject: its row and facts under the lock, the machine's judgement, what it enters, whom it tells. */
export async function stepOfSubject<Row, Given, R extends Refusal>(
  command: Command,
  subjectCase: SubjectCase<Row, Given, R>,
  step: GivenStep<Given>,
): Promise<Result<StepDone, StepRefusal | R>> {
  const { tx, actor } = command
  const { kind } = subjectCase
  await lockSubject(tx, kind, step.id)
  const row = await subjectCase.load(tx, step.id)
  if (row === undefined) return notFound(kind.replaceAll('_', ' '))
  const { event, on, opinion, evidenceHash, confirms, version, given, today } = step
  const facts = await subjectCase.facts({ tx, actor, row, event, on, evidenceHash, given })
  const met = [...metByWord(machineOf(kind), { confirms, evidenceHash }), ...facts.met, 'reason']
  const taken = await refusingConstraints(tx, subjectCase.refusals(given), (inner) =>
    takeStep(
      { ...command, tx: inner },
      {
        subjectKind: kind,
        subjectId: step.id,
        event,
        on,
        opinion,
        evidenceHash,
        version,
        today,
        facts: { ...facts, met, detail: { ...facts.detail, ...(confirms.length === 0 ? {} : { confirms }) } },
      },
    ),
  )
  if (!taken.ok) return taken
  if (!taken.value.ok) return taken.value
  command.audited = true
  await subjectCase.tell?.(tx, row, { event, on })
  return ok(taken.value.value)
}

/** A subject as it stands on a day, with what may happen next; undefined out of sight. */
export async function tellSubject<Row, Given, R extends Refusal>(
  tx: Tx,
  actor: Actor,
  { kind, load, facts }: SubjectCase<Row, Given, R>,
  { id, on }: { readonly id: string; readonly on: CivilDate },
): Promise<{ readonly row: Row; readonly process: ProcessTold } | undefined> {
  const row = await load(tx, id)
  if (row === undefined) return undefined
  const { met } = await facts({ tx, actor, row, event: null, on, evidenceHash: null, given: {} })
  const process = await tellProcess(tx, actor, { subjectKind: kind, subjectId: id }, { on, met })
  return process && { row, process }
}
