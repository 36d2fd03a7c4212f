import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { SYSTEM } from '../../src/app/actor.js'
import { bookEntries } from '../../src/app/ledger/book-entry.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { type JournalVerdict, type NotedHead, verifyJournal } from '../../src/app/ledger/verify-journal.js'
import { connect } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { testDatabase } from '../support/database.js'
import { booked, commandOf, transfer } from '../support/ledger-book.js'
import { addPerson } from '../support/people.js'

async function city(t: Test) {
  const database = await testDatabase(t)
  const { db } = database
  const person = (username: string) =>
    addPerson(database, { username, organisationCode: username, kind: 'lender', roles: ['credit_approver'] })
  const bank = await person('bank')
  const other = await person('other')
  const verify = (noted: NotedHead | null = null, whose = bank) =>
    withTransaction(db, SYSTEM, (tx) => verifyJournal(tx, whose.organisationId, noted), {
      readOnly: true,
      isolation: 'repeatable read',
    })
  return { ...database, bank, other, verify }
}

t.test('each book is a chain of its own in the order of knowledge', async (t) => {
  const { db, owner, bank, other, verify } = await city(t)
  t.match(await verify(), { intact: true, sealed: '0', unsealed: 0, head: '0'.repeat(64) })
  const first = await booked(db, bank, transfer(bank, '2024-05-01', '1.00'), transfer(bank, '2024-04-01', '2.00'))
  const second = await booked(db, bank, transfer(bank, '2024-01-01', '3.00'))
  await booked(db, other, transfer(other, '2024-01-01', '4.00'))
  t.equal((await verify()).unsealed, 3)
  t.equal(await sealJournals(db), 4)
  t.equal(await sealJournals(db), 0, 'once')
  const seals = await owner<{ entry: string; seq: string }[]>`
    SELECT entry_id AS entry, seq::text FROM journal_seal WHERE organisation_id = ${bank.organisationId} ORDER BY seq`
  t.same(
    seals.map(({ entry, seq }) => [seq, entry]),
    [...[...first].sort(), ...second].map((id, i) => [String(i + 1), id]),
    'by instant, then by id; never by the day booked on',
  )
  const verdict = await verify()
  t.match(verdict, { intact: true, sealed: '3', unsealed: 0, broken: null })
  t.match(await verify(null, other), { intact: true, sealed: '1' })
  t.not((await verify(null, other)).head, verdict.head)

  await t.test('what is recorded while an earlier writer is at work waits for it', async (t) => {
    let letGo: () => void = () => undefined
    let isBooked: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const begun = new Promise<void>((resolve) => {
      isBooked = resolve
    })
    let early = ''
    const writing = commandOf(db, bank, async (command) => {
      const result = await bookEntries(command, [transfer(bank, '2024-05-02', '5.00')])
      early = result.ok ? (result.value[0] as string) : ''
      isBooked()
      await held
    })
    await begun
    await sleep(5)
    const [late = ''] = await booked(db, bank, transfer(bank, '2024-05-02', '6.00'))
    t.equal(await sealJournals(db), 0)
    letGo()
    await writing
    t.equal(await sealJournals(db), 2)
    const tail = await owner<{ entry: string }[]>`
      SELECT entry_id AS entry FROM journal_seal WHERE organisation_id = ${bank.organisationId} AND seq > 3 ORDER BY seq`
    t.same(
      tail.map(({ entry }) => entry),
      [early, late],
    )
    t.ok((await verify()).intact)
  })

  await t.test('sealers at once seal each entry once', async (t) => {
    await booked(db, bank, ...Array.from({ length: 300 }, () => transfer(bank, '2024-05-03', '1.00')))
    const sealed = await Promise.all([1, 2, 3, 4].map(() => sealJournals(db)))
    t.equal(
      sealed.reduce((a, b) => a + b, 0),
      300,
    )
    t.match(await verify(), { intact: true, sealed: '305' })
  })

  await t.test('a bank sees its own chain only, and the program alone seals', async (t) => {
    const seen = async (table: 'journal_seal' | 'ledger_balance_block') =>
      (
        await commandOf(db, other, ({ tx }) =>
          tx.execute<{ whose: string }>(`SELECT DISTINCT organisation_id AS whose FROM ${table}`),
        )
      ).map(({ whose }) => whose)
    t.same(await seen('journal_seal'), [other.organisationId])
    t.same(await seen('ledger_balance_block'), [])
    await t.rejects(
      commandOf(db, bank, ({ tx }) =>
        tx.execute(`INSERT INTO journal_seal SELECT organisation_id, seq + 1000, gen_random_uuid(), recorded_at, hash, hash
                    FROM journal_seal ORDER BY seq DESC LIMIT 1`),
      ),
      { cause: { code: '42501' } },
    )
  })
})

