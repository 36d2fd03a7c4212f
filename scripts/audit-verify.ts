import { sealAuditEvents } from '../src/app/audit/seal.js'
import { verifyAuditChain } from '../src/app/audit/verify.js'
import { openDatabase } from './open-database.js'

/** Seals what is committed, computes the whole chain again, and exits with 1 when it does not hold. */
const { db, close } = await openDatabase('tandai audit verify')
await sealAuditEvents(db)
const verdict = await verifyAuditChain(db)
console.log(JSON.stringify(verdict, null, 2))
await close()
if (!verdict.intact) process.exitCode = 1
