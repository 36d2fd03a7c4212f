import fc from 'fast-check'
import t from 'tap'
import { type Borrower, isEligibleBorrower, readBorrowerTests } from '../../../src/domain/relending/borrower.js'
import {
  type DrawFacts,
  drawReloan,
  type ReloanRateRow,
  reloanRateInForce,
} from '../../../src/domain/relending/draw.js'
import {
  type BackingLoan,
  type EligibilityFacts,
  failedChecks,
  roomUnderRatio,
  testLoan,
} from '../../../src/domain/relending/eligibility.js'
import { type FacilityTermRow, lineageOf, termIfSet, termInForce } from '../../../src/domain/relending/facility.js'
import { type FiledLoan, fileLoans, grant, passReview, returnFiling } from '../../../src/domain/relending/filing.js'
import { availableOf, quotaOf } from '../../../src/domain/relending/quota.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { exact, formatExact } from '../../../src/kernel/exact.js'
import { compareMoney, formatMoney, money, timesDown } from '../../../src/kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../../src/kernel/rate.js'
import type { Refusal, Result } from '../../../src/kernel/result.js'

const day = civilDate
const unwrap = <T, R extends Refusal>(result: Result<T, R>): T => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const rule = { ruleId: 'r', source: 'dossier on re-lending', status: 'secondary' }
const term = (facility: string, parameter: string, value: string | null, from = '2024-06-20', to?: string) =>
  ({
    facility,
    parameter,
    value,
    validFrom: day(from),
    validTo: to === undefined ? null : day(to),
    rule: { ...rule, ruleId: `${facility}/${parameter}` },
  }) satisfies FacilityTermRow

const ZX_BORROWERS = 'borrower in {micro,small,self-employed,owner} or (private and customer_credit<=30000000)'
const GREEN = 'ZNZX-GREEN-ZQ'
const lineage = lineageOf(
  [
    { code: GREEN, parent: 'ZX' },
    { code: 'ZX', parent: null },
  ],
  GREEN,
)
const entered: readonly FacilityTermRow[] = [
  term('ZX', 'eligibility', ZX_BORROWERS, '2014-03-20', '2025-03-31'),
  term('ZX', 'ratio_cap', '1', '2014-03-20', '2025-03-31'),
  term('ZX', 'loan_rate_cap', 'LPR1Y+0.50', '2020-02-26', '2020-06-30'),
  term('ZX', 'loan_rate_cap', '5.5', '2021-12-07', '2025-03-31'),
  term(GREEN, 'ratio_cap', '0.60'),
  term(GREEN, 'terms_months', '3|6|12'),
  term(GREEN, 'rate_table', 'ZNZX'),
]
const without = (parameter: string) => entered.filter((row) => row.facility !== GREEN || row.parameter !== parameter)
const alsoWith = (...rows: FacilityTermRow[]) => [...entered, ...rows]

const loan: BackingLoan = {
  id: 'loan-1',
  state: 'DISBURSED',
  balance: money('3000000'),
  rate: annualRatePercent('3.05'),
  disbursed: { firstOn: day('2024-06-20'), lastOn: day('2024-06-20') },
  borrower: { size: 'small', isPrivate: true, customerCredit: money('3000000') },
  hasUseEvidence: true,
  pledge: { id: 'pledge-1', state: 'FROZEN_CONFIRMED' },
}
const facts: EligibilityFacts = {
  loan,
  lineage,
  terms: entered,
  filedOn: day('2024-06-20'),
  requested: money('1800000'),
  otherFiling: null,
  otherReloans: money('0'),
  quotaAvailable: money('100000000'),
  lprOneYear: annualRatePercent('3.45'),
}