t.test('every way to falsify a book is found', async (t) => {
  const { db, owner, ownerUrl, bank, verify } = await city(t)
  const [id = ''] = await booked(db, bank, transfer(bank, '2024-05-01', '1.00'))
  await booked(db, bank, ...Array.from({ length: 299 }, () => transfer(bank, '2024-05-02', '2.00')))
  await sealJournals(db)
  const sound = await verify()
  t.match(sound, { intact: true, sealed: '300' })
  const noted = { seq: sound.sealed, hash: sound.head }

  const owning = connect({ url: ownerUrl, max: 1, applicationName: 'tandai test' })
  t.teardown(() => owning.close(0.5))
  class Undone extends Error {
    constructor(readonly verdict: JournalVerdict) {
      super()
    }
  }
  /** Falsified by somebody who owns the tables and takes the guards away; undone afterwards. */
  const falsified = (work: string): Promise<JournalVerdict> =>
    withTransaction(owning, SYSTEM, async (tx) => {
      for (const table of ['journal_entry', 'journal_line', 'journal_seal', 'ledger_balance_block', 'ledger_account'])
        await tx.execute(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      await tx.execute('ALTER TABLE journal_line DROP CONSTRAINT journal_line_entry_of_organisation')
      await tx.execute('ALTER TABLE journal_seal DROP CONSTRAINT journal_seal_of_own_entry')
      for (const statement of work.split(';')) await tx.execute(statement)
      throw new Undone(await verifyJournal(tx, bank.organisationId, noted))
    }).catch((error: unknown) => {
      if (error instanceof Undone) return error.verdict
      throw error
    })
  const faults: readonly [reason: string, seq: string | null, work: string][] = [
    ['ENTRY_CHANGED', '1', `UPDATE journal_line SET amount = amount + 1 WHERE entry_id = '${id}'`],
    ['ENTRY_CHANGED', '1', `DELETE FROM journal_line WHERE entry_id = '${id}' AND side = 'debit'`],
    ['ENTRY_CHANGED', '1', `UPDATE journal_entry SET booked_on = '2024-04-30' WHERE id = '${id}'`],
    ['ENTRY_CHANGED', '1', `UPDATE ledger_account SET code = '1304' WHERE code = '1303'`],
    [
      'ENTRY_MISSING',
      '1',
      `DELETE FROM journal_line WHERE entry_id = '${id}'; DELETE FROM journal_entry WHERE id = '${id}'`,
    ],
    ['GAP', '8', `DELETE FROM journal_seal WHERE seq = 7`],
    ['PREVIOUS_HASH', '7', `UPDATE journal_seal SET prev_hash = repeat('1', 64) WHERE seq = 7`],
    ['PREVIOUS_HASH', '2', `UPDATE journal_seal SET hash = prev_hash, prev_hash = hash WHERE seq = 2`],
    ['OUT_OF_ORDER', '1', `UPDATE journal_seal SET recorded_at = recorded_at - interval '1 day' WHERE seq = 1`],
    ['NOT_AS_NOTED', '300', `DELETE FROM journal_seal WHERE seq > 290`],
    ['BALANCE_CHANGED', null, `UPDATE ledger_balance_block SET debit = debit + 1 WHERE debit > 0`],
    ['BALANCE_CHANGED', null, `DELETE FROM ledger_balance_block WHERE booked_on = '2024-05-01'`],
    [
      'ENTRY_LATE',
      null,
      `INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id, recorded_at)
       SELECT organisation_id, booked_on, event, subject_kind, subject_id, recorded_at - interval '1 day' FROM journal_entry LIMIT 1`,
    ],
  ]
  for (const [reason, seq, work] of faults)
    t.match(await falsified(work), { intact: false, broken: { reason, seq } }, `${reason}: ${work}`)
  t.match(await verify(noted), { intact: true, sealed: '300' }, 'and nothing of it stayed')
  await t.rejects(owner`UPDATE journal_seal SET hash = prev_hash`, /append-only/)
  await t.rejects(owner`DELETE FROM ledger_balance_block`, /append-only/)
})
