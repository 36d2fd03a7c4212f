import fc from 'fast-check'
import t from 'tap'
import type { ReloanRateRow } from '../../../src/domain/relending/draw.js'
import { bandOf, extendReloan } from '../../../src/domain/relending/extension.js'
import type { FacilityTermRow } from '../../../src/domain/relending/facility.js'
import {
  checkDraw,
  checkQuota,
  checkTerm,
  endsQuarter,
  nextFindingState,
} from '../../../src/domain/relending/monthly-checks.js'
import { returnReloan } from '../../../src/domain/relending/return.js'
import {
  type BackingOn,
  balanceFor,
  curesOf,
  eligibleBalance,
  type PooledReloan,
  poolOf,
  shortfallsOf,
  totalShortfall,
} from '../../../src/domain/relending/shortfall.js'
import { type ReloanLife, standingOn, standingToChange } from '../../../src/domain/relending/standing.js'
import { type Substitute, substitute } from '../../../src/domain/relending/substitution.js'
import { civilDate, civilMonth } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isNegativeMoney,
  minMoney,
  money,
  sumMoney,
  timesDown,
} from '../../../src/kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../../src/kernel/rate.js'

const day = civilDate
const rule = { ruleId: '1', source: 's', status: 'confirmed' }
const term = (parameter: string, value: string | null): FacilityTermRow => ({
  facility: 'ZX',
  parameter,
  value,
  validFrom: day('2014-03-20'),
  validTo: null,
  rule,
})
const TERMS = [
  term('max_extensions', '2'),
  term('max_total_months', '36'),
  term('extension_length', '<= original term'),
  term('rate_table', 'ZNZX'),
]
/** reloan-rates.csv: 3M 1.45, 6M 1.65, 1Y 1.75 from 2024-01-25; 1.20, 1.40, 1.50 from 2025-05-07. */
const RATES = (
  [
    ['3M', '2024-01-25', '1.45'],
    ['6M', '2024-01-25', '1.65'],
    ['1Y', '2024-01-25', '1.75'],
    ['3M', '2025-05-07', '1.20'],
    ['6M', '2025-05-07', '1.40'],
    ['1Y', '2025-05-07', '1.50'],
  ] as const
).map(
  ([tenor, from, rate]): ReloanRateRow => ({
    rateTable: 'ZNZX',
    tenor,
    effectiveFrom: day(from),
    rate: annualRatePercent(rate),
    rule,
  }),
)
const life = (change: Partial<ReloanLife> = {}): ReloanLife => ({
  id: 'r',
  loan: 'a',
  amount: money('1800000'),
  drawnOn: day('2024-06-20'),
  dueOn: day('2025-06-20'),
  termMonths: 12,
  rate: annualRatePercent('1.75'),
  events: [],
  ...change,
})

t.test('a re-loan on any day is what its facts of that day and before make it', async (t) => {
  const told = life({
    events: [
      { kind: 'returned', on: day('2024-09-01'), amount: money('600000') },
      { kind: 'substituted', on: day('2024-10-01'), out: ['a'], in: [{ loan: 'b', amount: money('1200000') }] },
      {
        kind: 'extended',
        on: day('2025-06-20'),
        dueOn: day('2025-12-20'),
        totalMonths: 18,
        rate: annualRatePercent('1.50'),
      },
      { kind: 'clawed-back', on: day('2025-12-30'), amount: money('1200000') },
    ],
  })
  for (const [on, expected] of [
    ['2024-08-31', 'LIVE 1800000.00 due 2025-06-20 at 1.75 on a'],
    ['2024-09-01', 'LIVE 1200000.00 due 2025-06-20 at 1.75 on a'],
    ['2024-10-01', 'LIVE 1200000.00 due 2025-06-20 at 1.75 on b'],
    ['2025-06-20', 'LIVE 1200000.00 due 2025-12-20 at 1.50 on b'],
    ['2025-12-20', 'LIVE 1200000.00 due 2025-12-20 at 1.50 on b'],
    ['2025-12-21', 'OVERDUE 1200000.00 due 2025-12-20 at 1.50 on b'],
    ['2025-12-30', 'CLAWED_BACK 0.00 due 2025-12-20 at 1.50 on b'],
  ] as const) {
    const { state, balance, dueOn, rate, backing } = standingOn(told, day(on))
    t.equal(
      `${state} ${formatMoney(balance)} due ${dueOn} at ${formatRatePercent(rate)} on ${[...backing.keys()]}`,
      expected,
      on,
    )
  }
  t.equal(
    formatMoney(standingToChange(told, day('2024-07-01')).balance),
    '0.00',
    'what was recorded for later days counts for what may change',
  )
})

