import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { Vault } from '../sealing/vault.js'
import { codesUnderOtherKeys, reseal } from './code-store.js'

const CODES_AT_ONCE = 200

/** Seals every code anew that an earlier key sealed, so that the earlier key may be destroyed. Stopped, it goes on where it was. @returns how many */
export async function rotateCodeKey(db: Database, vault: Vault): Promise<number> {
  for (let resealed = 0; ; ) {
    const count = await withTransaction(db, SYSTEM, async (tx) => {
      const codes = await codesUnderOtherKeys(tx, vault.currentKeyId, CODES_AT_ONCE)
      for (const { pledgeId, ...sealed } of codes)
        await reseal(tx, pledgeId, vault.seal(pledgeId, vault.open(pledgeId, sealed)))
      return codes.length
    })
    resealed += count
    if (count < CODES_AT_ONCE) return resealed
  }
}
