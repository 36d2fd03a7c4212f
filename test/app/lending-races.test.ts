import t from 'tap'
import { constraintOf } from '../../src/db/faults.js'
import { type Answered, testBank } from '../support/bank.js'
import { BANK_01, publishedCase, SIHUI } from '../support/published-loan.js'

const count = (answers: readonly Answered[], code: string) =>
  answers.filter(({ status, body }) => (body.code ?? String(status)) === code).length

t.test('fifty disbursements at once never exceed the contract', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const loanId = await walk.contracted(await walk.frozen(await walk.valued()))

  // On the same version one wins and all others are told to read again.
  const blind = await Promise.all(
    Array.from({ length: 50 }, (_, i) => walk.disburse(loanId, { amount: '100000.00', noteNo: `盲-${i}` })),
  )
  t.equal(count(blind, '201'), 1)
  t.equal(count(blind, 'STALE_VERSION'), 49)

  // Whoever reads again and tries again gets in until the contract is used up: 29 of 50 with 100,000 each.
  const stubborn = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      for (let version = 2; ; ) {
        const answer = await walk.disburse(loanId, { amount: '100000.00', noteNo: `续-${i}`, version })
        if (answer.body.code !== 'STALE_VERSION') return answer
        version = answer.body.current
      }
    }),
  )
  t.equal(count(stubborn, '201'), 29)
  t.equal(count(stubborn, 'AMOUNT_ABOVE_CONTRACT'), 21)
  t.match((await bank.get(SIHUI.officer, `/v1/loans/${loanId}`)).body, {
    disbursed: '3000000.00',
    balance: '3000000.00',
  })
  t.match((await bank.get(SIHUI.officer, '/v1/ledger/accounts')).body, {
    accounts: [
      { code: '1303', debit: '3000000.00' },
      { code: '2011', credit: '3000000.00' },
    ],
    trialBalance: { balanced: true },
  })
  const [booked] = await bank.owner`
    SELECT count(*)::int AS disbursements, count(DISTINCT entry_id)::int AS entries, sum(amount)::text AS paid FROM disbursement`
  t.same({ ...booked }, { disbursements: 30, entries: 30, paid: '3000000.00' })
})

t.test('two banks race for one certificate, and two approvals for one value', async (t) => {
  const bank = await testBank(t)
  const [walk, other] = [publishedCase(bank), publishedCase(bank, BANK_01)]
  const productId = await walk.valued()
  await walk.done(other.consent())
  await walk.done(other.adopt((await walk.done(other.report(productId))).id))

  const raced = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? walk : other).pledge(productId)))
  t.equal(count(raced, '201'), 1, 'one wins')
  t.equal(count(raced, 'PLEDGE_EXISTS'), 9)
  const [pledges] = await bank.owner`SELECT count(*)::int AS live FROM pledge`
  t.equal(pledges?.live, 1)

  const winner = raced[0]?.status === 201 || raced.findIndex(({ status }) => status === 201) % 2 === 0 ? walk : other
  const pledgeId = raced.find(({ status }) => status === 201)?.body.id
  const applications = await Promise.all(
    Array.from({ length: 5 }, () => winner.quoted(pledgeId, { amount: '1000000.00' })),
  )
  const decided = await Promise.all(
    applications.map(({ applicationId, quoteId }) => winner.decide(applicationId, quoteId)),
  )
  t.equal(count(decided, '200'), 3, 'three millions fit under half of six')
  t.equal(count(decided, 'AMOUNT_ABOVE_LTV'), 2)
})

t.test('two values cannot both be adopted', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const { id } = await walk.done(walk.product())
  const reports = await Promise.all(
    Array.from({ length: 6 }, (_, i) => walk.done(walk.report(id, { reportNo: `评-${i}` }))),
  )
  const adopted = await Promise.all(reports.map((report) => walk.adopt(report.id)))
  t.equal(count(adopted, '200'), 6, 'each takes the place of the one before')
  const states = await bank.owner`SELECT state, count(*)::int AS n FROM valuation GROUP BY state ORDER BY state`
  t.same(
    states.map(({ state, n }) => `${state} ${n}`),
    ['ADOPTED 1', 'SUPERSEDED 5'],
  )
})

t.test('the last wall is in the database', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const loanId = await walk.contracted(await walk.frozen(productId))
  await walk.done(walk.disburse(loanId))
  const { owner } = bank
  const walls: readonly [constraint: string, attempt: () => Promise<unknown>][] = [
    ['loan_not_over_disbursed', () => owner`UPDATE loan_state SET disbursed = contracted + 0.01`],
    ['loan_balance_within_disbursed', () => owner`UPDATE loan_state SET balance = disbursed + 0.01`],
    ['valuation_adopted_within_report', () => owner`UPDATE valuation SET adopted_value = report_value + 0.01`],
    ['valuation_maker_is_not_checker', () => owner`UPDATE valuation SET decided_by = recorded_by`],
    ['loan_append_only', () => owner`UPDATE loan SET amount = 1`],
    ['journal_line_append_only', () => owner`UPDATE journal_line SET amount = 1`],
    ['quote_append_only', () => owner`DELETE FROM quote`],
    [
      'journal_entry_balanced',
      () =>
        owner.begin(async (sql) => {
          await sql`INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
                  SELECT entry_id, account_id, organisation_id, side, 0.01 FROM journal_line LIMIT 1`
        }),
    ],
    [
      'pledge_one_live',
      () => owner`INSERT INTO pledge (data_product_id, enterprise_id, lender_id, valuation_id, certificate_kind, certificate_no, right_type,
                    secured_limit, state, contracted_on, query_certificate_no, query_certificate_on, made_by)
                  SELECT data_product_id, enterprise_id, lender_id, valuation_id, certificate_kind, certificate_no, right_type,
                    1, 'CONTRACTED', contracted_on, 'q', query_certificate_on, made_by FROM pledge`,
    ],
  ]
  for (const [constraint, attempt] of walls) t.equal(await attempt().then(() => 'nothing', constraintOf), constraint)
})
