import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type AllotmentRefusal, mayChangeLimit } from '../../domain/relending/allotment.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { QuotaRefusal } from './active-quota.js'
import { allotmentWalls, fitsParent } from './allotment-facts.js'
import { type BranchQuotaRow, insertBranchQuota, lockBranchQuota, updateBranchQuota } from './branch-quota-store.js'
import type { Decision } from './decide-quota.js'
import { facilityInForce } from './facility-rules.js'

export type BranchQuotaRefusal = RecordRefusal | QuotaRefusal | AllotmentRefusal | DateOrderRefusal

export interface BranchQuotaProposal {
  readonly facility: string
  readonly level: 'HEAD' | 'CITY'
  readonly parentId: string | null
  readonly limit: Money
  /** 额度通知书 */
  readonly documentNo: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
}

/** A reviewer enters what the head branch, or the city branch, was given by the notice of the branch above. */
export async function proposeBranchQuota(
  command: Command,
  input: BranchQuotaProposal,
): Promise<Result<BranchQuotaRow, BranchQuotaRefusal>> {
  const { tx, actor } = command
  const { facility, parentId, limit, documentNo, validFrom, validTo } = input
  if (!isPositiveMoney(limit)) return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(limit) })
  const order = datesInOrder([
    ['validFrom', validFrom],
    ['validTo', validTo],
  ])
  if (!order.ok) return order
  if ((await facilityInForce(tx, facility, validFrom)) === undefined)
    return refuse({ code: 'FACILITY_NOT_IN_FORCE', facility, on: validFrom })
  const fits = parentId === null ? ok(null) : await fitsParent(tx, parentId, input)
  if (!fits.ok) return fits
  const quota = await refusingConstraints(
    tx,
    { reloan_branch_quota_document_key: { code: 'QUOTA_DOCUMENT_USED', documentNo } },
    (savepoint) =>
      insertBranchQuota(savepoint, { ...input, centralBankId: actor.organisationId, proposedBy: actor.userId }),
  )
  if (!quota.ok) return quota
  await recordEvent(command, {
    action: 'reloan_branch_quota.proposed',
    subjectKind: 'reloan_branch_quota',
    subjectId: quota.value.id,
    detail: { facility, level: input.level, parentId, limit: formatMoney(limit), documentNo, validFrom, validTo },
  })
  return quota
}

/** Another limit for an active quota, never below what is given out of it. */
export async function proposeBranchQuotaChange(
  command: Command,
  input: {
    readonly quotaId: string
    readonly limit: Money
    readonly documentNo: string
    readonly version: number
  },
): Promise<Result<BranchQuotaRow, BranchQuotaRefusal>> {
  const { tx, actor } = command
  const held = await lockBranchQuota(tx, input.quotaId)
  if (held === undefined) return notFound('branch quota')
  const seen = sameVersion(input.version, held.version)
  if (!seen.ok) return seen
  if (held.state !== 'ACTIVE' || held.nextLimit !== null)
    return refuse({ code: 'STATE_FORBIDS', state: held.state, event: 'change', allowed: [] })
  const changed = mayChangeLimit(held, input.limit)
  if (!changed.ok) return changed
  const proposed = await updateBranchQuota(tx, held.id, {
    nextLimit: input.limit,
    nextDocumentNo: input.documentNo,
    proposedBy: actor.userId,
    decidedBy: null,
  })
  await recordEvent(command, {
    action: 'reloan_branch_quota_change.proposed',
    subjectKind: 'reloan_branch_quota',
    subjectId: held.id,
    detail: { from: formatMoney(held.limit), to: formatMoney(input.limit), documentNo: input.documentNo },
  })
  return ok(proposed)
}

/** An approver, not who proposed it, puts a quota or its other limit in force, or rejects it. */
export async function decideBranchQuota(
  command: Command,
  input: Decision & { readonly quotaId: string },
): Promise<Result<BranchQuotaRow, BranchQuotaRefusal>> {
  const { tx, actor } = command
  const held = await lockBranchQuota(tx, input.quotaId)
  if (held === undefined) return notFound('branch quota')
  const seen = sameVersion(input.version, held.version)
  if (!seen.ok) return seen
  if (held.state !== 'PROPOSED' && held.nextLimit === null)
    return refuse({ code: 'STATE_FORBIDS', state: held.state, event: 'decide', allowed: [] })
  if (held.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: held.proposedBy })
  const approved = input.decision === 'APPROVE'
  const limit = held.nextLimit ?? held.limit
  if (approved) {
    const changed = mayChangeLimit(held, limit)
    if (!changed.ok) return changed
    const before = held.state === 'ACTIVE' ? held.limit : undefined
    const fits = held.parentId === null ? ok(null) : await fitsParent(tx, held.parentId, { ...held, limit }, before)
    if (!fits.ok) return fits
  }
  const decided = await refusingConstraints(tx, allotmentWalls, (savepoint) =>
    updateBranchQuota(savepoint, held.id, {
      ...(held.state === 'PROPOSED' && { state: approved ? 'ACTIVE' : 'REJECTED' }),
      ...(approved && { limit }),
      nextLimit: null,
      nextDocumentNo: null,
      decidedBy: actor.userId,
    }),
  )
  if (!decided.ok) return decided
  await recordEvent(command, {
    action: approved ? 'reloan_branch_quota.approved' : 'reloan_branch_quota.rejected',
    subjectKind: 'reloan_branch_quota',
    subjectId: held.id,
    detail: { facility: held.facility, from: formatMoney(held.limit), to: formatMoney(limit) },
  })
  return decided
}
