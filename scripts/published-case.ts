import { randomUUID } from 'node:crypto'

/**
 * Walks the published case through a running demo server, request by request, and prints what was asked and answered.
 * Usage: npm run published-case [http://127.0.0.1:3000]. On a database where it has been walked, the first step that may not
 * happen twice is refused, and the walk stops there.
 */
const base = process.argv[2] ?? 'http://127.0.0.1:3000'
const PASSWORD = 'tandai-demo'
const XINGWANG = '91441200MA9000011L'
const DAY = '2024-06-20'
const QUOTA_DOCUMENT = '肇银额度〔2024〕1号'

// biome-ignore lint/suspicious/noExplicitAny: answers are shown as they come
type Answer = any

const tokens = new Map<string, string>()

async function tokenOf(username: string): Promise<string> {
  const known = tokens.get(username)
  if (known !== undefined) return known
  const answer = await fetch(`${base}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
  const { token } = (await answer.json()) as { token: string }
  tokens.set(username, token)
  return token
}

/** Asks as a user, prints the request and the members of the answer that matter, and returns it. */
async function ask(
  user: string,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  show: (answer: Answer) => unknown,
): Promise<Answer> {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenOf(user)}`,
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const json: Answer = await answer.json()
  console.log(`\n${user}: ${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`)
  console.log(`  ${answer.status} ${JSON.stringify(answer.ok ? show(json) : { code: json.code, detail: json.detail })}`)
  if (!answer.ok && !EXPECTED.has(json.code)) process.exit(1)
  return json
}
const post = (user: string, path: string, body: unknown, show: (answer: Answer) => unknown) =>
  ask(user, 'POST', path, body, show)
const get = (user: string, path: string, show: (answer: Answer) => unknown) => ask(user, 'GET', path, undefined, show)

/** Refusals that belong to the walk. */
const EXPECTED = new Set([
  'FACILITY_TERMS_UNKNOWN',
  'LOAN_ALREADY_FILED',
  'ABOVE_ELIGIBLE_AMOUNT',
  'DRAW_ABOVE_GRANT',
  'DRAW_ABOVE_RATIO',
])
const state = ({ id, state, version }: Answer) => ({ id, state, version })

await post(
  'enterprise.xingwang',
  '/v1/consents',
  { lenderCode: 'RCB-SIHUI', purpose: 'pre_loan', validFrom: DAY },
  ({ id }) => ({ id }),
)
const product = await post(
  'enterprise.xingwang',
  '/v1/data-products',
  {
    name: '肇庆高新区 2024 碳排放数据产品',
    scenario: '绿色信贷碳核算',
    operator: '肇庆市公共数据运营机构',
    rightType: 'operation',
    certificateKind: 'national',
    certificateNo: 'SJ4412024060001',
    certificateValidFrom: '2024-06-01',
    certificateValidTo: '2027-05-31',
    authorisationValidTo: '2026-12-31',
    basis: '数据产权登记证',
  },
  ({ id, rightType }) => ({ id, rightType }),
)
const valuation = await post(
  'officer.sihui',
  `/v1/data-products/${product.id}/valuations`,
  {
    method: 'income',
    valuer: '示例资产评估有限公司',
    reportNo: '评报字〔2024〕018号',
    baseDate: '2024-06-10',
    reportValue: '6500000.00',
    ltvClass: 'default',
  },
  state,
)
await post(
  'approver.sihui',
  `/v1/valuations/${valuation.id}/decision`,
  { decision: 'ADOPT', adoptedValue: '6000000.00', on: DAY, version: 1 },
  ({ state, adoptedValue }) => ({ state, adoptedValue }),
)
const pledge = await post(
  'officer.sihui',
  '/v1/pledges',
  {
    dataProductId: product.id,
    securedLimit: '3300000.00',
    contractedOn: DAY,
    queryCertificateNo: '查询证明-1',
    queryCertificateOn: '2024-06-18',
  },
  state,
)
await post(
  'officer.sihui',
  `/v1/pledges/${pledge.id}/registration`,
  { registrationNo: '中登网-0001', registeredOn: DAY, validTo: '2025-12-31', version: 1 },
  state,
)
await post(
  'officer.sihui',
  `/v1/pledges/${pledge.id}/freeze-confirmation`,
  { freezeReceiptNo: '冻结回执-1', frozenOn: DAY, version: 2 },
  state,
)
const application = await post(
  'officer.sihui',
  '/v1/loan-applications',
  {
    uscc: XINGWANG,
    product: 'DATA_PLEDGE',
    amount: '3000000.00',
    tenorMonths: 12,
    purpose: '数据产品研发与设备采购',
    appliedOn: DAY,
    pledgeId: pledge.id,
  },
  state,
)
const quote = await post('officer.sihui', `/v1/loan-applications/${application.id}/quotes`, { on: DAY }, (answer) => ({
  rate: answer.rate,
  referenceRate: answer.referenceRate,
  discountBp: answer.discountBp,
  expiresOn: answer.expiresOn,
  steps: answer.explanation.steps.map(
    (step: Answer) =>
      `${step.no} ${step.labelZh} ${step.operation} ${step.value} ${step.unit} → ${step.runningPercent} %`,
  ),
}))
await post(
  'approver.sihui',
  `/v1/loan-applications/${application.id}/decision`,
  { decision: 'APPROVE', quoteId: quote.id, on: DAY, opinion: '同意', version: 2 },
  ({ state, approval }) => ({
    state,
    approvedAmount: approval.approvedAmount,
    collateral: approval.reasons.collateral,
  }),
)
const loan = await post(
  'officer.sihui',
  `/v1/loan-applications/${application.id}/contract`,
  { contractNo: '四农商借〔2024〕001号', signedOn: DAY, method: 'interest-only', version: 3 },
  ({ id, state, amount, rate, dayCount }) => ({ id, state, amount, rate, dayCount }),
)
await post(
  'officer.sihui',
  `/v1/loans/${loan.id}/disbursements`,
  {
    amount: '3000000.00',
    on: DAY,
    noteNo: '借据-0001',
    payee: '肇庆高新区兴旺数据有限公司',
    useEvidence: '采购合同 2024-06',
    queryCertificateNo: '查询证明-2',
    queryCertificateOn: DAY,
    version: 1,
  },
  ({ loan, entry }) => ({ state: loan.state, balance: loan.balance, entry: entry.lines }),
)
await get('officer.sihui', `/v1/ledger/accounts?asOf=${DAY}`, ({ accounts, trialBalance }) => ({
  accounts: accounts.map((account: Answer) => `${account.code} ${account.nameZh} ${account.balance}`),
  trialBalance,
}))

const quota = await post(
  'reviewer.pboc',
  '/v1/reloan-quotas',
  {
    facility: 'ZNZX-GREEN-ZQ',
    lenderCode: 'RCB-SIHUI',
    limit: '100000000.00',
    documentNo: QUOTA_DOCUMENT,
    validFrom: DAY,
    validTo: '2024-12-31',
  },
  state,
)
await post('approver.pboc', `/v1/reloan-quotas/${quota.id}/decision`, { decision: 'APPROVE', version: 1 }, state)
const filing = { quotaId: quota.id, filedOn: DAY, loans: [{ loanId: loan.id, requested: '1800000.00' }] }
await post('officer.sihui', '/v1/reloan-filings', filing, state)
const TERMS = {
  ratio_cap: '0.6',
  terms_months: '12',
  loan_rate_cap: '5.5',
  max_extensions: '2',
  max_total_months: '36',
}
for (const [parameter, value] of Object.entries(TERMS)) {
  const entered = await post(
    'reviewer.pboc',
    '/v1/rule-proposals',
    { facility: 'ZNZX-GREEN-ZQ', parameter, value, validFrom: DAY, document: QUOTA_DOCUMENT },
    state,
  )
  await post(
    'approver.pboc',
    `/v1/rule-proposals/${entered.id}/decision`,
    { decision: 'APPROVE', version: 1 },
    ({ state, ruleId }) => ({ state, ruleId }),
  )
}
await get(
  'officer.sihui',
  `/v1/reloan-eligibility?loanId=${loan.id}&quotaId=${quota.id}&on=${DAY}&requested=1800000.00`,
  (answer) => ({
    eligible: answer.eligible,
    maxAmount: answer.maxAmount,
    lines: answer.lines.map(
      (line: Answer) => `${line.check} ${line.passed ? (line.warning ? 'warning' : 'passed') : 'failed'}`,
    ),
  }),
)
const filed = await post('officer.sihui', '/v1/reloan-filings', filing, state)
await post('officer.sihui', '/v1/reloan-filings', filing, state)
await post(
  'reviewer.pboc',
  `/v1/reloan-filings/${filed.id}/review`,
  { decision: 'PASS', opinion: '符合条件', version: 1 },
  state,
)
await post(
  'approver.pboc',
  `/v1/reloan-filings/${filed.id}/grant`,
  { amount: '1800000.00', on: DAY, opinion: '同意', version: 2 },
  ({ state, granted }) => ({ state, granted }),
)
const figures = ({ limit, reserved, drawn, available }: Answer) => ({ limit, reserved, drawn, available })
await get('officer.sihui', `/v1/reloan-quotas/${quota.id}?asOf=${DAY}`, figures)
const draw = { loanId: loan.id, on: DAY, termMonths: 12 }
await post('approver.pboc', `/v1/reloan-filings/${filed.id}/drawdowns`, { ...draw, amount: '1800000.01' }, state)
await post(
  'approver.pboc',
  `/v1/reloan-filings/${filed.id}/drawdowns`,
  { ...draw, amount: '1800000.00' },
  ({ amount, rate, drawnOn, dueOn }) => ({ amount, rate, drawnOn, dueOn }),
)
await get('reviewer.pboc', `/v1/reloan-quotas/${quota.id}?asOf=${DAY}`, figures)
await get('reviewer.pboc', '/v1/reports/interest-saving?asOf=2024-06-30', ({ totals }) => totals)
