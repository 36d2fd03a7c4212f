import { ok, type Result, refuse } from '../../kernel/result.js'
import type { OrganisationKind } from '../actor.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { addOrganisation } from './store.js'

export interface NewOrganisationInput {
  readonly code: string
  /** Enterprises come with their portfolio, and the platform is one. */
  readonly kind: Exclude<OrganisationKind, 'enterprise' | 'platform'>
  readonly nameZh: string
  readonly nameEn: string
}

export interface CreateOrganisationRefusal {
  readonly code: 'ORGANISATION_CODE_TAKEN'
  readonly organisation: string
}

export async function createOrganisation(
  command: Command,
  organisation: NewOrganisationInput,
): Promise<Result<{ readonly id: string }, CreateOrganisationRefusal>> {
  const id = await addOrganisation(command.tx, { ...organisation, origin: 'entered' })
  if (id === undefined) return refuse({ code: 'ORGANISATION_CODE_TAKEN', organisation: organisation.code })
  await recordEvent(command, {
    action: 'organisation.created',
    subjectKind: 'organisation',
    subjectId: id,
    detail: { ...organisation },
  })
  return ok({ id })
}
