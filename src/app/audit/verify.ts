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
    readonly eventId: string | null
    readonly reason: 'GAP' | 'PREVIOUS_HASH' | 'EVENT_CHANGED' | 'NOT_AS_NOTED'
  } | null
}

const PAGE = 5_000

/** A head that somebody noted outside the database; a chain cut off at its end still hashes well, but no longer holds it. */
export interface NotedHead {
  readonly seq: string
  readonly hash: string
}

/** Walks the whole chain and computes every hash again; with a noted head, the chain must still hold it. */
export async function verifyAuditChain(db: Database, noted: NotedHead | null = null): Promise<ChainVerdict> {
  return withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const unsealed = await countUnsealed(tx)
      let seq = 0n
      let head = GENESIS
      let held = noted === null
      const verdict = (broken: ChainVerdict['broken']): ChainVerdict => ({
        intact: broken === null,
        sealed: seq.toString(),
        unsealed,
        head,
        broken,
      })
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
          if (reason !== null) return verdict({ seq: at, eventId: event.id, reason })
          seq += 1n
          head = hash
          if (at === noted?.seq) held = hash === noted.hash
        }
        if (rows.length < PAGE)
          return verdict(noted === null || held ? null : { seq: noted.seq, eventId: null, reason: 'NOT_AS_NOTED' })
      }
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}
