import t from 'tap'
import { widestLimit, withinLimit } from '../../../src/domain/loans/approval-limit.js'
import { type ApprovalFacts, approveApplication } from '../../../src/domain/loans/approve.js'
import { type ContractFacts, signContract } from '../../../src/domain/loans/contract.js'
import { type DisbursementFacts, disburse } from '../../../src/domain/loans/disburse.js'
import { type ApplicationUnderWay, returnForm, review } from '../../../src/domain/loans/judge-application.js'
import { LIFE_CYCLE, LOAN_STATES, LOAN_STEPS, nextState } from '../../../src/domain/loans/life-cycle.js'
import { requiredSteps } from '../../../src/domain/loans/required-steps.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { money } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

/** What each state allows, a line each; every step that is not named is refused there. */
const ALLOWED = `
APPLIED       quote→QUOTED survey→SURVEYED review→REVIEWED return→RETURNED approve→APPROVED reject→REJECTED withdraw→WITHDRAWN
QUOTED        quote→QUOTED survey→SURVEYED review→REVIEWED return→RETURNED approve→APPROVED reject→REJECTED withdraw→WITHDRAWN
SURVEYED      quote→SURVEYED review→REVIEWED return→RETURNED approve→APPROVED reject→REJECTED withdraw→WITHDRAWN
REVIEWED      quote→REVIEWED return→RETURNED approve→APPROVED reject→REJECTED withdraw→WITHDRAWN
RETURNED      quote→RETURNED resubmit→APPLIED withdraw→WITHDRAWN
APPROVED      withdraw→WITHDRAWN sign→CONTRACTED
REJECTED
WITHDRAWN
CONTRACTED    cancel→WITHDRAWN lapse→WITHDRAWN disburse→DISBURSED
DISBURSED     disburse→DISBURSED take-back→CONTRACTED overdue→OVERDUE settle→SETTLED restructure→RESTRUCTURED write-off→WRITTEN_OFF
OVERDUE       take-back→CONTRACTED cure→DISBURSED settle→SETTLED restructure→RESTRUCTURED write-off→WRITTEN_OFF
RESTRUCTURED  overdue→OVERDUE settle→SETTLED restructure→RESTRUCTURED write-off→WRITTEN_OFF
SETTLED       reopen→DISBURSED
WRITTEN_OFF   reopen→DISBURSED
`
t.test('every state and every step', async (t) => {
  const table = LOAN_STATES.map((state) => {
    const cells = LOAN_STEPS.flatMap((step) => {
      const next = nextState(state, step)
      if (next.ok) return [`${step}→${next.value}`]
      t.match(next.refusal, { code: 'STATE_FORBIDS', state, event: step })
      return []
    })
    return `${state.padEnd(14)}${cells.join(' ')}`.trimEnd()
  })
  t.equal(table.join('\n'), ALLOWED.trim())
  t.same(nextState('APPROVED', 'disburse'), {
    ok: false,
    refusal: { code: 'STATE_FORBIDS', state: 'APPROVED', event: 'disburse', allowed: ['withdraw', 'sign'] },
  })
  for (const { event, by } of LIFE_CYCLE)
    t.equal(
      by.includes('loan-officer') && by.includes('credit-approver'),
      false,
      `nobody both does and decides ${event}`,
    )
  for (const one of LIFE_CYCLE)
    t.equal(
      LIFE_CYCLE.filter(({ from, event }) => from === one.from && event === one.event).length,
      1,
      `${one.event} of ${one.from} leads to one state`,
    )
})

const UNDER_WAY: ApplicationUnderWay = {
  state: 'SURVEYED',
  round: 2,
  parts: [
    { step: 'apply', by: 'maker', round: 1 },
    { step: 'survey', by: 'first surveyor', round: 1 },
    { step: 'return', by: 'reviewer', round: 1 },
    { step: 'resubmit', by: 'maker', round: 2 },
    { step: 'survey', by: 'surveyor', round: 2 },
  ],
  required: ['survey', 'review'],
}

t.test('review and return', async (t) => {
  t.match(review(UNDER_WAY, 'reviewer'), { value: 'REVIEWED' }, 'who returned the form may review it')
  for (const [person, earlier] of [
    ['maker', 'apply'],
    ['surveyor', 'survey'],
    ['first surveyor', 'survey'],
  ] as const) {
    const refusal = { code: 'TOOK_PART_BEFORE', earlier }
    t.match(review(UNDER_WAY, person), { ok: false, refusal: { ...refusal, event: 'review' } }, person)
    t.match(returnForm(UNDER_WAY, person), { ok: false, refusal: { ...refusal, event: 'return' } }, person)
  }
  t.match(returnForm(UNDER_WAY, 'approver'), { value: 'RETURNED' })
  const unsurveyed = { ...UNDER_WAY, state: 'QUOTED', round: 3 } as const
  t.same(
    review(unsurveyed, 'reviewer'),
    { ok: false, refusal: { code: 'STEP_MISSING', event: 'review', missing: ['survey'] } },
    'the survey of an earlier round is none of this one',
  )
  t.match(review({ ...unsurveyed, required: ['review'] }, 'reviewer'), { value: 'REVIEWED' }, 'where none is required')
  t.match(review({ ...UNDER_WAY, state: 'REVIEWED' }, 'maker'), { refusal: { code: 'STATE_FORBIDS' } }, 'state first')
})

t.test('what a product requires', async (t) => {
  t.same(requiredSteps('none'), [])
  t.same(requiredSteps('review|survey'), ['survey', 'review'], 'in the order in which it is done')
  t.throws(() => requiredSteps('survey|vote'), /vote is no step/)
  t.throws(() => requiredSteps(''), /no step/)
})

t.test('limits', async (t) => {
  const approver = { role: 'credit_approver', most: money('10000000') }
  const committee = { role: 'credit_committee', most: null }
  t.equal(widestLimit([approver, committee]), committee)
  t.equal(widestLimit([committee, approver]), committee)
  t.equal(widestLimit([approver, { role: 'other', most: money('1') }]), approver)
  t.equal(widestLimit([]), undefined)
  t.ok(withinLimit(money('10000000.00'), approver).ok, 'at the limit')
  t.same(withinLimit(money('10000000.01'), approver), {
    ok: false,
    refusal: { code: 'APPROVAL_ABOVE_ROLE', amount: '10000000.01', limit: '10000000.00', role: 'credit_approver' },
  })
  t.ok(withinLimit(money('999999999999.99'), committee).ok)
})

const APPROVAL: ApprovalFacts = {
  application: {
    requested: money('3000000'),
    tenorMonths: 12,
    madeBy: 'officer.sihui',
    state: 'QUOTED',
    round: 1,
    parts: [
      { step: 'survey', by: 'surveyor', round: 1 },
      { step: 'review', by: 'reviewer', round: 1 },
    ],
    required: ['survey', 'review'],
  },
  quote: {
    amount: money('3000000'),
    tenorMonths: 12,
    annualRate: annualRatePercent('3.71'),
    expiresOn: civilDate('2024-06-30'),
  },
  approver: 'approver.sihui',
  limit: { role: 'credit_approver', most: money('10000000') },
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
    ['TOOK_PART_BEFORE', { approver: 'surveyor' }],
    ['TOOK_PART_BEFORE', { approver: 'reviewer' }],
    ['STEP_MISSING', { application: { ...application, parts: application.parts.slice(0, 1) } }],
    ['STEP_MISSING', { application: { ...application, round: 2 } }],
    ['APPROVAL_ABOVE_ROLE', { limit: { role: 'credit_approver', most: money('2999999.99') } }],
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
