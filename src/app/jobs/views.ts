import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type JobRun, type JobState, RUN_COLUMNS } from './store.js'

export interface ChunkCounts {
  readonly pending: number
  readonly running: number
  readonly done: number
  readonly failed: number
  readonly cancelled: number
}

/** A run with how far it is. */
export interface JobProgress extends JobRun {
  /** null for a run that is not in chunks, or not planned yet. */
  readonly chunks: ChunkCounts | null
  /** Subjects a second, one decimal: of the last minute while the run is at work, of the whole of a run that has ended. */
  readonly ratePerSecond: string | null
}

/** Subjects of chunks ended in the last minute, or since the plan if that is less; of an ended run, all of them. */
const RATE = sql`
  CASE
    WHEN planned_at IS NULL THEN NULL
    WHEN finished_at IS NOT NULL THEN round((done / greatest(0.001, extract(epoch FROM finished_at - planned_at)))::numeric, 1)::text
    ELSE round(((SELECT coalesce(sum(c.done), 0) FROM job_chunk c WHERE c.run_id = job_run.id AND c.finished_at > now() - interval '1 minute')
      / greatest(0.001, least(60, extract(epoch FROM now() - planned_at))))::numeric, 1)::text
  END`

export async function jobProgress(tx: Tx, id: string): Promise<JobProgress | undefined> {
  const rows = await tx.execute<JobProgress & Record<string, unknown>>(sql`
    SELECT ${RUN_COLUMNS}, ${RATE} AS "ratePerSecond",
      CASE WHEN planned_at IS NOT NULL THEN (
        SELECT jsonb_build_object('pending', count(*) FILTER (WHERE state = 'PENDING'), 'running', count(*) FILTER (WHERE state = 'RUNNING'),
          'done', count(*) FILTER (WHERE state = 'DONE'), 'failed', count(*) FILTER (WHERE state = 'FAILED'),
          'cancelled', count(*) FILTER (WHERE state = 'CANCELLED')) FROM job_chunk c WHERE c.run_id = job_run.id) END AS chunks
    FROM job_run WHERE id = ${id}`)
  return rows[0]
}

/** Newest first. */
export async function jobRuns(
  tx: Tx,
  page: {
    readonly before: { createdAt: string; id: string } | null
    readonly limit: number
    readonly kind?: string | undefined
    readonly state?: JobState | undefined
  },
): Promise<readonly JobRun[]> {
  return tx.execute<JobRun & Record<string, unknown>>(sql`
    SELECT ${RUN_COLUMNS} FROM job_run
    WHERE (${page.before?.id ?? null}::uuid IS NULL
       OR (created_at, id) < (${page.before?.createdAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid))
      AND (${page.kind ?? null}::text IS NULL OR kind = ${page.kind ?? null}::text)
      AND (${page.state ?? null}::text IS NULL OR state = ${page.state ?? null}::text)
    ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`)
}

export type ChunkState = 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

export interface JobChunk {
  readonly no: number
  readonly after: string | null
  readonly to: string
  readonly state: ChunkState
  readonly attempt: number
  readonly takeovers: number
  readonly done: number
  readonly changed: number
  readonly failed: number
  readonly detail: readonly unknown[]
  readonly failure: string | null
  readonly worker: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** By number. */
export async function jobChunks(
  tx: Tx,
  runId: string,
  page: { readonly after: number; readonly limit: number; readonly state?: ChunkState | undefined },
): Promise<readonly JobChunk[]> {
  return tx.execute<JobChunk & Record<string, unknown>>(sql`
    SELECT no, after_key AS after, to_key AS "to", state, attempt, takeovers, done, changed, failed, detail, failure, worker,
      started_at AS "startedAt", finished_at AS "finishedAt"
    FROM job_chunk
    WHERE run_id = ${runId} AND no > ${page.after}::integer AND (${page.state ?? null}::text IS NULL OR state = ${page.state ?? null}::text)
    ORDER BY no LIMIT ${page.limit}`)
}

export interface JobFailure {
  readonly chunkNo: number
  readonly no: number
  readonly subjectId: string
  readonly reason: { readonly code: string } & Readonly<Record<string, unknown>>
  readonly recordedAt: string
}

/** By chunk and place in it. */
export async function jobFailures(
  tx: Tx,
  runId: string,
  page: { readonly after: { readonly chunkNo: string; readonly no: string } | null; readonly limit: number },
): Promise<readonly JobFailure[]> {
  return tx.execute<JobFailure & Record<string, unknown>>(sql`
    SELECT chunk_no AS "chunkNo", no, subject_id AS "subjectId", reason, recorded_at AS "recordedAt" FROM job_failure
    WHERE run_id = ${runId}
      AND (chunk_no, no) > (${page.after?.chunkNo ?? '0'}::integer, ${page.after?.no ?? '0'}::integer)
    ORDER BY chunk_no, no LIMIT ${page.limit}`)
}
