import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { canonicalJson, sha256 } from '../canonical-json.js'
import { insertSeals, takeSealerLock } from './store.js'
import { lastSeal, unsealedEvents } from './views.js'

/** The hash before the first seal. */
export const GENESIS = '0'.repeat(64)
const BATCH = 1_000

export interface SealableEvent {
  readonly id: string
  readonly at: string
  readonly organisationId: string | null
  readonly userId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly requestId: string | null
  readonly detail: unknown
}

/** sha256 over the hash before and the canonical JSON of the event: changing, dropping or moving an event breaks every hash after it. */
export const sealHash = (prevHash: string, event: SealableEvent): string =>
  sha256(`${prevHash}\n${canonicalJson(event)}`)

/**
 * Appends what has committed since to the chain, in order of event id among what is visible. Writers never wait for it: only one
 * sealer works at a time, and an event that commits late is sealed in the next round.
 * @returns how many events were sealed
 */
export async function sealAuditEvents(db: Database): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await withTransaction(db, SYSTEM, async (tx) => {
      if (!(await takeSealerLock(tx))) return 0
      const last = await lastSeal(tx)
      let seq = BigInt(last?.seq ?? '0')
      let hash = last?.hash ?? GENESIS
      const seals = (await unsealedEvents(tx, BATCH)).map((event) => {
        const prev_hash = hash
        hash = sealHash(prev_hash, event)
        seq += 1n
        return { seq: seq.toString(), event_id: event.id, prev_hash, hash }
      })
      if (seals.length > 0) await insertSeals(tx, seals)
      return seals.length
    })
    sealed += count
    if (count < BATCH) return sealed
  }
}
