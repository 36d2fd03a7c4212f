import t from 'tap'
import { type ApprovalFacts, approveApplication } from '../../../src/domain/loans/approve.js'
import { type ContractFacts, signContract } from '../../../src/domain/loans/contract.js'
import { type DisbursementFacts, disburse } from '../../../src/domain/loans/disburse.js'
import { LIFE_CYCLE, type LoanState, type LoanStep, nextState } from '../../../src/domain/loans/life-cycle.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { money } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

const STATES: LoanState[] = ['APPLIED', 'QUOTED', 'APPROVED', 'CONTRACTED', 'DISBURSED', 'SETTLED', 'REJECTED']
const STEPS: LoanStep[] = ['quote', 'approve', 'reject', 'sign', 'disburse', 'settle']

t.test('every state and every step', async (t) => {
  const table = STATES.map((state) => {
    const cells = STEPS.map((step) => {
      const next = nextState(state, step)
      return (next.ok ? next.value : '-').padEnd(10)
    })
    return `${state.padEnd(10)} ${cells.join(' ')}`.trimEnd()
  })
  t.equal(
    table.join('\n'),
    [
      'APPLIED    QUOTED     APPROVED   REJECTED   -          -          -',
      'QUOTED     QUOTED     APPROVED   REJECTED   -          -          -',
      'APPROVED   -          -          REJECTED   CONTRACTED -          -',
      'CONTRACTED -          -          -          -          DISBURSED  -',
      'DISBURSED  -          -          -          -          DISBURSED  SETTLED',
      'SETTLED    -          -          -          -          -          -',
      'REJECTED   -          -          -          -          -          -',
    ].join('\n'),
    STEPS.join(' '),
  )
  t.same(nextState('APPROVED', 'disburse'), {
    ok: false,
    refusal: { code: 'STATE_FORBIDS', state: 'APPROVED', event: 'disburse', allowed: ['reject', 'sign'] },
  })
  for (const { event, role } of LIFE_CYCLE)
    t.equal(role === 'credit-approver', event === 'approve' || event === 'reject', `${event} by ${role}`)
})

const APPROVAL: ApprovalFacts = {
  application: { requested: money('3000000'), tenorMonths: 12, madeBy: 'officer.sihui', state: 'QUOTED' },
  quote: {
    amount: money('3000000'),
    tenorMonths: 12,
    annualRate: annualRatePercent('3.71'),
    expiresOn: civilDate('2024-06-30'),
  },
  approver: 'approver.sihui',
  on: civilDate('2024-06-18'),
  collateral: { adoptedValue: money('6000000'), ltvCap: exact('0.5'), securedAlready: money('0') },
  rightsEnd: civilDate('2025-06-18'),
}

t.test('approval', async (t) => {
  t.match(approveApplication(APPROVAL), {
    value: {
      state: 'APPROVED',
      approvedAmount: money('3000000'),
      approvedBy: 'approver.sihui',
      approvedOn: '2024-06-18',
      approvalEndsOn: '2024-09-16',
      postings: [],
    },
  })
  t.ok(approveApplication({ ...APPROVAL, collateral: null, rightsEnd: null }).ok, 'a loan without pledge')
  t.ok(
    approveApplication({ ...APPROVAL, on: civilDate('2024-06-30'), rightsEnd: null }).ok,
    'the quote binds on its last day',
  )
  const { application, quote } = APPROVAL
  const cases: [string, Partial<ApprovalFacts>][] = [
    ['STATE_FORBIDS', { application: { ...application, state: 'APPROVED' } }],
    ['SELF_APPROVAL', { approver: 'officer.sihui' }],
    ['NOT_POSITIVE', { application: { ...application, requested: money('0') } }],
    ['QUOTE_EXPIRED', { on: civilDate('2024-07-01') }],
    ['QUOTE_DOES_NOT_MATCH', { quote: { ...quote, amount: money('2999999.99') } }],
    ['QUOTE_DOES_NOT_MATCH', { quote: { ...quote, tenorMonths: 6 } }],
    [
      'AMOUNT_ABOVE_LTV',
      { collateral: { adoptedValue: money('5999999.99'), ltvCap: exact('0.5'), securedAlready: money('0') } },
    ],
    [
      'AMOUNT_ABOVE_LTV',
      { collateral: { adoptedValue: money('6000000'), ltvCap: exact('0.5'), securedAlready: money('0.01') } },
    ],
    ['TERM_BEYOND_RIGHTS', { rightsEnd: civilDate('2025-06-17') }],
  ]
  for (const [code, change] of cases)
    t.match(approveApplication({ ...APPROVAL, ...change }), { ok: false, refusal: { code } }, code)
  t.match(
    approveApplication({
      ...APPROVAL,
      collateral: { adoptedValue: money('1000'), ltvCap: exact('0.5'), securedAlready: money('900') },
    }),
    { refusal: { code: 'AMOUNT_ABOVE_LTV', available: '0.00' } },
    'what is over-secured already leaves nothing, not less',
  )
})

