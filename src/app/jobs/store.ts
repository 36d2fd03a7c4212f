import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { type Actor, SYSTEM } from '../actor.js'
import { documentHash } from '../canonical-json.js'

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed'

export interface JobRun {
  readonly id: string
  readonly kind: string
  readonly payload: Record<string, unknown>
  readonly state: JobState
  readonly done: number
  readonly total: number | null
  readonly attempt: number
  readonly result: unknown
  readonly failure: string | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

const COLUMNS = sql.raw(
  'id, kind, payload, state, done, total, attempt, result, failure, created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"',
)
/** A run whose worker has not been heard of for this long is taken over. */
const SILENCE_SECONDS = 30
const MAX_ATTEMPTS = 3

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
    ON CONFLICT (kind, payload_hash, organisation_id) WHERE state IN ('queued', 'running') DO NOTHING
    RETURNING ${COLUMNS}`)
  if (inserted[0] !== undefined) return { run: inserted[0], created: true }
  const live = await tx.execute<JobRow>(sql`
    SELECT ${COLUMNS} FROM job_run
    WHERE kind = ${kind} AND payload_hash = ${hash} AND organisation_id IS NOT DISTINCT FROM ${actor?.organisationId ?? null}::uuid
    ORDER BY created_at DESC LIMIT 1`)
  if (live[0] === undefined) throw new Error(`the live ${kind} run with payload ${hash} cannot be read`)
  return { run: live[0], created: false }
}

export async function jobRunById(tx: Tx, id: string): Promise<JobRun | undefined> {
  const rows = await tx.execute<JobRow>(sql`SELECT ${COLUMNS} FROM job_run WHERE id = ${id}`)
  return rows[0]
}

/** Takes a run for this process: the given one, or the oldest that waits. Nobody else can take it meanwhile. */
export async function claimJobRun(db: Database, id: string | null): Promise<JobRun | undefined> {
  const rows = await withTransaction(db, SYSTEM, (tx) =>
    tx.execute<JobRow>(sql`
      UPDATE job_run SET state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now()), heartbeat_at = now()
      WHERE id = (
        SELECT id FROM job_run
        WHERE (state = 'queued' OR (state = 'running' AND heartbeat_at < now() - make_interval(secs => ${SILENCE_SECONDS})))
          AND (${id}::uuid IS NULL OR id = ${id}::uuid)
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING ${COLUMNS}`),
  )
  return rows[0]
}

export async function reportProgress(db: Database, id: string, done: number, total: number): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`UPDATE job_run SET done = ${done}, total = ${total}, heartbeat_at = now() WHERE id = ${id}`),
  )
}

export async function heartbeat(db: Database, id: string): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`UPDATE job_run SET heartbeat_at = now() WHERE id = ${id} AND state = 'running'`),
  )
}

export async function succeedJobRun(db: Database, id: string, result: unknown): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`
      UPDATE job_run SET state = 'succeeded', result = ${JSON.stringify(result)}::jsonb, done = coalesce(total, done), finished_at = now(), failure = NULL
      WHERE id = ${id} AND state = 'running'`),
  )
}

/** Puts the run back in the queue, or ends it after its last attempt. */
export async function failJobRun(db: Database, id: string, failure: string): Promise<void> {
  await withTransaction(db, SYSTEM, (tx) =>
    tx.execute(sql`
      UPDATE job_run SET failure = ${failure},
        state = CASE WHEN attempt >= ${MAX_ATTEMPTS} THEN 'failed' ELSE 'queued' END,
        finished_at = CASE WHEN attempt >= ${MAX_ATTEMPTS} THEN now() END
      WHERE id = ${id} AND state = 'running'`),
  )
}

/** Runs that wait although somebody should have been told of them. */
export async function waitingJobRuns(db: Database): Promise<readonly string[]> {
  const rows = await withTransaction(
    db,
    SYSTEM,
    (tx) =>
      tx.execute<{ id: string }>(sql`
        SELECT id FROM job_run
        WHERE (state = 'queued' AND created_at < now() - interval '5 seconds')
           OR (state = 'running' AND heartbeat_at < now() - make_interval(secs => ${SILENCE_SECONDS}))
        ORDER BY created_at LIMIT 100`),
    { readOnly: true },
  )
  return rows.map((row) => row.id)
}

/** Newest first. */
export async function jobRuns(
  tx: Tx,
  page: { readonly before: { createdAt: string; id: string } | null; readonly limit: number },
): Promise<readonly JobRun[]> {
  return tx.execute<JobRow>(sql`
    SELECT ${COLUMNS} FROM job_run
    WHERE ${page.before?.id ?? null}::uuid IS NULL
       OR (created_at, id) < (${page.before?.createdAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid)
    ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`)
}
