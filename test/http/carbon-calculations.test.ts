import t from 'tap'
import { type Answered, testBank } from '../support/bank.js'

const { post, get } = await testBank(t, { portfolio: false })
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const calculate = (name: string, body: unknown) => post(null, `/v1/calculations/${name}`, body, { key: null })

const emissions = (activities: unknown[], more: object = {}) =>
  calculate('emissions', { asOf: '2024-06-30', region: '440000', factorSet: 'NDRC', activities, ...more })
const kWh = { carrier: 'electricity', quantity: '1000', unit: 'kWh', month: '2024-05' }

t.test('emissions by scope, with the factor of each row', async (t) => {
  const { status, body } = await emissions([
    { ...kWh, quantity: '864912', greenQuantity: '100000' },
    { carrier: 'natural_gas', quantity: '70.728', unit: '万Nm³', month: '2024-05' },
    { carrier: 'heat', quantity: '10', unit: 'GJ', month: '2024-05' },
    { carrier: 'steam', quantity: '10', unit: 't', month: '2024-05', enthalpyKjPerKg: '2783.74' },
  ])
  t.equal(status, 200)
  // 864,912 kWh × 0.4715 kg; heat 10 GJ × 0.11 t; steam 10 t × (2783.74 − 83.74)/1000 GJ × 0.11 t.
  t.match(body.rows, [
    {
      scope: 2,
      tCO2: '407.806008',
      tCO2Rounded: '407.8060',
      factor: { code: 'ELEC_AVG_440000_2021', value: '0.4715', unit: 'kgCO2/kWh', vintage: 2021, fallback: true },
    },
    { scope: 1, unit: '10^4Nm3', factor: { fallback: false } },
    { scope: 2, tCO2: '1.1' },
    { scope: 2, tCO2: '2.97' },
  ])
  t.equal(body.totals.scope2Location, '411.876008')
  t.equal(body.totals.scope2LocationRounded, '411.8760')
  t.ok(body.flags.includes('FACTOR_VINTAGE_FALLBACK'))
})

t.test('a figure is rounded once, half up, from its unrounded value', async (t) => {
  // Own factors make exact ties at the fifth place, and neighbours that a float would not tell from them.
  const table: [string, string, string, string][] = [
    ['1', '0.00005', '0.00005', '0.0001'],
    ['1', '0.000049999999999999999999', '0.000049999999999999999999', '0.0000'],
    ['3', '0.12345', '0.37035', '0.3704'],
    ['1', '1.00005', '1.00005', '1.0001'],
    ['1', '1.00004999999999999999', '1.00004999999999999999', '1.0000'],
  ]
  for (const [quantity, value, exact, rounded] of table) {
    const factor = { value, unit: 'tCO2/MWh' }
    const { body } = await emissions([{ ...kWh, quantity, unit: 'MWh', factor }])
    t.match(body.totals, { total: exact, totalRounded: rounded }, `${quantity} × ${value}`)
  }
})

t.test('what the 2023 factor is depends on the day it is asked on', async (t) => {
  const row = { ...kWh, month: '2023-07' }
  const { body: then } = await emissions([row])
  t.match(then.rows[0].factor, { vintage: 2021, fallback: true })
  const { body: later } = await emissions([row], { asOf: '2026-01-31' })
  t.match(later.rows[0].factor, { vintage: 2023, fallback: false, publishedOn: '2025-12-31' })
})

