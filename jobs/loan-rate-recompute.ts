import {
  endRateRecompute,
  LOANS_PER_CHUNK,
  type PreparedRecompute,
  planRateRecompute,
  RATE_RECOMPUTE,
  type RateRecompute,
  type RateRunMemory,
  recomputeChunk,
  recomputedRates,
} from '../src/app/rate-recompute/recompute-rates.js'
import { testedLoansOf } from '../src/app/rate-recompute/views.js'
import { civilDate } from '../src/kernel/civil-date.js'
import type { ChunkedJob } from './chunked-job.js'

/** Of the run at work in this process: what one chunk has learned serves the next. */
let current: { readonly runId: string; readonly memory: RateRunMemory } | null = null
const memoryOf = (runId: string): RateRunMemory => {
  if (current?.runId !== runId) current = { runId, memory: { decided: new Map() } }
  return current.memory
}

/** 贷款利率重算: decides the rate of every loan that a day tests, or of those whose inputs changed since its last run. */
export const loanRateRecompute = (loansPerChunk: number): ChunkedJob<RateRecompute> => ({
  kind: RATE_RECOMPUTE,
  plan: ({ db, runId }, payload) => planRateRecompute(db, { ...checked(payload), runId }, loansPerChunk),
  work: (tx, { runId, payload, prepared }, range) =>
    recomputeChunk(
      tx,
      { on: checked(payload).on, runId, prepared: prepared as PreparedRecompute, memory: memoryOf(runId) },
      range,
    ),
  keys: (tx, _, range) => testedLoansOf(tx, range),
  finish: async ({ db, runId }, payload, totals) => {
    if (current?.runId === runId) current = null
    await endRateRecompute(db, runId)
    return recomputedRates(checked(payload), totals)
  },
})
export const loanRateRecomputeJob = loanRateRecompute(LOANS_PER_CHUNK)

const checked = ({ on, loans }: RateRecompute): RateRecompute => ({ on: civilDate(on), loans })
