import { parseArgs } from 'node:util'
import { sealAuditEvents } from '../src/app/audit/seal.js'
import { verifyAuditChain } from '../src/app/audit/verify.js'
import { openDatabase } from './open-database.js'

/**
 * Seals what is committed, computes the whole chain again, and exits with 1 when it does not hold. A chain whose end was cut off still
 * hashes well: note the head that this prints outside the database, and give it next time with --expect <seq>:<hash>.
 */
const { values } = parseArgs({ options: { expect: { type: 'string' } } })
const [seq, hash] = values.expect?.split(':') ?? []
if (values.expect !== undefined && (seq === undefined || hash === undefined)) {
  console.error('usage: npm run audit:verify -- --expect <seq>:<hash>')
  process.exit(2)
}
const { db, close } = await openDatabase('tandai audit verify')
await sealAuditEvents(db)
const verdict = await verifyAuditChain(db, seq === undefined || hash === undefined ? null : { seq, hash })
console.log(JSON.stringify(verdict, null, 2))
await close()
if (!verdict.intact) process.exitCode = 1
