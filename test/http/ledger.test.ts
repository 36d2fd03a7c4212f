import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Actor } from '../../src/app/actor.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { testBank } from '../support/bank.js'
import { booked, transfer } from '../support/ledger-book.js'

const OPINION = '月末核对无误'

t.test('the ledger over the wire', async (t) => {
  const bank = await testBank(t, { today: '2024-07-05' })
  const { db, owner, get, post } = bank
  const actorOf = async (username: string): Promise<Actor> => {
    const [row] = await owner<[{ userId: string; organisationId: string }]>`
      SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${username}`
    return { ...row, username, organisationCode: '', organisationKind: 'lender', roles: ['loan_officer'] }
  }
  const sihui = await actorOf('officer.sihui')
  const officer = 'officer.sihui'
  const approver = 'approver.sihui'
  const count = async () =>
    Object.values(
      (
        await owner`SELECT (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM accounting_period_close) AS closes,
                           (SELECT count(*) FROM audit_event) AS events`
      )[0] as object,
    ).join()
  const subjectId = randomUUID()
  await booked(db, sihui, transfer(sihui, '2024-05-20', '100.00', { subjectId, postingKey: 'disbursement:1' }))
  const between = (await get(officer, '/v1/ledger/accounts')).body.knownAt as string
  await booked(db, sihui, transfer(sihui, '2024-04-30', '11.00'), transfer(sihui, '2024-06-30', '7.00'))
  await sealJournals(db)

  await t.test('the balance of one account for any two times', async (t) => {
    const balance = async (query = '', who = officer, code = '2011') =>
      (await get(who, `/v1/ledger/accounts/${code}/balance${query}`)).body
    t.match(await balance(), {
      asOf: '2024-07-05',
      account: { code: '2011', debit: '0.00', credit: '118.00', balance: '118.00' },
    })
    t.match(await balance('?asOf=2024-05-31'), { account: { balance: '111.00' } })
    t.match(await balance(`?asOf=2024-05-31&knownAt=${between}`), { knownAt: between, account: { balance: '100.00' } })
    t.match(await balance('?asOf=2024-04-29'), { account: { balance: '0.00' } })
    t.match(await balance('?organisation=RCB-SIHUI', 'auditor.zq'), { account: { balance: '118.00' } })
    for (const path of [
      await balance('', officer, '1003'),
      await balance('', 'officer.bank01'),
      await balance('?organisation=RCB-SIHUI', 'officer.bank01'),
    ])
      t.match(path, { code: 'NOT_FOUND', what: 'ledger account' })
    t.match(await balance('?organisation=NOBODY'), { code: 'NOT_FOUND', what: 'organisation' })
    t.match(await balance('?knownAt=2999-01-01T00:00:00Z'), { code: 'KNOWN_AT_NOT_SETTLED' })
  })

  await t.test('an entry says which posting it books, and for which day', async (t) => {
    const { items } = (await get(officer, `/v1/ledger/entries?subject=${subjectId}`)).body
    t.match(items, [
      { bookedOn: '2024-05-20', forOn: '2024-05-20', movedFrom: null, postingKey: 'disbursement:1', adjusts: null },
    ])
  })

  await t.test('closing a period', async (t) => {
    const close = (closeThrough: string, who: string | null = approver, key: string = randomUUID()) =>
      post(who, '/v1/ledger/periods', { closeThrough, opinion: OPINION }, { key })
    const refused = async (answer: ReturnType<typeof close>, expected: object, before: string) => {
      const { status, body } = await answer
      t.match({ status, ...body }, expected)
      t.equal(await count(), before, 'nothing moved')
    }
    const before = await count()
    await refused(close('2024-05-31', null), { status: 401 }, before)
    for (const who of [officer, 'auditor.zq', 'enterprise.xingwang', 'admin'])
      await refused(close('2024-05-31', who), { status: 403 }, before)
    await refused(close('2024-07-05'), { status: 422, code: 'PERIOD_NOT_OVER', businessDate: '2024-07-05' }, before)
    await refused(
      post(approver, '/v1/ledger/periods', { closeThrough: '2024-05-31', opinion: ' ' }),
      { status: 400 },
      before,
    )

    const key = randomUUID()
    const closed = await close('2024-05-31', approver, key)
    t.match(closed, { status: 201, body: { closedThrough: '2024-05-31', opinion: OPINION } })
    t.equal((await close('2024-05-31', approver, key)).text, closed.text, 'the same answer again')
    const after = await count()
    const again = await close('2024-05-31')
    t.match(again, { status: 409, body: { code: 'PERIOD_CLOSED_ALREADY', closedThrough: '2024-05-31' } })
    t.match(again.body.detail, /会计期间已关账至 2024-05-31/)
    t.equal(await count(), after)
    t.equal((await close('2024-06-30')).status, 201)
    const page = (await get(officer, '/v1/ledger/periods?limit=1')).body
    t.match(page.items, [{ closedThrough: '2024-06-30', closedByName: '四会农商行审批人' }])
    t.match((await get(officer, `/v1/ledger/periods?limit=1&cursor=${page.nextCursor}`)).body, {
      items: [{ closedThrough: '2024-05-31' }],
      nextCursor: null,
    })
    t.match((await get(officer, '/v1/ledger/periods?cursor=x')).body, { code: 'MALFORMED_REQUEST' })
    t.same((await get('officer.bank01', '/v1/ledger/periods?organisation=RCB-SIHUI')).body.items, [])
    const [event] =
      await owner`SELECT detail FROM audit_event WHERE action = 'accounting-period.closed' ORDER BY id DESC LIMIT 1`
    t.same(event?.detail, { from: '2024-06-01', closedThrough: '2024-06-30', opinion: OPINION })
  })

  await t.test('the chain of a book', async (t) => {
    const verification = async (query = '', who: string = approver) =>
      (await get(who, `/v1/ledger/verification${query}`)).body
    const sound = await verification()
    t.match(sound, { intact: true, sealed: '3', unsealed: 0, broken: null })
    t.same(await verification(`?expect=3:${sound.head}`), sound)
    t.match(await verification(`?expect=3:${'0'.repeat(64)}`), { intact: false, broken: { reason: 'NOT_AS_NOTED' } })
    t.same(await verification('?organisation=RCB-SIHUI', 'auditor.zq'), sound)
    t.match(await verification('', 'approver.bank01'), { intact: true, sealed: '0' })
    t.match(
      await verification('?organisation=RCB-SIHUI', 'approver.bank01'),
      { sealed: '0' },
      'another bank sees nothing',
    )
    t.match(await verification('?organisation=NOBODY'), { code: 'NOT_FOUND' })
    t.equal((await get(officer, '/v1/ledger/verification')).status, 403)
    await owner.begin(async (sql) => {
      await sql`ALTER TABLE journal_line DISABLE TRIGGER journal_line_append_only`
      await sql`UPDATE journal_line SET amount = amount + 1`
      await sql`ALTER TABLE journal_line ENABLE TRIGGER journal_line_append_only`
    })
    t.match(await verification(), { intact: false, broken: { seq: '1', reason: 'ENTRY_CHANGED' } })
  })
})
