import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type Actor, SYSTEM } from '../actor.js'
import { documentHash } from '../canonical-json.js'

export type JobState = 'queued' | 'running' | 'paused' | 'cancelling' | 'cancelled' | 'succeeded' | 'failed'

/** What of a run is under way: the whole of it (for a run in chunks, its plan), its chunks, or its end. */
export type JobStep = 'whole' | 'chunks' | 'finish'

export interface JobRun {
  readonly id: string
  readonly kind: string
  readonly payload: Record<string, unknown>
  readonly state: JobState
  readonly step: JobStep
  readonly done: number
  readonly total: number | null
  /** Subjects that could not be done, each recorded with its reason. */
  readonly failed: number
  readonly attempt: number
  /** How often the run or a chunk of it was taken over from a worker that had died. */
  readonly takeovers: number
  readonly result: unknown
  readonly failure: string | null
  /** Of a run that a schedule made. */
  readonly scheduleId: string | null
  readonly businessDay: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** The counts of a run whose chunks are under way are the sums of its chunks: no row of the run is written for each. */
const ofChunks = (column: string) =>
  `CASE WHEN planned_at IS NULL OR finished_at IS NOT NULL THEN ${column} ELSE ${column} + coalesce((SELECT sum(c.${column})::integer FROM job_chunk c WHERE c.run_id = job_run.id), 0) END AS ${column}`
export const RUN_COLUMNS = sql.raw(
  `id, kind, payload, state, step, ${ofChunks('done')}, total, ${ofChunks('failed')}, attempt, ${ofChunks('takeovers')}, result, failure,
  schedule_id AS "scheduleId", business_day AS "businessDay", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`,
)
/** A run or a chunk whose worker has not been heard of for this long is taken over. */
export const SILENCE_SECONDS = 30

type JobRow = JobRun & Record<string, unknown>

/** Records a run to be made; while one of the same kind and payload is still live, that one is the answer. */
export async function requestJobRun(
  tx: Tx,
  actor: Actor | null,
  kind: string,
  payload: Record<string, unknown>,
): Promise<{ run: JobRun; created: boolean }> {
  const hash = documentHash(payload)
  const inserted = await tx.execute<JobRow>(sql`
    INSERT INTO job_run (kind, payload, payload_hash, organisation_id, requested_by)
    VALUES (${kind}, ${JSON.stringify(payload)}::jsonb, ${hash}, ${actor?.organisationId ?? null}, ${actor?.userId ?? null})
    ON CONFLICT (kind, payload_hash, organisation_id) WHERE state IN ('queued', 'running', 'paused', 'cancelling') DO NOTHING
    RETURNING ${RUN_COLUMNS}`)
  if (inserted[0] !== undefined) return { run: inserted[0], created: true }
  const live = await tx.execute<JobRow>(sql`
    SELECT ${RUN_COLUMNS} FROM job_run
    WHERE kind = ${kind} AND payload_hash = ${hash} AND organisation_id IS NOT DISTINCT FROM ${actor?.organisationId ?? null}::uuid
    ORDER BY created_at DESC LIMIT 1`)
  if (live[0] === undefined) throw new Error(`the live ${kind} run with payload ${hash} cannot be read`)
  return { run: live[0], created: false }
}

export async function jobRunById(tx: Tx, id: string): Promise<JobRun | undefined> {
  const rows = await tx.execute<JobRow>(sql`SELECT ${RUN_COLUMNS} FROM job_run WHERE id = ${id}`)
  return rows[0]
}

export interface ClaimedRun extends JobRun {
  readonly planned: boolean
  readonly finishAttempt: number
}

const WAITS = (silenceSeconds: number) => sql`(
  r.state = 'queued'
  OR r.state = 'running' AND r.step IN ('whole', 'finish') AND r.heartbeat_at < now() - make_interval(secs => ${silenceSeconds})
  OR r.state = 'running' AND r.step = 'chunks' AND NOT EXISTS (
    SELECT 1 FROM job_chunk c WHERE c.run_id = r.id AND c.state IN ('PENDING', 'RUNNING')))`

/**
 * Takes a step of a run for this process, of the given run or of the oldest that waits: the whole of a queued run, or its end when all
 * its chunks have ended. Nobody else can take it meanwhile; one whose worker fell silent is taken over.
 */
export async function claimJobRun(
  db: Database,
  id: string | null,
  silenceSeconds = SILENCE_SECONDS,
): Promise<ClaimedRun | undefined> {
  const rows = await withTransaction(db, SYSTEM, (tx) =>
    tx.execute<ClaimedRun & Record<string, unknown>>(sql`
      UPDATE job_run SET state = 'running', started_at = coalesce(started_at, now()), heartbeat_at = now(),
        step = CASE step WHEN 'whole' THEN 'whole' ELSE 'finish' END,
        attempt = attempt + (step = 'whole')::integer, finish_attempt = finish_attempt + (step <> 'whole')::integer,
        takeovers = takeovers + (state = 'running' AND step <> 'chunks')::integer
      WHERE id = (
        SELECT r.id FROM job_run r
        WHERE ${WAITS(silenceSeconds)} AND (${id}::uuid IS NULL OR r.id = ${id}::uuid)
        ORDER BY r.created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING ${RUN_COLUMNS}, planned_at IS NOT NULL AS planned, finish_attempt AS "finishAttempt"`),
  )
  return rows[0]
}

/** Thrown to a job that reports how far it is when somebody has cancelled its run. */
export class JobCancelled extends Error {
  constructor() {
    super('the run was cancelled')
    this.name = 'JobCancelled'
  }
}

/** @throws JobCancelled */
export async function reportProgress(db: Database, id: string, done: number, total: number): Promise<void> {
  const rows = await withTransaction(db, SYSTEM, (tx) =>
    tx.execute<{ state: JobState }>(sql`
      UPDATE job_run SET done = CASE WHEN planned_at IS NULL THEN ${done}::integer ELSE done END,
        total = CASE WHEN planned_at IS NULL THEN ${total}::integer ELSE total END, heartbeat_at = now() WHERE id = ${id} RETURNING state`),
  )
  if (rows[0]?.state === 'cancelling') throw new JobCancelled()
}

export async function heartbeat(db: Database, id: string): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(
      sql`UPDATE job_run SET heartbeat_at = now() WHERE id = ${id} AND state IN ('running', 'paused', 'cancelling')`,
    ),
  )
}

