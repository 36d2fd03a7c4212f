import { compareMoney, formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LifeCycleRefusal } from './refusal.js'

/** 审批权限: up to how much a role may approve; null is without limit. */
export interface ApprovalLimit {
  readonly role: string
  readonly most: Money | null
}

/** The widest of the limits of somebody's roles; undefined when none of the roles approves. */
export const widestLimit = <L extends ApprovalLimit>(limits: readonly L[]): L | undefined =>
  limits.reduce<L | undefined>(
    (widest, limit) =>
      widest === undefined ||
      (widest.most !== null && (limit.most === null || compareMoney(limit.most, widest.most) > 0))
        ? limit
        : widest,
    undefined,
  )

/** An amount at the limit is within it. */
export const withinLimit = (amount: Money, { role, most }: ApprovalLimit): Result<null, LifeCycleRefusal> =>
  most !== null && compareMoney(amount, most) > 0
    ? refuse({ code: 'APPROVAL_ABOVE_ROLE', amount: formatMoney(amount), limit: formatMoney(most), role })
    : ok(null)
