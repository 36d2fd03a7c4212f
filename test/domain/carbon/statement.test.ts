import fc from 'fast-check'
import t from 'tap'
import { type Benchmark, indexBenchmarks } from '../../../src/domain/carbon/benchmark.js'
import type { OperatingPeriod } from '../../../src/domain/carbon/carbon-account.js'
import { type AccountedFigure, type ComparedCell, explainChange } from '../../../src/domain/carbon/change-causes.js'
import { meterMonths } from '../../../src/domain/carbon/completeness.js'
import { accountEmissions } from '../../../src/domain/carbon/emissions.js'
import { type PostedFigure, posted, postingsDue } from '../../../src/domain/carbon/posting.js'
import { type StatedRow, statementOf } from '../../../src/domain/carbon/statement.js'
import { type StatementPeriod, statementPeriods, yearBefore } from '../../../src/domain/carbon/statement-period.js'
import { uncertaintyOf } from '../../../src/domain/carbon/uncertainty.js'
import {
  checkConfirmation,
  checkVerification,
  type VerificationDraft,
  verificationInForce,
} from '../../../src/domain/carbon/verification.js'
import { civilDate, civilMonth } from '../../../src/kernel/civil-date.js'
import {
  add,
  compare,
  exact,
  formatExact,
  multiply,
  roundHalfUp,
  squareRoot,
  subtract,
  sum,
} from '../../../src/kernel/exact.js'
import { sumTonnes, tonnes, tonnesExact } from '../../../src/kernel/quantity.js'
import { factors, methodOf } from './portfolio.js'

const month = civilMonth
const text = formatExact

t.test('periods: calendar quarters and years whole, rolling periods by their last month', async (t) => {
  const table: [StatementPeriod, string, string, string[]][] = [
    ['month', '2023-12', '2024-01', ['2023-12..2023-12', '2024-01..2024-01']],
    ['quarter', '2023-12', '2024-04', ['2023-10..2023-12', '2024-01..2024-03', '2024-04..2024-06']],
    ['year', '2023-12', '2024-01', ['2023-01..2023-12', '2024-01..2024-12']],
    ['rolling12', '2024-05', '2024-06', ['2023-06..2024-05', '2023-07..2024-06']],
  ]
  for (const [period, from, to, expected] of table) {
    const spans = statementPeriods(period, month(from), month(to))
    if (!spans.ok) return t.fail(spans.refusal.code)
    t.strictSame(
      spans.value.map(({ start, end }) => `${start}..${end}`),
      expected,
      period,
    )
  }
  t.match(statementPeriods('month', month('2024-02'), month('2024-01')), {
    refusal: { code: 'STATEMENT_PERIOD_INVERTED' },
  })
  t.match(statementPeriods('month', month('2014-01'), month('2024-01')), {
    refusal: { code: 'STATEMENT_PERIOD_TOO_LONG', most: 120 },
  })
  t.match(statementPeriods('month', month('2014-02'), month('2024-01')), { ok: true })
  t.strictSame(yearBefore({ start: month('2024-01'), end: month('2024-03') }), { start: '2023-01', end: '2023-03' })
})

t.test('square roots', async (t) => {
  t.equal(text(squareRoot(exact('6.25'))), '2.5')
  t.equal(text(squareRoot(exact('2'))), '1.41421356237309504880168872420969807857')
  t.throws(() => squareRoot(exact('-1')), RangeError)
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String), (n) => {
      const square = multiply(exact(n), exact(n))
      return text(squareRoot(square)) === n
    }),
  )
})

const rules = (percent: Readonly<Record<string, string>>) =>
  new Map(Object.entries(percent).map(([carrier, value]) => [carrier, { percent: exact(value), ruleId: carrier }]))

