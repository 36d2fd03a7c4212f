import { parseArgs } from 'node:util'
import { SYSTEM } from '../src/app/actor.js'
import { sealJournals } from '../src/app/ledger/seal-journals.js'
import { bookkeepers } from '../src/app/ledger/seal-views.js'
import { verifyJournal } from '../src/app/ledger/verify-journal.js'
import { withTransaction } from '../src/db/transaction.js'
import { openDatabase } from './open-database.js'

/**
 * Seals what is recorded, computes the chain of every book again, and exits with 1 when one does not hold. A chain whose end was cut off
 * still hashes well: note the heads that this prints outside the database, and give them next time with --expect <organisation>:<seq>:<hash>.
 */
const { values } = parseArgs({ options: { expect: { type: 'string', multiple: true, default: [] } } })
const noted = new Map<string, { seq: string; hash: string }>()
for (const head of values.expect) {
  const [, organisation, seq, hash] = /^(.+):(\d{1,18}):([0-9a-f]{64})$/.exec(head) ?? []
  if (organisation === undefined || seq === undefined || hash === undefined) {
    console.error('usage: npm run ledger:verify -- --expect <organisation>:<seq>:<hash>')
    process.exit(2)
  }
  noted.set(organisation, { seq, hash })
}
const { db, close } = await openDatabase('tandai ledger verify')
await sealJournals(db)
const books = await withTransaction(
  db,
  SYSTEM,
  async (tx) => {
    const verdicts = []
    for (const { id, code } of await bookkeepers(tx)) {
      verdicts.push({ organisation: code, ...(await verifyJournal(tx, id, noted.get(code) ?? null)) })
      noted.delete(code)
    }
    return verdicts
  },
  { readOnly: true, isolation: 'repeatable read' },
)
await close()
console.log(JSON.stringify(books, null, 2))
for (const organisation of noted.keys()) console.error(`${organisation} keeps no book any more`)
if (noted.size > 0 || books.some(({ intact }) => !intact)) process.exitCode = 1