t.test('activities that mean nothing are refused with their place, malformed ones with their member', async (t) => {
  const table: [unknown[], object, string][] = [
    [[{ ...kWh, carrier: 'sunshine' }], {}, '422 UNKNOWN_CARRIER'],
    [[{ ...kWh, unit: 'GJ' }], {}, '422 UNIT_MISMATCH'],
    [[{ ...kWh, quantity: '-1' }], {}, '422 NEGATIVE_QUANTITY'],
    [[{ ...kWh, month: '2024-07' }], {}, '422 MONTH_AFTER_AS_OF'],
    [[{ ...kWh, greenQuantity: '1000.5' }], {}, '422 GREEN_ABOVE_QUANTITY'],
    [[kWh, kWh], {}, '422 DUPLICATE_ACTIVITY'],
    [[{ ...kWh, carrier: 'steam', unit: 't' }], {}, '422 ENTHALPY_MISSING'],
    [
      [{ carrier: 'diesel', quantity: '1', unit: 't', month: '2024-05' }],
      { factorSet: 'NONE' },
      '422 FACTOR_NOT_FOUND',
    ],
    [[{ ...kWh, quantity: 1000 }], {}, '400 MALFORMED_REQUEST'],
    [[{ ...kWh, quantity: '1e3' }], {}, '400 MALFORMED_REQUEST'],
    [[{ ...kWh, quantity: 'NaN' }], {}, '400 MALFORMED_REQUEST'],
    [[{ ...kWh, quantity: ' 1' }], {}, '400 MALFORMED_REQUEST'],
    [[{ ...kWh, month: '2024-13' }], {}, '400 MALFORMED_REQUEST'],
    [[{ ...kWh, meter: 'a' }], {}, '400 MALFORMED_REQUEST'],
    [[kWh], { asOf: '2024-02-30' }, '400 MALFORMED_REQUEST'],
    [[kWh], { region: 'GD' }, '400 MALFORMED_REQUEST'],
    [[kWh], { region: '990000' }, '422 FACTOR_NOT_FOUND'],
  ]
  for (const [activities, more, code] of table) t.equal(codeOf(await emissions(activities, more)), code)
  const answer = await emissions([kWh, { ...kWh, quantity: 1000 }])
  t.match(answer.body.errors, [{ in: 'body', pointer: '/activities/1/quantity' }])
  t.match(answer.headers, { 'content-type': /^application\/problem\+json/ })
  const english = await post(
    null,
    '/v1/calculations/emissions',
    { asOf: '2024-06-30', region: '440000', factorSet: 'NDRC', activities: [{ ...kWh, unit: 'GJ' }] },
    { key: null, headers: { 'accept-language': 'en' } },
  )
  t.match(english.body, { detail: /cannot be measured in GJ; use kWh, MWh/, index: 0, member: 'unit' })
})

/** K = 0.6 everywhere (85 points of 100), trend −10 %, green 100 %, data quality 1: 51 + 20 + 10 + 10. */
const leader = {
  method: 'zq-carbon-rating',
  emissions12m: '600',
  trend: '-0.1',
  revenue: '1000',
  profit: '100',
  tax: '50',
  employees: 100,
  benchmarks: { I_REV: '1', I_PROFIT: '10', I_TAX: '20', I_EMP: '10' },
  greenShare: '1',
  dataQuality: 1,
  verification: 'limited',
  historyMonths: 24,
  benchmarkEntities: 12,
}
const rating = (more: object = {}) => calculate('rating', { ...leader, ...more })

t.test('a rating of figures is the rating an account would get', async (t) => {
  const { status, body } = await rating()
  t.equal(status, 200)
  t.match(body, {
    grade: 'DEEP_GREEN',
    score: '91',
    scoreRounded: '91.0000',
    caps: [],
    toNextGrade: null,
    method: { version: '2026.1.0' },
  })
  t.match(body.components[0], { id: 'I_REV', k: '0.6', score: '85', points: '17' })
  t.equal((await rating({ method: 'zq-4d' })).body.scoreRounded, '85.0000')
  t.equal((await rating({ method: 'zq-carbon-rating@2026.1.0' })).body.score, '91')
  const { method: _, ...unnamed } = leader
  t.equal((await calculate('rating', unnamed)).body.method.id, 'zq-carbon-rating')
  const loss = (await rating({ profit: '-1' })).body
  t.match(loss.components[1], { id: 'I_PROFIT', score: '0', points: '0', reason: 'DENOMINATOR_NON_POSITIVE' })
  t.notHas(loss.components[1], 'k')
  t.match((await rating({ vetoes: ['DATA_FRAUD'] })).body, { grade: 'NOT_RATED', score: null, components: [] })
})