t.test('uncertainty: carriers combined in quadrature', async (t) => {
  // IPCC 2006, vol. 1 ch. 3, eq. 3.2: √((6 % × 100)² + (8 % × 100)²) ÷ 200 = 5 %.
  const parts = [
    { carrier: 'electricity', tCO2: tonnes('100') },
    { carrier: 'diesel', tCO2: tonnes('100') },
  ]
  const combined = uncertaintyOf(parts, rules({ electricity: '6', diesel: '8' }))
  if (combined.percent === null) return t.fail(combined.reason)
  t.strictSame([text(combined.percent), text(combined.tonnes)], ['5', '10'])
  t.match(uncertaintyOf(parts, rules({ electricity: '6' })), {
    reason: 'UNCERTAINTY_RULE_MISSING',
    carriers: ['diesel'],
  })
  t.match(uncertaintyOf([], rules({})), { reason: 'NO_EMISSIONS' })
  const exported = [...parts, { carrier: 'heat', tCO2: tonnes('-200') }]
  t.match(uncertaintyOf(exported, rules({ electricity: '6', diesel: '8', heat: '1' })), { reason: 'NO_EMISSIONS' })
  const percent = fc.integer({ min: 0, max: 100 })
  const size = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(fc.array(fc.tuple(percent, size), { minLength: 1, maxLength: 6 }), (carriers) => {
      const all = carriers.map(([, tCO2], index) => ({ carrier: `c${index}`, tCO2: tonnes(String(tCO2)) }))
      const byCarrier = rules(Object.fromEntries(carriers.map(([value], index) => [`c${index}`, String(value)])))
      const whole = uncertaintyOf(all, byCarrier)
      const most = String([...carriers].sort(([a], [b]) => b - a)[0]?.[0])
      return whole.percent !== null && compare(roundHalfUp(whole.percent, 20), exact(most)) <= 0
    }),
  )
})

const decimal = fc
  .bigInt({ min: 0n, max: 10n ** 14n })
  .map((n) => `${n / 10_000n}.${String(n % 10_000n).padStart(4, '0')}`)
interface Said {
  readonly quantity: string
  readonly factor: string
  readonly vintage: number
  readonly own?: boolean
  readonly activityId?: string
  readonly fallback?: boolean
}
const said = ({
  quantity,
  factor,
  vintage,
  own = false,
  activityId = '1',
  fallback = false,
}: Said): AccountedFigure => ({
  month: month('2023-07'),
  carrier: 'electricity',
  meter: 'all',
  activityId,
  measured: exact(quantity),
  per: 'kWh',
  factor: {
    code: own ? 'OWN' : `ELEC_${vintage}`,
    value: exact(factor),
    vintage,
    ruleIds: own ? [] : [String(vintage)],
    own,
  },
  tCO2: posted(multiply(exact(quantity), exact(factor))),
  factorSet: own ? 'OWN' : 'MEE_GRID',
  fallback,
  ownMembers: own ? ['factor'] : [],
})

t.test('postings: the first figure, a correction, a later vintage, both, or nothing', async (t) => {
  const first = said({ quantity: '1000', factor: '0.4715', vintage: 2021 })
  const steps = (now: PostedFigure, last: PostedFigure | null = first) =>
    postingsDue(last ?? undefined, now).map(({ cause, difference }) => [cause, text(difference)])
  t.strictSame(steps(first, null), [[null, '471.5']])
  t.strictSame(steps(first), [])
  t.strictSame(steps({ ...first, activityId: '2' }), [], 'better evidence for the same figure')
  t.strictSame(steps(said({ quantity: '1000', factor: '0.4419', vintage: 2023 })), [['FACTOR_VINTAGE', '-29.6']])
  t.strictSame(steps(said({ quantity: '900', factor: '0.4715', vintage: 2021 })), [['ACTIVITY_CORRECTION', '-47.15']])
  t.strictSame(steps(said({ quantity: '900', factor: '0.4419', vintage: 2023 })), [
    ['ACTIVITY_CORRECTION', '-47.15'],
    ['FACTOR_VINTAGE', '-26.64'],
  ])
  t.strictSame(steps(said({ quantity: '900', factor: '0.4', vintage: 2023, own: true })), [
    ['ACTIVITY_CORRECTION', '-111.5'],
  ])
  fc.assert(
    fc.property(fc.array(fc.tuple(decimal, decimal, fc.boolean()), { minLength: 1, maxLength: 8 }), (versions) => {
      let last: PostedFigure | undefined
      let total = exact('0')
      for (const [index, [quantity, factor, own]] of versions.entries()) {
        const now = said({ quantity, factor, vintage: index, own, activityId: String(index) })
        const due = postingsDue(last, now)
        total = add(total, sum(due.map(({ difference }) => difference)))
        if (compare(total, now.tCO2) !== 0 || postingsDue(due.at(-1)?.figure ?? last, now).length > 0) return false
        last = due.at(-1)?.figure ?? last
      }
      return true
    }),
  )
})