t.test('terms: the nearest facility, the last begun, and never a default', async (t) => {
  const on = day('2024-06-20')
  t.equal(formatExact(unwrap(termInForce(entered, lineage, 'ratio_cap', on)).value), '0.6')
  t.equal(formatExact(unwrap(termInForce(entered, ['ZX'], 'ratio_cap', on)).value), '1')
  const later = alsoWith(term(GREEN, 'ratio_cap', '0.80', '2024-09-01'))
  t.equal(formatExact(unwrap(termInForce(later, lineage, 'ratio_cap', day('2024-08-31'))).value), '0.6')
  t.equal(formatExact(unwrap(termInForce(later, lineage, 'ratio_cap', day('2024-09-01'))).value), '0.8')
  const empty = [...without('ratio_cap'), term(GREEN, 'ratio_cap', null)]
  t.match(termInForce(empty, lineage, 'ratio_cap', on), {
    refusal: {
      code: 'FACILITY_TERM_UNKNOWN',
      facility: GREEN,
      parameter: 'ratio_cap',
      document: /额度通知书/,
      enteredBy: 'reloan_reviewer',
      approvedBy: 'reloan_approver',
    },
  })
  const lapsed = [...without('ratio_cap'), term(GREEN, 'ratio_cap', '0.60', '2024-06-20', '2024-08-31')]
  t.match(termInForce(lapsed, lineage, 'ratio_cap', day('2024-08-31')), { ok: true })
  t.match(termInForce(lapsed, lineage, 'ratio_cap', day('2024-09-01')), { refusal: { parameter: 'ratio_cap' } })
  t.match(termInForce(entered, lineage, 'max_extensions', on), { refusal: { parameter: 'max_extensions' } })
  t.match(termIfSet(entered, lineage, 'filing_cutoff_day', on), { ok: true, value: null })
  t.throws(() => termInForce([term('ZX', 'ratio_cap', '1.01')], ['ZX'], 'ratio_cap', on), { name: 'MalformedValue' })
  t.same(
    lineageOf(
      [
        { code: 'A', parent: 'B' },
        { code: 'B', parent: 'A' },
      ],
      'A',
    ),
    ['A', 'B'],
  )
})

t.test('borrowers, as the facility rules say them (dossier on re-lending, 2.1 and 2.4)', async (t) => {
  const MQ = 'private and size in {micro,small,medium}'
  const cases: readonly [string, Borrower['size'], boolean, string, boolean][] = [
    [ZX_BORROWERS, 'small', false, '90000000', true],
    [ZX_BORROWERS, 'large', true, '30000000', true],
    [ZX_BORROWERS, 'large', true, '30000000.01', false],
    [ZX_BORROWERS, 'medium', false, '1000000', false],
    [MQ, 'medium', true, '90000000', true],
    [MQ, 'large', true, '1', false],
    [MQ, 'micro', false, '1', false],
  ]
  for (const [text, size, isPrivate, credit, eligible] of cases)
    t.equal(
      isEligibleBorrower({ size, isPrivate, customerCredit: money(credit) }, readBorrowerTests(text)),
      eligible,
      `${size} ${isPrivate} ${credit}`,
    )
  for (const text of ['', 'tall', 'size in {tiny}', 'private or'])
    t.throws(() => readBorrowerTests(text), { name: 'MalformedValue' })
})

t.test('the published case: 3,000,000 at 0.60 gives 1,800,000 and every line passes', async (t) => {
  const { eligible, lines, maxAmount } = testLoan(facts)
  t.equal(eligible, true)
  t.equal(formatMoney(maxAmount), '1800000.00')
  t.same(
    lines.map(({ check, passed, cure }) => [check, passed, cure]),
    ['STATE', 'E1', 'E2', 'E3', 'E4', 'E5', 'USE', 'PLEDGE', 'Q2'].map((check) => [check, true, null]),
  )
  t.match(lines[1], {
    facts: { balance: '3000000.00', ratioCap: '0.6', room: '1800000.00' },
    rule: { ruleId: `${GREEN}/ratio_cap` },
  })
})

const windowOf = (status: string) =>
  alsoWith(
    ...[term(GREEN, 'filing_cutoff_day', '10'), term(GREEN, 'filing_previous_month_only', 'true')].map((row) => ({
      ...row,
      rule: { ...row.rule, status },
    })),
  )
