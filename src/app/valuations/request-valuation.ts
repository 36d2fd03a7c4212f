import type { ValuationRefusal } from '../../domain/data-assets/valuation.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { dataProductById } from '../data-products/store.js'
import { pledgorOf } from '../pledges/views.js'
import type { StepRefusal } from '../process/take-step.js'
import {
  insertRequest,
  insertValuer,
  type ListedValuer,
  lockRequest,
  moveRequest,
  type ValuationRequest,
  valuerById,
} from './request-store.js'
import { openValuation, stepValuation } from './valuation-process.js'

export type ValuationRequestRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | StepRefusal
  | ValuationRefusal
  | { readonly code: 'VALUER_NOT_LISTED'; readonly valuer: string; readonly on: CivilDate }
  | { readonly code: 'VALUER_LISTED'; readonly uscc: string; readonly validFrom: CivilDate }
  | { readonly code: 'VALUATION_REQUEST_NOT_FOR_THIS'; readonly requestId: string }

/** 评估机构名录: valuers that a bank works with. */
export async function listValuer(
  command: Command,
  valuer: {
    readonly name: string
    readonly uscc: string
    readonly validFrom: CivilDate
    readonly validTo: CivilDate | null
  },
): Promise<Result<ListedValuer, ValuationRequestRefusal>> {
  const { actor, tx } = command
  const { uscc, validFrom, validTo } = valuer
  const order = datesInOrder([
    ['validFrom', validFrom],
    ['validTo', validTo],
  ])
  if (!order.ok) return order
  const listed = await refusingConstraints(
    tx,
    { listed_valuer_key: { code: 'VALUER_LISTED', uscc, validFrom } },
    (inner) => insertValuer(inner, { ...valuer, lenderId: actor.organisationId, listedBy: actor.userId }),
  )
  if (!listed.ok) return listed
  await recordEvent(command, {
    action: 'valuer.listed',
    subjectKind: 'listed_valuer',
    subjectId: listed.value.id,
    detail: valuer,
  })
  return listed
}

/** 委托评估: the collateral desk asks for a valuation. */
export async function requestValuation(
  command: Command,
  input: {
    readonly dataProductId: string
    readonly purpose: string
    readonly reason: string
    readonly on: CivilDate
    readonly today: CivilDate
  },
): Promise<Result<ValuationRequest, ValuationRequestRefusal>> {
  const { tx, actor } = command
  const { dataProductId, purpose, reason, on } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const product = await dataProductById(tx, dataProductId)
  if (product === undefined) return notFound('data product')
  const request = await insertRequest(tx, {
    dataProductId,
    enterpriseId: product.enterpriseId,
    lenderId: actor.organisationId,
    purpose,
    reason,
    requestedOn: on,
    requestedBy: actor.userId,
  })
  await openValuation(command, {
    id: request.id,
    lenderId: actor.organisationId,
    on,
    detail: { dataProductId, purpose },
  })
  return ok(request)
}

export interface RequestStep {
  readonly requestId: string
  readonly step: 'assign' | 'start' | 'call-off'
  /** The valuer to assign, by its place on the bank's list. */
  readonly valuerId: string | null
  readonly on: CivilDate
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** 指派、开始、撤销: what happens to a request before there is a report. */
export async function stepRequest(
  command: Command,
  input: RequestStep,
): Promise<Result<ValuationRequest, ValuationRequestRefusal>> {
  const { tx } = command
  const { step, valuerId, on, opinion } = input
  const request = await lockRequest(tx, input.requestId)
  if (request === undefined) return notFound('valuation request')
  const seen = sameVersion(input.version, request.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['requestedOn', request.requestedOn],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  let valuer: ListedValuer | undefined
  if (step === 'assign') {
    valuer = valuerId === null ? undefined : await valuerById(tx, valuerId, request.lenderId)
    if (valuer === undefined) return notFound('valuer')
    const { name, validFrom, validTo } = valuer
    if (on < validFrom || (validTo !== null && validTo < on))
      return refuse({ code: 'VALUER_NOT_LISTED', valuer: name, on })
    const { id: holder } = await pledgorOf(tx, request.enterpriseId)
    if (valuer.uscc === holder) return refuse({ code: 'VALUER_NOT_INDEPENDENT', valuer: name, party: 'holder' })
  }
  const taken = await stepValuation(command, request.id, [step], {
    on,
    met: ['listed', 'independent'],
    hasOwnEvent: false,
    opinion,
    detail: valuer === undefined ? {} : { valuer: valuer.name, uscc: valuer.uscc },
  })
  if (!taken.ok) return taken
  const state = ({ assign: 'ASSIGNED', start: 'IN_PROGRESS', 'call-off': 'REJECTED' } as const)[step]
  return ok(await moveRequest(tx, request, { state, ...(valuer === undefined ? {} : { listedValuerId: valuer.id }) }))
}
