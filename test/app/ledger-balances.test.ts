import fc from 'fast-check'
import t, { type Test } from 'tap'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import { accountBalances } from '../../src/app/ledger/account-balances.js'
import { summedBalances } from '../../src/app/ledger/balance-views.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { type Tenancy, withTransaction } from '../../src/db/transaction.js'
import type { AccountCode } from '../../src/domain/ledger/account.js'
import { addDays, civilDate } from '../../src/kernel/civil-date.js'
import { testDatabase } from '../support/database.js'
import { booked, transfer } from '../support/ledger-book.js'
import { addPerson } from '../support/people.js'

const FIRST = civilDate('2024-01-01')
const DAYS = 40
const CODES: readonly AccountCode[] = ['1303', '2011', '1132', '6011', '2241']

const amount = fc
  .integer({ min: 1, max: 99_999 })
  .map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)
const entry = fc.record({
  day: fc.integer({ min: 0, max: DAYS }),
  amount,
  accounts: fc.shuffledSubarray([...CODES], { minLength: 2, maxLength: 2 }),
})
/** What happens to a book: a batch of entries for any days, or the sealer's round. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(entry, { minLength: 1, maxLength: 300, size: 'max' }) },
  { weight: 1, arbitrary: fc.constant('seal' as const) },
)

t.test('a balance read from blocks is the plain sum, for any day and instant', async (t) => {
  const database = await testDatabase(t)
  const { db, owner } = database
  const person = (username: string) =>
    addPerson(database, { username, organisationCode: username, kind: 'lender', roles: ['credit_approver'] })
  const banks = [await person('bank'), await person('other')] as const
  const read = async (
    whom: Tenancy,
    book: Actor,
    asked: { asOf: string; knownAt: string | null; account: string | null },
  ) =>
    withTransaction(
      db,
      whom,
      async (tx) => {
        const { account, ...times } = asked
        const fast = await accountBalances(tx, book.organisationId, account === null ? times : { ...times, account })
        return { fast, plain: await summedBalances(tx, book.organisationId, asked) }
      },
      { readOnly: true, isolation: 'repeatable read' },
    )
  const compare = async (t: Test, questions: number, seed: number) => {
    const instants = await owner<{ at: string }[]>`
      SELECT recorded_at AS at FROM journal_entry GROUP BY 1 UNION ALL SELECT now() UNION ALL SELECT now() - interval '1 year'`
    const question = fc.record({
      book: fc.constantFrom(...banks),
      asOf: fc.integer({ min: -1, max: DAYS + 1 }).map((day) => addDays(FIRST, day)),
      knownAt: fc.option(fc.constantFrom(...instants.map(({ at }) => at))),
      account: fc.option(fc.constantFrom(...CODES, '1003')),
    })
    let moved = 0
    for (const { book, ...asked } of fc.sample(question, { numRuns: questions, seed })) {
      const { fast, plain } = await read(tenancyOf(book), book, asked)
      moved += plain.filter(({ debit, credit }) => debit !== '0.00' || credit !== '0.00').length
      if (JSON.stringify(fast) !== JSON.stringify(plain))
        t.same(fast, plain, JSON.stringify({ book: book.username, ...asked, seed }))
    }
    t.ok(moved > 0 || instants.length < 3, `${questions} questions, ${moved} balances that moved, seed ${seed}`)
  }

  const seed = Date.now() % 1_000_000
  const steps = fc.sample(fc.tuple(step, fc.constantFrom(0, 0, 0, 1)), { numRuns: 28, seed })
  let done = 0
  let inFirst = 0
  const bookAll = async (bank: Actor, entries: readonly (typeof entry extends fc.Arbitrary<infer E> ? E : never)[]) => {
    if (bank === banks[0]) inFirst += entries.length
    await booked(
      db,
      bank,
      ...entries.map(({ day, amount, accounts: [from, to] }) =>
        transfer(bank, addDays(FIRST, day), amount, { from: from as AccountCode, to: to as AccountCode }),
      ),
    )
  }
  for (const [what, whose] of steps) {
    if (what === 'seal') await sealJournals(db)
    else await bookAll(banks[whose] as Actor, what)
    done += 1
    if (done % 9 === 0) await compare(t, 12, seed + done)
  }
  // However the steps fell out: more than one block of the second level.
  if (inFirst < 2_100) await bookAll(banks[0], fc.sample(entry, { numRuns: 2_100 - inFirst, seed }))
  await compare(t, 25, seed)
  await sealJournals(db)
  await compare(t, 60, seed + 1)
  const levels = await owner<{ level: number; blocks: number }[]>`
    SELECT level, count(DISTINCT no)::int AS blocks FROM ledger_balance_block
    WHERE organisation_id = ${banks[0].organisationId} GROUP BY 1 ORDER BY 1`
  t.ok(levels.length >= 2, `levels ${JSON.stringify(levels)}`)

  await t.test('another bank reads nothing, an auditor all, either way', async (t) => {
    const [mine, theirs] = banks
    const asked = { asOf: '2024-12-31', knownAt: null, account: null }
    const stranger = await read(tenancyOf(theirs), mine, asked)
    t.same(stranger, { fast: [], plain: [] })
    const auditor = await read({ scope: 'auditor', organisationId: null, userId: null }, mine, asked)
    t.same(auditor.fast, auditor.plain)
    t.ok(auditor.fast.some(({ debit }) => debit !== '0.00'))
  })

  await t.test('an account opened later does not appear under an earlier instant', async (t) => {
    const [mine] = banks
    const [{ at }] = await owner<[{ at: string }]>`SELECT clock_timestamp() AS at`
    await booked(db, mine, transfer(mine, FIRST, '1.00', { from: '1003', to: '2004' }))
    const codes = async (knownAt: string | null) =>
      (await read(tenancyOf(mine), mine, { asOf: '2024-12-31', knownAt, account: null })).fast.map(({ code }) => code)
    t.same(
      (await codes(null)).filter((code) => ['1003', '2004'].includes(code)),
      ['1003', '2004'],
    )
    t.same(
      (await codes(at)).filter((code) => ['1003', '2004'].includes(code)),
      [],
    )
  })
})
