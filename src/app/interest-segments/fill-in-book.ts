import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { ChunkOutcome, ChunkPlan, KeyRange } from '../jobs/chunk.js'
import { lockServiced } from '../servicing/store.js'
import { fillInLoan } from './fill-in-segments.js'
import { loanIdsWithoutSegments, rangesWithoutSegments } from './views.js'

const LOANS_A_CHUNK = 500

/** Loans that were paid out before segments were kept, in ranges of their ids. */
export const planFillIn = (db: Database): Promise<ChunkPlan> =>
  withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const ranges = await rangesWithoutSegments(tx, LOANS_A_CHUNK)
      const total = ranges.reduce((sum, { loans }) => sum + loans, 0)
      return { total, ranges: ranges.map(({ to }, index) => ({ after: ranges[index - 1]?.to ?? null, to })) }
    },
    { readOnly: true },
  )

/** Each loan is held while it is filled in; one that was changed meanwhile has got its segments with that. */
export async function fillInRange(tx: Tx, range: KeyRange): Promise<ChunkOutcome> {
  const ids = await loanIdsWithoutSegments(tx, range)
  let changed = 0
  for (const id of ids) {
    await lockServiced(tx, id)
    if (await fillInLoan(tx, id)) changed += 1
  }
  return { done: ids.length, changed, failures: [] }
}
