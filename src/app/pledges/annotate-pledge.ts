import type { PledgeRefusal } from '../../domain/collateral/pledge.js'
import { ACTIVE } from '../../domain/collateral/pledge-machine.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { insertWaiver, signWaiver, waiverOf } from './annotation-store.js'
import { lockPledge, movePledge, type Pledge } from './store.js'

export type AnnotationRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | PledgeRefusal
  | { readonly code: 'WAIVER_SIGNED'; readonly pledgeId: string }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }

export interface Annotation {
  readonly pledgeId: string
  readonly annotationReceiptNo: string
  readonly annotatedOn: CivilDate
  readonly version: number
  readonly today: CivilDate
}

/** 备注: the data-property registry has noted the pledge beside the certificate. */
export async function annotatePledge(
  command: Command,
  { pledgeId, annotationReceiptNo, annotatedOn, version, today }: Annotation,
): Promise<Result<Pledge, AnnotationRefusal>> {
  const before = await lockPledge(command.tx, pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(version, before.version)
  if (!seen.ok) return seen
  if (!ACTIVE.includes(before.state))
    return refuse({ code: 'STATE_FORBIDS', state: before.state, event: 'annotate', allowed: [] })
  const order = datesInOrder([
    ['registeredOn', before.registeredOn],
    ['annotatedOn', annotatedOn],
    ['today', today],
  ])
  if (!order.ok) return order
  const pledge = await movePledge(command.tx, before, { state: before.state, annotationReceiptNo, annotatedOn })
  await recordEvent(command, {
    action: 'pledge.annotated',
    subjectKind: 'pledge',
    subjectId: pledgeId,
    detail: { annotationReceiptNo, annotatedOn },
  })
  return ok(pledge)
}

/** Two officers, one after the other, sign that a pledge goes without the annotation. The second signature counts. */
export async function waiveAnnotation(
  command: Command,
  input: {
    readonly pledgeId: string
    readonly reason: string
    readonly on: CivilDate
    readonly version: number
    readonly today: CivilDate
  },
): Promise<Result<Pledge, AnnotationRefusal>> {
  const { tx, actor } = command
  const { pledgeId, reason, on } = input
  const before = await lockPledge(tx, pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  if (before.state !== 'REGISTERED')
    return refuse({ code: 'STATE_FORBIDS', state: before.state, event: 'waive-annotation', allowed: [] })
  const signed = await waiverOf(tx, pledgeId)
  const order = datesInOrder([
    ['registeredOn', before.registeredOn],
    ['first signature', signed?.onDate ?? null],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  if (signed?.secondBy != null) return refuse({ code: 'WAIVER_SIGNED', pledgeId })
  if (signed?.signedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: signed.signedBy })
  const { lenderId, enterpriseId } = before
  if (signed === undefined)
    await insertWaiver(tx, { pledgeId, lenderId, enterpriseId, reason, onDate: on, signedBy: actor.userId })
  else await signWaiver(tx, signed.id, actor.userId, on)
  const pledge = await movePledge(tx, before, { state: before.state })
  await recordEvent(command, {
    action: signed === undefined ? 'pledge.annotation-waiver-proposed' : 'pledge.annotation-waived',
    subjectKind: 'pledge',
    subjectId: pledgeId,
    detail: { reason, on },
  })
  return ok(pledge)
}
