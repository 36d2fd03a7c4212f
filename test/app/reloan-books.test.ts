import { sql } from 'drizzle-orm'
import t from 'tap'
import type { Actor } from '../../src/app/actor.js'
import { bookReloanEvent } from '../../src/app/reloan-books/book-reloan-event.js'
import { settleReloan } from '../../src/app/reloan-books/settle-reloan.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { type Bank, testBank } from '../support/bank.js'
import { commandOf } from '../support/ledger-book.js'
import { enterTerm } from '../support/relending.js'
import { drawnReloan, firstReloan, reloanFact } from '../support/reloan.js'

const day = civilDate

async function peopleOf({ owner }: Bank) {
  const people = await owner<Actor[]>`
    SELECT u.id AS "userId", u.username, o.id AS "organisationId", o.code AS "organisationCode", o.kind AS "organisationKind",
           ARRAY(SELECT role FROM user_role r WHERE r.user_id = u.id) AS roles
    FROM user_account u JOIN organisation o ON o.id = u.organisation_id`
  return (username: string) => people.find((person) => person.username === username) as Actor
}

/** Both books of a re-loan as text, net by day, key and account. */
async function books({ owner }: Bank, reloanId: string): Promise<readonly string[]> {
  const rows = await owner<{ line: string }[]>`
    SELECT e.for_on || ' ' || coalesce(e.posting_key, e.event) || ' ' || a.code || ' ' ||
           sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) AS line
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    WHERE e.subject_id = ${reloanId}
    GROUP BY e.for_on, coalesce(e.posting_key, e.event), a.code
    HAVING sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) <> 0
    ORDER BY 1`
  return rows.map(({ line }) => line)
}

/** What moved on each pair of accounts by each day, over both books: nought everywhere. */
const unmirrored = ({ owner }: Bank) => owner`
  SELECT e.subject_id, e.for_on, coalesce(m.lender_code, a.code) AS pair, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) AS net
  FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
  LEFT JOIN reloan_mirror_account m ON m.branch_code = a.code
  WHERE e.subject_kind = 'reloan'
  GROUP BY 1, 2, 3 HAVING sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) <> 0`