t.test('extensions: how often, how long, and the band that the whole term reaches', async (t) => {
  const extend = (months: number, on: string, change: Partial<ReloanLife> = {}, terms = TERMS) => {
    const one = life(change)
    return extendReloan({
      standing: standingToChange(one, day(on)),
      drawnOn: one.drawnOn,
      originalMonths: one.termMonths,
      lastFrom: one.events.findLast(({ kind }) => kind === 'extended')?.on ?? null,
      months,
      on: day(on),
      lineage: ['ZX'],
      terms,
      rates: RATES,
    })
  }
  const short = { termMonths: 3, dueOn: day('2024-09-20'), rate: annualRatePercent('1.45') }
  for (const [months, on, change, dueOn, rate] of [
    [3, '2024-09-20', short, '2024-12-20', '1.65'],
    [1, '2024-09-20', short, '2024-10-20', '1.45'],
    [12, '2025-06-20', {}, '2026-06-20', '1.50'],
    [12, '2025-04-01', {}, '2026-06-20', '1.50'],
    [6, '2025-06-01', {}, '2025-12-20', '1.50'],
  ] as const) {
    const extended = extend(months, on, change)
    t.match(extended, { ok: true, value: { dueOn } }, `${months} months on ${on}`)
    if (extended.ok) t.equal(formatRatePercent(extended.value.rate), rate)
  }
  t.same([1, 3, 5, 6, 11, 12, 36].map(bandOf), [3, 3, 3, 6, 6, 12, 12])
  const twice = [1, 2].map((no) => ({
    kind: 'extended' as const,
    on: day(`202${4 + no}-06-20`),
    dueOn: day(`202${5 + no}-06-20`),
    totalMonths: 12 * (no + 1),
    rate: annualRatePercent('1.5'),
  }))
  t.match(extend(1, '2027-06-20', { events: twice }), { ok: false, refusal: { code: 'EXTENSIONS_USED_UP', used: 2 } })
  t.match(extend(13, '2025-06-20'), { ok: false, refusal: { code: 'EXTENSION_TOO_LONG', most: 12 } })
  t.match(extend(12, '2025-06-20', { termMonths: 30 }), {
    ok: false,
    refusal: { code: 'LIFE_TOO_LONG', totalMonths: 42 },
  })
  t.match(extend(12, '2025-06-21'), { ok: false, refusal: { code: 'EXTENSION_AFTER_DUE' } })
  t.match(
    extend(12, '2025-06-20', { events: twice.slice(0, 1) }),
    { ok: true },
    'on the day the first begins a second may be agreed',
  )
  t.match(extend(12, '2025-06-19', { events: twice.slice(0, 1) }), {
    ok: false,
    refusal: { code: 'EXTENSION_NOT_BEGUN' },
  })
  for (const parameter of ['max_extensions', 'max_total_months', 'extension_length', 'rate_table'])
    t.match(
      extend(
        12,
        '2025-06-20',
        {},
        TERMS.map((row) => (row.parameter === parameter ? { ...row, value: null } : row)),
      ),
      {
        ok: false,
        refusal: { code: 'FACILITY_TERM_UNKNOWN', parameter, enteredBy: 'reloan_reviewer', document: /再贷款管理办法/ },
      },
      `${parameter} unknown blocks`,
    )
  const tooEarly = RATES.map((row) => ({ ...row, effectiveFrom: day('2030-01-01') }))
  t.match(
    extendReloan({
      standing: standingOn(life(), day('2025-06-20')),
      drawnOn: day('2024-06-20'),
      originalMonths: 12,
      lastFrom: null,
      months: 12,
      on: day('2025-06-20'),
      lineage: ['ZX'],
      terms: TERMS,
      rates: tooEarly,
    }),
    { ok: false, refusal: { code: 'NO_RELOAN_RATE' } },
  )
})

