import { randomUUID } from 'node:crypto'
import t from 'tap'
import { viewAs } from '../../src/app/account-views/look-into.js'
import type { Actor } from '../../src/app/actor.js'
import { runCommand } from '../../src/app/command/command.js'
import { financedEmissionsReport } from '../../src/app/financed-emissions/portfolio-report.js'
import { recordBalanceSheet } from '../../src/app/financed-emissions/record-balance-sheet.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { disbursedLoan, XINGWANG } from '../support/disbursed-loan.js'

const bank = await testBank(t)
const { db, owner } = bank
const asOf = civilDate('2024-06-30')

const actorOf = async (username: string): Promise<Actor> => {
  const [row] = await owner<[Omit<Actor, 'roles'>]>`
    select u.id as "userId", u.username, o.id as "organisationId", o.code as "organisationCode", o.kind as "organisationKind"
    from user_account u join organisation o on o.id = u.organisation_id where u.username = ${username}`
  return { ...row, roles: [] }
}
const steward = await actorOf('steward.zq')
const auditor = await actorOf('auditor.zq')
const record = (input: Partial<Parameters<typeof recordBalanceSheet>[1]> = {}) =>
  runCommand(
    db,
    { actor: steward, requestId: 'r', operation: 'record', idempotencyKey: randomUUID(), input },
    (command) =>
      recordBalanceSheet(
        command,
        { uscc: XINGWANG, asOf: '2023-12-31', totalAssets: '12000000.00', source: '年报', ...input },
        asOf,
      ),
    (row) => ({ status: 201, body: row }),
  )
const viewer = (actor: Actor) => ({ actor, requestId: 'r-financed', address: '127.0.0.1' })
const report = (actor: Actor, knownAt: string | null = null) =>
  viewAs(db, viewer(actor), (tx) =>
    financedEmissionsReport(tx, viewer(actor), { asOf, knownAt, method: 'pcaf-business-loans' }),
  )

t.test('of two who record the same day at once one is refused, and a correction can be made once', async (t) => {
  const first = await Promise.all([record(), record()])
  t.strictSame(first.map(({ ok }) => ok).sort(), [false, true])
  t.match(
    first.find(({ ok }) => !ok),
    { refusal: { code: 'BALANCE_SHEET_EXISTS', asOf: '2023-12-31' } },
  )
  const [{ id }] = await owner<[{ id: string }]>`select id from balance_sheet`
  const correction = { supersedes: id, reason: '更正', equity: '1000000.00', debt: '3000000.00' }
  const corrections = await Promise.all([record(correction), record(correction)])
  t.match(
    corrections.find(({ ok }) => !ok),
    { refusal: { code: 'BALANCE_SHEET_SUPERSEDED', balanceSheetId: id } },
  )
  t.equal((await owner`select 1 from balance_sheet`).length, 2)
  t.strictSame(
    (await owner`select action from audit_event where subject_kind = 'balance_sheet' order by id`).map(
      ({ action }) => action,
    ),
    ['balance_sheet.recorded', 'balance_sheet.corrected'],
  )
})

t.test('the database itself holds what a balance sheet may say and who adds one', async (t) => {
  const insert = (values: string) =>
    owner.unsafe(`insert into balance_sheet (enterprise_id, as_of, source, recorded_by, ${values.split(' = ')[0]})
      select e.id, '2020-12-31', 'x', u.id, ${values.split(' = ')[1]} from enterprise e, user_account u
      where e.uscc = '${XINGWANG}' and u.username = 'steward.zq'`)
  await t.rejects(insert('equity = null'), /balance_sheet_says_something/)
  await t.rejects(insert('debt = -1'), /balance_sheet_debt_not_negative/)
  await t.rejects(insert('equity, debt, total_assets = 2, 2, 3'), /balance_sheet_adds_up/)
  await t.rejects(owner`update balance_sheet set debt = 0`, /append-only/)
  const [other] = await owner<[{ id: string }]>`select id from balance_sheet where supersedes is null`
  await t.rejects(
    owner`insert into balance_sheet (enterprise_id, as_of, debt, source, reason, supersedes, recorded_by)
      select e.id, '2023-12-31', 1, 'x', 'x', ${other.id}, u.id from enterprise e, user_account u
      where e.uscc = '91441203MA0000015L' and u.username = 'steward.zq'`,
    /balance_sheet_superseded_once|balance_sheet_corrects_same_day/,
    'a correction stays with its enterprise',
  )
})

t.test('every look into a borrower is logged once, however many loans it has', async (t) => {
  await disbursedLoan(owner, { amount: '1000000.00' })
  await disbursedLoan(owner, { amount: '2000000.00' })
  await disbursedLoan(owner, { lender: 'BANK-EX-01', amount: '500000.00', disbursed: false })
  const seen = await report(auditor)
  t.match(seen, {
    value: {
      totals: { loans: 0 },
      coverage: {
        withoutFigures: { loans: 2, amount: '3000000.00' },
        reasons: [{ reason: 'EMISSIONS_MISSING', loans: 2 }],
      },
    },
  })
  const views = await owner`
    select what, purpose, asked from account_view where request_id = 'r-financed' and organisation_id = ${auditor.organisationId}`
  t.match(views, [{ what: 'account', purpose: 'supervision', asked: { asOf, part: 'financed-emissions' } }])
})

t.test('a loan known later is in no answer as known before, and the same question gives the same bytes', async (t) => {
  const [{ at }] = await owner<[{ at: string }]>`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
  const before = await report(auditor, at)
  await disbursedLoan(owner, { amount: '9000000.00' })
  t.equal(JSON.stringify(await report(auditor, at)), JSON.stringify(before))
  t.match(await report(auditor), { value: { coverage: { withoutFigures: { loans: 3, amount: '12000000.00' } } } })
})

t.test('a guarantee attributes nothing until it is called', async (t) => {
  await owner`update organisation set kind = 'guarantor' where code = 'BANK-EX-01'`
  await disbursedLoan(owner, { lender: 'BANK-EX-01', amount: '700000.00' })
  t.match(await report(auditor), {
    value: {
      coverage: { withoutFigures: { loans: 3 } },
      nothingAttributed: [
        { reason: 'GUARANTEE_NOT_CALLED', loans: 2, amount: '700000.00' },
        { reason: 'NOT_DRAWN', loans: 0 },
      ],
    },
  })
})