t.test('grades compare the unrounded score', async (t) => {
  // 51 for K = 0.6, 16 for a trend of −5 %, 3 without green power, 10 for quality 1: exactly the lower bound of deep green.
  const at = { trend: '-0.05', greenShare: '0' }
  t.match((await rating(at)).body, { score: '80', grade: 'DEEP_GREEN' })
  const below = { ...at, trend: '-0.04999999999999999999' }
  const { body } = await rating(below)
  t.match(body, { scoreRounded: '80.0000', grade: 'LIGHT_GREEN', toNextGrade: { grade: 'DEEP_GREEN' } })
  t.ok(body.score.startsWith('79.99999999'))
  t.match((await rating({ ...below, previousGrade: 'DEEP_GREEN' })).body, {
    grade: 'DEEP_GREEN',
    keptByHysteresis: true,
  })
  t.match((await rating({ ...below, verification: 'none', previousGrade: 'DEEP_GREEN' })).body, {
    grade: 'LIGHT_GREEN',
  })
})

t.test('rating figures that mean nothing are refused', async (t) => {
  const table: [object, string][] = [
    [{ method: 'zq-other' }, '422 RATING_METHOD_UNKNOWN'],
    [{ method: 'zq-carbon-rating@9.9.9' }, '422 RATING_METHOD_UNKNOWN'],
    [{ revenue: '0' }, '422 NON_POSITIVE_DENOMINATOR'],
    [{ employees: 0 }, '422 NON_POSITIVE_DENOMINATOR'],
    [{ employees: -3 }, '422 NON_POSITIVE_DENOMINATOR'],
    [{ benchmarks: { ...leader.benchmarks, I_TAX: '0' } }, '422 BENCHMARK_NON_POSITIVE'],
    [{ benchmarks: { I_REV: '1' } }, '422 BENCHMARK_MISSING'],
    [{ dataQuality: 6 }, '422 RATING_INPUT_OUT_OF_RANGE'],
    [{ greenShare: '1.01' }, '422 RATING_INPUT_OUT_OF_RANGE'],
    [{ historyMonths: -1 }, '422 RATING_INPUT_OUT_OF_RANGE'],
    [{ previousGrade: 'PURPLE' }, '422 UNKNOWN_GRADE'],
    [{ vetoes: ['BAD_MOOD'] }, '422 UNKNOWN_VETO'],
    [{ employees: '100' }, '400 MALFORMED_REQUEST'],
    [{ employees: 1.5 }, '400 MALFORMED_REQUEST'],
    [{ revenue: 1000 }, '400 MALFORMED_REQUEST'],
    [{ verification: 'sworn' }, '400 MALFORMED_REQUEST'],
    [{ benchmarks: { I_CO2: '1' } }, '400 MALFORMED_REQUEST'],
  ]
  for (const [more, code] of table) t.equal(codeOf(await rating(more)), code, JSON.stringify(more))
})

t.test('financed emissions by either method', async (t) => {
  const loan = {
    outstanding: '3000000.00',
    equity: '8000000',
    debt: '4000000',
    totalAssets: '15000000',
    emissions: { scope1: '120.5', scope2: '380', scope3: '10' },
    dataQuality: 2,
  }
  const pcaf = await calculate('financed-emissions', { method: 'pcaf-business-loans', loans: [loan] })
  // 3 / (8 + 4) of each scope; the total is scopes 1 and 2.
  t.match(pcaf.body, {
    loans: [{ attributionFactor: '0.25', emissions: { scope1: '30.125', scope2: '95', scope3: '2.5' } }],
    totals: { scope1: '30.125', scope2: '95', scope3: '2.5', total: '125.125', totalRounded: '125.1250' },
    dataQuality: '2',
  })
  const chinese = await calculate('financed-emissions', { method: 'cn-average-balance', loans: [loan] })
  t.match(chinese.body, { loans: [{ attributionFactor: '0.2' }], totals: { total: '100.1' } })
  const negative = { ...loan, equity: '-1000000.00' }
  t.match((await calculate('financed-emissions', { method: 'pcaf-business-loans', loans: [negative] })).body, {
    loans: [{ attributionFactor: '0.75' }],
  })
  const table: [object, string][] = [
    [{ ...loan, debt: '0', equity: '-1' }, '422 ATTRIBUTION_DENOMINATOR_NON_POSITIVE'],
    [{ ...loan, outstanding: '-1' }, '422 FINANCED_INPUT_OUT_OF_RANGE'],
    [{ ...loan, dataQuality: 0 }, '422 FINANCED_INPUT_OUT_OF_RANGE'],
    [{ ...loan, outstanding: '1.005' }, '400 MALFORMED_REQUEST'],
    [{ ...loan, outstanding: 3000000 }, '400 MALFORMED_REQUEST'],
  ]
  for (const [bad, code] of table)
    t.equal(codeOf(await calculate('financed-emissions', { method: 'pcaf-business-loans', loans: [bad] })), code)
})

