import { compare, type Exact, subtract } from '../../kernel/exact.js'
import type { RatingFacts } from './rating.js'
import type { CountedInput, GradeCap, RatingMethod } from './rating-method.js'

/** 0 for the best grade; −1 for a word that is no grade. */
export const rankOf = (method: RatingMethod, grade: string): number =>
  method.grades.findIndex((candidate) => candidate.id === grade)

/** The best grade whose lower bound the unrounded score reaches. */
export function gradeAt(method: RatingMethod, score: Exact): string {
  const grade = method.grades.find((candidate) => compare(score, candidate.minScore) >= 0)
  if (!grade) throw new RangeError(`method ${method.id} has no grade for a score below its last bound`)
  return grade.id
}

/** A better previous grade is kept while the score is not below its lower bound less the hysteresis. */
export function holdGrade(method: RatingMethod, score: Exact, earned: string, previous: string | undefined): string {
  const held = method.grades.find((grade) => grade.id === previous)
  if (!held || rankOf(method, held.id) >= rankOf(method, earned)) return earned
  return compare(score, subtract(held.minScore, method.hysteresis)) >= 0 ? held.id : earned
}

/** The caps whose condition holds. */
export const capsOn = (method: RatingMethod, facts: RatingFacts): readonly GradeCap[] =>
  method.caps.filter((cap) => {
    if (cap.input === 'verification') return facts.verification === cap.equals
    const value = counted(facts, cap.input)
    return 'below' in cap ? value < cap.below : value >= cap.atLeast
  })

const counted = (facts: RatingFacts, input: CountedInput): number =>
  input === 'notApplicable' ? (facts.notApplicable?.length ?? 0) : facts[input]
