import { formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { QuotaRefusal } from './active-quota.js'
import { allotmentWalls, type FromParentRefusal, fitsParent } from './allotment-facts.js'
import { addMovement, lockQuota, type QuotaRow, updateQuota } from './quota-store.js'

export type DecideQuotaRefusal = QuotaRefusal | FromParentRefusal

export interface Decision {
  readonly decision: 'APPROVE' | 'REJECT'
  readonly version: number
}

/** An approver, not who proposed it, activates the quota or rejects it. */
export async function decideQuota(
  command: Command,
  input: Decision & { readonly quotaId: string },
): Promise<Result<QuotaRow, DecideQuotaRefusal>> {
  const { tx, actor } = command
  const quota = await lockQuota(tx, input.quotaId)
  if (quota === undefined) return notFound('quota')
  const seen = sameVersion(input.version, quota.version)
  if (!seen.ok) return seen
  if (quota.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: quota.state, event: 'decide', allowed: [] })
  if (quota.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: quota.proposedBy })
  const state = input.decision === 'APPROVE' ? 'ACTIVE' : 'REJECTED'
  const fits = state === 'ACTIVE' && quota.parentId !== null ? await fitsParent(tx, quota.parentId, quota) : ok(null)
  if (!fits.ok) return fits
  const decided = await refusingConstraints(tx, allotmentWalls, (savepoint) =>
    updateQuota(savepoint, quota.id, { state, decidedBy: actor.userId }),
  )
  if (!decided.ok) return decided
  if (state === 'ACTIVE')
    await addMovement(tx, quota, {
      kind: 'GRANTED',
      amount: quota.limit,
      movedOn: quota.validFrom,
      subjectId: quota.id,
      recordedBy: actor.userId,
    })
  await recordEvent(command, {
    action: state === 'ACTIVE' ? 'reloan_quota.activated' : 'reloan_quota.rejected',
    subjectKind: 'reloan_quota',
    subjectId: quota.id,
    detail: { facility: quota.facility, limit: formatMoney(quota.limit), documentNo: quota.documentNo },
  })
  return decided
}