const windowed = windowOf('confirmed')
const lines: readonly [string, string, Partial<EligibilityFacts>][] = [
  ['one fen over the ratio', 'E1', { requested: money('1800000.01') }],
  ['other re-loans take of the ratio', 'E1', { otherReloans: money('0.01') }],
  ['ratio unknown', 'E1', { terms: [...without('ratio_cap'), term(GREEN, 'ratio_cap', null)] }],
  ['in another filing', 'E2', { otherFiling: { id: 'filing-0', facility: 'CERF' } }],
  [
    'filed before it was disbursed',
    'E3',
    { filedOn: day('2024-06-19'), terms: entered.map((r) => ({ ...r, validFrom: day('2014-03-20') })) },
  ],
  ['filed in the month of the loan', 'E3', { terms: windowed, filedOn: day('2024-06-30') }],
  ['filed after the cut-off', 'E3', { terms: windowed, filedOn: day('2024-07-11') }],
  ['window unknown', 'E3', { terms: alsoWith(term(GREEN, 'filing_cutoff_day', null)) }],
  ['rate over the cap', 'E4', { loan: { ...loan, rate: annualRatePercent('5.500001') } }],
  ['rate cap unknown', 'E4', { terms: alsoWith(term(GREEN, 'loan_rate_cap', null)) }],
  [
    'large and not private',
    'E5',
    { loan: { ...loan, borrower: { ...loan.borrower, size: 'large', isPrivate: false } } },
  ],
  ['no rule on borrowers', 'E5', { terms: entered.filter(({ parameter }) => parameter !== 'eligibility') }],
  ['no evidence of use', 'USE', { loan: { ...loan, hasUseEvidence: false } }],
  ['pledge not registered', 'PLEDGE', { loan: { ...loan, pledge: { id: 'p', state: 'CONTRACTED' } } }],
  ['over the quota', 'Q2', { quotaAvailable: money('1799999.99') }],
  ['settled', 'STATE', { loan: { ...loan, state: 'SETTLED' } }],
]
for (const [name, check, change] of lines)
  t.test(`not eligible: ${name}`, async (t) => {
    const tested = testLoan({ ...facts, ...change })
    t.equal(tested.eligible, false)
    t.same(failedChecks(tested), [check])
    t.ok(tested.lines.find((line) => line.check === check)?.cure?.zh)
  })
t.test('filed by the 10th of the month after', async (t) =>
  t.equal(testLoan({ ...facts, terms: windowed, filedOn: day('2024-07-10') }).eligible, true),
)
t.test('a window known only by analogy warns, and does not bind', async (t) => {
  const tested = testLoan({ ...facts, terms: windowOf('secondary') })
  t.equal(tested.eligible, true)
  t.same(
    tested.lines.filter(({ warning }) => warning).map(({ check }) => check),
    ['E3'],
  )
  t.ok(tested.lines.find(({ check }) => check === 'E3')?.cure)
})
t.test('an unsecured loan needs no pledge', async (t) =>
  t.equal(testLoan({ ...facts, loan: { ...loan, pledge: null } }).eligible, true),
)
t.test('the cap of 2020 stands over the LPR of the day: 4.05 + 0.50', async (t) => {
  const on = day('2020-03-02')
  const of2020 = (rate: string) =>
    testLoan({
      ...facts,
      lineage: ['ZX'],
      filedOn: on,
      lprOneYear: annualRatePercent('4.05'),
      loan: { ...loan, rate: annualRatePercent(rate), disbursed: { firstOn: on, lastOn: on } },
    })
  t.equal(of2020('4.55').eligible, true)
  t.same(failedChecks(of2020('4.56')), ['E4'])
})
t.test('ratio × balance is rounded down, never up', async () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 1, max: 100 }), (fen, percent) => {
      const balance = money(`${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`)
      const terms = [
        ...without('ratio_cap'),
        term(
          GREEN,
          'ratio_cap',
          formatExact(
            exact(`${percent === 100 ? 1 : 0}.${percent === 100 ? '00' : percent.toString().padStart(2, '0')}`),
          ),
        ),
      ]
      const room = roomUnderRatio({ ...facts, terms, loan: { ...loan, balance } })
      return (
        formatMoney(room)
          .replace('.', '')
          .replace(/^0+(?=\d)/, '') === ((fen * BigInt(percent)) / 100n).toString()
      )
    }),
  )
})

