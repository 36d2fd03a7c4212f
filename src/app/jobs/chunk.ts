/** Keys after `after` (exclusive; null from the first) up to `to` (inclusive), in the order that the job's own queries use. */
export interface KeyRange {
  readonly after: string | null
  readonly to: string
}

/** A subject that could not be done, with a reason that has a code. */
export interface SubjectFailure {
  readonly subjectId: string
  readonly reason: { readonly code: string } & Readonly<Record<string, unknown>>
}

/** What came of a range of keys. */
export interface ChunkOutcome {
  /** Subjects dealt with, those that failed included. */
  readonly done: number
  /** Subjects for which something was written. */
  readonly changed: number
  readonly failures: readonly SubjectFailure[]
  /** A small JSON value that the run's end adds up or lists. */
  readonly detail?: unknown
}

/** All chunks of a run, for its end. */
export interface ChunkTotals {
  readonly chunks: number
  readonly done: number
  readonly changed: number
  /** Subjects recorded in job_failure. */
  readonly failed: number
  /** Chunks that were given up; the run then ends as failed. */
  readonly chunksFailed: number
  /** In the order of the chunks; a chunk that was split has one for each of its parts. */
  readonly details: readonly unknown[]
  /** What the plan prepared. */
  readonly prepared: unknown
}

/** How a run is cut. */
export interface ChunkPlan {
  /** Subjects in all, for the progress. */
  readonly total: number
  readonly ranges: readonly KeyRange[]
  /** JSON kept with the run and given to every chunk and to the end. */
  readonly prepared?: unknown
}
