import { vaultOf } from '../src/app/sealing/vault.js'
import { rotateSecondFactorKey } from '../src/app/second-factor/rotate-key.js'
import { readConfig } from '../src/config.js'
import { openDatabase } from './open-database.js'

/** Seals every secret of a second factor anew with the first key of SECOND_FACTOR_KEY; the others may then be dropped from it. */
const { secondFactorKeys } = readConfig(process.env)
if (secondFactorKeys === null) {
  console.error('SECOND_FACTOR_KEY is needed: the new key first, then the ones it replaces')
  process.exit(1)
}
const database = await openDatabase('tandai rotate second factor key')
try {
  console.log(`${await rotateSecondFactorKey(database.db, vaultOf(secondFactorKeys))} secrets sealed anew`)
} finally {
  await database.close()
}