const quote = { product: 'YUN_TAN_DAI', tenorMonths: 12, amount: '3000000.00', grade: 'DEEP_GREEN', on: '2024-06-20' }

t.test('a quote is a sum that can be added up', async (t) => {
  const { body } = await calculate('quote', quote)
  t.match(body, { rate: '3.05', referenceRate: '3.45', discountBp: '40.00', annualSaving: '12000.00', route: 'normal' })
  t.strictSame(
    body.steps.map(({ code, value }: { code: string; value: string }) => `${code} ${value}`),
    ['LPR 3.45', 'SPREAD 0.00', 'REFERENCE 3.45', 'CARBON_DISCOUNT 40.00', 'RATE 3.05'],
  )
  t.equal(body.rules.length, 3)
  t.match((await calculate('quote', { ...quote, tenorMonths: 61 })).body.steps[0], { value: '3.95' }, '5Y+ LPR')
  t.match((await calculate('quote', { ...quote, on: '2024-07-21' })).body, { referenceRate: '3.45' })
  t.match((await calculate('quote', { ...quote, on: '2024-07-22' })).body, { referenceRate: '3.35' })
  t.match((await calculate('quote', { ...quote, grade: null })).body, { rate: '3.45', grade: 'NOT_RATED' })
  t.match((await calculate('quote', { ...quote, grade: 'RED' })).body, { rate: '3.45', route: 'manual_review' })
  t.match((await calculate('quote', { ...quote, product: 'DATA_PLEDGE' })).body, { rate: '4.45', discountBp: '0.00' })
  // Half a fen is half a fen: 8.75 × 0.0040 = 0.035 exactly.
  t.equal((await calculate('quote', { ...quote, amount: '8.75' })).body.annualSaving, '0.04')
  t.equal((await calculate('quote', { ...quote, amount: '8.74' })).body.annualSaving, '0.03')
  const table: [object, string][] = [
    [{ product: 'CLOUD' }, '422 PRODUCT_UNKNOWN'],
    [{ grade: 'PURPLE' }, '422 GRADE_NOT_IN_GRID'],
    [{ policy: 'nowhere' }, '422 PRICING_GRID_UNKNOWN'],
    [{ tenorMonths: 0 }, '422 TENOR_OUT_OF_RANGE'],
    [{ amount: '0' }, '422 AMOUNT_NOT_POSITIVE'],
    [{ on: '2022-07-31' }, '422 PRODUCT_UNKNOWN'],
    [{ amount: '-1.00' }, '400 MALFORMED_REQUEST'],
    [{ amount: '1.005' }, '400 MALFORMED_REQUEST'],
    [{ amount: 3000000 }, '400 MALFORMED_REQUEST'],
    [{ tenorMonths: '12' }, '400 MALFORMED_REQUEST'],
    [{ on: '2024-02-30' }, '400 MALFORMED_REQUEST'],
    [{ colour: 'green' }, '400 MALFORMED_REQUEST'],
  ]
  for (const [more, code] of table)
    t.equal(codeOf(await calculate('quote', { ...quote, ...more })), code, JSON.stringify(more))
})

t.test('calculators are open only where the server says so, and their examples are in the documentation', async (t) => {
  const closed = await testBank(t, { portfolio: false, openCalculators: false })
  t.equal(codeOf(await closed.post(null, '/v1/calculations/quote', quote)), '401 SIGN_IN_REQUIRED')
  const { paths } = (await get(null, '/openapi.json')).body
  for (const name of ['emissions', 'rating', 'financed-emissions', 'quote']) {
    const { example } = paths[`/v1/calculations/${name}`].post.requestBody.content['application/json']
    t.equal((await calculate(name, example)).status, 200, `the example of ${name}`)
  }
})
