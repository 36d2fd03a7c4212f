import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { setActive } from './store.js'
import { anotherInReach, keepsOfficers, type UserRefusal } from './user-in-reach.js'

/** Closes an account, which ends its sessions, or opens it again. */
export async function setUserActive(
  command: Command,
  id: string,
  { active, reason }: { readonly active: boolean; readonly reason: string },
): Promise<Result<null, UserRefusal>> {
  const { tx, actor } = command
  const found = await anotherInReach(tx, actor, id)
  if (!found.ok) return found
  const kept = active ? ok(null) : await keepsOfficers(tx, found.value, [])
  if (!kept.ok) return kept
  await setActive(tx, id, active)
  await recordEvent(command, {
    action: active ? 'user.enabled' : 'user.disabled',
    subjectKind: 'user',
    subjectId: id,
    detail: { reason },
  })
  return ok(null)
}
