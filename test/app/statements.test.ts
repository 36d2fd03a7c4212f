import t from 'tap'
import { SYSTEM } from '../../src/app/actor.js'
import { enterpriseByUscc } from '../../src/app/carbon/account-views.js'
import { postEmissions } from '../../src/app/carbon/adjustments.js'
import { firstPostings, listPostings } from '../../src/app/carbon/adjustments-views.js'
import { readStatements, type StatementQuestion } from '../../src/app/carbon/statements.js'
import { withTransaction } from '../../src/db/transaction.js'
import { FIELD_GROUPS } from '../../src/domain/consent/field-group.js'
import { civilDate, civilMonth } from '../../src/kernel/civil-date.js'
import { add, compare, exact, formatExact, multiply, subtract, sum } from '../../src/kernel/exact.js'
import { testBank } from '../support/bank.js'

const { db, owner } = await testBank(t)
const FIRST = '91441203MA0000015L'
const JUNE_2024 = civilDate('2024-06-30')
const JANUARY_2026 = civilDate('2026-01-15')
const later = (a: string, b: string) => compare(exact(a), exact(b))

const enterpriseId = (await owner`select id from enterprise where uscc = ${FIRST}`)[0]?.id as string
const as = <T>(work: (tx: Parameters<Parameters<typeof withTransaction<T>>[2]>[0]) => Promise<T>) =>
  withTransaction(db, SYSTEM, work)
