import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import type { Vault } from '../sealing/vault.js'
import { reseal } from './store.js'
import { secretsUnderOtherKeys } from './views.js'

const SECRETS_AT_ONCE = 200

/** Seals every secret anew that an earlier key sealed, so that the earlier key may be destroyed. Stopped, it goes on where it was. @returns how many */
export async function rotateSecondFactorKey(db: Database, vault: Vault): Promise<number> {
  for (let resealed = 0; ; ) {
    const count = await withTransaction(db, SYSTEM, async (tx) => {
      const secrets = await secretsUnderOtherKeys(tx, vault.currentKeyId, SECRETS_AT_ONCE)
      for (const { id, ...sealed } of secrets) await reseal(tx, id, vault.seal(id, vault.open(id, sealed)))
      return secrets.length
    })
    resealed += count
    if (count < SECRETS_AT_ONCE) return resealed
  }
}
