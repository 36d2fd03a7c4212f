import { addDays, civilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import { authorisationView } from '../authorisations/views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { type DataProductRow, insertDataProduct } from '../data-products/store.js'
import { registrationView } from '../registrations/views.js'
import { listingView } from './views.js'

export type ListedProductRefusal =
  | RecordRefusal
  | ChainRefusal
  | { readonly code: 'CERTIFICATE_REGISTERED'; readonly certificateNo: string; readonly right: string }

/** The product that a listing stands for, entered by its holder with what the chain says and nothing else. */
export async function enterListedProduct(
  command: Command,
  listingId: string,
): Promise<Result<DataProductRow, ListedProductRefusal>> {
  const { tx, actor } = command
  const listing = await listingView(tx, listingId)
  if (listing?.developerId !== actor.organisationId) return notFound('listing')
  const registration = await registrationView(tx, listing.registrationId)
  const authorisation = await authorisationView(tx, listing.authorisationId)
  if (registration === undefined || authorisation === undefined) return notFound('data registration')
  const { certificateKind, certificateNo, registeredOn, endsOn } = registration
  if (certificateKind === null || certificateNo === null || registeredOn === null || endsOn === null)
    return refuse({ code: 'RIGHT_NOT_STANDING' })
  if (listing.listingNo === null || listing.endsOn === null) return refuse({ code: 'RIGHT_NOT_STANDING' })
  const row = {
    enterpriseId: actor.organisationId,
    name: registration.productName,
    scenario: authorisation.scenario,
    operator: authorisation.operator,
    rightType: registration.rightType as DataProductRow['rightType'],
    certificateKind: certificateKind as DataProductRow['certificateKind'],
    certificateNo,
    certificateValidFrom: civilDate(registeredOn),
    // The chain is half-open, a product names its last days.
    certificateValidTo: addDays(civilDate(endsOn), -1),
    authorisationValidTo: addDays(civilDate(authorisation.endsOn), -1),
    listingNo: listing.listingNo,
    listingValidTo: addDays(civilDate(listing.endsOn), -1),
    basis: `${certificateNo} · ${listing.listingNo}`,
    authorisationId: authorisation.id,
    registrationId: registration.id,
    listingId,
    recordedBy: actor.userId,
  }
  const added = await refusingConstraints(tx, chainRefusals, (inner) => insertDataProduct(inner, row))
  if (!added.ok) return added
  if (added.value === undefined)
    return refuse({ code: 'CERTIFICATE_REGISTERED', certificateNo, right: registration.rightType })
  const { recordedBy: _by, ...detail } = row
  await recordEvent(command, {
    action: 'data_product.registered',
    subjectKind: 'data_product',
    subjectId: added.value.id,
    detail,
  })
  return ok(added.value)
}
