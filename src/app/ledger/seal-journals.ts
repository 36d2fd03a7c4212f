import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { blocksThatFill, filledBlocks } from '../../domain/ledger/balance-blocks.js'
import { SYSTEM } from '../actor.js'
import { answerableInstant } from '../known-at/views.js'
import { builtBlocks } from './balance-views.js'
import { GENESIS, sealHash } from './seal-hash.js'
import { insertBlocks, insertSeals, takeSealerLock } from './seal-store.js'
import { booksToSeal, type ChainEnd, entriesToSeal } from './seal-views.js'

const BATCH = 1_000

/**
 * Appends to the chain of each book what can no longer be preceded: entries recorded up to the answerable instant, in the order of
 * knowledge. Then sums up the blocks that this filled. Writers never wait for it; one sealer works at a time.
 * @returns how many entries were sealed
 */
export async function sealJournals(db: Database): Promise<number> {
  let sealed = 0
  for (;;) {
    const { latest } = await answerableInstant(db, null)
    const round = await withTransaction(db, SYSTEM, async (tx) => {
      if (!(await takeSealerLock(tx))) return { count: 0, more: false }
      let count = 0
      let more = false
      for (const end of await booksToSeal(tx, latest)) {
        const added = await sealBook(tx, end, latest)
        count += added
        more ||= added === BATCH
      }
      return { count, more }
    })
    sealed += round.count
    if (!round.more) return sealed
  }
}

async function sealBook(tx: Tx, end: ChainEnd, until: string): Promise<number> {
  let seq = BigInt(end.seq)
  let hash = end.hash ?? GENESIS
  const seals = (await entriesToSeal(tx, end, until, BATCH)).map((entry) => {
    const prev_hash = hash
    hash = sealHash(prev_hash, entry)
    seq += 1n
    return { seq: seq.toString(), entry_id: entry.id, recorded_at: entry.recordedAt, prev_hash, hash }
  })
  await insertSeals(tx, end.organisationId, seals)
  const built = await builtBlocks(tx, end.organisationId)
  for (const range of blocksThatFill(built, filledBlocks(seq))) await insertBlocks(tx, end.organisationId, range)
  return seals.length
}
