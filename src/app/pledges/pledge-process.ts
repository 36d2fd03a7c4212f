import type { Tx } from '../../db/transaction.js'
import type { PledgeEvent } from '../../domain/collateral/pledge-machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Actor } from '../actor.js'
import type { Command } from '../command/command.js'
import { openSubject } from '../process/open-subject.js'
import { insertProcessStep, insertSubject, lockSubject, type ProcessSubject } from '../process/store.js'
import { type StepRefusal, takeStep } from '../process/take-step.js'
import { movePledge, type Pledge } from './store.js'

export const PLEDGE_SUBJECT = 'pledge'

export interface PledgeMove {
  readonly events: readonly PledgeEvent[]
  readonly on: CivilDate
  /** Preconditions of the machine that the use case found met. */
  readonly met: readonly string[]
  readonly after: Parameters<typeof movePledge>[2]
  readonly opinion?: string | null
  readonly evidenceHash?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
  /** False where the steps in the engine are all that the audit is told. */
  readonly hasOwnEvent?: boolean
}

/** Takes the steps of a pledge in the engine, then moves its row to what they come to: one command, one version. */
export async function stepPledge(
  command: Command,
  before: Pledge,
  move: PledgeMove,
): Promise<Result<Pledge, StepRefusal>> {
  const subject =
    (await lockSubject(command.tx, PLEDGE_SUBJECT, before.id)) ?? (await carryOver(command.tx, command.actor, before))
  let version = subject.version
  for (const event of move.events) {
    const end = move.after.registrationValidTo ?? before.registrationValidTo
    const taken = await takeStep(command, {
      subjectKind: PLEDGE_SUBJECT,
      subjectId: before.id,
      event,
      on: move.on,
      opinion: move.opinion ?? null,
      evidenceHash: move.evidenceHash ?? null,
      version,
      auditedByCaller: move.hasOwnEvent ?? true,
      facts: {
        met: move.met,
        ...(end === null ? {} : { dates: { registrationEnd: end } }),
        ...(move.detail === undefined ? {} : { detail: move.detail }),
      },
    })
    if (!taken.ok) return taken
    version = taken.value.after.version
  }
  return ok(await movePledge(command.tx, before, move.after))
}

/** A pledge that was just contracted enters the engine: looked up first, contracted then. */
export async function beginPledge(command: Command, pledge: Pledge): Promise<Result<null, StepRefusal>> {
  const { id: subjectId, contractedOn: on, lenderId, enterpriseId } = pledge
  const parties = { lender: lenderId, holder: enterpriseId }
  const subject = await openSubject(command, {
    subjectKind: PLEDGE_SUBJECT,
    subjectId,
    event: 'precheck',
    on: pledge.queryCertificateOn,
    parties,
    auditedByCaller: true,
    detail: { queryCertificateNo: pledge.queryCertificateNo },
  })
  const taken = await takeStep(command, {
    subjectKind: PLEDGE_SUBJECT,
    subjectId,
    event: 'contract',
    on,
    opinion: null,
    evidenceHash: null,
    version: subject.version,
    auditedByCaller: true,
    facts: { met: ['clean-query', 'rights-in-force', 'pledgor-holds', 'value-adopted', 'rank-free'] },
  })
  return taken.ok ? ok(null) : taken
}

/** A pledge of before the engine was there enters it as it stands, by the program where nobody acts. */
export async function carryOver(tx: Tx, actor: Actor | null, pledge: Pledge): Promise<ProcessSubject> {
  const { id: subjectId, state, lenderId, enterpriseId } = pledge
  const on = [pledge.contractedOn, pledge.registeredOn, pledge.frozenOn, pledge.releasedOn].reduce<CivilDate>(
    (last, day) => (day !== null && day > last ? day : last),
    pledge.contractedOn,
  )
  const subject = await insertSubject(
    tx,
    {
      subjectKind: PLEDGE_SUBJECT,
      subjectId,
      machine: PLEDGE_SUBJECT,
      state,
      applicantId: lenderId,
      deadlineOn: null,
      deadlineEvent: null,
      openToAll: false,
      lastOn: on,
    },
    [
      { party: 'lender', organisationId: lenderId },
      { party: 'holder', organisationId: enterpriseId },
    ],
  )
  await insertProcessStep(tx, subject, {
    no: 1,
    round: 1,
    event: 'carry-over',
    from: null,
    to: state,
    party: actor === null ? 'timer' : 'lender',
    userId: actor?.userId ?? null,
    organisationId: actor?.organisationId ?? null,
    on,
    opinion: null,
    evidenceHash: null,
    deadlineOn: null,
    deadlineEvent: null,
    ruleIds: [],
    duty: null,
    judges: false,
    detail: {},
  })
  return subject
}
