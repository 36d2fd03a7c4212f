import { ok, type Result, refuse } from '../../kernel/result.js'

/** 提前还款未归还 · 贷款不合格 · 挪用 · 虚假报账 · 缺口未补 */
export const CLAWBACK_REASONS = [
  'REPAID_EARLY',
  'INELIGIBLE',
  'MISUSED',
  'FALSE_FILING',
  'SHORTFALL_NOT_CURED',
] as const
export type ClawbackReason = (typeof CLAWBACK_REASONS)[number]

/** Whether the quota's limit falls by what is taken back, or the bank may draw it again. */
export type QuotaAfterClawback = 'LOWER' | 'KEEP'

export interface ClawbackReasonUnknown {
  readonly code: 'CLAWBACK_REASON_UNKNOWN'
  readonly reason: string
  readonly known: readonly ClawbackReason[]
}

/**
 * 收回再贷款 is decided by the branch alone, on a coded reason, and gives back as a return does (see giveBackReloan). What penalty falls
 * due depends on the penalty rate, which a late return waits for and this does not.
 */
export const clawbackReason = (text: string): Result<ClawbackReason, ClawbackReasonUnknown> => {
  const reason = CLAWBACK_REASONS.find((one) => one === text)
  return reason === undefined
    ? refuse({ code: 'CLAWBACK_REASON_UNKNOWN', reason: text, known: CLAWBACK_REASONS })
    : ok(reason)
}

/** What the quota keeps: a claw-back as it is decided; a return where the quota revolves. */
export const quotaKeeps = (quotaAfter: QuotaAfterClawback): boolean => quotaAfter === 'KEEP'
