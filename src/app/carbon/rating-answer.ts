import type { Rating } from '../../domain/carbon/rating.js'
import type { ComponentScore } from '../../domain/carbon/score-components.js'
import type { NextGrade } from '../../domain/carbon/to-next-grade.js'
import { formatExact } from '../../kernel/exact.js'
import { figure, optionalFigure } from './figures.js'

/** A rating as calculators and accounts tell it; 不评级 has no score. */
export const ratingAnswer = (rating: Rating) =>
  rating.rated
    ? {
        grade: rating.grade,
        gradeByScore: rating.gradeByScore,
        keptByHysteresis: rating.keptByHysteresis,
        score: formatExact(rating.score),
        scoreRounded: rating.scoreRounded,
        components: rating.components.map(componentAnswer),
        caps: rating.caps.map(({ reason, maxGrade }) => ({ reason, maxGrade })),
        toNextGrade: rating.toNextGrade && nextGradeAnswer(rating.toNextGrade),
        vetoes: [] as readonly string[],
      }
    : {
        grade: rating.grade,
        gradeByScore: null,
        keptByHysteresis: false,
        score: null,
        scoreRounded: null,
        components: [],
        caps: [],
        toNextGrade: null,
        vetoes: rating.vetoes,
      }
export type RatingAnswer = ReturnType<typeof ratingAnswer>

const componentAnswer = ({ id, group, metric, benchmark, k, score, weight, points, reason }: ComponentScore) => ({
  id,
  group,
  ...optionalFigure('metric', metric),
  ...(benchmark === null ? {} : { benchmark: formatExact(benchmark) }),
  ...(k === null ? {} : figure('k', k)),
  ...figure('score', score),
  weight: formatExact(weight),
  ...figure('points', points),
  ...(reason === null ? {} : { reason }),
})

export const nextGradeAnswer = ({ grade, minScore, points, blockedBy, changes }: NextGrade) => ({
  grade,
  minScore: formatExact(minScore),
  ...figure('points', points),
  blockedBy,
  changes: changes.map(({ id, score, at, metric }) => ({
    id,
    ...figure('score', score),
    ...figure('at', at),
    ...(metric === null ? {} : figure('metric', metric)),
  })),
})
