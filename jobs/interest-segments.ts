import { fillInRange, planFillIn } from '../src/app/interest-segments/fill-in-book.js'
import { loanIdsWithoutSegments } from '../src/app/interest-segments/views.js'
import type { ChunkedJob } from './chunked-job.js'

/** 补录计息分段: loans that were paid out before segments were kept get them, under the instants at which their past became known. */
export const interestSegmentsJob: ChunkedJob<Readonly<Record<string, unknown>>> = {
  kind: 'interest-segments',
  plan: ({ db }) => planFillIn(db),
  work: (tx, _, range) => fillInRange(tx, range),
  keys: (tx, _, range) => loanIdsWithoutSegments(tx, range),
  finish: async (_, __, { done, changed, failed }) => ({ loans: done, filledIn: changed, failed }),
}
