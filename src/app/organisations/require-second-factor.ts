import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import type { Vault } from '../sealing/vault.js'
import { setSecondFactorRequired } from './store.js'

export type RequireSecondFactorRefusal = RecordRefusal | { readonly code: 'SECOND_FACTOR_UNAVAILABLE' }

/** Whether people of an organisation need a second factor: who has none enrols at the next sign-in, before anything else. */
export async function requireSecondFactor(
  command: Command,
  vault: Vault | null,
  id: string,
  { required, reason }: { readonly required: boolean; readonly reason: string },
): Promise<Result<null, RequireSecondFactorRefusal>> {
  const { tx, actor } = command
  // Demanded without a key, nobody could enrol and nobody come in.
  if (required && vault === null) return refuse({ code: 'SECOND_FACTOR_UNAVAILABLE' })
  const isOwn = id === actor.organisationId
  if (!isOwn && actor.organisationKind !== 'platform') return notFound('organisation')
  if ((await setSecondFactorRequired(tx, id, required)) === undefined) return notFound('organisation')
  await recordEvent(command, {
    action: required ? 'organisation.second-factor-required' : 'organisation.second-factor-optional',
    subjectKind: 'organisation',
    subjectId: id,
    detail: { reason },
  })
  return ok(null)
}
