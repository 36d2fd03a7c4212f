import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { tenancyOf } from '../../src/app/actor.js'
import { releaseOnRepayment } from '../../src/app/credit-lines/line-use.js'
import { APP_ROLE, connect } from '../../src/db/connection.js'
import { constraintOf } from '../../src/db/faults.js'
import { withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { approvedApplications } from '../support/approved-application.js'
import { type Answered, testBank } from '../support/bank.js'
import { openLine, standingAndMovements } from '../support/credit-line.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'

const count = (answers: readonly Answered[], code: string) =>
  answers.filter(({ status, body }) => (body.code ?? String(status)) === code).length

t.test('a hundred contracts, a hundred disbursements and repayments among them never exceed the line', async (t) => {
  const bank = await testBank(t, { today: DAY })
  await publishedCase(bank).consent()
  const lineId = await openLine(bank)
  const sign = (id: string) =>
    bank.post(SIHUI.officer, `/v1/loan-applications/${id}/contract`, {
      contractNo: `借-${id}`,
      signedOn: DAY,
      method: 'interest-only',
      creditLineId: lineId,
      version: 3,
    })

  // A hundred contracts of 100,000 each want to reserve on three millions.
  const applications = await approvedApplications(bank.owner, 100)
  const signed = await Promise.all(applications.map(sign))
  t.equal(count(signed, '201'), 30)
  t.equal(count(signed, 'AMOUNT_ABOVE_LINE'), 70)
  t.same(await standingAndMovements(bank, lineId), {
    limit: '3000000.00',
    limitMoved: '3000000.00',
    reserved: '3000000.00',
    reservedMoved: '3000000.00',
    used: '0.00',
    usedMoved: '0.00',
    neverAbove: true,
    movements: 31,
  })

  // A hundred payers-out, several for each contract, each reading again until it is paid or refused.
  const loans = signed.filter(({ status }) => status === 201).map(({ body }) => body.id as string)
  const paid = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const loanId = loans[i % loans.length]
      for (let version = 1; ; ) {
        const answer = await bank.post(SIHUI.officer, `/v1/loans/${loanId}/disbursements`, {
          amount: '100000.00',
          on: DAY,
          noteNo: `借据-${i}`,
          payee: '供应商',
          useEvidence: '采购合同',
          version,
        })
        if (answer.body.code !== 'STALE_VERSION') return answer
        version = answer.body.current
      }
    }),
  )
  t.equal(count(paid, '201'), 30)
  t.equal(count(paid, 'AMOUNT_ABOVE_CONTRACT'), 70)
  t.match(await standingAndMovements(bank, lineId), {
    reserved: '0.00',
    reservedMoved: '0.00',
    used: '3000000.00',
    usedMoved: '3000000.00',
    neverAbove: true,
    movements: 61,
  })

  // Thirty repayments of half a loan free room for fifteen of the seventy that were refused, whoever comes first.
  const [officer] = await bank.owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${SIHUI.officer}`
  const wide = connect({ url: bank.ownerUrl, role: APP_ROLE, max: 20, applicationName: 'tandai test' })
  t.teardown(() => wide.close(0.5))
  const actor = {
    ...officer,
    username: SIHUI.officer,
    organisationCode: SIHUI.code,
    organisationKind: 'lender' as const,
    roles: ['loan_officer' as const],
  }
  let repaid = 0
  const repay = async (loanId: string) => {
    await withTransaction(wide, tenancyOf(actor), async (tx) => {
      const repayment = { creditLineId: lineId, loanId, principal: money('50000.00'), on: civilDate(DAY) }
      return releaseOnRepayment({ tx, actor }, repayment)
    })
    repaid += 1
  }
  const refused = applications.filter((_, i) => signed[i]?.status !== 201)
  const insist = async (id: string) => {
    for (;;) {
      const all = repaid === loans.length
      const answer = await sign(id)
      if (answer.body.code !== 'AMOUNT_ABOVE_LINE' || all) return answer
      await sleep(20)
    }
  }
  const [, mixed] = await Promise.all([Promise.all(loans.map(repay)), Promise.all(refused.map(insist))])
  t.equal(count(mixed, '201'), 15)
  t.equal(count(mixed, 'AMOUNT_ABOVE_LINE'), 55)
  t.same(await standingAndMovements(bank, lineId), {
    limit: '3000000.00',
    limitMoved: '3000000.00',
    reserved: '1500000.00',
    reservedMoved: '1500000.00',
    used: '1500000.00',
    usedMoved: '1500000.00',
    neverAbove: true,
    movements: 106,
  })
  const detail = await bank.get(SIHUI.officer, `/v1/credit-lines/${lineId}`)
  t.match(detail.body, {
    used: '1500000.00',
    reserved: '1500000.00',
    available: '0.00',
    standing: { available: '0.00' },
  })
  const [deadlocks] = await bank.owner`SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`
  t.equal(deadlocks?.deadlocks, 0)
})

t.test('changes and contracts race for what is left, and two approvals for one line', async (t) => {
  const bank = await testBank(t, { today: DAY })
  await publishedCase(bank).consent()
  const propose = () =>
    bank.post(SIHUI.officer, '/v1/credit-lines', {
      uscc: '91441200MA9000011L',
      product: 'YUN_TAN_DAI',
      limit: '1000000.00',
      effectiveFrom: '2024-01-01',
      documentNo: '授信批复-1',
    })
  const approve = (id: string) =>
    bank.post(SIHUI.approver, `/v1/credit-line-proposals/${id}/decision`, {
      decision: 'APPROVE',
      opinion: '同意',
      version: 1,
    })
  const proposals = await Promise.all(Array.from({ length: 8 }, propose))
  const decided = await Promise.all(proposals.map(({ body }) => approve(body.id)))
  t.equal(count(decided, '200'), 1)
  t.equal(count(decided, 'LINE_EXISTS'), 7)
  const lineId = decided.find(({ status }) => status === 200)?.body.creditLineId

  // Halving the limit against ten contracts of 100,000: whatever the order, use stays under the limit that stands.
  const change = await bank.post(SIHUI.officer, `/v1/credit-lines/${lineId}/changes`, {
    limit: '500000.00',
    effectiveFrom: DAY,
    documentNo: '授信批复-2',
  })
  const applications = await approvedApplications(bank.owner, 10)
  const [halved, ...signed] = await Promise.all([
    approve(change.body.id),
    ...applications.map((id) =>
      bank.post(SIHUI.officer, `/v1/loan-applications/${id}/contract`, {
        contractNo: `借-${id}`,
        signedOn: DAY,
        method: 'interest-only',
        creditLineId: lineId,
        version: 3,
      }),
    ),
  ])
  const won = halved?.status === 200
  t.equal(count(signed, '201'), won ? 5 : 10)
  t.match(halved, won ? { status: 200 } : { status: 422, body: { code: 'LINE_LIMIT_BELOW_USE' } })
  t.match(await standingAndMovements(bank, lineId), {
    limit: won ? '500000.00' : '1000000.00',
    reserved: won ? '500000.00' : '1000000.00',
    neverAbove: true,
  })
})

t.test('the last wall is in the database', async (t) => {
  const bank = await testBank(t, { today: DAY })
  await publishedCase(bank).consent()
  const { owner } = bank
  const lineId = await openLine(bank)
  const [application, another] = await approvedApplications(owner, 2)
  await bank.post(SIHUI.officer, `/v1/loan-applications/${application}/contract`, {
    contractNo: '借-1',
    signedOn: DAY,
    method: 'interest-only',
    creditLineId: lineId,
    version: 3,
  })
  const version = (change: string) => () =>
    owner.unsafe(`
      INSERT INTO credit_line (enterprise_id, lender_id, product, prior_limit, limit_amount, revolving, effective_from, supersedes)
      SELECT enterprise_id, lender_id, ${change}, effective_from, id FROM credit_line WHERE id = '${lineId}'`)
  const walls: readonly [constraint: string, attempt: () => Promise<unknown>][] = [
    [
      'credit_line_not_overdrawn',
      () => owner`UPDATE credit_line_standing SET used = limit_amount WHERE line_id = ${lineId}`,
    ],
    [
      'credit_line_reserved_not_negative',
      () => owner`UPDATE credit_line_standing SET reserved = -1 WHERE line_id = ${lineId}`,
    ],
    ['credit_line_used_not_negative', () => owner`UPDATE credit_line_standing SET used = -1 WHERE line_id = ${lineId}`],
    ['credit_line_not_overdrawn', version('product, 0, 99999.99, revolving')],
    ['credit_line_revolving_kept', version('product, 0, 3000000, NOT revolving')],
    ['credit_line_supersedes_its_own', version("'YUN_TAN_DAN', 0, 3000000, revolving")],
    ['credit_line_movement_append_only', () => owner`UPDATE credit_line_movement SET amount = 1`],
    [
      'credit_line_proposal_maker_is_not_checker',
      () =>
        owner`UPDATE credit_line_proposal SET state = 'REJECTED', decided_by = proposed_by, decided_at = now(), opinion = 'x' WHERE state = 'PROPOSED'`,
    ],
    [
      'credit_line_proposal_decided_once',
      () => owner`UPDATE credit_line_proposal SET state = 'REJECTED' WHERE state = 'APPROVED'`,
    ],
    [
      'loan_credit_line_parties',
      () => owner`
        INSERT INTO loan (contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months,
          method, day_count, purpose, signed_on, signed_by, credit_line_id)
        SELECT 'z', l.lender_id, l.enterprise_id, ${another as string}, l.quote_id, 'YUN_TAN_DAN', 1, 1, 1, 12, l.method, l.day_count, 'x',
          l.signed_on, l.signed_by, l.credit_line_id FROM loan l`,
    ],
  ]
  await bank.post(SIHUI.officer, `/v1/credit-lines/${lineId}/changes`, {
    limit: '4000000.00',
    effectiveFrom: DAY,
    documentNo: '授信批复-2',
  })
  for (const [constraint, attempt] of walls) t.equal(await attempt().then(() => 'nothing', constraintOf), constraint)

  const { raw } = bank
  const as = async (
    username: string,
    attempt: (sql: typeof raw) => Promise<readonly unknown[] & { count: number }>,
  ) => {
    const [who] = await owner`SELECT id, organisation_id AS organisation FROM user_account WHERE username = ${username}`
    return raw
      .begin(async (sql) => {
        await sql`SELECT set_config('tandai.scope', 'lender', true), set_config('tandai.organisation_id', ${who?.organisation}, true),
          set_config('tandai.user_id', ${who?.id}, true)`
        return (await attempt(sql as unknown as typeof raw)).count
      })
      .catch(({ code }: { code: string }) => code)
  }
  const DENIED = '42501'
  for (const table of ['credit_line_standing', 'credit_line_movement', 'credit_line_proposal']) {
    const seen = (sql: typeof raw) =>
      sql`SELECT 1 FROM ${sql(table)} WHERE enterprise_id = (SELECT enterprise_id FROM credit_line WHERE id = ${lineId})`
    t.not(await as(SIHUI.officer, (sql) => sql`SELECT 1 FROM ${sql(table)}`), 0, `${table}: the bank's own`)
    t.equal(await as(BANK_01.officer, seen), 0, `${table}: not another's`)
  }
  t.equal(
    await as(BANK_01.officer, (sql) => sql`UPDATE credit_line_standing SET reserved = 0 WHERE line_id = ${lineId}`),
    0,
  )
  t.equal(await as(SIHUI.officer, (sql) => sql`UPDATE credit_line_standing SET line_id = line_id`), DENIED)
  t.equal(await as(SIHUI.approver, (sql) => sql`UPDATE credit_line_proposal SET limit_amount = 1`), DENIED)
  const move = (recordedBy: string) => (sql: typeof raw) =>
    sql`
    INSERT INTO credit_line_movement (line_id, credit_line_id, lender_id, enterprise_id, kind, amount, loan_id, moved_on, limit_after,
      reserved_after, used_after, recorded_by)
    SELECT m.line_id, m.credit_line_id, m.lender_id, m.enterprise_id, 'release', 1, m.loan_id, m.moved_on, 1, 1, 1, u.id
    FROM credit_line_movement m, user_account u WHERE m.kind = 'reserve' AND u.username = ${recordedBy}`
  t.equal(await as(SIHUI.officer, move(SIHUI.approver)), DENIED, 'a movement in a colleague’s name')
  t.equal(await as(SIHUI.officer, move(SIHUI.officer)), 1)
  t.equal(await as(BANK_01.officer, move(BANK_01.officer)), 0)
})