t.test('a change is explained by activity, real factor change and method', async (t) => {
  const causesOf = (cell: ComparedCell) => {
    const { difference, activity, factor, method } = explainChange([cell])
    return [difference, activity, factor, method].map(text)
  }
  const before = said({ quantity: '1000', factor: '0.44', vintage: 2022 })
  const after = said({ quantity: '1200', factor: '0.42', vintage: 2023 })
  const table: [string, ComparedCell, string[]][] = [
    // (1200 − 1000) × 0.44 and 1200 × (0.42 − 0.44).
    ['a cleaner grid', { first: before, before, after }, ['64', '88', '-24', '0']],
    [
      'the same, stated first at 0.47',
      { first: said({ quantity: '1000', factor: '0.47', vintage: 2021 }), before, after },
      ['34', '88', '-24', '-30'],
    ],
    [
      'a fallback is no real change',
      { first: null, before, after: { ...after, fallback: true } },
      ['64', '88', '0', '-24'],
    ],
    ['another set', { first: null, before, after: { ...after, factorSet: 'OTHER' } }, ['64', '88', '0', '-24']],
    ['a meter that is new', { first: null, before: null, after }, ['504', '504', '0', '0']],
    ['a meter that is gone', { first: before, before, after: null }, ['-440', '-440', '0', '0']],
    [
      'a correction of the year before',
      { first: said({ quantity: '900', factor: '0.44', vintage: 2022 }), before, after },
      ['108', '132', '-24', '0'],
    ],
  ]
  for (const [name, cell, expected] of table) t.strictSame(causesOf(cell), expected, name)
  // Factors of the size that factors have: the posted twenty places and the tonnes before the point share forty digits.
  const factor = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((parts) => (parts === 1_000_000 ? '1' : `0.${String(parts).padStart(6, '0')}`))
  const figure = fc
    .tuple(decimal, factor, fc.integer({ min: 2021, max: 2023 }), fc.boolean(), fc.boolean())
    .map(([quantity, factor, vintage, own, fallback]) => said({ quantity, factor, vintage, own, fallback }))
  const cell = fc.record({
    first: fc.option(figure),
    before: fc.option(figure),
    after: fc.option(figure),
  })
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 6 }), (cells) => {
      const { firstStated, after: stated, difference, activity, factor, method } = explainChange(cells)
      return (
        compare(sum([activity, factor, method]), difference) === 0 &&
        compare(subtract(stated, firstStated), difference) === 0
      )
    }),
  )
})

t.test('a statement adds up by carrier and site, and places an intensity among its industry', async (t) => {
  const asOf = civilDate('2024-06-30')
  const uses: [string, string, string, string, number, object][] = [
    ['2024-05', 'electricity', 'north', '1000', 1, { greenQuantity: exact('400') }],
    ['2024-05', 'electricity', 'south', '3000', 3, {}],
    ['2024-06', 'electricity', 'north', '1000', 1, {}],
    ['2024-06', 'electricity', 'out', '500', 5, { direction: 'export' }],
  ]
  const activities = uses.map(([on, carrier, meter, quantity, , more]) => ({
    carrier,
    meter,
    quantity: exact(quantity),
    unit: 'kWh',
    month: month(on),
    ...more,
  }))
  const accounted = accountEmissions({ asOf, region: '440000', factorSet: 'NDRC', factors, activities })
  if (!accounted.ok) return t.fail(accounted.refusal.code)
  const rows = accounted.value.rows.map((row, index): StatedRow => {
    const [, , meter = '', , dataQuality = 5] = uses[index] ?? []
    return { ...row, activityId: String(index), meter, dataQuality }
  })
  const span = { start: month('2024-05'), end: month('2024-06') }
  const operating: OperatingPeriod = { ...span, revenue: exact('2'), profit: exact('-1'), employees: 3 }
  const benchmark: Benchmark = {
    id: 'b',
    sector: '3071',
    periodStart: span.start,
    periodEnd: span.end,
    metric: 'I_REV',
    mean: exact('2'),
    entities: 12,
    quantiles: [
      { at: exact('0'), score: exact('0') },
      { at: exact('4'), score: exact('1') },
    ],
  }
  const facts = {
    asOf,
    rows,
    meters: meterMonths(rows),
    operating: [operating],
    sector: '3071',
    benchmarks: indexBenchmarks([benchmark]),
    components: methodOf('zq-carbon-rating').components,
    uncertainty: rules({ electricity: '7' }),
  }
  const statement = statementOf(facts, span)
  const { totals, byCarrier, bySite, intensities, dataQuality, uncertainty, missing } = statement
  t.ok(statement.complete)
  t.equal(text(tonnesExact(totals.total)), '2.12175', '4500 kWh × 0.4715')
  for (const parts of [byCarrier, bySite])
    t.equal(text(tonnesExact(sumTonnes(parts.map((part) => part.totals.total)))), '2.12175')
  // (2000 × 1 + 3000 × 3 + 500 × 5) ÷ 5500, all at one factor.
  t.equal(text(roundHalfUp(dataQuality ?? exact('0'), 6)), '2.454545')
  t.match(uncertainty, { ruleIds: ['electricity'] })
  t.strictSame(
    missing.map(({ meter, missing }) => [meter, ...missing]),
    [['north'], ['south', '2024-06'], ['out']],
  )
  const [revenue, profit, tax] = intensities
  t.strictSame(
    [revenue?.k, revenue?.quantile].map((one) => text(one ?? exact('-1'))),
    ['0.5304375', '0.26521875'],
  )
  t.match(profit, { intensity: { reason: 'DENOMINATOR_NON_POSITIVE' }, quantile: null, quantileReason: 'NO_INTENSITY' })
  t.match(tax, { intensity: { reason: 'MISSING' } })
  const bare = statementOf({ ...facts, benchmarks: indexBenchmarks([{ ...benchmark, quantiles: [] }]) }, span)
  t.match(bare.intensities[0], { quantile: null, quantileReason: 'BENCHMARK_WITHOUT_QUANTILES' })
  t.match(statementOf({ ...facts, benchmarks: indexBenchmarks([]) }, span).intensities[0], {
    quantileReason: 'NO_BENCHMARK',
  })
  const early = statementOf({ ...facts, asOf: civilDate('2024-06-29') }, span)
  t.match(
    [early.complete, early.intensities[0]],
    [false, { intensity: { reason: 'INCOMPLETE' } }],
    'a month that has not ended',
  )
})