t.test('a return is early, at maturity or late, and a late one waits for its rate', async (t) => {
  const give = (on: string, terms: readonly FacilityTermRow[] = [], amount = '1') =>
    returnReloan({
      standing: standingOn(life(), day(on)),
      drawnOn: day('2024-06-20'),
      amount: money(amount),
      on: day(on),
      lineage: ['ZX'],
      terms,
    })
  t.match(give('2025-06-19'), { ok: true, value: { when: 'early' } })
  t.match(give('2025-06-20', [], '1800000'), { ok: true, value: { when: 'at-maturity' } })
  t.match(give('2025-06-21'), { ok: false, refusal: { code: 'FACILITY_TERM_UNKNOWN', parameter: 'overdue_rate' } })
  t.match(give('2025-06-21', [term('overdue_rate', '3.77')]), {
    ok: true,
    value: { when: 'overdue', rules: [{ ruleId: '1' }] },
  })
})

const backing = (change: Partial<BackingOn> = {}): BackingOn => ({
  loan: 'a',
  principal: money('3000000'),
  state: 'DISBURSED',
  daysOverdue: 0,
  class: 'NORMAL',
  grade: 'LIGHT_GREEN',
  misused: false,
  noteDueOn: null,
  contracted: money('3000000'),
  ...change,
})
const COUNTS = { classes: ['NORMAL'], grades: ['LIGHT_GREEN', 'NOT_RATED'] }

t.test('what takes a backing loan out', async (t) => {
  for (const [change, losses, eligible] of [
    [{}, [], '3000000.00'],
    [{ principal: money('1200000') }, [], '1200000.00'],
    [{ state: 'OVERDUE', daysOverdue: 1 }, ['OVERDUE'], '0.00'],
    [{ state: 'SETTLED', principal: money('0') }, ['SETTLED'], '0.00'],
    [{ state: 'WRITTEN_OFF' }, ['WRITTEN_OFF'], '0.00'],
    [{ class: 'SPECIAL_MENTION' }, ['CLASS'], '0.00'],
    [{ grade: 'RED', misused: true }, ['GRADE', 'MISUSED'], '0.00'],
    [{ state: 'CONTRACTED', principal: money('0') }, ['NOT_PAID_OUT'], '0.00'],
    [{ state: 'CONTRACTED', principal: money('0'), noteDueOn: day('2024-07-01') }, [], '3000000.00'],
    [{ state: 'CONTRACTED', principal: money('0'), noteDueOn: day('2024-06-30') }, ['NOT_PAID_OUT'], '0.00'],
  ] as const) {
    const counted = eligibleBalance(backing(change), COUNTS, day('2024-07-01'))
    t.same([counted.losses, formatMoney(counted.eligible)], [losses, eligible], JSON.stringify(change))
  }
})

const pooled = (
  id: string,
  balance: string,
  loans: readonly string[],
  ratio = '0.6',
  drawnOn = '2024-06-20',
): PooledReloan => ({
  id,
  drawnOn: day(drawnOn),
  balance: money(balance),
  ratioCap: exact(ratio),
  backing: loans,
})
const standing = (loan: string, eligible: string) =>
  eligibleBalance(backing({ loan, principal: money(eligible) }), COUNTS, day('2024-07-01'))
const loansOf = (...rows: readonly (readonly [string, string])[]) =>
  new Map(rows.map(([loan, eligible]) => [loan, standing(loan, eligible)]))

t.test('shortfalls: the one drawn first rests on a shared loan first', async (t) => {
  const one = pooled('r', '1800000', ['a'])
  t.match(
    shortfallsOf([one], loansOf(['a', '3000000'])).map(({ shortfall }) => formatMoney(shortfall)),
    ['0.00'],
  )
  t.match(
    shortfallsOf([one], loansOf(['a', '2000000'])).map(({ shortfall }) => formatMoney(shortfall)),
    ['600000.00'],
    'a million repaid early × 0.60',
  )
  t.match(
    shortfallsOf([one], new Map()).map(({ shortfall }) => formatMoney(shortfall)),
    ['1800000.00'],
  )
  const two = [pooled('later', '600000', ['a'], '0.6', '2024-07-01'), pooled('earlier', '600000', ['a'])]
  t.same(
    shortfallsOf(two, loansOf(['a', '1500000'])).map(({ reloan, shortfall }) => `${reloan} ${formatMoney(shortfall)}`),
    ['earlier 0.00', 'later 300000.00'],
  )
  const chain = [
    pooled('1', '1', ['a']),
    pooled('2', '1', ['a', 'b']),
    pooled('3', '1', ['b']),
    pooled('4', '1', ['c']),
  ]
  t.same(
    poolOf(chain, '3').map(({ id }) => id),
    ['1', '2', '3'],
    'however remotely they share',
  )
  t.same(
    curesOf(money('600000'), exact('0.6'), ['RETURN_PROPORTION', 'SUBSTITUTE_EQUAL']).map((cure) =>
      Object.values({
        ...cure,
        ...('amount' in cure ? { amount: formatMoney(cure.amount) } : { balance: formatMoney(cure.balance) }),
      }),
    ),
    [
      ['RETURN_PROPORTION', '600000.00'],
      ['SUBSTITUTE_EQUAL', '1000000.00'],
    ],
  )
  t.same(curesOf(money('0'), exact('0.6'), ['RETURN_PROPORTION']), [])
})

