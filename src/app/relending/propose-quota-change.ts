import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { changeLimit } from '../../domain/relending/quota.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { insertQuotaChange, lockQuota, type QuotaChangeRow } from './quota-store.js'

export interface QuotaChangeProposal {
  readonly quotaId: string
  readonly limit: Money
  readonly documentNo: string
  readonly effectiveOn: CivilDate
  readonly version: number
}

/** A reviewer proposes another limit for an active quota, never below what is reserved and drawn. */
export async function proposeQuotaChange(
  command: Command,
  input: QuotaChangeProposal,
): Promise<Result<QuotaChangeRow, QuotaRefusal | DateOrderRefusal>> {
  const { tx, actor } = command
  const { limit, documentNo, effectiveOn } = input
  const quota = await lockQuota(tx, input.quotaId)
  if (quota === undefined) return notFound('quota')
  const seen = sameVersion(input.version, quota.version)
  if (!seen.ok) return seen
  const active = activeQuota(quota)
  if (!active.ok) return active
  const order = datesInOrder([
    ['validFrom', quota.validFrom],
    ['effectiveOn', effectiveOn],
    ['validTo', quota.validTo],
  ])
  if (!order.ok) return order
  const changed = changeLimit(quota, limit)
  if (!changed.ok) return changed
  const change = await refusingConstraints(
    tx,
    { reloan_quota_change_document_key: { code: 'QUOTA_DOCUMENT_USED', documentNo } },
    (savepoint) => insertQuotaChange(savepoint, quota, { limit, documentNo, effectiveOn, proposedBy: actor.userId }),
  )
  if (!change.ok) return change
  await recordEvent(command, {
    action: 'reloan_quota_change.proposed',
    subjectKind: 'reloan_quota',
    subjectId: quota.id,
    detail: { from: formatMoney(quota.limit), to: formatMoney(limit), documentNo, effectiveOn },
  })
  return change
}
