import type { Tx } from '../../db/transaction.js'
import { type OpenStep, openSteps as stepsOpen } from '../../domain/process/open-steps.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor } from '../actor.js'
import { machineOf } from './machines.js'
import { standingOf } from './standing.js'
import { type ProcessStepView, processStepsOf, type SubjectState, subjectState } from './views.js'

export interface ProcessTold {
  readonly state: string
  readonly round: number
  readonly version: number
  readonly deadlineOn: string | null
  /** What the end of the clock brings: an event, or `alert`. */
  readonly deadlineEvent: string | null
  readonly openSteps: readonly OpenStep[]
  readonly steps: readonly ProcessStepView[]
}

/** What may happen next to a subject as the actor sees it on a day. */
export async function openSteps(
  tx: Tx,
  actor: Actor,
  subject: SubjectState & { readonly subjectKind: string; readonly subjectId: string },
  facts: { readonly on: CivilDate; readonly met: readonly string[] },
): Promise<readonly OpenStep[]> {
  return stepsOpen(machineOf(subject.subjectKind), subject.state, await standingOf(tx, actor, subject, facts))
}

/** State, clock, history and what is open; undefined for a subject out of the actor's sight. */
export async function tellProcess(
  tx: Tx,
  actor: Actor,
  { subjectKind, subjectId }: { readonly subjectKind: string; readonly subjectId: string },
  facts: { readonly on: CivilDate; readonly met: readonly string[] },
): Promise<ProcessTold | undefined> {
  const subject = await subjectState(tx, subjectKind, subjectId)
  if (subject === undefined) return undefined
  const { state, round, version, deadlineOn, deadlineEvent } = subject
  return {
    state,
    round,
    version,
    deadlineOn,
    deadlineEvent,
    openSteps: await openSteps(tx, actor, { ...subject, subjectKind, subjectId }, facts),
    steps: await processStepsOf(tx, subjectKind, subjectId),
  }
}