const fen = fc
  .integer({ min: 0, max: 500_000_000 })
  .map((count) => money(`${(count - (count % 100)) / 100}.${`${count % 100}`.padStart(2, '0')}`))
const ratio = fc
  .integer({ min: 1, max: 100 })
  .map((percent) => exact(percent === 100 ? '1' : `0.${`${percent}`.padStart(2, '0')}`))

t.test('properties of shortfalls', async () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fen, fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 })), { minLength: 1, maxLength: 6 }),
      fc.tuple(fen, fen, fen, fen),
      ratio,
      (rows, principals, ratioCap) => {
        const loans = new Map(
          ['a', 'b', 'c', 'd'].map((loan, at) => [
            loan,
            eligibleBalance(backing({ loan, principal: principals[at] as never }), COUNTS, day('2024-07-01')),
          ]),
        )
        const reloans = rows.map(
          ([balance, loansOfIt], at): PooledReloan => ({
            id: `${at}`,
            drawnOn: day('2024-06-20'),
            balance,
            ratioCap,
            backing: loansOfIt,
          }),
        )
        const told = shortfallsOf(reloans, loans)
        // Never negative, and covered and shortfall make the balance.
        for (const { balance, covered, shortfall } of told)
          if (isNegativeMoney(shortfall) || compareMoney(addMoney(covered, shortfall), balance) !== 0) return false
        // No loan is used beyond its cap.
        const covered = sumMoney(told.map((one) => one.covered))
        const caps = sumMoney([...loans.values()].map(({ eligible }) => timesDown(eligible, ratioCap)))
        if (compareMoney(covered, caps) > 0) return false
        // One re-loan alone lacks exactly balance − Σ ⌊ratio × eligible⌋.
        const [first] = reloans
        if (first === undefined) return false
        const alone = shortfallsOf([first], loans)
        const cap = sumMoney(first.backing.map((loan) => timesDown(loans.get(loan)?.eligible as never, ratioCap)))
        if (compareMoney(addMoney(minMoney(cap, first.balance), totalShortfall(alone)), first.balance) !== 0)
          return false
        // Returned in proportion, it lacks nothing; and the balance asked of substitutes is the least that covers it.
        const cured = shortfallsOf([{ ...first, balance: alone[0]?.covered as never }], loans)
        if (formatMoney(totalShortfall(cured)) !== '0.00') return false
        const needed = balanceFor(totalShortfall(alone), ratioCap)
        return compareMoney(timesDown(needed, ratioCap), totalShortfall(alone)) >= 0
      },
    ),
  )
})

