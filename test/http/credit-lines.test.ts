import t, { type Test } from 'tap'
import { tenancyOf } from '../../src/app/actor.js'
import {
  drawAgainOnReversal,
  type LoanOnLine,
  releaseOnLapse,
  releaseOnRepayment,
} from '../../src/app/credit-lines/line-use.js'
import { type Tx, withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { type Money, money } from '../../src/kernel/money.js'
import { approvedApplications } from '../support/approved-application.js'
import { type Answered, type Bank, testBank } from '../support/bank.js'
import { openLine, standingAndMovements } from '../support/credit-line.js'
import { XINGWANG } from '../support/disbursed-loan.js'
import { BANK_01, DAY, type Lender, publishedCase, SIHUI } from '../support/published-loan.js'

const TABLES = [
  'credit_line',
  'credit_line_standing',
  'credit_line_movement',
  'credit_line_proposal',
  'loan',
  'loan_state',
  'audit_event',
]

async function everything({ owner }: Bank): Promise<string> {
  const parts = TABLES.map((table) => `SELECT '${table} ' || to_jsonb(r)::text AS row FROM ${table} r`)
  const rows = await owner.unsafe<{ row: string }[]>(`${parts.join(' UNION ALL ')} ORDER BY 1`)
  return rows.map(({ row }) => row).join('\n')
}

/** Refused as expected, told with all its facts, and nothing moved. */
async function refused(
  t: Test,
  bank: Bank,
  what: string,
  attempt: () => Promise<Answered>,
  expected: Record<string, unknown>,
) {
  const before = await everything(bank)
  const answer = await attempt()
  t.match({ ...answer.body, status: answer.status }, expected, what)
  t.notMatch(answer.body?.detail ?? '', /[{}]|—/, `${what}: every fact is told`)
  t.equal(await everything(bank), before, `${what}: nothing moved`)
}

const sign = (bank: Bank, applicationId: string, other: object = {}, { officer }: Lender = SIHUI) =>
  bank.post(officer, `/v1/loan-applications/${applicationId}/contract`, {
    contractNo: `借-${applicationId}`,
    signedOn: DAY,
    method: 'interest-only',
    version: 3,
    ...other,
  })
const payOut = (bank: Bank, loanId: string, other: object = {}) =>
  bank.post(SIHUI.officer, `/v1/loans/${loanId}/disbursements`, {
    amount: '100000.00',
    on: DAY,
    noteNo: `据-${loanId}`,
    payee: '供应商',
    useEvidence: '采购合同',
    version: 1,
    ...other,
  })
const line = (limit: string, other: object = {}) => ({
  uscc: XINGWANG,
  product: 'YUN_TAN_DAI',
  limit,
  effectiveFrom: '2024-01-01',
  documentNo: '授信批复-1',
  ...other,
})

/** What servicing does with a line, as the officer's bank does it. */
async function asOfficer<T>(bank: Bank, work: (by: { tx: Tx; actor: { userId: string } }) => Promise<T>): Promise<T> {
  const [row] = await bank.owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${SIHUI.officer}`
  const tenancy = tenancyOf({ ...row, username: '', organisationCode: '', organisationKind: 'lender', roles: [] })
  return withTransaction(bank.db, tenancy, (tx) => work({ tx, actor: row }))
}

t.test('a line is proposed by one person and put in force by another', async (t) => {
  const bank = await testBank(t, { today: DAY })
  const { post, get } = bank
  const url = '/v1/credit-lines'
  await refused(t, bank, 'an enterprise out of sight', () => post(SIHUI.officer, url, line('1')), {
    status: 404,
    code: 'NOT_FOUND',
  })
  await publishedCase(bank).consent()
  await refused(t, bank, 'an approver', () => post(SIHUI.approver, url, line('1')), { status: 403, code: 'FORBIDDEN' })
  await refused(t, bank, 'an enterprise', () => post('enterprise.xingwang', url, line('1')), { status: 403 })
  await refused(t, bank, 'nothing', () => post(SIHUI.officer, url, line('0')), { status: 422, code: 'NOT_POSITIVE' })
  await refused(t, bank, 'a number', () => post(SIHUI.officer, url, { ...line('1'), limit: 1 }), { status: 400 })
  const reversed = line('1', { effectiveTo: '2023-12-31' })
  await refused(t, bank, 'a period reversed', () => post(SIHUI.officer, url, reversed), {
    status: 422,
    code: 'DATES_OUT_OF_ORDER',
  })

  const proposal = await post(SIHUI.officer, url, line('1000000', { effectiveTo: '2024-12-31' }))
  t.match(proposal, {
    status: 201,
    body: { state: 'PROPOSED', limit: '1000000.00', revolving: true, creditLineId: null, version: 1 },
  })
  const decide =
    (id: string, other: object = {}, by = SIHUI.approver) =>
    () =>
      post(by, `/v1/credit-line-proposals/${id}/decision`, {
        decision: 'APPROVE',
        opinion: '同意',
        version: 1,
        ...other,
      })
  const { id } = proposal.body
  t.same(
    (await get(SIHUI.officer, `${url}?asOf=${DAY}`)).body.items.filter(
      ({ enterprise }: never) => (enterprise as { uscc: string }).uscc === XINGWANG,
    ),
    [],
  )
  await refused(t, bank, 'the officer', decide(id, {}, SIHUI.officer), { status: 403, code: 'FORBIDDEN' })
  await refused(t, bank, 'another bank', decide(id, {}, BANK_01.approver), { status: 404, code: 'NOT_FOUND' })
  await refused(t, bank, 'stale', decide(id, { version: 2 }), { status: 409, code: 'STALE_VERSION' })
  t.match((await get(BANK_01.approver, '/v1/credit-line-proposals')).body, { items: [] })
  t.match((await get(SIHUI.approver, '/v1/credit-line-proposals?state=PROPOSED')).body.items, [{ id }])
  const approved = await decide(id)()
  t.match(approved, { status: 200, body: { state: 'APPROVED', version: 2, opinion: '同意' } })
  await refused(t, bank, 'decided before', decide(id, { version: 2 }), { status: 409, code: 'STATE_FORBIDS' })
  await refused(t, bank, 'a second line', () => post(SIHUI.officer, url, line('1')), {
    status: 409,
    code: 'LINE_EXISTS',
  })

  // Somebody who is both officer and approver still does not approve the own proposal.
  await bank.owner`
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT id, organisation_id, 'credit_approver' FROM user_account WHERE username = ${SIHUI.officer}`
  const dan = await post(SIHUI.officer, url, line('500000', { product: 'YUN_TAN_DAN', revolving: false }))
  await refused(t, bank, 'the maker', decide(dan.body.id, {}, SIHUI.officer), { status: 403, code: 'SELF_APPROVAL' })
  t.match(await decide(dan.body.id, { decision: 'REJECT', opinion: '不同意' })(), {
    status: 200,
    body: { state: 'REJECTED', creditLineId: null },
  })

  const { creditLineId } = approved.body
  const told = {
    id: creditLineId,
    limit: '1000000.00',
    priorLimit: '0.00',
    reserved: '0.00',
    used: '0.00',
    available: '1000000.00',
  }
  t.match((await get('enterprise.xingwang', `${url}?asOf=${DAY}`)).body.items, [told])
  t.match((await get(SIHUI.officer, `${url}/${creditLineId}`)).body, {
    ...told,
    state: 'IN_FORCE',
    movements: { items: [{ kind: 'open' }] },
  })
  t.match((await get(SIHUI.officer, `${url}/${creditLineId}?asOf=2025-01-01`)).body, {
    state: 'ENDED',
    available: '0.00',
  })
  t.match(await get(SIHUI.officer, `${url}/${creditLineId}?asOf=2023-12-31`), { status: 404 })
  t.match(await get(BANK_01.officer, `${url}/${creditLineId}`), { status: 404, body: { code: 'NOT_FOUND' } })
  t.match(await get(SIHUI.officer, `${url}/${creditLineId}?cursor=x`), { status: 400 })
  t.match((await get('approver.pboc', `${url}/${creditLineId}`)).body, {
    limit: '1000000.00',
    used: null,
    available: null,
    standing: null,
  })
})

t.test('a contract reserves, disbursement uses, repayment frees; any day can be asked', async (t) => {
  const bank = await testBank(t, { today: '2024-06-30' })
  const { get } = bank
  await publishedCase(bank).consent()
  await publishedCase(bank, BANK_01).consent()
  const lineId = await openLine(bank, { limit: '250000.00', effectiveTo: '2024-12-31' })
  const elsewhere = await openLine(bank, { limit: '700000.00' }, BANK_01)
  const ended = await openLine(bank, { product: 'DATA_PLEDGE', effectiveTo: '2024-06-19' })
  const other = await openLine(bank, { product: 'YUN_TAN_DAN' })
  const [imported] = await bank.owner<[{ id: string }]>`
    SELECT c.id FROM credit_line c JOIN organisation o ON o.id = c.lender_id WHERE o.code = 'RCB-SIHUI' AND c.supersedes IS NULL
      AND c.enterprise_id <> (SELECT id FROM enterprise WHERE uscc = ${XINGWANG}) LIMIT 1`
  const applications = await approvedApplications(bank.owner, 4)
  const [first, second, third, outside] = applications as [string, string, string, string]
  const [pledged] = (await approvedApplications(bank.owner, 1, { product: 'DATA_PLEDGE' })) as [string]

  const refusing =
    (creditLineId: string, application = first) =>
    () =>
      sign(bank, application, { creditLineId })
  await refused(t, bank, 'another bank’s line', refusing(elsewhere), { status: 404, code: 'LINE_NOT_FOUND' })
  await refused(t, bank, 'no line', refusing(first), { status: 404, code: 'LINE_NOT_FOUND', creditLineId: first })
  await refused(t, bank, 'another enterprise’s', refusing(imported.id), {
    status: 422,
    code: 'LINE_OF_OTHER_ENTERPRISE',
  })
  await refused(t, bank, 'another product’s', refusing(other), {
    status: 422,
    code: 'LINE_PRODUCT_MISMATCH',
    lineProduct: 'YUN_TAN_DAN',
  })
  await refused(t, bank, 'ended', refusing(ended, pledged), {
    status: 422,
    code: 'LINE_NOT_VALID_ON_DAY',
    validTo: '2024-06-19',
  })

  const a = await sign(bank, first, { creditLineId: lineId })
  t.match(a, { status: 201, body: { creditLineId: lineId } })
  const b = await sign(bank, second, { creditLineId: lineId, signedOn: '2024-06-25' })
  const above = {
    status: 422,
    code: 'AMOUNT_ABOVE_LINE',
    amount: '100000.00',
    available: '50000.00',
    limit: '250000.00',
  }
  await refused(t, bank, 'above the line', refusing(lineId, third), above)
  t.match(await sign(bank, outside), { status: 201, body: { creditLineId: null } }, 'a loan needs no line')
  t.match(await payOut(bank, a.body.id, { amount: '60000.00', on: '2024-06-21' }), { status: 201 })

  const on = async (asOf: string, more = '') => {
    const { body } = await get(SIHUI.officer, `/v1/credit-lines/${lineId}?asOf=${asOf}${more}`)
    return [body.reserved, body.used, body.available]
  }
  t.same(await on('2024-06-19'), ['0.00', '0.00', '250000.00'])
  t.same(await on(DAY), ['100000.00', '0.00', '150000.00'])
  t.same(await on('2024-06-21'), ['40000.00', '60000.00', '150000.00'])
  t.same(await on('2024-06-30'), ['140000.00', '60000.00', '50000.00'])
  const { knownAt } = (await get(SIHUI.officer, `/v1/credit-lines/${lineId}`)).body

  const of = (loanId: string, day: string): LoanOnLine => ({ creditLineId: lineId, loanId, on: civilDate(day) })
  const repay = (principal: Money, day: string) =>
    asOfficer(bank, (by) => releaseOnRepayment(by, { ...of(a.body.id, day), principal }))
  await repay(money('25000.00'), '2024-06-24')
  t.same(await on('2024-06-30'), ['140000.00', '35000.00', '75000.00'], 'a revolving line is free again')
  t.same(await on('2024-06-30', `&knownAt=${knownAt}`), ['140000.00', '60000.00', '50000.00'], 'as was known before')
  await t.rejects(repay(money('35000.01'), '2024-06-30'), RangeError, 'more than the loan uses is a defect')

  // What the repayment freed is taken by another contract: then it cannot be taken back until the line is raised.
  const [more] = (await approvedApplications(bank.owner, 1, { amount: '75000.00' })) as [string]
  t.match(await sign(bank, more, { creditLineId: lineId, signedOn: '2024-06-30' }), { status: 201 })
  const back = () =>
    asOfficer(bank, (by) => drawAgainOnReversal(by, { ...of(a.body.id, '2024-06-24'), principal: money('25000.00') }))
  t.match(await back(), { ok: false, refusal: { code: 'AMOUNT_ABOVE_LINE', available: '0.00' } })

  const changes = `/v1/credit-lines/${lineId}/changes`
  const change = {
    limit: '249999.99',
    effectiveFrom: '2024-06-30',
    effectiveTo: '2025-06-30',
    documentNo: '授信批复-2',
  }
  const propose =
    (other: object, by = SIHUI.officer) =>
    () =>
      bank.post(by, changes, { ...change, ...other })
  await refused(t, bank, 'below its use', propose({}), {
    status: 422,
    code: 'LINE_LIMIT_BELOW_USE',
    inUse: '250000.00',
  })
  await refused(t, bank, 'nothing', propose({ limit: '0' }), { status: 422, code: 'NOT_POSITIVE' })
  await refused(t, bank, 'before it began', propose({ effectiveFrom: '2023-12-31' }), {
    status: 422,
    code: 'DATES_OUT_OF_ORDER',
  })
  await refused(t, bank, 'another bank', propose({}, BANK_01.officer), { status: 404, code: 'NOT_FOUND' })
  const [raise, late] = [
    await propose({ limit: '300000.00', effectiveFrom: '2024-06-24' })(),
    await propose({ limit: '400000.00' })(),
  ]
  const approve =
    ({ body }: Answered) =>
    () =>
      bank.post(SIHUI.approver, `/v1/credit-line-proposals/${body.id}/decision`, {
        decision: 'APPROVE',
        opinion: '同意',
        version: 1,
      })
  const raised = await approve(raise)()
  t.match(raised, { status: 200, body: { supersedes: lineId } })
  const current = raised.body.creditLineId
  await refused(t, bank, 'overtaken', approve(late), { status: 409, code: 'LINE_SUPERSEDED', current })
  await refused(t, bank, 'of an old version', propose({}), { status: 409, code: 'LINE_SUPERSEDED', current })
  t.match(await back(), { ok: true, value: { used: money('60000.00') } }, 'now there is room')
  t.same(await on('2024-06-30'), ['215000.00', '60000.00', '25000.00'], 'use belongs to the line, not to its version')

  // An old version names the line still; a contract keeps the version of its day.
  const [small] = (await approvedApplications(bank.owner, 1, { amount: '10000.00' })) as [string]
  t.match(await sign(bank, small, { creditLineId: lineId, signedOn: '2024-06-30' }), {
    body: { creditLineId: current },
  })
  await asOfficer(bank, (by) => releaseOnLapse(by, of(b.body.id, '2024-06-30')))
  await asOfficer(bank, (by) => releaseOnLapse(by, of(b.body.id, '2024-06-30')))
  t.match(await standingAndMovements(bank, lineId), {
    limit: '300000.00',
    limitMoved: '300000.00',
    reserved: '125000.00',
    reservedMoved: '125000.00',
    used: '60000.00',
    usedMoved: '60000.00',
    neverAbove: true,
  })
  const now = (await get(SIHUI.officer, `/v1/credit-lines/${lineId}`)).body
  t.match(now, {
    reserved: '125000.00',
    used: '60000.00',
    available: '115000.00',
    id: current,
    priorLimit: '250000.00',
  })
  t.match(
    now.standing,
    { limit: now.limit, reserved: now.reserved, used: now.used, available: now.available },
    'both ways agree',
  )
  t.match(now.versions, [
    { id: lineId, limit: '250000.00' },
    { id: current, limit: '300000.00' },
  ])

  const pages = []
  for (let cursor = ''; cursor !== 'null'; ) {
    const { body } = await get(
      'enterprise.xingwang',
      `/v1/credit-lines/${lineId}?limit=4${cursor && `&cursor=${cursor}`}`,
    )
    pages.push(...body.movements.items.map(({ kind }: { kind: string }) => kind))
    cursor = String(body.movements.nextCursor)
  }
  t.same(pages.toReversed(), [
    'open',
    'reserve',
    'reserve',
    'draw',
    'repay',
    'reserve',
    'change',
    'redraw',
    'reserve',
    'release',
  ])

  const own = (await get('enterprise.xingwang', '/v1/credit-lines')).body.items
  t.same(
    own.map((row: { lender: { code: string }; available: string }) => `${row.lender.code} ${row.available}`).sort(),
    ['BANK-EX-01 700000.00', 'RCB-SIHUI 115000.00', 'RCB-SIHUI 3000000.00'],
    'an enterprise sees its lines across banks; one that has ended is not listed',
  )
  t.notOk(
    (await get(BANK_01.officer, '/v1/credit-lines?limit=200')).body.items.some(
      ({ id }: { id: string }) => id === current,
    ),
  )
})

t.test('a line that does not revolve is used up, and ends for disbursements too', async (t) => {
  const bank = await testBank(t, { today: '2024-06-30' })
  await publishedCase(bank).consent()
  const creditLineId = await openLine(bank, { limit: '200000.00', revolving: false, effectiveTo: '2024-06-25' })
  const [application] = (await approvedApplications(bank.owner, 1)) as [string]
  const { body: loan } = await sign(bank, application, { creditLineId })
  const late = { on: '2024-06-26' }
  await refused(t, bank, 'after it ended', () => payOut(bank, loan.id, late), {
    status: 422,
    code: 'LINE_NOT_VALID_ON_DAY',
    on: '2024-06-26',
  })
  t.match(await payOut(bank, loan.id, { amount: '40000.00' }), { status: 201 })
  const of = { creditLineId, loanId: loan.id, on: civilDate('2024-06-25') }
  const principal = money('40000.00')
  t.same(await asOfficer(bank, (by) => releaseOnRepayment(by, { ...of, principal })), { ok: true, value: null })
  t.same(await asOfficer(bank, (by) => drawAgainOnReversal(by, { ...of, principal })), { ok: true, value: null })
  t.match(await standingAndMovements(bank, creditLineId), { reserved: '60000.00', used: '40000.00', movements: 3 })
  t.same(await asOfficer(bank, (by) => releaseOnRepayment(by, { ...of, creditLineId: null, principal })), {
    ok: true,
    value: null,
  })
  t.match(await asOfficer(bank, (by) => releaseOnLapse(by, of)), { value: { reserved: money('0.00') } })
})

t.test('what lapsed and is paid out after all reserves anew, if it fits', async (t) => {
  const bank = await testBank(t, { today: DAY })
  await publishedCase(bank).consent()
  const creditLineId = await openLine(bank, { limit: '200000.00' })
  const [application] = (await approvedApplications(bank.owner, 1)) as [string]
  const [large] = (await approvedApplications(bank.owner, 1, { amount: '160000.00' })) as [string]
  const { body: loan } = await sign(bank, application, { creditLineId })
  await asOfficer(bank, (by) => releaseOnLapse(by, { creditLineId, loanId: loan.id, on: civilDate(DAY) }))
  t.match(await sign(bank, large, { creditLineId }), { status: 201 })
  await refused(t, bank, 'no room', () => payOut(bank, loan.id, { amount: '40000.01' }), {
    code: 'AMOUNT_ABOVE_LINE',
    amount: '40000.01',
    available: '40000.00',
  })
  t.match(await payOut(bank, loan.id, { amount: '40000.00' }), { status: 201 })
  t.match(await standingAndMovements(bank, creditLineId), {
    reserved: '160000.00',
    reservedMoved: '160000.00',
    used: '40000.00',
    usedMoved: '40000.00',
  })
})

t.test('every imported line stands, revolving and unused', async (t) => {
  const { owner } = await testBank(t)
  const [row] = await owner`
    SELECT count(*)::int AS lines, count(s.line_id)::int AS standing, bool_and(s.limit_amount = c.limit_amount AND s.reserved + s.used = 0) AS unused,
           bool_and(c.revolving) AS revolving, (SELECT count(*)::int FROM credit_line_movement) AS movements
    FROM credit_line c LEFT JOIN credit_line_standing s ON s.credit_line_id = c.id`
  t.same({ ...row }, { lines: 190, standing: 190, unused: true, revolving: true, movements: 190 })
})
