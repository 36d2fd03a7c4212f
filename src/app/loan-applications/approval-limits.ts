import type { Tx } from '../../db/transaction.js'
import { type ApprovalLimit, widestLimit } from '../../domain/loans/approval-limit.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import type { Role } from '../actor.js'
import { parameter, type RuleSource } from '../loans/product-terms.js'

const APPROVING_ROLES: readonly Role[] = ['credit_approver', 'credit_committee']

export interface RuledLimit extends ApprovalLimit {
  readonly rule: RuleSource
}

/** 审批权限 of somebody on a day: the widest of the roles held. A role whose limit says `none` has none. */
export async function approvalLimitOf(tx: Tx, roles: readonly Role[], on: CivilDate): Promise<RuledLimit> {
  const limits: RuledLimit[] = []
  for (const role of APPROVING_ROLES.filter((one) => roles.includes(one))) {
    const { value, ...rule } = await parameter(tx, `approval.limit.${role}`, on)
    limits.push({ role, most: value === 'none' ? null : money(value), rule })
  }
  const widest = widestLimit(limits)
  if (widest === undefined) throw new Error('somebody without a role that approves was let through to approve')
  return widest
}