const filed = (change: Partial<EligibilityFacts> = {}, more: Partial<FiledLoan> = {}): FiledLoan => {
  const asked = { ...facts, ...change }
  return {
    loan: asked.loan.id,
    lender: 'RCB-SIHUI',
    requested: asked.requested ?? money('0'),
    eligibility: testLoan(asked),
    otherFiling: asked.otherFiling,
    room: roomUnderRatio(asked),
    ...more,
  }
}
const quota = quotaOf(money('100000000'), day('2024-06-20'), day('2024-12-31'))
const file = (...loans: FiledLoan[]) =>
  fileLoans({ lender: 'RCB-SIHUI', filedBy: 'officer', filedOn: day('2024-06-20'), quota, loans })
const reviewer = { id: 'reviewer', organisation: 'PBOC-ZQ' }
const approver = { id: 'approver', organisation: 'PBOC-ZQ' }
const filing = unwrap(file(filed()))
const reviewed = unwrap(passReview(filing, reviewer, [filed()]))
const granted = { filing: reviewed, approver, amount: money('1800000'), on: day('2024-06-20'), loans: [filed()], quota }

t.test('the published case, filed, passed and granted: 98,200,000.00 stay available', async (t) => {
  t.equal(formatMoney(filing.requested), '1800000.00')
  const given = unwrap(grant(granted))
  t.equal(given.filing.state, 'GRANTED')
  t.equal(formatMoney(availableOf(given.quota)), '98200000.00')
})

const earlier = { otherFiling: { id: 'filing-1', facility: GREEN } }
const filingLadder: readonly [string, readonly FiledLoan[], Record<string, unknown>][] = [
  ['no loan', [], { code: 'FILING_EMPTY' }],
  ['of another lender', [filed(earlier, { lender: 'BANK-EX-01' })], { code: 'LOAN_OF_ANOTHER_LENDER' }],
  ['no amount', [filed({ ...earlier, requested: money('0') })], { code: 'NOT_POSITIVE', member: 'requested' }],
  ['twice in one filing', [filed(), filed()], { code: 'LOAN_TWICE_IN_FILING', loan: 'loan-1' }],
  [
    'a second filing',
    [filed({ ...earlier, requested: money('1800000.01') })],
    { code: 'LOAN_ALREADY_FILED', filing: 'filing-1' },
  ],
  [
    'a fen over the ratio',
    [filed({ requested: money('1800000.01') })],
    { code: 'AMOUNT_ABOVE_RATIO', requested: '1800000.01', most: '1800000.00' },
  ],
  [
    'not eligible',
    [filed({ loan: { ...loan, hasUseEvidence: false } })],
    { code: 'LOAN_NOT_ELIGIBLE', checks: ['USE'] },
  ],
  [
    'ratio unknown',
    [filed({ terms: [...without('ratio_cap'), term(GREEN, 'ratio_cap', null)] })],
    { code: 'LOAN_NOT_ELIGIBLE', checks: ['E1'] },
  ],
]
for (const [name, loans, refusal] of filingLadder)
  t.test(`filing refused: ${name}`, async (t) => t.match(file(...loans), { ok: false, refusal }))
t.test('filing refused: over the quota in all, each loan within it', async (t) => {
  const small = quotaOf(money('3000000'), day('2024-06-20'), day('2024-12-31'))
  const loans = [filed(), filed({}, { loan: 'loan-2' })]
  const result = fileLoans({ lender: 'RCB-SIHUI', filedBy: 'officer', filedOn: day('2024-06-20'), quota: small, loans })
  t.match(result, { refusal: { code: 'QUOTA_EXCEEDED', requested: '3600000.00', available: '3000000.00' } })
})

t.test('review refused: state, the filer, the bank itself, a loan that no longer passes', async (t) => {
  const gone = [filed({ loan: { ...loan, state: 'SETTLED' } })]
  const ladder: readonly [Result<unknown, Refusal>, Record<string, unknown>][] = [
    [
      passReview(reviewed, { ...reviewer, id: 'officer' }, gone),
      { code: 'STATE_FORBIDS', allowed: ['grant', 'return'] },
    ],
    [passReview(filing, { id: 'officer', organisation: 'RCB-SIHUI' }, gone), { code: 'SELF_APPROVAL' }],
    [passReview(filing, { id: 'colleague', organisation: 'RCB-SIHUI' }, gone), { code: 'OWN_ORGANISATION' }],
    [passReview(filing, reviewer, gone), { code: 'LOAN_NOT_ELIGIBLE', checks: ['STATE'] }],
  ]
  for (const [result, refusal] of ladder) t.match(result, { ok: false, refusal })
  t.match(returnFiling(filing, reviewer), { ok: true, value: { state: 'RETURNED', reviewedBy: 'reviewer' } })
  t.match(returnFiling(unwrap(returnFiling(filing, reviewer)), approver), {
    refusal: { code: 'STATE_FORBIDS', allowed: [] },
  })
})

