import { changeLimit } from '../../domain/relending/quota.js'
import { compareMoney, formatMoney, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { QuotaRefusal } from './active-quota.js'
import { allotmentWalls, type FromParentRefusal, fitsParent } from './allotment-facts.js'
import type { Decision } from './decide-quota.js'
import {
  addMovement,
  decideQuotaChange as decideChange,
  lockQuota,
  lockQuotaChange,
  type QuotaChangeRow,
  updateQuota,
} from './quota-store.js'

/** An approver, not who proposed it, puts another limit in force or rejects it; what is used is tested again under the lock. */
export async function decideQuotaChange(
  command: Command,
  input: Decision & { readonly quotaId: string; readonly changeId: string },
): Promise<Result<QuotaChangeRow, QuotaRefusal | FromParentRefusal>> {
  const { tx, actor } = command
  const quota = await lockQuota(tx, input.quotaId)
  const change = quota && (await lockQuotaChange(tx, input.changeId))
  if (quota === undefined || change?.quotaId !== quota.id) return notFound('quota change')
  const seen = sameVersion(input.version, change.version)
  if (!seen.ok) return seen
  if (change.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: change.state, event: 'decide', allowed: [] })
  if (change.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: change.proposedBy })
  const state = input.decision === 'APPROVE' ? 'APPROVED' : 'REJECTED'
  if (state === 'APPROVED') {
    const changed = changeLimit(quota, change.limit)
    if (!changed.ok) return changed
    const fits =
      quota.parentId === null
        ? ok(null)
        : await fitsParent(tx, quota.parentId, { ...quota, limit: change.limit }, quota.limit)
    if (!fits.ok) return fits
    const raised = compareMoney(change.limit, quota.limit)
    if (raised !== 0)
      await addMovement(tx, quota, {
        kind: raised > 0 ? 'GRANTED' : 'REDUCED',
        amount: raised > 0 ? subtractMoney(change.limit, quota.limit) : subtractMoney(quota.limit, change.limit),
        movedOn: change.effectiveOn,
        subjectId: change.id,
        recordedBy: actor.userId,
      })
    const updated = await refusingConstraints(tx, allotmentWalls, (savepoint) =>
      updateQuota(savepoint, quota.id, { limit: change.limit }),
    )
    if (!updated.ok) return updated
  }
  const decided = await decideChange(tx, change.id, { state, decidedBy: actor.userId })
  await recordEvent(command, {
    action: state === 'APPROVED' ? 'reloan_quota_change.approved' : 'reloan_quota_change.rejected',
    subjectKind: 'reloan_quota',
    subjectId: quota.id,
    detail: { from: formatMoney(quota.limit), to: formatMoney(change.limit), documentNo: change.documentNo },
  })
  return ok(decided)
}
