import type { Party } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { machineOf } from './machines.js'
import { insertProcessStep, insertSubject, type ProcessSubject } from './store.js'
import { isOpenToAll } from './take-step.js'

export interface NewSubject {
  readonly subjectKind: string
  readonly subjectId: string
  /** What the first step is called. */
  readonly event: string
  readonly on: CivilDate
  readonly opinion?: string | null
  readonly evidenceHash?: string | null
  /** Which organisation is what; the applicant’s own part is among them. */
  readonly parties: Partial<Record<Party, string>>
  readonly detail?: Readonly<Record<string, unknown>>
  /** The use case writes an audit event of its own for what this is part of. */
  readonly auditedByCaller?: boolean
  /** A clock that runs from the start, computed by the caller. */
  readonly deadline?: { readonly on: CivilDate; readonly event: string; readonly ruleIds: readonly string[] }
}

/** A subject enters its machine's first state in the name of the actor's organisation, whose case it is from then on. */
export async function openSubject(command: Command, input: NewSubject): Promise<ProcessSubject> {
  const { subjectKind, subjectId, event, on, opinion = null, evidenceHash = null, detail = {}, deadline } = input
  const { tx, actor } = command
  const machine = machineOf(subjectKind)
  const subject = await insertSubject(
    tx,
    {
      subjectKind,
      subjectId,
      machine: machine.name,
      state: machine.initial,
      applicantId: actor.organisationId,
      deadlineOn: deadline?.on ?? null,
      deadlineEvent: deadline?.event ?? null,
      openToAll: isOpenToAll(machine, machine.initial),
      lastOn: on,
    },
    Object.entries(input.parties).map(([party, organisationId]) => ({ party: party as Party, organisationId })),
  )
  await insertProcessStep(tx, subject, {
    no: 1,
    round: 1,
    event,
    from: null,
    to: machine.initial,
    party: machine.applicant,
    userId: actor.userId,
    organisationId: actor.organisationId,
    on,
    opinion,
    evidenceHash,
    deadlineOn: deadline?.on ?? null,
    deadlineEvent: deadline?.event ?? null,
    ruleIds: deadline?.ruleIds ?? [],
    duty: null,
    judges: false,
    detail,
  })
  if (input.auditedByCaller === true) return subject
  await recordEvent(command, {
    action: `${subjectKind}.${event.replaceAll('-', '_')}`,
    subjectKind,
    subjectId,
    detail: { ...detail, on, opinion, evidenceHash, to: machine.initial },
  })
  return subject
}
