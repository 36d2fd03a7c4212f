import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { endSessionsOf } from '../sessions/store.js'
import { anotherInReach, type UserRefusal } from './user-in-reach.js'

/** Signs somebody out everywhere. @returns how many sessions were open */
export async function endSessions(command: Command, id: string, reason: string): Promise<Result<number, UserRefusal>> {
  const { tx, actor } = command
  const found = await anotherInReach(tx, actor, id)
  if (!found.ok) return found
  const ended = await endSessionsOf(tx, id)
  await recordEvent(command, {
    action: 'user.sessions-ended',
    subjectKind: 'user',
    subjectId: id,
    detail: { ended, reason },
  })
  return ok(ended)
}
