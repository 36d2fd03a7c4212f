import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { EVENT_COLUMNS, GENESIS, type SealableEvent, sealHash } from './seal.js'

export interface ChainVerdict {
  readonly intact: boolean
  readonly sealed: string
  /** Committed but not sealed yet. */
  readonly unsealed: number
  readonly head: string
  /** The first place where the chain does not hold, if any. */
  readonly broken: { readonly seq: string; readonly eventId: string; readonly reason: 'GAP' | 'PREVIOUS_HASH' | 'EVENT_CHANGED' } | null
}

const PAGE = 5_000

/** Walks the whole chain and computes every hash again. */
export async function verifyAuditChain(db: Database): Promise<ChainVerdict> {
  return withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const [tail] = await tx.execute<{ unsealed: number }>(sql`
        SELECT count(*)::int AS unsealed FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)`)
      const unsealed = tail?.unsealed ?? 0
      let seq = 0n
      let head = GENESIS
      for (;;) {
        const rows = await tx.execute<SealableEvent & { seq: string; prevHash: string; hash: string } & Record<string, unknown>>(sql`
          SELECT s.seq::text AS seq, s.prev_hash AS "prevHash", s.hash, ${EVENT_COLUMNS}
          FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
          WHERE s.seq > ${seq.toString()}::bigint ORDER BY s.seq LIMIT ${PAGE}`)
        for (const { seq: at, prevHash, hash, ...event } of rows) {
          const reason =
            BigInt(at) !== seq + 1n ? 'GAP' : prevHash !== head ? 'PREVIOUS_HASH' : hash !== sealHash(head, event) ? 'EVENT_CHANGED' : null
          if (reason !== null) return { intact: false, sealed: seq.toString(), unsealed, head, broken: { seq: at, eventId: event.id, reason } }
          seq += 1n
          head = hash
        }
        if (rows.length < PAGE) return { intact: true, sealed: seq.toString(), unsealed, head, broken: null }
      }
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}
