import { rotateCodeKey } from '../src/app/pledges/rotate-code-key.js'
import { vaultOf } from '../src/app/sealing/vault.js'
import { readConfig } from '../src/config.js'
import { openDatabase } from './open-database.js'

/** Seals every modification code anew with the first key of PLEDGE_CODE_KEY; the others may then be dropped from it. */
const { pledgeCodeKeys } = readConfig(process.env)
if (pledgeCodeKeys === null) {
  console.error('PLEDGE_CODE_KEY is needed: the new key first, then the ones it replaces')
  process.exit(1)
}
const database = await openDatabase('tandai rotate pledge code key')
try {
  console.log(`${await rotateCodeKey(database.db, vaultOf(pledgeCodeKeys))} modification codes sealed anew`)
} finally {
  await database.close()
}
