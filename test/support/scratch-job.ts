import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import type { ChunkedJob } from '../../jobs/chunked-job.js'
import type { JobTable } from '../../jobs/run-job.js'
import { SYSTEM } from '../../src/app/actor.js'
import { type Tx, withTransaction } from '../../src/db/transaction.js'

export interface ScratchPayload {
  /** Tells runs apart. */
  readonly nonce: string
  readonly perChunk: number
  /** Items on which the work throws. */
  readonly poisoned?: readonly string[]
  /** Items that are refused for a reason, without a throw. */
  readonly refused?: readonly string[]
  /** How long a chunk takes. */
  readonly slowMs?: number
}

/**
 * Items of a table of the test's own with amounts that do not round alike. What the job writes is not repeatable on purpose: an item
 * that is counted twice has `times = 2` and double its figure.
 */
export async function makeScratch(owner: postgres.Sql, items: number): Promise<void> {
  await owner.unsafe(`
    CREATE TABLE IF NOT EXISTS scratch_item (
      id text PRIMARY KEY, amount numeric(20,2) NOT NULL, times integer NOT NULL DEFAULT 0, figure numeric(20,2) NOT NULL DEFAULT 0);
    GRANT SELECT, UPDATE ON scratch_item TO tandai_app;
    TRUNCATE scratch_item;
    INSERT INTO scratch_item (id, amount)
      SELECT 'item-' || lpad(n::text, 7, '0'), ((n * 7919) % 1000003)::numeric / 7 FROM generate_series(1, ${items}) AS n`)
}

export interface ScratchSums {
  readonly items: number
  readonly once: number
  readonly figure: string
}

/** What the items hold by now; `once` of them were counted exactly once. */
export async function scratchSums(owner: postgres.Sql): Promise<ScratchSums> {
  const [sums] = await owner<[ScratchSums]>`
    SELECT count(*)::integer AS items, (count(*) FILTER (WHERE times = 1))::integer AS once, sum(figure)::text AS figure FROM scratch_item`
  return sums
}

/** What the items of an undisturbed run hold, without running it. */
export async function expectedSums(owner: postgres.Sql, left: readonly string[] = []): Promise<ScratchSums> {
  const [sums] = await owner<[ScratchSums]>`
    SELECT count(*)::integer AS items, (count(*) FILTER (WHERE id <> ALL (${left as string[]})))::integer AS once,
      sum(CASE WHEN id <> ALL (${left as string[]}) THEN round(amount * 37 / 365, 2) ELSE 0 END)::text AS figure FROM scratch_item`
  return sums
}

const within = ({ after, to }: { readonly after: string | null; readonly to: string }) =>
  sql`(${after}::text IS NULL OR id > ${after}::text) AND id <= ${to}`

async function count(tx: Tx, payload: ScratchPayload, range: { readonly after: string | null; readonly to: string }) {
  const { poisoned = [], refused = [], slowMs = 0 } = payload
  if (slowMs > 0) await tx.execute(sql`SELECT pg_sleep(${slowMs}::double precision / 1000)`)
  const inside = (id: string) => (range.after === null || id > range.after) && id <= range.to
  const left = refused.filter(inside)
  const rows = await tx.execute(sql`
    UPDATE scratch_item SET times = times + 1, figure = figure + round(amount * 37 / 365, 2)
    WHERE ${within(range)} AND id NOT IN (SELECT jsonb_array_elements_text(${JSON.stringify(left)}::jsonb)) RETURNING id`)
  // After the writing, so that what must be undone is there.
  const bad = poisoned.find(inside)
  if (bad !== undefined) throw new Error('this item is poisoned')
  return {
    done: rows.length + left.length,
    changed: rows.length,
    failures: left.map((subjectId) => ({ subjectId, reason: { code: 'SCRATCH_REFUSED', subjectId } })),
    detail: { items: rows.length },
  }
}

/** A watched job over the scratch table. */
export const scratchJob: ChunkedJob<ScratchPayload> = {
  kind: 'scratch',
  plan: ({ db }, { perChunk }) =>
    withTransaction(
      db,
      SYSTEM,
      async (tx) => {
        const ends = await tx.execute<{ id: string; total: number }>(sql`
          SELECT id, total FROM (SELECT id, row_number() OVER (ORDER BY id) AS at, (count(*) OVER ())::integer AS total FROM scratch_item) AS numbered
          WHERE at % ${perChunk} = 0 OR at = total ORDER BY id`)
        return {
          total: ends[0]?.total ?? 0,
          ranges: ends.map(({ id }, index) => ({ after: ends[index - 1]?.id ?? null, to: id })),
          prepared: { days: 37 },
        }
      },
      { readOnly: true },
    ),
  work: (tx, { payload }, range) => count(tx, payload, range),
  keys: async (tx, _context, range) =>
    (await tx.execute<{ id: string }>(sql`SELECT id FROM scratch_item WHERE ${within(range)} ORDER BY id`)).map(
      ({ id }) => id,
    ),
  finish: async (_context, _payload, { done, changed, failed, details, prepared }) => ({
    done,
    changed,
    failed,
    prepared,
    items: details.reduce((sum: number, detail) => sum + (detail as { items: number }).items, 0),
  }),
}

/** For worker processes. */
export const jobTable: JobTable = new Map([[scratchJob.kind, scratchJob]])
