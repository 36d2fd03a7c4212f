import type { Database } from '../../db/connection.js'
import { faultKind } from '../../db/faults.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { ChunkOutcome, KeyRange } from './chunk.js'
import { type ClaimedChunk, lockChunk, recordChunk } from './chunk-store.js'
import { failureText } from './failure-text.js'

export interface ChunkWork {
  readonly work: (tx: Tx, range: KeyRange) => Promise<ChunkOutcome>
  readonly keys: (tx: Tx, range: KeyRange) => Promise<readonly string[]>
}

/** A chunk with so many bad keys has a common cause: it is given up and says so, instead of being tried key by key. */
const BAD_KEYS_AT_MOST = 200

export class TooManyBadKeys extends Error {
  constructor(cause: unknown) {
    super(`more than ${BAD_KEYS_AT_MOST} keys of the chunk fail, the last with: ${failureText(cause)}`, { cause })
    this.name = 'TooManyBadKeys'
  }
}

/**
 * Does a claimed chunk in one transaction with the mark that it is done. Where the work throws a defect, the chunk is done in a second
 * transaction by halves, each in a savepoint, down to the keys that fail alone.
 * @returns 'lost' when the chunk is somebody else's by now: nothing was done
 * @throws DatabaseFault to be tried again; anything else when the chunk cannot be done at all
 */
export async function doChunk(db: Database, chunk: ClaimedChunk, { work, keys }: ChunkWork): Promise<'done' | 'lost'> {
  const once = (how: (tx: Tx) => Promise<ChunkParts>) =>
    withTransaction(db, SYSTEM, async (tx) => {
      if (!(await lockChunk(tx, chunk))) return 'lost' as const
      await recordChunk(tx, chunk, await how(tx))
      return 'done' as const
    })
  try {
    return await once(async (tx) => partsOf(await work(tx, chunk.range)))
  } catch (error) {
    if (faultKind(error) !== undefined) throw error
  }
  return once(async (tx) => {
    const known = [...(await keys(tx, chunk.range))]
    return known.length < 2 ? alone(tx, work, chunk.range, known) : halves(tx, work, chunk.range, known, { badKeys: 0 })
  })
}

/** The outcome of a chunk, put together from its parts. */
export interface ChunkParts extends Omit<ChunkOutcome, 'detail'> {
  readonly details: readonly unknown[]
}

const partsOf = ({ done, changed, failures, detail }: ChunkOutcome): ChunkParts => ({
  done,
  changed,
  failures,
  details: detail === undefined ? [] : [detail],
})

async function halves(
  tx: Tx,
  work: ChunkWork['work'],
  range: KeyRange,
  keys: readonly string[],
  count: { badKeys: number },
): Promise<ChunkParts> {
  const half = keys.length >> 1
  const middle = keys[half - 1] as string
  const parts = [
    { range: { after: range.after, to: middle }, keys: keys.slice(0, half) },
    { range: { after: middle, to: range.to }, keys: keys.slice(half) },
  ]
  let sum: ChunkParts = { done: 0, changed: 0, failures: [], details: [] }
  for (const part of parts) {
    const told = await tried(tx, work, part.range, async (error) => {
      if (part.keys.length > 1) return halves(tx, work, part.range, part.keys, count)
      count.badKeys += 1
      if (count.badKeys > BAD_KEYS_AT_MOST) throw new TooManyBadKeys(error)
      return bad(part.keys[0] ?? part.range.to, error)
    })
    sum = {
      done: sum.done + told.done,
      changed: sum.changed + told.changed,
      failures: [...sum.failures, ...told.failures],
      details: [...sum.details, ...told.details],
    }
  }
  return sum
}

/** A range of one key, or of none, fails as a whole. */
const alone = (tx: Tx, work: ChunkWork['work'], range: KeyRange, keys: readonly string[]): Promise<ChunkParts> =>
  tried(tx, work, range, async (error) => bad(keys[0] ?? range.to, error))

const bad = (subjectId: string, error: unknown): ChunkParts => ({
  done: 1,
  changed: 0,
  failures: [{ subjectId, reason: { code: 'DEFECT', failure: failureText(error) } }],
  details: [],
})

/** Works in a savepoint. A fault is the whole transaction's and goes on; a defect undoes the savepoint and is handled. */
async function tried(
  tx: Tx,
  work: ChunkWork['work'],
  range: KeyRange,
  otherwise: (error: unknown) => Promise<ChunkParts>,
): Promise<ChunkParts> {
  let defect: unknown
  try {
    return partsOf(await tx.transaction((savepoint) => work(savepoint, range)))
  } catch (error) {
    if (faultKind(error) !== undefined) throw error
    defect = error
  }
  return otherwise(defect)
}