t.test('substitutes: each refusal, and how much each stands for', async (t) => {
  const offered = (loan: string, eligible: string, change: Partial<Substitute> = {}): Substitute => ({
    loan,
    lender: 'bank',
    lastDisbursedOn: day('2024-06-20'),
    failed: [],
    claimedBy: null,
    standing: standing(loan, eligible),
    ...change,
  })
  const reloan = pooled('r', '1800000', ['a'])
  const decide = (out: readonly string[], offers: readonly Substitute[], change: object = {}) =>
    substitute({
      reloan,
      lender: 'bank',
      standing: standingOn(life(), day('2024-07-01')),
      drawnOn: day('2024-06-20'),
      pool: [reloan],
      loans: loansOf(['a', '2000000']),
      out,
      in: offers,
      cures: ['RETURN_PROPORTION', 'SUBSTITUTE_EQUAL'],
      on: day('2024-07-01'),
      ...change,
    })
  t.match(
    decide([], [offered('b', '1000000')]),
    { ok: true, value: { in: [{ loan: 'b' }] } },
    'beside the one that shrank',
  )
  const both = decide(['a'], [offered('b', '1000000'), offered('c', '5000000')])
  t.same(both.ok && both.value.in.map(({ loan, amount }) => `${loan} ${formatMoney(amount)}`), [
    'b 600000.00',
    'c 1200000.00',
  ])
  const refusals = [
    ['SUBSTITUTION_TOO_SMALL', decide(['a'], [offered('b', '2999999.99')])],
    ['SUBSTITUTE_NOT_NEEDED', decide([], [offered('b', '1000000'), offered('c', '1')])],
    ['SUBSTITUTE_TWICE', decide(['a'], [offered('b', '1'), offered('b', '1')])],
    ['LOAN_NOT_BACKING', decide(['z'], [offered('b', '3000000')])],
    ['LOAN_OF_ANOTHER_LENDER', decide(['a'], [offered('b', '3000000', { lender: 'other' })])],
    ['LOAN_ALREADY_BACKS', decide(['a'], [offered('b', '3000000', { claimedBy: 'filing' })])],
    ['SUBSTITUTE_AFTER', decide(['a'], [offered('b', '3000000', { lastDisbursedOn: day('2024-07-02') })])],
    ['SUBSTITUTE_NOT_ELIGIBLE', decide(['a'], [offered('b', '3000000', { failed: ['E4'] })])],
    ['CURE_NOT_OFFERED', decide(['a'], [offered('b', '3000000')], { cures: ['RETURN_PROPORTION'] })],
    ['BEFORE_DRAWING', decide(['a'], [offered('b', '3000000')], { on: day('2024-06-19') })],
    [
      'RELOAN_ENDED',
      decide(['a'], [offered('b', '3000000')], {
        standing: { ...standingOn(life(), day('2024-07-01')), balance: money('0') },
      }),
    ],
  ] as const
  for (const [code, result] of refusals) t.match(result, { ok: false, refusal: { code } }, code)
})

t.test('monthly checks', async (t) => {
  const quotaDay = (on: string, drawn: string, exceeded = false) => ({
    day: day(on),
    limit: money('100'),
    drawn: money(drawn),
    peak: money(drawn),
    exceeded,
  })
  t.same(checkQuota('q', [quotaDay('2024-06-20', '100')]), [])
  t.match(checkQuota('q', [quotaDay('2024-06-20', '100.01', true), quotaDay('2024-06-21', '101')]), [
    { check: 'Q1', facts: { firstDay: '2024-06-20', days: 2, drawn: '100.01' } },
    { check: 'Q2', facts: { days: 1 } },
  ])
  const text = { zh: '', en: '' }
  const line = (check: 'E3' | 'E5' | 'USE' | 'Q2', passed: boolean, warning = false, status = 'confirmed') => ({
    check,
    passed,
    warning,
    facts: {},
    rule: { ...rule, status },
    message: text,
    cure: text,
  })
  t.match(
    checkDraw('r', 'a', [
      line('E3', true, true),
      line('E5', false, false, 'unknown'),
      line('USE', false),
      line('Q2', false),
    ]).map(({ check, severity }) => `${check} ${severity}`),
    ['E3 WARNING', 'E5 BREACH'],
    'the worse of two lines of a check; the quota has its own',
  )
  t.same(checkDraw('r', 'a', [line('E3', true)]), [])
  const late = standingOn(life(), day('2025-06-21'))
  t.match(checkTerm('r', late, TERMS, ['ZX']), [
    { check: 'T1', severity: 'BREACH', facts: { overdueFrom: '2025-06-20' } },
  ])
  const extended = (extensions: number, termMonths: number) => ({
    ...standingOn(life(), day('2024-12-31')),
    extensions,
    termMonths,
  })
  t.same(checkTerm('r', extended(2, 36), TERMS, ['ZX']), [])
  t.match(checkTerm('r', extended(3, 36), TERMS, ['ZX']), [
    { severity: 'BREACH', facts: { extensions: 3, mostExtensions: 2 } },
  ])
  t.match(checkTerm('r', extended(1, 24), [], ['ZX']), [
    { severity: 'NOTE', facts: { unknown: 'max_extensions', enteredBy: 'reloan_reviewer' } },
  ])
  t.same(
    ['2024-02', '2024-03', '2024-12'].map((month) => endsQuarter(civilMonth(month))),
    [false, true, true],
  )
  t.match(nextFindingState('OPEN', 'accept'), { ok: false, refusal: { code: 'STATE_FORBIDS', allowed: ['answer'] } })
  t.match(nextFindingState('ACCEPTED', 'answer'), { ok: false, refusal: { allowed: [] } })
  t.match(nextFindingState('REOPENED', 'answer'), { ok: true, value: 'ANSWERED' })
})
