import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { openSubject } from '../process/open-subject.js'
import { organisationByCode } from '../process/views.js'
import { registrationView } from '../registrations/views.js'
import { insertListing } from './store.js'

export type ListingRefusal =
  | RecordRefusal
  | ChainRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

/** A developer drafts the listing of a registered product on an exchange. */
export async function draftListing(
  command: Command,
  input: {
    readonly registrationId: string
    readonly exchange: string
    readonly price: Money
    readonly deliveryMode: 'api' | 'report' | 'file' | 'model'
    readonly on: CivilDate
  },
): Promise<Result<{ readonly id: string }, ListingRefusal>> {
  const { tx, actor } = command
  const { registrationId, price, deliveryMode, on } = input
  const registration = await registrationView(tx, registrationId)
  if (registration?.holderId !== actor.organisationId) return notFound('data registration')
  const exchange = await organisationByCode(tx, input.exchange)
  if (exchange?.kind !== 'data_exchange') return notFound('exchange')
  if (!isPositiveMoney(price)) return refuse({ code: 'NOT_POSITIVE', member: 'price', value: formatMoney(price) })
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertListing(inner, {
      registrationId,
      price,
      deliveryMode,
      authorisationId: registration.authorisationId,
      developerId: actor.organisationId,
      exchangeId: exchange.id,
      recordedBy: actor.userId,
    }),
  )
  if (!added.ok) return added
  await openSubject(command, {
    subjectKind: 'listing',
    subjectId: added.value,
    event: 'draft',
    on,
    parties: { developer: actor.organisationId, committee: exchange.id, exchange: exchange.id },
    detail: { registrationId, exchange: input.exchange, price: formatMoney(price), deliveryMode },
  })
  return ok({ id: added.value })
}
