import { ok, type Result } from '../../kernel/result.js'
import { type LoanState, nextState } from './life-cycle.js'
import { type PartTaken, takesNoSecondPart } from './parts-taken.js'
import type { LifeCycleRefusal } from './refusal.js'
import { nothingMissing, type RequiredStep } from './required-steps.js'

export interface ApplicationUnderWay {
  readonly state: LoanState
  readonly round: number
  /** Of every round. */
  readonly parts: readonly PartTaken[]
  /** What its product requires before a decision. */
  readonly required: readonly RequiredStep[]
}

/** The steps taken since the form last came in. */
export const takenThisRound = ({ parts, round }: Pick<ApplicationUnderWay, 'parts' | 'round'>): readonly string[] =>
  parts.filter((part) => part.round === round).map(({ step }) => step)

/** 贷前调查: the officer has been there and says what was found. */
export const survey = (application: Pick<ApplicationUnderWay, 'state'>): Result<LoanState, LifeCycleRefusal> =>
  nextState(application.state, 'survey')

/** 审查: another person than took the form in or surveyed. Refusals in this order: state, person, survey missing. */
export function review(application: ApplicationUnderWay, reviewer: string): Result<LoanState, LifeCycleRefusal> {
  const state = nextState(application.state, 'review')
  if (!state.ok) return state
  const apart = takesNoSecondPart('review', reviewer, application.parts)
  if (!apart.ok) return apart
  const complete = nothingMissing('review', application.required, takenThisRound(application))
  return complete.ok ? state : complete
}

/** 退回: whoever judges the form gives it back to be amended; not who made it. */
export function returnForm(
  application: Pick<ApplicationUnderWay, 'state' | 'parts'>,
  judge: string,
): Result<LoanState, LifeCycleRefusal> {
  const state = nextState(application.state, 'return')
  if (!state.ok) return state
  const apart = takesNoSecondPart('return', judge, application.parts)
  return apart.ok ? ok(state.value) : apart
}
