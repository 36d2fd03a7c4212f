import { hostname } from 'node:os'
import { pid } from 'node:process'
import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { ChunkPlan, ChunkTotals, KeyRange } from './chunk.js'
import type { ChunkParts } from './do-chunk.js'

export interface ClaimedChunk {
  readonly runId: string
  readonly kind: string
  readonly payload: Record<string, unknown>
  readonly prepared: unknown
  readonly no: number
  readonly attempt: number
  readonly takeovers: number
  readonly range: KeyRange
}

/** Tells workers apart in what runs say of themselves. */
const WORKER = `${hostname()} ${pid}`
/** BullMQ's lowest priority; turns beyond it are the last alike. */
const LAST_TURN = 2_000_000
/** A fault is waited out, longer each time, a minute at most. */
const RETRY_SECONDS = 1
const RETRY_SECONDS_AT_MOST = 60

/**
 * Keeps the plan of a claimed run with its chunks, all at once.
 * @returns false when somebody else has planned the run, or it is not this attempt's any more
 */
export async function recordPlan(
  db: Database,
  run: { readonly id: string; readonly attempt: number },
  plan: ChunkPlan,
): Promise<boolean> {
  return withTransaction(db, SYSTEM, async (tx) => {
    const planned = await tx.execute(sql`
      UPDATE job_run SET step = 'chunks', planned_at = now(), chunks = ${plan.ranges.length}, done = 0, total = ${plan.total},
        prepared = ${JSON.stringify(plan.prepared ?? null)}::jsonb, failure = NULL
      WHERE id = ${run.id} AND attempt = ${run.attempt} AND planned_at IS NULL AND state IN ('running', 'paused', 'cancelling')
      RETURNING id`)
    if (planned.length === 0) return false
    await tx.execute(sql`
      INSERT INTO job_chunk (run_id, no, after_key, to_key, turn)
      SELECT ${run.id}::uuid, range.no, range.value ->> 'after', range.value ->> 'to', least(${LAST_TURN}, now_at.turn + range.no)
      FROM (SELECT coalesce(min(c.turn) - 1, 0) AS turn FROM job_chunk c JOIN job_run r ON r.id = c.run_id
            WHERE c.state = 'PENDING' AND r.state = 'running') AS now_at,
        jsonb_array_elements(${JSON.stringify(plan.ranges)}::jsonb) WITH ORDINALITY AS range (value, no)`)
    return true
  })
}

const CLAIMABLE = (silenceSeconds: number) => sql`(
  r.state = 'running' AND r.step = 'chunks' AND (
    c.state = 'PENDING' AND (c.not_before IS NULL OR c.not_before <= now())
    OR c.state = 'RUNNING' AND c.heartbeat_at < now() - make_interval(secs => ${silenceSeconds})))`

/**
 * Takes a chunk for this worker: the given one, or whose turn it is. One that runs is taken over when it was begun longer ago than
 * `silenceSeconds` and no transaction holds it. Chosen apart from the update: as a part of it the choice could be made again for every chunk,
 * each time of one that is not locked yet.
 */
