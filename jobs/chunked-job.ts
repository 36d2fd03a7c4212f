import type { Logger } from 'pino'
import type { ChunkOutcome, ChunkPlan, ChunkTotals, KeyRange } from '../src/app/jobs/chunk.js'
import type { Tx } from '../src/db/transaction.js'
import type { JobContext } from './job.js'

export type { ChunkOutcome, ChunkPlan, ChunkTotals, KeyRange, SubjectFailure } from '../src/app/jobs/chunk.js'

/** What a chunk is given beside its range. */
export interface ChunkContext<P> {
  readonly log: Logger
  readonly runId: string
  /** The chunk's number, from 1. */
  readonly no: number
  readonly payload: P
  /** What the plan prepared. */
  readonly prepared: unknown
}

/**
 * A job in chunks, which any number of workers carry at once. Transactions are of the program's own scope (`SYSTEM`).
 *
 * A chunk whose `work` throws what is no fault of the database is split in halves of `keys` until the bad key stands alone: that one is
 * recorded with its reason, the rest is done. A fault is tried again. What could not be done for a business reason is no throw but a
 * member of `failures`.
 */
export interface ChunkedJob<P> {
  readonly kind: string
  /** Cuts the work, once a run; a worker that dies in it is followed by another, which plans anew. */
  readonly plan: (context: JobContext, payload: P) => Promise<ChunkPlan>
  /** Runs inside the transaction that also marks the chunk done, so it happens once. It may run again after a fault and touches nothing but `tx`. */
  readonly work: (tx: Tx, context: ChunkContext<P>, range: KeyRange) => Promise<ChunkOutcome>
  /** The keys of a range in order, asked only when its work threw. */
  readonly keys: (tx: Tx, context: ChunkContext<P>, range: KeyRange) => Promise<readonly string[]>
  /**
   * After the last chunk; what it returns is the run's result. A worker that dies in it is followed by another, so what it writes has a
   * unique key of the run.
   */
  readonly finish: (context: JobContext, payload: P, chunks: ChunkTotals) => Promise<unknown>
}

export const isChunked = (job: object): job is ChunkedJob<never> => 'work' in job