t.test('re-loans on both books', async (t) => {
  const bank = await testBank(t)
  const who = await peopleOf(bank)
  const { reloanId } = await firstReloan(bank)
  const settle = (user: string, on: string, id = reloanId) =>
    commandOf(bank.db, who(user), (command) => settleReloan(command, id, day(on)))
  const book = (user: string, kind: 'returned' | 'clawed-back' | 'interest-settled', amount: string, on: string) =>
    commandOf(bank.db, who(user), (command) =>
      bookReloanEvent(command, { reloanId, kind, amount: money(amount), on: day(on) }),
    )

  await t.test('the settlement of the published case: 92 days, 8,050.00, whoever books it', async (t) => {
    t.match(await settle('officer.sihui', '2024-08-31'), { ok: true, value: { entries: 6 } })
    t.match(await settle('approver.pboc', '2024-09-20'), { ok: true, value: { entries: 4 } }, 'the other side goes on')
    t.match(await settle('officer.sihui', '2024-09-20'), { ok: true, value: { entries: 0 } }, 'twice books once')
    t.same(await books(bank, reloanId), [
      '2024-06-20 reloan.drawn 1003 1800000.00',
      '2024-06-20 reloan.drawn 1302 1800000.00',
      '2024-06-20 reloan.drawn 2002 -1800000.00',
      '2024-06-20 reloan.drawn 2004 -1800000.00',
      '2024-06-30 accrual:2024-06-30 1132 962.50',
      '2024-06-30 accrual:2024-06-30 2231 -962.50',
      '2024-06-30 accrual:2024-06-30 6011 -962.50',
      '2024-06-30 accrual:2024-06-30 6411 962.50',
      '2024-07-31 accrual:2024-07-31 1132 2712.50',
      '2024-07-31 accrual:2024-07-31 2231 -2712.50',
      '2024-07-31 accrual:2024-07-31 6011 -2712.50',
      '2024-07-31 accrual:2024-07-31 6411 2712.50',
      '2024-08-31 accrual:2024-08-31 1132 2712.50',
      '2024-08-31 accrual:2024-08-31 2231 -2712.50',
      '2024-08-31 accrual:2024-08-31 6011 -2712.50',
      '2024-08-31 accrual:2024-08-31 6411 2712.50',
      '2024-09-20 interest:2024-09-20 1132 1662.50',
      '2024-09-20 interest:2024-09-20 2231 -1662.50',
      '2024-09-20 interest:2024-09-20 6011 -1662.50',
      '2024-09-20 interest:2024-09-20 6411 1662.50',
      '2024-09-20 settled:2024-09-20 1003 -8050.00',
      '2024-09-20 settled:2024-09-20 1132 -8050.00',
      '2024-09-20 settled:2024-09-20 2002 8050.00',
      '2024-09-20 settled:2024-09-20 2231 8050.00',
    ])
    t.same(await unmirrored(bank), [])
  })

  await t.test('a return recorded late changes what was booked since, on both books', async (t) => {
    await reloanFact(bank, reloanId, { kind: 'returned', on: '2024-07-20', amount: '800000.00' })
    t.match(await book('approver.pboc', 'returned', '800000.00', '2024-07-20'), { ok: true })
    t.match(await settle('officer.sihui', '2024-09-20'), { ok: true })
    t.match(await settle('approver.pboc', '2024-09-20'), { ok: true, value: { entries: 0 } })
    const now = await books(bank, reloanId)
    t.ok(now.includes('2024-09-20 settled:2024-09-20 1003 -5638.89'), now.join('\n'))
    t.same(await unmirrored(bank), [])
  })

  await t.test('refused: nothing, somebody else, the bank itself for the principal', async (t) => {
    const before = await books(bank, reloanId)
    t.match(await book('approver.pboc', 'returned', '0.00', '2024-09-21'), {
      ok: false,
      refusal: { code: 'NOT_POSITIVE' },
    })
    t.match(
      await commandOf(bank.db, who('officer.bank01'), (command) => settleReloan(command, reloanId, day('2024-12-31'))),
      { ok: false, refusal: { code: 'NOT_FOUND', what: 're-loan' } },
    )
    for (const kind of ['returned', 'clawed-back'] as const)
      await t.rejects(book('officer.sihui', kind, '1.00', '2024-09-21'), /row-level security/, kind)
    await t.rejects(
      book('officer.sihui', 'interest-settled', '1.00', '2024-06-19'),
      /row-level security/,
      'before it was drawn',
    )
    t.same(await books(bank, reloanId), before)
  })

  await t.test("a bank reads of the branch's book the mirror of its own re-loans, another bank nothing", async (t) => {
    const seen = (user: string) =>
      commandOf(bank.db, who(user), async ({ tx }) => {
        const rows = await tx.execute<{ code: string }>(sql`
          SELECT DISTINCT o.code FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN organisation o ON o.id = l.organisation_id
          WHERE e.subject_id = ${reloanId} ORDER BY 1`)
        return rows.map(({ code }) => code)
      })
    t.same(await seen('officer.sihui'), ['PBOC-ZQ', 'RCB-SIHUI'])
    t.same(await seen('approver.pboc'), ['PBOC-ZQ', 'RCB-SIHUI'])
    t.same(await seen('officer.bank01'), [])
  })

  await t.test('an entry without its mirror does not commit', async (t) => {
    const one = (organisation: string, accounts: readonly [string, string]) =>
      bank.owner.begin(async (owner) => {
        const [entry] = await owner<[{ id: string }]>`
          INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id, posting_key)
          SELECT o.id, '2024-10-01', 'reloan.returned', 'reloan', ${reloanId}, 'returned:alone' FROM organisation o WHERE o.code = ${organisation}
          RETURNING id`
        await owner`
          INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
          SELECT ${entry.id}, a.id, a.organisation_id, CASE a.code WHEN ${accounts[0]} THEN 'debit' ELSE 'credit' END, 5
          FROM ledger_account a JOIN organisation o ON o.id = a.organisation_id
          WHERE o.code = ${organisation} AND a.code IN ${owner([...accounts])}`
      })
    await t.rejects(one('RCB-SIHUI', ['2004', '1003']), /not mirrored/)
    await t.rejects(one('RCB-SIHUI', ['2011', '1303']), /not mirrored/, 'an account that has no mirror')
  })

  await t.test('both ask at once: it is booked once', async (t) => {
    const other = await drawnReloan(bank)
    const all = await Promise.all(
      ['officer.sihui', 'approver.pboc', 'officer.sihui', 'reviewer.pboc'].map((user) =>
        settle(user, '2024-12-31', other.reloanId),
      ),
    )
    const entries = all.map((one) => (one.ok ? one.value.entries : -1))
    t.same(entries.toSorted(), [0, 0, 0, entries.find((count) => count > 0)].toSorted(), entries.join())
    t.same(await unmirrored(bank), [])
  })

  await t.test(
    'a closed period of one book: its entry is booked forward, and the sums are mirrored still',
    async (t) => {
      await bank.owner`
      INSERT INTO accounting_period_close (organisation_id, closed_through, closed_by, opinion)
      SELECT o.id, '2025-03-31', u.id, 'ok' FROM organisation o, user_account u WHERE o.code = 'RCB-SIHUI' AND u.username = 'approver.sihui'`
      t.match(await book('approver.pboc', 'returned', '1.00', '2025-01-15'), {
        ok: false,
        refusal: { code: 'PERIOD_CLOSED' },
      })
      t.match(await settle('approver.pboc', '2025-03-31'), { ok: true })
      t.same(await unmirrored(bank), [])
      const moved = await bank.owner`
      SELECT DISTINCT o.code FROM journal_entry e JOIN organisation o ON o.id = e.organisation_id
      WHERE e.subject_id = ${reloanId} AND e.moved_from IS NOT NULL`
      t.same(moved, [{ code: 'RCB-SIHUI' }])
    },
  )

  await t.test('overdue: told and stopped until the penalty rate is entered', async (t) => {
    t.match(await settle('approver.pboc', '2025-09-20'), {
      ok: true,
      value: { journal: { blocked: { code: 'FACILITY_TERM_UNKNOWN', parameter: 'overdue_rate' } } },
    })
    await enterTerm(bank, 'overdue_rate', '3.00')
    t.match(await settle('approver.pboc', '2025-09-20'), { ok: true, value: { journal: { blocked: null } } })
    t.same(await unmirrored(bank), [])
  })
})
