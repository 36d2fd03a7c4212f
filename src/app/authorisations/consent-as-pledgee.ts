import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { pledgeesOf } from '../process/views.js'
import { type ChainRefusal, chainRefusals } from './chain-refusals.js'
import { insertPledgeeConsent } from './store.js'

/** A bank lets one thing happen to a right that it holds in pledge. */
export async function consentAsPledgee(
  command: Command,
  input: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly event: string
    readonly pledgeId: string
    readonly givenOn: CivilDate
    readonly evidenceHash: string
  },
): Promise<Result<{ readonly id: string }, ChainRefusal>> {
  const { tx, actor } = command
  const { subjectKind, subjectId, pledgeId } = input
  const pledges = await pledgeesOf(tx, subjectKind, subjectId)
  if (!pledges.some((one) => one.pledgeId === pledgeId && one.lenderId === actor.organisationId))
    return refuse({ code: 'CONSENT_NOT_OF_PLEDGEE' })
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertPledgeeConsent(inner, { ...input, lenderId: actor.organisationId, recordedBy: actor.userId }),
  )
  if (!added.ok) return added
  await recordEvent(command, {
    action: 'pledgee_consent.given',
    subjectKind,
    subjectId,
    detail: { ...input },
  })
  return ok({ id: added.value })
}