/** The sums of its chunks, written to a run that ends. */
const SUMMED = sql`
  done = CASE WHEN planned_at IS NULL THEN coalesce(total, done) ELSE (SELECT coalesce(sum(c.done), 0) FROM job_chunk c WHERE c.run_id = job_run.id) END,
  changed = (SELECT coalesce(sum(c.changed), 0) FROM job_chunk c WHERE c.run_id = job_run.id),
  failed = (SELECT coalesce(sum(c.failed), 0) FROM job_chunk c WHERE c.run_id = job_run.id),
  takeovers = takeovers + (SELECT coalesce(sum(c.takeovers), 0) FROM job_chunk c WHERE c.run_id = job_run.id)`

/** Ends a run; as failed when chunks of it were given up, with its result all the same. */
export async function succeedJobRun(db: Database, id: string, result: unknown, chunksFailed = 0): Promise<void> {
  const state: JobState = chunksFailed === 0 ? 'succeeded' : 'failed'
  const failure = chunksFailed === 0 ? null : `${chunksFailed} chunks could not be done`
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`
      UPDATE job_run SET state = ${state}, result = ${JSON.stringify(result ?? null)}::jsonb, finished_at = now(), failure = ${failure}, ${SUMMED}
      WHERE id = ${id} AND state IN ('running', 'cancelling')`),
  )
}

/**
 * Lets the step be tried again, or ends the run after its last attempt.
 * @returns whether the run has ended
 */
export async function failJobRun(db: Database, id: string, failure: string, attemptsAtMost: number): Promise<boolean> {
  return withTransaction(db, SYSTEM, async (tx) => {
    const [run] = await tx.execute<{ last: boolean }>(sql`
      SELECT state = 'cancelling' OR greatest(CASE step WHEN 'whole' THEN attempt ELSE 0 END, finish_attempt) >= ${attemptsAtMost} AS last
      FROM job_run WHERE id = ${id} AND state IN ('running', 'paused', 'cancelling') FOR UPDATE`)
    if (run === undefined) return true
    await tx.execute(
      run.last
        ? sql`
          UPDATE job_run SET state = CASE state WHEN 'cancelling' THEN 'cancelled' ELSE 'failed' END, failure = ${failure}, finished_at = now(), ${SUMMED}
          WHERE id = ${id}`
        : sql`
          UPDATE job_run SET failure = ${failure}, step = CASE step WHEN 'finish' THEN 'chunks' ELSE 'whole' END,
            state = CASE WHEN step = 'whole' AND state = 'running' THEN 'queued' ELSE state END
          WHERE id = ${id}`,
    )
    return run.last
  })
}

