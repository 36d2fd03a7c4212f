import type { DisputeKind } from '../../domain/data-assets/dispute-machine.js'
import type { Party } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type ChainRefusal, chainRefusals } from '../authorisations/chain-refusals.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { openSubject } from '../process/open-subject.js'
import { organisationByCode } from '../process/views.js'
import { insertDispute } from './store.js'
import { registrationOfCertificate, sidesOfOrder } from './views.js'

const HOST_IS: Readonly<Record<string, Party>> = {
  data_registry: 'registry',
  data_exchange: 'exchange',
  data_operator: 'operator',
}

export interface NewDispute {
  readonly kind: DisputeKind
  /** The certificate in question; without it or an order, the respondent is named. */
  readonly certificateNo: string | null
  readonly orderId: string | null
  readonly respondent: string | null
  /** Code of the registry, exchange or operator that is to keep the matter. */
  readonly host: string
  readonly claim: string
  readonly evidenceHash: string
  readonly on: CivilDate
}

/** An organisation brings a dispute before the body that keeps the matter; it blocks nothing until that accepts it. */
export async function fileDispute(
  command: Command,
  input: NewDispute,
): Promise<Result<{ readonly id: string }, RecordRefusal | ChainRefusal>> {
  const { tx, actor } = command
  const { kind, certificateNo, orderId, claim, evidenceHash, on } = input
  const certificate = certificateNo === null ? undefined : await registrationOfCertificate(tx, certificateNo)
  if (certificate === undefined && (certificateNo !== null || kind === 'ownership'))
    return notFound('data registration')
  const order = orderId === null ? undefined : await sidesOfOrder(tx, orderId)
  if (order === undefined && (orderId !== null || kind === 'trade')) return notFound('data order')
  const host = await organisationByCode(tx, input.host)
  const hostIs = HOST_IS[host?.kind ?? '']
  if (host === undefined || hostIs === undefined) return refuse({ code: 'DISPUTE_HOST_UNFIT' })
  // A right is disputed before the registry that certified it.
  if (kind === 'ownership' && host.id !== certificate?.registryId) return refuse({ code: 'DISPUTE_HOST_UNFIT' })
  const respondentId =
    order === undefined
      ? (certificate?.holderId ?? (await organisationByCode(tx, input.respondent ?? ''))?.id)
      : [order.buyerId, order.sellerId].find((side) => side !== actor.organisationId)
  if (respondentId === undefined) return notFound('organisation')
  const registrationId = certificate?.registrationId ?? null
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertDispute(inner, {
      kind,
      claim,
      registrationId,
      orderId,
      filerId: actor.organisationId,
      respondentId,
      hostId: host.id,
      recordedBy: actor.userId,
    }),
  )
  if (!added.ok) return added
  await openSubject(command, {
    subjectKind: 'dispute',
    subjectId: added.value,
    event: 'file',
    on,
    evidenceHash,
    parties: { filer: actor.organisationId, respondent: respondentId, [hostIs]: host.id },
    detail: { kind, claim, certificateNo, orderId, host: input.host },
  })
  return ok({ id: added.value })
}