t.test('verification: what a record must name, who confirms it, which one counts', async (t) => {
  const draft: VerificationDraft = {
    level: 'limited',
    periodStart: month('2023-07'),
    periodEnd: month('2024-06'),
    verifier: 'AUDIT-ZQ',
    statementNo: 'V-1',
    evidenceHash: 'a'.repeat(64),
    validFrom: civilDate('2024-06-30'),
    validTo: null,
  }
  const table: [Partial<VerificationDraft>, string][] = [
    [{}, 'ok'],
    [{ level: 'none', verifier: null, statementNo: null, evidenceHash: null }, 'ok'],
    [{ level: 'self-declared', verifier: null, statementNo: null }, 'ok'],
    [{ level: 'self-declared', evidenceHash: null }, 'evidenceHash'],
    [{ level: 'bank-reviewed', verifier: null }, 'verifier'],
    [{ level: 'reasonable', statementNo: null }, 'statementNo'],
    [{ periodEnd: month('2023-06') }, 'period'],
    [{ validTo: civilDate('2024-06-29') }, 'validTo'],
  ]
  for (const [change, expected] of table) {
    const checked = checkVerification({ ...draft, ...change })
    t.equal(checked.ok ? 'ok' : (checked.refusal as { member?: string }).member, expected, JSON.stringify(change))
  }
  const record = {
    id: 'r',
    level: 'limited',
    recordedBy: 'u1',
    verifierId: 'o1',
    verifierCode: 'A',
    confirmedAt: null,
  } as const
  const checker = { userId: 'u2', organisationId: 'o1' }
  t.match(checkConfirmation(record, checker), { ok: true })
  t.match(checkConfirmation(record, { ...checker, userId: 'u1' }), { refusal: { code: 'VERIFICATION_MAKER_CONFIRMS' } })
  t.match(checkConfirmation(record, { ...checker, organisationId: 'o2' }), { refusal: { code: 'NOT_THE_VERIFIER' } })
  t.match(checkConfirmation({ ...record, confirmedAt: 'x' }, checker), {
    refusal: { code: 'VERIFICATION_ALREADY_CONFIRMED' },
  })
  t.match(checkConfirmation({ ...record, level: 'none' }, checker), {
    refusal: { code: 'VERIFICATION_NEEDS_NO_CONFIRMATION' },
  })
  const standing = [
    { id: 'a', level: 'reasonable', validFrom: civilDate('2024-01-01'), validTo: null },
    { id: 'b', level: 'limited', validFrom: civilDate('2024-03-01'), validTo: civilDate('2024-05-31') },
  ] as const
  for (const [on, id] of [
    ['2023-12-31', undefined],
    ['2024-02-01', 'a'],
    ['2024-03-01', 'b'],
    ['2024-05-31', 'b'],
    ['2024-06-01', 'a'],
  ] as const)
    t.equal(verificationInForce(standing, civilDate(on))?.id, id, on)
})
