import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { endFactorOf } from '../second-factor/store.js'
import { endSessionsOf } from '../sessions/store.js'
import { anotherInReach, type UserRefusal } from './user-in-reach.js'

export type ResetSecondFactorRefusal = UserRefusal | { readonly code: 'SECOND_FACTOR_ABSENT' }

/** For whoever lost the device and the recovery codes: the factor ends with every session of the person. */
export async function resetSecondFactor(
  command: Command,
  id: string,
  reason: string,
): Promise<Result<null, ResetSecondFactorRefusal>> {
  const { tx, actor } = command
  const found = await anotherInReach(tx, actor, id)
  if (!found.ok) return found
  if (!(await endFactorOf(tx, id, actor.userId, reason))) return refuse({ code: 'SECOND_FACTOR_ABSENT' })
  await endSessionsOf(tx, id)
  await recordEvent(command, {
    action: 'second-factor.reset',
    subjectKind: 'user',
    subjectId: id,
    detail: { reason },
  })
  return ok(null)
}
