import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { WINDOW_MINUTES } from '../sessions/attempt.js'
import { releaseAttempts } from '../sessions/store.js'
import { anotherInReach, type UserRefusal } from './user-in-reach.js'

export type ReleaseRefusal = UserRefusal | { readonly code: 'SIGN_IN_NOT_LOCKED' }

/** Forgets failed attempts under a name before their time. @returns how many */
export async function releaseSignIn(
  command: Command,
  id: string,
  reason: string,
): Promise<Result<number, ReleaseRefusal>> {
  const { tx, actor } = command
  const found = await anotherInReach(tx, actor, id)
  if (!found.ok) return found
  const released = await releaseAttempts(tx, found.value.username, WINDOW_MINUTES)
  if (released === 0) return refuse({ code: 'SIGN_IN_NOT_LOCKED' })
  await recordEvent(command, {
    action: 'user.sign-in-released',
    subjectKind: 'user',
    subjectId: id,
    detail: { attempts: released, reason },
  })
  return ok(released)
}
