import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { enterTerms, filedLoan } from '../support/relending.js'

const PERIOD = { validFrom: '2024-01-01', validTo: '2024-12-31' }
let documents = 0
const document = () => {
  documents += 1
  return `层级-${documents}`
}

async function branchQuota({ post }: Bank, quota: object): Promise<string> {
  const body = { facility: 'ZX', level: 'CITY', limit: '6000000.00', documentNo: document(), ...PERIOD, ...quota }
  const { body: made } = await post('reviewer.pboc', '/v1/reloan-branch-quotas', body)
  const decided = await post('approver.pboc', `/v1/reloan-branch-quotas/${made.id}/decision`, {
    decision: 'APPROVE',
    version: 1,
  })
  if (decided.status !== 200) throw new Error(JSON.stringify([made, decided.body]))
  return made.id
}

t.test('head branch, city branch, bank: the sum of what is given never exceeds what there is', async (t) => {
  const bank = await testBank(t)
  const { post, get, owner } = bank
  const head = await branchQuota(bank, { level: 'HEAD', limit: '10000000.00' })
  const city = await branchQuota(bank, { parentId: head })
  const url = '/v1/reloan-branch-quotas'
  const wanted = (other: object) => ({
    facility: 'ZX',
    level: 'CITY',
    parentId: head,
    limit: '4000000.01',
    documentNo: document(),
    ...PERIOD,
    ...other,
  })
  t.match(await post('reviewer.pboc', url, wanted({})), {
    status: 409,
    body: { code: 'QUOTA_ABOVE_PARENT', left: '4000000.00' },
  })
  t.match(await post('reviewer.pboc', url, wanted({ facility: 'CERF', limit: '1' })), {
    status: 422,
    body: { code: 'QUOTA_OF_ANOTHER_FACILITY' },
  })
  t.match(await post('reviewer.pboc', url, wanted({ limit: '1', validTo: '2025-01-01' })), {
    body: { code: 'QUOTA_BEYOND_PARENT_PERIOD' },
  })
  t.match(await post('officer.sihui', url, wanted({ limit: '1' })), { status: 403 })
  t.match(await get('officer.sihui', url), { status: 403 }, 'a bank sees nothing of a branch’s quota')

  const bankQuota = {
    facility: 'ZNZX-GREEN-ZQ',
    lenderCode: 'RCB-SIHUI',
    parentId: city,
    validFrom: '2024-06-20',
    validTo: '2024-12-31',
  }
  const proposed: string[] = []
  for (let at = 0; at < 10; at += 1) {
    const made = await post('reviewer.pboc', '/v1/reloan-quotas', {
      ...bankQuota,
      limit: '1000000.00',
      documentNo: document(),
    })
    proposed.push(made.body.id)
  }
  const answers = await Promise.all(
    proposed.map((id) =>
      post('approver.pboc', `/v1/reloan-quotas/${id}/decision`, { decision: 'APPROVE', version: 1 }),
    ),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 6, 'ten at once, six fit')
  t.ok(answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'QUOTA_ABOVE_PARENT'))
  const shown = async () => (await get('reviewer.pboc', url)).body.items.find((one: { id: string }) => one.id === city)
  t.match(await shown(), { limit: '6000000.00', allotted: '6000000.00', left: '0.00' })

  const { version } = await shown()
  const change = { limit: '5999999.99', documentNo: document(), version }
  t.match(await post('reviewer.pboc', `${url}/${city}/changes`, change), {
    status: 409,
    body: { code: 'QUOTA_BELOW_ALLOTTED' },
  })
  t.match(await post('reviewer.pboc', `${url}/${city}/changes`, { ...change, limit: '7000000.00' }), { status: 201 })
  const raise = { decision: 'APPROVE', version: version + 1 }
  t.match(await post('reviewer.pboc', `${url}/${city}/decision`, raise), { status: 403 }, 'the maker')
  t.match(await post('approver.pboc', `${url}/${city}/decision`, raise), { status: 200, body: { limit: '7000000.00' } })
  const [above] = await owner`SELECT allotted::text FROM reloan_branch_quota WHERE id = ${head}`
  t.same(above, { allotted: '7000000.00' }, 'a raise is taken out of the branch above')
  await t.rejects(owner`UPDATE reloan_branch_quota SET limit_amount = 6999999 WHERE id = ${head}`, /not_overallotted/)
  await t.rejects(owner`UPDATE reloan_quota SET parent_id = ${head} WHERE id = ${proposed[0] as string}`, /stays under/)
})

t.test('a quota day by day', async (t) => {
  const bank = await testBank(t)
  const { post, get } = bank
  await enterTerms(bank)
  const body = {
    facility: 'ZNZX-GREEN-ZQ',
    lenderCode: 'RCB-SIHUI',
    limit: '5000000.00',
    documentNo: document(),
    validFrom: '2024-06-20',
    validTo: '2024-12-31',
  }
  const { body: quota } = await post('reviewer.pboc', '/v1/reloan-quotas', body)
  await post('approver.pboc', `/v1/reloan-quotas/${quota.id}/decision`, { decision: 'APPROVE', version: 1 })
  const { filingId, loanId } = await filedLoan(bank, quota.id, { until: 'GRANTED' })
  const draw = { loanId, amount: '1000000.00', on: '2024-06-21', termMonths: 12 }
  t.match(await post('approver.pboc', `/v1/reloan-filings/${filingId}/drawdowns`, draw), { status: 201 })
  const url = `/v1/reloan-quotas/${quota.id}/utilisation`
  const { body: told } = await get('officer.sihui', `${url}?from=2024-06-18&to=2024-06-22`)
  t.same(
    told.days.map(({ day, limit, reserved, drawn, available, peak, exceeded }: Record<string, unknown>) =>
      [day, limit, reserved, drawn, available, peak, exceeded].join(' '),
    ),
    [
      '2024-06-18 0.00 0.00 0.00 0.00 0.00 false',
      '2024-06-19 0.00 0.00 0.00 0.00 0.00 false',
      '2024-06-20 5000000.00 1800000.00 0.00 3200000.00 1800000.00 false',
      '2024-06-21 5000000.00 800000.00 1000000.00 3200000.00 1800000.00 false',
      '2024-06-22 5000000.00 800000.00 1000000.00 3200000.00 1800000.00 false',
    ],
  )
  t.match(await get('officer.bank01', `${url}?from=2024-06-18&to=2024-06-22`), { status: 404 }, 'a second bank')
  t.match(await get('officer.sihui', `${url}?from=2020-01-01&to=2024-06-22`), {
    status: 422,
    body: { code: 'PERIOD_TOO_LONG' },
  })
  t.match(await get('officer.sihui', `${url}?from=2024-06-22&to=2024-06-18`), { status: 422 })
})