export async function claimChunk(
  db: Database,
  wanted: { readonly runId: string; readonly no: number | null } | null,
  silenceSeconds: number,
): Promise<ClaimedChunk | undefined> {
  const runId = wanted?.runId ?? null
  const no = wanted?.no ?? null
  const rows = await withTransaction(db, SYSTEM, (tx) =>
    tx.execute<Record<string, unknown> & Omit<ClaimedChunk, 'range'> & { after: string | null; to: string }>(sql`
      WITH next AS MATERIALIZED (
        SELECT c.run_id, c.no, r.kind, r.payload, r.prepared
        FROM job_chunk c JOIN job_run r ON r.id = c.run_id
        WHERE ${CLAIMABLE(silenceSeconds)}
          AND (${runId}::uuid IS NULL OR c.run_id = ${runId}::uuid) AND (${no}::integer IS NULL OR c.no = ${no}::integer)
        ORDER BY c.turn, c.run_id, c.no LIMIT 1 FOR UPDATE OF c SKIP LOCKED FOR SHARE OF r)
      UPDATE job_chunk c SET state = 'RUNNING', attempt = c.attempt + 1, takeovers = c.takeovers + (c.state = 'RUNNING')::integer,
        worker = ${WORKER}, started_at = now(), heartbeat_at = now(), not_before = NULL
      FROM next WHERE c.run_id = next.run_id AND c.no = next.no
      RETURNING c.run_id AS "runId", next.kind, next.payload, next.prepared, c.no, c.attempt, c.takeovers, c.after_key AS after, c.to_key AS "to"`),
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { after, to, ...chunk } = row
  return { ...chunk, range: { after, to } }
}

export interface WaitingChunk {
  readonly runId: string
  readonly no: number
  readonly turn: number
  readonly attempt: number
}

/** Chunks that may be claimed, of one run or of all, in the order of their turns. */
export async function waitingChunks(
  db: Database,
  wanted: { readonly runId: string | null; readonly limit: number },
  silenceSeconds: number,
): Promise<readonly WaitingChunk[]> {
  return withTransaction(
    db,
    SYSTEM,
    (tx) =>
      tx.execute<WaitingChunk & Record<string, unknown>>(sql`
        SELECT c.run_id AS "runId", c.no, c.turn, c.attempt FROM job_chunk c JOIN job_run r ON r.id = c.run_id
        WHERE ${CLAIMABLE(silenceSeconds)} AND (${wanted.runId}::uuid IS NULL OR c.run_id = ${wanted.runId}::uuid)
        ORDER BY c.turn, c.run_id, c.no LIMIT ${wanted.limit}`),
    { readOnly: true },
  )
}

/** Locks a claimed chunk for the rest of the transaction; false when it has ended or was claimed anew. */
export async function lockChunk(tx: Tx, { runId, no, attempt }: ClaimedChunk): Promise<boolean> {
  const rows = await tx.execute(sql`
    SELECT 1 FROM job_chunk WHERE run_id = ${runId} AND no = ${no} AND state = 'RUNNING' AND attempt = ${attempt} FOR UPDATE`)
  return rows.length > 0
}

/** Marks a locked chunk done, with its counts and its failures. */
export async function recordChunk(tx: Tx, { runId, no }: ClaimedChunk, parts: ChunkParts): Promise<void> {
  const { done, changed, failures, details } = parts
  if (failures.length > 0)
    await tx.execute(sql`
      INSERT INTO job_failure (run_id, chunk_no, no, subject_id, reason)
      SELECT ${runId}::uuid, ${no}::integer, failure.no, failure.value ->> 'subjectId', failure.value -> 'reason'
      FROM jsonb_array_elements(${JSON.stringify(failures)}::jsonb) WITH ORDINALITY AS failure (value, no)`)
  await tx.execute(sql`
    UPDATE job_chunk SET state = 'DONE', done = ${done}, changed = ${changed}, failed = ${failures.length},
      detail = ${JSON.stringify(details)}::jsonb, failure = NULL, finished_at = clock_timestamp()
    WHERE run_id = ${runId} AND no = ${no}`)
}

/** Puts a chunk back after a fault, to be tried again after a while. */
export async function releaseChunk(db: Database, { runId, no, attempt }: ClaimedChunk, failure: string): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`
      UPDATE job_chunk SET state = 'PENDING', failure = ${failure},
        not_before = now() + make_interval(secs => least(${RETRY_SECONDS_AT_MOST}, ${RETRY_SECONDS} * 2 ^ least(10, attempt - 1)))
      WHERE run_id = ${runId} AND no = ${no} AND state = 'RUNNING' AND attempt = ${attempt}`),
  )
}

/** Ends a chunk that cannot be done. Its subjects are told by its range. */
export async function giveUpChunk(db: Database, { runId, no, attempt }: ClaimedChunk, failure: string): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`
      UPDATE job_chunk SET state = 'FAILED', failure = ${failure}, finished_at = now()
      WHERE run_id = ${runId} AND no = ${no} AND state = 'RUNNING' AND attempt = ${attempt}`),
  )
}

/** Whether every chunk of a run has ended. */
export async function chunksEnded(db: Database, runId: string): Promise<boolean> {
  const rows = await withTransaction(
    db,
    SYSTEM,
    (tx) =>
      tx.execute(sql`SELECT 1 FROM job_chunk WHERE run_id = ${runId} AND state IN ('PENDING', 'RUNNING') LIMIT 1`),
    { readOnly: true },
  )
  return rows.length === 0
}

/** The sums of a run's chunks. */
export async function chunkTotals(db: Database, runId: string): Promise<ChunkTotals> {
  return withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const [sums] = await tx.execute<{
        chunks: number
        done: number
        changed: number
        failed: number
        chunksFailed: number
        prepared: unknown
      }>(sql`
        SELECT count(c.no)::integer AS chunks, coalesce(sum(c.done), 0)::integer AS done, coalesce(sum(c.changed), 0)::integer AS changed,
          coalesce(sum(c.failed), 0)::integer AS failed, (count(*) FILTER (WHERE c.state = 'FAILED'))::integer AS "chunksFailed", r.prepared
        FROM job_run r LEFT JOIN job_chunk c ON c.run_id = r.id WHERE r.id = ${runId} GROUP BY r.id`)
      if (sums === undefined) throw new Error(`there is no run ${runId}`)
      const details = await tx.execute<{ detail: unknown }>(sql`
        SELECT part.value AS detail FROM job_chunk c CROSS JOIN LATERAL jsonb_array_elements(c.detail) WITH ORDINALITY AS part (value, no)
        WHERE c.run_id = ${runId} ORDER BY c.no, part.no`)
      return { ...sums, details: details.map(({ detail }) => detail) }
    },
    { readOnly: true },
  )
}
