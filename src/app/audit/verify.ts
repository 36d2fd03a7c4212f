import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { GENESIS, sealHash } from './seal.js'
import { countUnsealed, sealedEvents } from './views.js'

export interface ChainVerdict {
  readonly intact: boolean
  readonly sealed: string
  /** Committed but not sealed yet. */
  readonly unsealed: number
  readonly head: string
  /** The first place where the chain does not hold, if any. */
  readonly broken: {
    readonly seq: string
    readonly eventId: string
    readonly reason: 'GAP' | 'PREVIOUS_HASH' | 'EVENT_CHANGED'
  } | null
}

const PAGE = 5_000

/** Walks the whole chain and computes every hash again. */
export async function verifyAuditChain(db: Database): Promise<ChainVerdict> {
  return withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const unsealed = await countUnsealed(tx)
      let seq = 0n
      let head = GENESIS
      for (;;) {
        const rows = await sealedEvents(tx, seq.toString(), PAGE)
        for (const { seq: at, prevHash, hash, ...event } of rows) {
          const reason =
            BigInt(at) !== seq + 1n
              ? 'GAP'
              : prevHash !== head
                ? 'PREVIOUS_HASH'
                : hash !== sealHash(head, event)
                  ? 'EVENT_CHANGED'
                  : null
          if (reason !== null)
            return {
              intact: false,
              sealed: seq.toString(),
              unsealed,
              head,
              broken: { seq: at, eventId: event.id, reason },
            }
          seq += 1n
          head = hash
        }
        if (rows.length < PAGE) return { intact: true, sealed: seq.toString(), unsealed, head, broken: null }
      }
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}
