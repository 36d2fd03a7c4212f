import {
  type CertificateKind,
  type DataProductRefusal,
  enterDataProduct,
  type RightType,
} from '../../domain/data-assets/data-product.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { countOf } from '../loans/product-terms.js'
import { type DataProductRow, insertDataProduct } from './store.js'

export type RegistrationRefusal =
  | DataProductRefusal
  | { readonly code: 'CERTIFICATE_REGISTERED'; readonly certificateNo: string; readonly right: string }

export interface NewDataProduct {
  readonly name: string
  readonly scenario: string
  readonly operator: string
  readonly rightType: RightType
  readonly certificateKind: CertificateKind
  readonly certificateNo: string
  readonly certificateValidFrom: CivilDate
  readonly certificateValidTo: CivilDate
  readonly authorisationValidTo: CivilDate
  readonly listing: { readonly no: string; readonly validTo: CivilDate } | null
  /** What its registration stands on: the document shown. */
  readonly basis: string
}

/** An enterprise enters the right it holds in a data product, by its certificate. */
export async function registerProduct(
  command: Command,
  input: NewDataProduct,
): Promise<Result<DataProductRow, RegistrationRefusal>> {
  const { tx, actor } = command
  const { certificateNo, certificateKind, rightType, listing, ...rest } = input
  const longest = await countOf(tx, 'reg.validity_max_y', input.certificateValidFrom)
  // Products of times that are past may be entered with the loans they secured, so the day is that of the certificate.
  const product = enterDataProduct(
    {
      ...rest,
      holder: actor.organisationCode,
      right: rightType,
      certificate: {
        kind: certificateKind,
        no: certificateNo,
        validFrom: input.certificateValidFrom,
        validTo: input.certificateValidTo,
      },
      listing,
    },
    longest,
    input.certificateValidFrom,
  )
  if (!product.ok) return product

  const row = await insertDataProduct(tx, {
    ...rest,
    enterpriseId: actor.organisationId,
    rightType,
    certificateKind,
    certificateNo,
    listingNo: listing?.no ?? null,
    listingValidTo: listing?.validTo ?? null,
    recordedBy: actor.userId,
  })
  if (row === undefined) return refuse({ code: 'CERTIFICATE_REGISTERED', certificateNo, right: rightType })
  await recordEvent(command, {
    action: 'data_product.registered',
    subjectKind: 'data_product',
    subjectId: row.id,
    detail: { ...input },
  })
  return ok(row)
}