const grantLadder: readonly [string, Partial<typeof granted>, Record<string, unknown>][] = [
  ['not reviewed', { filing, approver: reviewer }, { code: 'STATE_FORBIDS', event: 'grant' }],
  ['by its reviewer', { approver: reviewer, on: day('2024-06-19') }, { code: 'SELF_APPROVAL', madeBy: 'reviewer' }],
  ['by its filer', { approver: { ...approver, id: 'officer' } }, { code: 'SELF_APPROVAL', madeBy: 'officer' }],
  ['by the bank', { approver: { id: 'x', organisation: 'RCB-SIHUI' } }, { code: 'OWN_ORGANISATION' }],
  ['before the filing', { on: day('2024-06-19'), amount: money('0') }, { code: 'GRANT_BEFORE_FILING' }],
  ['no amount', { amount: money('0') }, { code: 'NOT_POSITIVE' }],
  [
    'a loan that no longer passes',
    { loans: [filed({ loan: { ...loan, hasUseEvidence: false } })], amount: money('9000000') },
    { code: 'LOAN_NOT_ELIGIBLE' },
  ],
  ['a fen over the ratio', { amount: money('1800000.01') }, { code: 'GRANT_ABOVE_RATIO', most: '1800000.00' }],
  [
    'over what was asked',
    { filing: { ...reviewed, requested: money('1000000') }, amount: money('1000000.01') },
    { code: 'GRANT_ABOVE_REQUEST', requested: '1000000.00' },
  ],
  [
    'over the quota',
    { quota: { ...quota, drawn: money('98200000.01') } },
    { code: 'QUOTA_EXCEEDED', available: '1799999.99' },
  ],
]
for (const [name, change, refusal] of grantLadder)
  t.test(`grant refused: ${name}`, async (t) => t.match(grant({ ...granted, ...change }), { ok: false, refusal }))

const posted = (tenor: ReloanRateRow['tenor'], from: string | null, percent: string, rateTable = 'ZNZX') => ({
  rateTable,
  tenor,
  effectiveFrom: from === null ? null : day(from),
  rate: annualRatePercent(percent),
  rule,
})
const rates: readonly ReloanRateRow[] = [
  posted('1Y', '2024-01-25', '1.75'),
  posted('1Y', '2021-12-07', '2.00'),
  posted('1Y', '2025-05-07', '1.50'),
  posted('6M', '2024-01-25', '1.65'),
  posted('-', null, '2.25', 'REDISCOUNT'),
  posted('-', '2020-07-01', '2.00', 'REDISCOUNT'),
]
t.test('posted rates (PBoC rate history): the row in force on the contract day, by tenor', async (t) => {
  const cases: readonly [string, number, string, string | undefined][] = [
    ['ZNZX', 12, '2024-06-20', '1.75'],
    ['ZNZX', 12, '2024-01-24', '2.00'],
    ['ZNZX', 12, '2025-05-07', '1.50'],
    ['ZNZX', 6, '2024-06-20', '1.65'],
    ['ZNZX', 6, '2023-06-20', undefined],
    ['ZNZX', 9, '2024-06-20', undefined],
    ['REDISCOUNT', 5, '2020-06-30', '2.25'],
    ['REDISCOUNT', 5, '2020-07-01', '2.00'],
  ]
  for (const [table, months, on, percent] of cases) {
    const row = reloanRateInForce(rates, table, months, day(on))
    t.equal(row && formatRatePercent(row.rate), percent, `${table} ${months} ${on}`)
  }
})