/** A run of which a step waits; `attempt` tells one telling of it from the next. */
export interface WaitingRun {
  readonly id: string
  readonly attempt: number
}

export async function waitingJobRuns(db: Database, silenceSeconds = SILENCE_SECONDS): Promise<readonly WaitingRun[]> {
  return withTransaction(
    db,
    SYSTEM,
    (tx) =>
      tx.execute<WaitingRun & Record<string, unknown>>(sql`
        SELECT r.id, r.attempt + r.finish_attempt AS attempt FROM job_run r
        WHERE ${WAITS(silenceSeconds)}
        ORDER BY r.created_at LIMIT 100`),
    { readOnly: true },
  )
}

/** Ends cancelled runs that nobody works on any more: chunks that wait are cancelled, those at work end first. */
export async function endCancelledRuns(db: Database, silenceSeconds = SILENCE_SECONDS): Promise<readonly string[]> {
  const ids = await withTransaction(
    db,
    SYSTEM,
    (tx) => tx.execute<{ id: string }>(sql`SELECT id FROM job_run WHERE state = 'cancelling' ORDER BY created_at`),
    { readOnly: true },
  )
  const ended: string[] = []
  for (const { id } of ids) if (await endCancelledRun(db, id, silenceSeconds)) ended.push(id)
  return ended
}

const endCancelledRun = (db: Database, id: string, silenceSeconds: number): Promise<boolean> =>
  withTransaction(db, SYSTEM, async (tx) => {
    const [run] = await tx.execute<{ idle: boolean }>(sql`
      SELECT started_at IS NULL OR step = 'chunks' OR heartbeat_at < now() - make_interval(secs => ${silenceSeconds}) AS idle
      FROM job_run WHERE id = ${id} AND state = 'cancelling' FOR UPDATE SKIP LOCKED`)
    if (run === undefined) return false
    await tx.execute(sql`
      UPDATE job_chunk SET state = 'CANCELLED', finished_at = now()
      WHERE (run_id, no) IN (
        SELECT run_id, no FROM job_chunk
        WHERE run_id = ${id} AND (state = 'PENDING' OR state = 'RUNNING' AND heartbeat_at < now() - make_interval(secs => ${silenceSeconds}))
        FOR UPDATE SKIP LOCKED)`)
    const ended = await tx.execute(sql`
      UPDATE job_run SET state = 'cancelled', finished_at = now(), total = coalesce(total, 0), ${SUMMED}
      WHERE id = ${id} AND ${run.idle} AND NOT EXISTS (
        SELECT 1 FROM job_chunk c WHERE c.run_id = ${id} AND c.state IN ('PENDING', 'RUNNING'))
      RETURNING id`)
    return ended.length > 0
  })

/** The parts of a run that decide who may steer it and how; undefined when the actor may not see it. */
export interface SteeredRun {
  readonly state: JobState
  readonly step: JobStep
  readonly planned: boolean
  readonly requestedBy: string | null
}

export async function runToSteer(tx: Tx, id: string): Promise<SteeredRun | undefined> {
  const rows = await tx.execute<SteeredRun & Record<string, unknown>>(sql`
    SELECT state, step, planned_at IS NOT NULL AS planned, requested_by AS "requestedBy" FROM job_run WHERE id = ${id}`)
  return rows[0]
}

/** The same under its lock, for whoever row-level security lets change it. */
export async function lockRunToSteer(tx: Tx, id: string): Promise<SteeredRun | undefined> {
  const rows = await tx.execute<SteeredRun & Record<string, unknown>>(sql`
    SELECT state, step, planned_at IS NOT NULL AS planned, requested_by AS "requestedBy" FROM job_run WHERE id = ${id} FOR NO KEY UPDATE`)
  return rows[0]
}

export async function setRunState(tx: Tx, id: string, state: JobState): Promise<void> {
  await tx.execute(sql`UPDATE job_run SET state = ${state} WHERE id = ${id}`)
}
