import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LoanStep } from './life-cycle.js'
import type { LifeCycleRefusal } from './refusal.js'

/** A step of an application and who took it. */
export interface PartTaken {
  readonly step: string
  readonly by: string | null
  readonly round: number
}

type Judgement = Extract<LoanStep, 'review' | 'return' | 'approve' | 'reject'>

/** 岗位分离: who took one of these steps, in any round, does not take the judgement. */
const SEPARATED: Readonly<Record<Judgement, readonly LoanStep[]>> = {
  review: ['apply', 'resubmit', 'survey'],
  return: ['apply', 'resubmit', 'survey'],
  approve: ['apply', 'resubmit', 'survey', 'review'],
  reject: ['apply', 'resubmit', 'survey', 'review'],
}

/** TOOK_PART_BEFORE with the earlier step, when the person has had a part in what is judged. */
export function takesNoSecondPart(
  event: Judgement,
  person: string,
  parts: readonly PartTaken[],
): Result<null, LifeCycleRefusal> {
  const earlier = parts.find(({ step, by }) => by === person && (SEPARATED[event] as readonly string[]).includes(step))
  return earlier === undefined ? ok(null) : refuse({ code: 'TOOK_PART_BEFORE', event, earlier: earlier.step })
}