const statementsOn = async (
  asOf: typeof JUNE_2024,
  more: Partial<StatementQuestion> = {},
  knownAt: string | null = null,
) => {
  const result = await as(async (tx) => {
    const enterprise = await enterpriseByUscc(tx, FIRST)
    if (!enterprise) throw new Error('the demo has no first enterprise')
    const question = { period: 'month', from: null, to: null, restated: false, ...more } as const
    return readStatements(tx, { enterprise, fieldGroups: FIELD_GROUPS }, { asOf, knownAt }, question)
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.answer
}
const post = async (asOf: typeof JUNE_2024, enterprises: readonly string[] | null = [FIRST]) => {
  const result = await postEmissions(db, { asOf, jobRunId: null, ...(enterprises ? { enterprises } : {}) })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const postings = (month: string, carrier = 'electricity', knownAt: string | null = null) =>
  as((tx) =>
    listPostings(tx, enterpriseId, {
      asOf: JANUARY_2026,
      knownAt,
      month: civilMonth(month),
      carrier,
      after: null,
      limit: 50,
    }),
  )
type Item = Awaited<ReturnType<typeof statementsOn>>['items'][number]
const power = (item: Item | undefined) =>
  exact(item?.byCarrier.find(({ carrier }) => carrier === 'electricity')?.tCO2 ?? '')
const now = async () =>
  (await owner`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`)[0]
    ?.at as string

t.test(
  'a restatement: the first figure stays, a later vintage posts the difference, and nothing is posted twice',
  async (t) => {
    const before = await post(JUNE_2024)
    const cells = (await owner`select count(*)::int as n from activity where enterprise_id = ${enterpriseId}`)[0]?.n
    t.match(before, { first: cells, adjustments: { FACTOR_VINTAGE: 0, ACTIVITY_CORRECTION: 0 }, skipped: [] })
    t.match(await post(JUNE_2024), { first: 0, unchanged: cells, adjustments: { FACTOR_VINTAGE: 0 } })
    const then = await now()
    const original = await statementsOn(JUNE_2024, {}, then)

    const after = await post(JANUARY_2026)
    t.match(
      after,
      { first: 0, adjustments: { FACTOR_VINTAGE: 24, ACTIVITY_CORRECTION: 0 } },
      'each month of electricity',
    )
    t.match(await post(JANUARY_2026), { first: 0, adjustments: { FACTOR_VINTAGE: 0 }, unchanged: cells })
    t.match(await post(JUNE_2024), { first: 0, postedLater: 24, adjustments: { FACTOR_VINTAGE: 0 } }, 'never backwards')

    // 2021 factor of Guangdong 0.4715 (2024 No. 12), 2023 factor 0.4419 (2025 No. 47).
    const [reading] = await owner`
    select quantity::text as kwh from activity where enterprise_id = ${enterpriseId} and month = '2023-07' and carrier = 'electricity'`
    const kWh = exact(reading?.kwh)
    const [first, adjustment, ...more] = await postings('2023-07')
    t.strictSame(more, [])
    t.match(first, { cause: null, adjusts: null, factorCode: 'ELEC_AVG_440000_2021', asOf: '2024-06-30' })
    t.equal(first?.tCO2, formatExact(multiply(kWh, exact('0.0004715'))))
    t.match(adjustment, {
      cause: 'FACTOR_VINTAGE',
      adjusts: first?.id,
      fromFactorCode: 'ELEC_AVG_440000_2021',
      factorCode: 'ELEC_AVG_440000_2023',
      factorVintage: 2023,
      asOf: '2026-01-15',
    })
    t.equal(adjustment?.difference, formatExact(multiply(kWh, exact('-0.0000296'))), '0.4419 − 0.4715')
    t.equal(formatExact(add(exact(first?.tCO2 ?? ''), exact(adjustment?.difference ?? ''))), adjustment?.tCO2)
    t.equal((await postings('2023-07', 'electricity', then)).length, 1, 'as known before, only the first')

    t.equal(JSON.stringify(await statementsOn(JUNE_2024, {}, then)), JSON.stringify(original), 'the first bytes')
    const today = await statementsOn(JUNE_2024)
    t.strictSame(
      { ...today, knownAt: '' },
      { ...original, knownAt: '' },
      'and the same figures with what is known today',
    )
    const restated = (await statementsOn(JANUARY_2026)).items.find(({ from }) => from === '2023-07')
    const stated = original.items.find(({ from }) => from === '2023-07')
    t.strictSame(stated?.flags, ['FACTOR_VINTAGE_FALLBACK', 'NATIONAL_FACTOR_FOR_MARKET_RESIDUE'])
    t.strictSame(restated?.flags, ['NATIONAL_FACTOR_FOR_MARKET_RESIDUE'])
    t.equal(formatExact(subtract(power(restated), power(stated))), adjustment?.difference)
  },
)

t.test('history: activity, real factor change and method add up to the last digit', async (t) => {
  const { history, items } = await statementsOn(JANUARY_2026, { period: 'month', restated: true })
  t.equal(history?.length, 12, 'the second year has a first to be compared with')
  for (const change of history ?? []) {
    const { activity, factor, method } = change.causes
    t.equal(formatExact(sum([activity, factor, method].map(exact))), change.difference, change.from)
    t.equal(later(add_(change.firstStated, change.difference), change.after), 0)
  }
  // July to December 2022 and 2023 have their own data years; in 2024 the 2023 factor is a fallback, which is method.
  const causesOf = (month: string) => history?.find(({ from }) => from === month)?.causes
  t.not(causesOf('2023-07')?.factor, '0', '0.4403 became 0.4419')
  t.not(causesOf('2023-07')?.method, '0', 'the year before was first stated at 0.4715')
  t.equal(causesOf('2024-01')?.factor, '0')
  t.equal(items.length, 24)
})
const add_ = (a: string, b: string) => formatExact(add(exact(a), exact(b)))

t.test('a correction and a later vintage are two causes', async (t) => {
  const [before] = await owner`
    select id::text, quantity::text as kwh from activity
    where enterprise_id = ${enterpriseId} and month = '2022-09' and carrier = 'electricity'`
  await owner`
    insert into activity (enterprise_id, month, carrier, quantity, unit, source, data_quality, reason, supersedes)
    values (${enterpriseId}, '2022-09', 'electricity', ${before?.kwh}::numeric + 1000, 'kWh', 'utility', 2, 'bill', ${before?.id})`
  t.match(await post(JANUARY_2026), { adjustments: { FACTOR_VINTAGE: 0, ACTIVITY_CORRECTION: 1 } })
  const [, , correction] = await postings('2022-09')
  t.match(correction, { cause: 'ACTIVITY_CORRECTION', difference: '0.4403', factorCode: 'ELEC_AVG_440000_2022' })
  const first = await as((tx) => firstPostings(tx, enterpriseId, { asOf: JUNE_2024, knownAt: null }))
  const stated = first.find(({ month, carrier }) => month === '2022-09' && carrier === 'electricity')
  t.equal(stated?.tCO2, formatExact(multiply(exact(before?.kwh), exact('0.0004715'))), 'the first figure is as it was')
  await t.rejects(owner`update emission_posting set tco2 = 0`, /append-only/)
})

t.test('process, biomass and energy passed on are told apart, and own values need evidence', async (t) => {
  const values = (carrier: string, meter: string, more: Record<string, unknown>) => ({
    enterprise_id: enterpriseId,
    month: '2024-05',
    carrier,
    meter,
    unit: 't',
    source: 'invoice',
    data_quality: 1,
    ...more,
  })
  const declared = { own_factor_unit: 'tCO2/t', own_factor_source: 'stack test', evidence: 'report 7' }
  const plain = (await statementsOn(JUNE_2024, { from: civilMonth('2024-05'), to: civilMonth('2024-05') })).items[0]
  await owner`insert into activity ${owner(values('process', 'kiln', { quantity: 100, own_factor_value: '0.44', ...declared }))}`
  await owner`insert into activity ${owner(values('biomass', 'boiler', { quantity: 10, own_factor_value: '1.5', ...declared }))}`
  await owner`insert into activity ${owner(values('heat', 'out', { quantity: 50, unit: 'GJ', direction: 'export' }))}`
  const statement = (await statementsOn(JUNE_2024, { from: civilMonth('2024-05'), to: civilMonth('2024-05') })).items[0]
  t.equal(
    formatExact(subtract(exact(statement?.totals.totalRounded ?? ''), exact(plain?.totals.totalRounded ?? ''))),
    '38.5',
    '44 − 5.5',
  )
  t.match(statement?.totals, { biogenic: '15', exported: '5.5' })
  t.match(
    statement?.bySite.filter(({ meter }) => meter !== 'all'),
    [
      { carrier: 'biomass', meter: 'boiler', tCO2: '0', biogenic: '15' },
      { carrier: 'heat', meter: 'out', tCO2: '-5.5', exported: '5.5' },
      { carrier: 'process', meter: 'kiln', scope: 1, tCO2: '44' },
    ],
  )
  const kept: [Record<string, unknown>, RegExp][] = [
    [values('process', 'b', { quantity: 1 }), /activity_declared_has_factor/],
    [values('process', 'b', { quantity: 1, ...declared, own_factor_value: 1, evidence: null }), /own_values_evidenced/],
    [values('process', 'b', { quantity: 1, own_factor_value: 1, evidence: 'x' }), /own_factor_whole/],
    [values('diesel', 'b', { quantity: 1, own_ncv: 43 }), /own_values_evidenced/],
    [values('diesel', 'b', { quantity: 1, own_of: 2, evidence: 'x' }), /own_of_share/],
  ]
  for (const [row, constraint] of kept) await t.rejects(owner`insert into activity ${owner(row)}`, constraint)
})

t.test('a period says what it lacks and how well it is known', async (t) => {
  const { items, rolling12 } = await statementsOn(JUNE_2024, { period: 'year' })
  t.strictSame(
    items.map(({ from, to, complete, monthsWithData }) => [from, to, complete, monthsWithData]),
    [
      ['2022-01', '2022-12', false, 6],
      ['2023-01', '2023-12', true, 12],
      ['2024-01', '2024-12', false, 6],
    ],
  )
  const year = items[1]
  t.equal(year?.dataQuality, '3')
  t.match(year?.uncertainty, { confidence: '95 %', reason: null })
  t.ok(later(year?.uncertainty.percentRounded ?? '', '7') <= 0, 'less than the least certain part')
  t.match(year?.intensities[0], { value: null, reason: 'NO_OPERATING_FIGURES', quantileReason: 'NO_INTENSITY' })
  t.equal(rolling12.filter(({ complete }) => complete).length, 13)
  const rolling = await statementsOn(JUNE_2024, { period: 'rolling12', from: civilMonth('2024-06') })
  t.match(rolling.items[0]?.intensities[0], {
    reason: null,
    quantile: null,
    quantileReason: 'BENCHMARK_WITHOUT_QUANTILES',
  })
  t.ok(rolling.items[0]?.intensities.every(({ k }) => k !== null))
  const late = await statementsOn(JUNE_2024, { period: 'quarter', from: civilMonth('2024-04') })
  t.match(late.items[0]?.missing, [
    { carrier: 'biomass', meter: 'boiler', missing: ['2024-06'] },
    { carrier: 'heat', meter: 'out', missing: ['2024-06'] },
    { carrier: 'process', meter: 'kiln', missing: ['2024-06'] },
  ])
})

t.test('every account of the city posts in chunks', async (t) => {
  const seen: number[] = []
  const result = await postEmissions(db, { asOf: JUNE_2024, jobRunId: null, progress: (done) => void seen.push(done) })
  t.match(result, { ok: true, value: { skipped: [] } })
  t.equal(seen.length, 4)
  const [count] = await owner`select count(*)::int as n from emission_posting where adjusts is null`
  const [readings] = await owner`select count(*)::int as n from activity where supersedes is null`
  t.equal(count?.n, readings?.n)
  t.match(await post(JUNE_2024, null), { first: 0, adjustments: { FACTOR_VINTAGE: 0, ACTIVITY_CORRECTION: 0 } })
})