const CONTRACT: ContractFacts = {
  loan: {
    state: 'APPROVED',
    approvedAmount: money('3000000'),
    approvedTenorMonths: 12,
    approvedRate: annualRatePercent('3.71'),
    approvedOn: civilDate('2024-06-18'),
  },
  amount: money('3000000'),
  tenorMonths: 12,
  annualRate: annualRatePercent('3.71'),
  on: civilDate('2024-06-19'),
}

t.test('contract', async (t) => {
  t.match(signContract(CONTRACT), {
    value: { state: 'CONTRACTED', signedOn: '2024-06-19', endsOn: '2025-06-19', postings: [] },
  })
  t.ok(signContract({ ...CONTRACT, on: civilDate('2024-09-16') }).ok, 'the 90th day')
  const cases: [string, Partial<ContractFacts>][] = [
    ['STATE_FORBIDS', { loan: { ...CONTRACT.loan, state: 'QUOTED' } }],
    ['APPROVAL_EXPIRED', { on: civilDate('2024-09-17') }],
    ['NOT_POSITIVE', { amount: money('0') }],
    ['AMOUNT_ABOVE_APPROVED', { amount: money('3000000.01') }],
    ['NOT_POSITIVE', { tenorMonths: 0 }],
    ['TERM_ABOVE_APPROVED', { tenorMonths: 13 }],
    ['RATE_BELOW_APPROVED', { annualRate: annualRatePercent('3.7099') }],
  ]
  for (const [code, change] of cases)
    t.match(signContract({ ...CONTRACT, ...change }), { ok: false, refusal: { code } }, code)
})

const DISBURSEMENT: DisbursementFacts = {
  loan: { state: 'CONTRACTED', approvedBy: 'approver.sihui', approvedOn: civilDate('2024-06-18') },
  contract: { amount: money('3000000'), signedOn: civilDate('2024-06-19') },
  disbursedSoFar: money('0'),
  amount: money('3000000'),
  on: civilDate('2024-06-20'),
  disburser: 'officer.sihui',
  conditions: [{ name: 'pledge-registered', met: true }],
}

t.test('disbursement', async (t) => {
  t.match(disburse(DISBURSEMENT), {
    value: {
      state: 'DISBURSED',
      disbursedInAll: money('3000000'),
      stillAvailable: money('0'),
      postings: [
        { account: '1303', side: 'debit', amount: money('3000000') },
        { account: '2011', side: 'credit', amount: money('3000000') },
      ],
    },
  })
  const later = { ...DISBURSEMENT, disbursedSoFar: money('1000000'), on: civilDate('2024-12-01') }
  t.ok(disburse({ ...later, amount: money('2000000') }).ok, 'a later draw runs under the contract, not the approval')
  const cases: [string, Partial<DisbursementFacts>][] = [
    ['DISBURSEMENT_BEFORE_CONTRACT', { contract: null, loan: { ...DISBURSEMENT.loan, state: 'APPROVED' } }],
    ['DISBURSEMENT_BEFORE_CONTRACT', { on: civilDate('2024-06-18') }],
    ['STATE_FORBIDS', { loan: { ...DISBURSEMENT.loan, state: 'SETTLED' } }],
    ['SELF_DISBURSEMENT', { disburser: 'approver.sihui' }],
    ['APPROVAL_EXPIRED', { on: civilDate('2024-09-17') }],
    ['CONDITIONS_NOT_MET', { conditions: [{ name: 'pledge-registered', met: false }] }],
    ['NOT_POSITIVE', { amount: money('-1') }],
    ['AMOUNT_ABOVE_CONTRACT', { amount: money('3000000.01') }],
    ['AMOUNT_ABOVE_CONTRACT', { disbursedSoFar: money('1'), amount: money('3000000') }],
  ]
  for (const [code, change] of cases)
    t.match(disburse({ ...DISBURSEMENT, ...change }), { ok: false, refusal: { code } }, code)
  t.match(
    disburse({
      ...DISBURSEMENT,
      conditions: ['pledge-registered', 'insurance', 'purpose-proof'].map((name) => ({
        name,
        met: name === 'insurance',
      })),
    }),
    { refusal: { conditions: ['pledge-registered', 'purpose-proof'] } },
    'all that is missing is named at once',
  )
})
