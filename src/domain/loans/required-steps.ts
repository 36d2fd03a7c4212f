import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LifeCycleRefusal } from './refusal.js'

/** 调查 · 审查: what a product may require before an application is decided, in the order in which it is done. */
const BEFORE_APPROVAL = ['survey', 'review'] as const
export type RequiredStep = (typeof BEFORE_APPROVAL)[number]

/**
 * What the product term `approval_steps` says: `none`, or steps joined by `|`.
 * @throws when it names a step that cannot be required
 */
export const requiredSteps = (term: string): readonly RequiredStep[] => {
  const named = term === 'none' ? [] : term.split('|')
  const unknown = named.find((name) => !(BEFORE_APPROVAL as readonly string[]).includes(name))
  if (unknown !== undefined) throw new Error(`${unknown} is no step that a product can require`)
  return BEFORE_APPROVAL.filter((one) => named.includes(one))
}

/**
 * Whether everything required before a step was done in the round it is taken in: all of it before an approval, what comes earlier
 * before another required step. STEP_MISSING names what is not.
 */
export function nothingMissing(
  event: RequiredStep | 'approve',
  required: readonly RequiredStep[],
  takenThisRound: readonly string[],
): Result<null, LifeCycleRefusal> {
  const due = event === 'approve' ? BEFORE_APPROVAL : BEFORE_APPROVAL.slice(0, BEFORE_APPROVAL.indexOf(event))
  const missing = due.filter((one) => required.includes(one) && !takenThisRound.includes(one))
  return missing.length === 0 ? ok(null) : refuse({ code: 'STEP_MISSING', event, missing })
}
