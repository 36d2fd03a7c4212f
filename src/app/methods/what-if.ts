import type { Tx } from '../../db/transaction.js'
import { type EmissionCut, type WhatIf, type WhatIfRefusal, whatIf } from '../../domain/carbon/rating-what-if.js'
import { formatFixed } from '../../kernel/exact.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Sight } from '../account-views/look-into.js'
import type { TwoTimes } from '../carbon/account-views.js'
import { figure, tonnesFigure } from '../carbon/figures.js'
import { nextGradeAnswer } from '../carbon/rating-answer.js'
import { type StudiedRating, type StudyRefusal, studiedRating } from './studied-rating.js'

/** What would lift an enterprise to a grade: each component alone, and one cut of emissions that moves them together. */
export async function whatWouldLift(
  tx: Tx,
  enterprise: { readonly id: string; readonly uscc: string },
  target: string,
  times: TwoTimes,
): Promise<Result<Sight<WhatIfAnswer>, StudyRefusal | WhatIfRefusal>> {
  const studied = await studiedRating(tx, enterprise, times)
  if (!studied.ok) return studied
  const lift = whatIf(studied.value.method.value, studied.value.facts, target)
  if (!lift.ok) return lift
  const { asOf, knownAt } = studied.value.asked
  return ok({ answer: answerOf(enterprise.uscc, studied.value, lift.value), asked: { asOf, knownAt, target } })
}

export type WhatIfAnswer = ReturnType<typeof answerOf>

function answerOf(uscc: string, { rating, method, asked }: StudiedRating, lift: WhatIf) {
  const { grade: target, changes, ...distance } = nextGradeAnswer(lift)
  const { grade, score, scoreRounded } = rating.document
  return {
    uscc,
    ...asked,
    ratedAsOf: rating.asOf,
    method: { id: method.value.id, version: method.value.version, ruleId: method.id },
    grade,
    score,
    scoreRounded,
    target,
    ...distance,
    alone: changes,
    combined: lift.cut && cutAnswer(lift.cut),
  }
}

const cutAnswer = ({ percent, emissions12m, score, grade }: EmissionCut) => ({
  emissionsCutPercent: formatFixed(percent, 4),
  ...tonnesFigure('emissions12m', emissions12m),
  ...figure('score', score),
  grade,
})