const drawing: DrawFacts = {
  grant: { amount: money('1800000'), drawn: money('0'), on: day('2024-06-20') },
  loan: {
    id: 'loan-1',
    balance: money('3000000'),
    lastDisbursedOn: day('2024-06-20'),
    requested: money('1800000'),
    drawn: money('0'),
    reloans: money('0'),
  },
  lineage,
  terms: entered,
  rates,
  quota: { ...quota, reserved: money('1800000') },
  amount: money('1800000'),
  termMonths: 12,
  on: day('2024-06-21'),
}
t.test('a draw moves quota from reserved to drawn and freezes the rate of its day', async (t) => {
  const drawn = unwrap(drawReloan(drawing))
  t.equal(formatRatePercent(drawn.rate), '1.75')
  t.equal(drawn.dueOn, '2025-06-21')
  t.equal(formatMoney(drawn.quota.drawn), '1800000.00')
  t.equal(formatMoney(availableOf(drawn.quota)), '98200000.00')
})
const drawLadder: readonly [string, Partial<DrawFacts>, Record<string, unknown>][] = [
  ['no amount', { amount: money('0'), on: day('2024-06-19') }, { code: 'NOT_POSITIVE' }],
  ['before the loan', { on: day('2024-06-19') }, { code: 'DRAW_BEFORE_LOAN', disbursedOn: '2024-06-20' }],
  [
    'of a loan not paid out',
    { loan: { ...drawing.loan, lastDisbursedOn: null } },
    { code: 'DRAW_BEFORE_LOAN', disbursedOn: null },
  ],
  [
    'before the grant',
    { grant: { ...drawing.grant, on: day('2024-06-22') }, termMonths: 5 },
    { code: 'DRAW_BEFORE_GRANT' },
  ],
  ['terms unknown', { terms: without('terms_months') }, { code: 'FACILITY_TERM_UNKNOWN', parameter: 'terms_months' }],
  ['term not offered', { termMonths: 5, amount: money('9000000') }, { code: 'TERM_NOT_OFFERED', offered: [3, 6, 12] }],
  [
    'ratio unknown',
    { terms: alsoWith(term(GREEN, 'ratio_cap', null)) },
    { code: 'FACILITY_TERM_UNKNOWN', parameter: 'ratio_cap' },
  ],
  ['a fen over the grant', { amount: money('1800000.01') }, { code: 'DRAW_ABOVE_GRANT', left: '1800000.00' }],
  [
    'over what was filed for the loan',
    { loan: { ...drawing.loan, drawn: money('1') } },
    { code: 'DRAW_ABOVE_FILED', left: '1799999.00' },
  ],
  [
    'over the ratio of a loan partly repaid',
    { loan: { ...drawing.loan, balance: money('2999999.99') } },
    { code: 'DRAW_ABOVE_RATIO', left: '1799999.99', ratioCap: '0.6' },
  ],
  [
    'over the ratio with other re-loans',
    { loan: { ...drawing.loan, reloans: money('1900000') } },
    { code: 'DRAW_ABOVE_RATIO', left: '0.00' },
  ],
  ['after the quota', { on: day('2025-01-01') }, { code: 'QUOTA_NOT_IN_FORCE' }],
  ['quota not reserved', { quota }, { code: 'QUOTA_NOT_RESERVED' }],
  ['no posted rate', { termMonths: 3 }, { code: 'NO_RELOAN_RATE', rateTable: 'ZNZX', termMonths: 3 }],
]
for (const [name, change, refusal] of drawLadder)
  t.test(`draw refused: ${name}`, async (t) => t.match(drawReloan({ ...drawing, ...change }), { ok: false, refusal }))

t.test('draws on a loan never exceed ratio × balance, however they are cut', async () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 12 }), (amounts) => {
      let now = drawing
      for (const yuan of amounts) {
        const drawn = drawReloan({ ...now, amount: money(yuan.toString()) })
        if (!drawn.ok) continue
        const total = drawn.value.quota.drawn
        now = {
          ...now,
          quota: drawn.value.quota,
          grant: { ...now.grant, drawn: total },
          loan: { ...now.loan, drawn: total, reloans: total },
        }
      }
      return compareMoney(now.loan.reloans, timesDown(now.loan.balance, exact('0.6'))) <= 0
    }),
  )
})
