import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { authorisationView } from '../authorisations/views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { openSubject } from '../process/open-subject.js'
import { organisationByCode } from '../process/views.js'
import { insertRegistration, insertResource, type NewRegistration } from './store.js'
import { resourceView } from './views.js'

type Applied = Result<{ readonly id: string }, RecordRefusal | ChainRefusal>

/** An operator applies for the registration of a public-data resource with the bureau that keeps the platform. */
export async function applyForResource(
  command: Command,
  input: { readonly bureau: string; readonly name: string; readonly fields: readonly string[]; readonly on: CivilDate },
): Promise<Applied> {
  const { tx, actor } = command
  const { bureau, on, ...resource } = input
  const authority = await organisationByCode(tx, bureau)
  if (authority?.kind !== 'data_authority') return notFound('bureau')
  const id = await insertResource(tx, {
    ...resource,
    operatorId: actor.organisationId,
    bureauId: authority.id,
    recordedBy: actor.userId,
  })
  await openSubject(command, {
    subjectKind: 'resource_registration',
    subjectId: id,
    event: 'apply',
    on,
    parties: { operator: actor.organisationId, bureau: authority.id },
    detail: { ...resource, bureau },
  })
  return ok({ id })
}

/** A developer drafts the registration of its right in a product with the registry of data property. */
export async function draftRegistration(
  command: Command,
  input: NewRegistration & { readonly registry: string; readonly on: CivilDate },
): Promise<Applied> {
  const { tx, actor } = command
  const { registry, on, ...asked } = input
  const authorisation = await authorisationView(tx, asked.authorisationId)
  if (authorisation?.developerId !== actor.organisationId) return notFound('scenario authorisation')
  const office = await organisationByCode(tx, registry)
  if (office?.kind !== 'data_registry') return notFound('registry')
  if (asked.resourceRegistrationId !== null && (await resourceView(tx, asked.resourceRegistrationId)) === undefined)
    return notFound('resource registration')
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertRegistration(inner, {
      ...asked,
      holderId: actor.organisationId,
      registryId: office.id,
      recordedBy: actor.userId,
    }),
  )
  if (!added.ok) return added
  await openSubject(command, {
    subjectKind: 'data_registration',
    subjectId: added.value,
    event: 'draft',
    on,
    parties: { holder: actor.organisationId, registry: office.id },
    detail: { ...asked, registry },
  })
  return ok({ id: added.value })
}
