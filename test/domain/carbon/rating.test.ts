import fc from 'fast-check'
import t from 'tap'
import { type Rated, type RatingFacts, rate } from '../../../src/domain/carbon/rating.js'
import { methodProblems, type RatingMethod } from '../../../src/domain/carbon/rating-method.js'
import { reaching, scoreOn } from '../../../src/domain/carbon/scale.js'
import { trendOf } from '../../../src/domain/carbon/trend.js'
import { compare, divide, exact, exactOf, formatExact, formatFixed, roundHalfUp } from '../../../src/kernel/exact.js'
import { tonnes } from '../../../src/kernel/quantity.js'
import { methodOf } from './portfolio.js'

const method = methodOf('zq-carbon-rating')
const four = methodOf('zq-4d')

/** K = 0.6 everywhere (85 points of 100), trend −10 % (100), green 100 % (100), data quality 1 (100): 51 + 20 + 10 + 10. */
const leader: RatingFacts = {
  emissions12m: tonnes('600'),
  trend: exact('-0.1'),
  revenue: exact('1000'),
  profit: exact('100'),
  tax: exact('50'),
  employees: 100,
  benchmarks: { I_REV: exact('1'), I_PROFIT: exact('10'), I_TAX: exact('20'), I_EMP: exact('10') },
  greenShare: exact('1'),
  dataQuality: 1,
  verification: 'limited',
  historyMonths: 24,
  benchmarkEntities: 12,
}
const rated = (facts: Partial<RatingFacts>, by: RatingMethod = method): Rated => {
  const result = rate(by, { ...leader, ...facts } as RatingFacts)
  if (!result.ok || !result.value.rated) throw new Error(JSON.stringify(result))
  return result.value
}
const without = (...members: (keyof RatingFacts)[]): RatingFacts =>
  Object.fromEntries(Object.entries(leader).filter(([name]) => !members.includes(name as keyof RatingFacts))) as never
const pointsOf = (rating: Rated) =>
  Object.fromEntries(rating.components.map(({ id, points }) => [id, formatFixed(points, 4)]))

t.test('a score is the weighted sum of its scales', async (t) => {
  const rating = rated({})
  t.equal(rating.scoreRounded, '91.0000')
  t.equal(rating.grade, 'DEEP_GREEN')
  t.equal(rating.toNextGrade, null)
  t.strictSame(pointsOf(rating), {
    I_REV: '17.0000',
    I_PROFIT: '8.5000',
    I_TAX: '12.7500',
    I_EMP: '12.7500',
    TREND: '20.0000',
    GREEN: '10.0000',
    DQ: '10.0000',
  })
  t.match(rating.method, { id: 'zq-carbon-rating', version: '2026.1.0' })
  t.equal(rated({}, four).scoreRounded, '85.0000')
})

t.test('scales run in straight lines between anchors and stop at their ends', async (t) => {
  // Zhejiang cut-offs 0.6, 0.8, 1.2, 2.0 carry the K anchors; the rest are the method's own.
  const table: [string, string, string][] = [
    ['K', '0', '100'],
    ['K', '0.3', '92.5'],
    ['K', '0.7', '77.5'],
    ['K', '1', '60'],
    ['K', '1.6', '35'],
    ['K', '2.5', '10'],
    ['K', '99', '0'],
    ['TREND', '-0.5', '100'],
    ['TREND', '-0.075', '90'],
    ['TREND', '0.025', '37.5'],
    ['TREND', '1', '0'],
    ['GREEN', '0', '30'],
    ['GREEN', '0.35', '75'],
    ['DQ', '3', '55'],
  ]
  for (const [scale, at, score] of table)
    t.equal(formatExact(scoreOn(method.anchors[scale] ?? [], exact(at))), score, `${scale} at ${at}`)
  t.equal(reaching(method.anchors.K ?? [], exact('101')), null)
})

t.test('grades compare the unrounded score, lower bound inclusive', async (t) => {
  // One firm with every denominator and benchmark 1, so that K is the emission and all four components score alike.
  const one = exact('1')
  const unit = { revenue: one, profit: one, tax: one, employees: 1 }
  const benchmarks = { I_REV: one, I_PROFIT: one, I_TAX: one, I_EMP: one }
  const table: [string, string, string][] = [
    ['0.66666666666666666666', '80.0000', 'DEEP_GREEN'],
    ['0.66666666666666666667', '80.0000', 'LIGHT_GREEN'],
    ['0.9', '65.0000', 'LIGHT_GREEN'],
    ['0.90000001', '65.0000', 'YELLOW'],
    ['1.3333333333333333333', '45.0000', 'YELLOW'],
    ['1.3333333333333333334', '45.0000', 'RED'],
    ['3', '0.0000', 'RED'],
  ]
  for (const [k, score, grade] of table) {
    const rating = rated({ ...unit, benchmarks, emissions12m: tonnes(k) }, four)
    t.equal(rating.scoreRounded, score, `K ${k}`)
    t.equal(rating.grade, grade, `K ${k}`)
  }
})

t.test('hysteresis keeps a grade two points below its bound; caps come after it', async (t) => {
  // With half of the power green the score is 70 + trend score ÷ 5, and the trend scores 50 − 500 × change.
  const changeFor = { '78': '0.02', '77.99': '0.0201', '79.99': '0.0001' }
  const near = (score: keyof typeof changeFor, previousGrade?: string) =>
    rated({ greenShare: exact('0.5'), trend: exact(changeFor[score]), ...(previousGrade ? { previousGrade } : {}) })
  const table: [keyof typeof changeFor, string | undefined, string][] = [
    ['79.99', undefined, 'LIGHT_GREEN'],
    ['79.99', 'DEEP_GREEN', 'DEEP_GREEN'],
    ['78', 'DEEP_GREEN', 'DEEP_GREEN'],
    ['77.99', 'DEEP_GREEN', 'LIGHT_GREEN'],
    ['78', 'LIGHT_GREEN', 'LIGHT_GREEN'],
    ['78', 'YELLOW', 'LIGHT_GREEN'],
  ]
  for (const [score, previous, grade] of table) {
    const rating = near(score, previous)
    t.equal(rating.scoreRounded, formatFixed(exact(score), 4))
    t.equal(rating.grade, grade, `${score} after ${previous}`)
  }
  const capped = rated({
    greenShare: exact('0.5'),
    trend: exact('0.02'),
    previousGrade: 'DEEP_GREEN',
    verification: 'none',
  })
  t.match(capped, { gradeByScore: 'LIGHT_GREEN', keptByHysteresis: true, grade: 'LIGHT_GREEN' })
  t.match(rate(method, { ...leader, previousGrade: 'PURPLE' }), { refusal: { code: 'UNKNOWN_GRADE', grade: 'PURPLE' } })
})

t.test('each cap', async (t) => {
  const table: [Partial<RatingFacts>, string[], string][] = [
    [{ verification: 'none' }, ['UNVERIFIED'], 'LIGHT_GREEN'],
    [{ verification: 'self-declared' }, [], 'DEEP_GREEN'],
    [{ dataQuality: 4 }, ['LOW_DATA_QUALITY'], 'YELLOW'],
    [{ dataQuality: 3 }, [], 'DEEP_GREEN'],
    [{ historyMonths: 11 }, ['SHORT_HISTORY'], 'LIGHT_GREEN'],
    [{ historyMonths: 12 }, [], 'DEEP_GREEN'],
    [{ benchmarkEntities: 7 }, ['THIN_BENCHMARK'], 'LIGHT_GREEN'],
    [{ benchmarkEntities: 8 }, [], 'DEEP_GREEN'],
    [{ notApplicable: ['I_PROFIT'] }, ['COMPONENT_NOT_APPLICABLE'], 'LIGHT_GREEN'],
    [{ verification: 'none', dataQuality: 5 }, ['UNVERIFIED', 'LOW_DATA_QUALITY'], 'YELLOW'],
  ]
  for (const [facts, reasons, grade] of table) {
    const rating = rated(facts)
    t.strictSame(
      rating.caps.map(({ reason }) => reason),
      reasons,
    )
    t.equal(rating.grade, grade, reasons.join() || JSON.stringify(facts))
  }
  const poor = rated({ emissions12m: tonnes('3000'), trend: exact('0.1'), verification: 'none' })
  t.equal(poor.grade, 'RED', 'a cap never lifts')
})

t.test('vetoes end in 不评级, whatever the figures', async (t) => {
  for (const veto of ['DATA_FRAUD', 'MAJOR_ENV_PENALTY_24M', 'SERIOUS_DISHONESTY', 'CONSENT_WITHDRAWN'])
    t.match(rate(method, { ...leader, vetoes: [veto] }), {
      value: { rated: false, grade: 'NOT_RATED', vetoes: [veto] },
    })
  t.match(rate(method, { ...leader, revenue: exact('0'), vetoes: ['DATA_FRAUD'] }), { value: { grade: 'NOT_RATED' } })
  t.match(rate(method, { ...leader, vetoes: ['RUDENESS'] }), { refusal: { code: 'UNKNOWN_VETO', veto: 'RUDENESS' } })
})

t.test('a loss scores nothing and missing is not zero', async (t) => {
  const loss = rated({ profit: exact('-5'), tax: exact('0') })
  const reasons = Object.fromEntries(loss.components.map(({ id, reason, score }) => [id, [reason, formatExact(score)]]))
  t.strictSame(reasons.I_PROFIT, ['DENOMINATOR_NON_POSITIVE', '0'])
  t.strictSame(reasons.I_TAX, ['DENOMINATOR_NON_POSITIVE', '0'])

  const bare = rate(method, without('profit', 'trend', 'greenShare'))
  if (!bare.ok || !bare.value.rated) return t.fail(JSON.stringify(bare))
  const missing = bare.value.components.filter(({ reason }) => reason === 'MISSING').map(({ id }) => id)
  t.strictSame(missing, ['I_PROFIT', 'TREND', 'GREEN'])
  t.equal(bare.value.scoreRounded, '52.5000', '91 − 8.5 − 20 − 10')
})

t.test('what cannot apply gives its weight to its group', async (t) => {
  const rating = rated({
    notApplicable: ['I_TAX', 'I_EMP'],
    benchmarks: { ...leader.benchmarks, I_PROFIT: exact('6') },
  })
  const weights = Object.fromEntries(rating.components.map(({ id, weight }) => [id, formatExact(weight)]))
  t.match(weights, { I_REV: '40', I_PROFIT: '20', I_TAX: '0', I_EMP: '0', TREND: '20' })
  t.match(rate(method, { ...leader, notApplicable: ['GREEN'] }), { refusal: { code: 'RATING_GROUP_NOT_APPLICABLE' } })
  t.match(rate(method, { ...leader, notApplicable: ['LUCK'] }), { refusal: { code: 'UNKNOWN_COMPONENT' } })
})

t.test('facts that mean nothing are refused', async (t) => {
  const table: [Partial<RatingFacts>, object][] = [
    [{ revenue: exact('0') }, { code: 'NON_POSITIVE_DENOMINATOR', member: 'revenue', value: '0' }],
    [{ employees: 0 }, { code: 'NON_POSITIVE_DENOMINATOR', member: 'employees', value: '0' }],
    [
      { benchmarks: { ...leader.benchmarks, I_TAX: exact('0') } },
      { code: 'BENCHMARK_NON_POSITIVE', component: 'I_TAX' },
    ],
    [{ benchmarks: {} }, { code: 'BENCHMARK_MISSING', component: 'I_REV' }],
    [{ emissions12m: tonnes('-1') }, { code: 'RATING_INPUT_OUT_OF_RANGE', member: 'emissions12m' }],
    [{ dataQuality: 6 }, { code: 'RATING_INPUT_OUT_OF_RANGE', member: 'dataQuality', value: '6' }],
    [{ greenShare: exact('1.01') }, { code: 'RATING_INPUT_OUT_OF_RANGE', member: 'greenShare' }],
    [{ historyMonths: -1 }, { code: 'RATING_INPUT_OUT_OF_RANGE', member: 'historyMonths' }],
    [{ benchmarkEntities: -1 }, { code: 'RATING_INPUT_OUT_OF_RANGE', member: 'benchmarkEntities' }],
  ]
  for (const [facts, refusal] of table) t.match(rate(method, { ...leader, ...facts }), { ok: false, refusal })
  const noBase = { ...without('trend'), emissionsPrior12m: tonnes('0'), revenuePrior: exact('1') }
  t.match(rate(method, noBase), { refusal: { code: 'NON_POSITIVE_DENOMINATOR', member: 'emissionsPrior12m' } })
  const noSales = { ...without('trend'), emissionsPrior12m: tonnes('1'), revenuePrior: exact('0') }
  t.match(rate(method, noSales), { refusal: { code: 'NON_POSITIVE_DENOMINATOR', member: 'revenuePrior' } })
})

t.test('the trend compares intensities, and a given one replaces the two years', async (t) => {
  const years = {
    emissions: tonnes('95'),
    emissionsPrior: tonnes('100'),
    revenue: exact('100'),
    revenuePrior: exact('100'),
  }
  const trend = trendOf(years)
  t.equal(trend.ok && formatExact(trend.value), '-0.05')
  const computed = rate(method, { ...without('trend'), emissionsPrior12m: tonnes('1200'), revenuePrior: exact('1900') })
  const given = rate(method, {
    ...leader,
    trend: exact('-0.05'),
    emissionsPrior12m: tonnes('1200'),
    revenuePrior: exact('1900'),
  })
  t.match(computed, { value: { scoreRounded: '87.0000' } }, '(600/1000) ÷ (1200/1900) = 0.95')
  t.match(given, { value: { scoreRounded: '87.0000' } })
  const replaced = rate(method, { ...leader, emissionsPrior12m: tonnes('1'), revenuePrior: exact('1') })
  t.match(replaced, { value: { scoreRounded: '91.0000' } })
})

t.test('the way to the next grade', async (t) => {
  const rating = rated({ trend: exact('0'), greenShare: exact('0') })
  t.equal(rating.scoreRounded, '74.0000')
  t.match(rating.toNextGrade, { grade: 'DEEP_GREEN', blockedBy: [] })
  t.equal(formatExact(rating.toNextGrade?.points ?? exact('0')), '6')
  const changes = Object.fromEntries((rating.toNextGrade?.changes ?? []).map(({ id, at }) => [id, formatFixed(at, 4)]))
  t.strictSame(
    changes,
    { TREND: '-0.0500', GREEN: '0.5000' },
    'trend to 80 points, green to 90; nothing else can alone',
  )

  // K 0.7 scores 77.5; one of four equal weights must give 10 more: 87.5 is K 0.5.
  const [change] = rated({ emissions12m: tonnes('700') }, four).toNextGrade?.changes ?? []
  t.match(
    change && { id: change.id, at: formatExact(change.at), metric: change.metric && formatExact(change.metric) },
    {
      id: 'I_REV',
      at: '0.5',
      metric: '0.5',
    },
  )

  const capped = rated({ verification: 'none' })
  t.match(capped.toNextGrade, { grade: 'DEEP_GREEN', points: exact('0'), blockedBy: ['UNVERIFIED'], changes: [] })
})

t.test('each change alone reaches the next grade', async (t) => {
  const hundredths = (min: number, max: number) =>
    fc.integer({ min, max }).map((n) => formatFixed(divide(exact(String(n)), exactOf(100)), 2))
  const drawn = fc.tuple(
    fc.integer({ min: 500, max: 2500 }),
    hundredths(-12, 12),
    hundredths(0, 100),
    fc.integer({ min: 1, max: 3 }),
  )
  fc.assert(
    fc.property(drawn, ([emissions, trend, green, dataQuality]) => {
      const facts = {
        emissions12m: tonnes(String(emissions)),
        trend: exact(trend),
        greenShare: exact(green),
        dataQuality,
      }
      const next = rated(facts).toNextGrade
      return (next?.changes ?? []).every(({ id, at }) => {
        const change = {
          TREND: { trend: at },
          GREEN: { greenShare: at },
          DQ: { dataQuality: Number(formatExact(at)) },
        }[id]
        const reached = change ? rated({ ...facts, ...change }).score : next?.minScore
        return next && reached && compare(roundHalfUp(reached, 20), next.minScore) >= 0
      })
    }),
  )
  t.pass('trend, green share and data quality')
})

t.test('less emission never lowers the score, and the score stays between 0 and 100', async (t) => {
  const facts = fc.tuple(
    fc.nat(100_000),
    fc.nat(100_000),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: -1000, max: 5000 }),
  )
  fc.assert(
    fc.property(facts, fc.constantFrom(method, four), ([a, b, dataQuality, profit], by) => {
      const scoreWith = (emissions: number) =>
        rated({ emissions12m: tonnes(String(emissions)), profit: exact(String(profit)), dataQuality }, by).score
      const [less, more] = a < b ? [a, b] : [b, a]
      const better = scoreWith(less)
      return (
        compare(better, scoreWith(more)) >= 0 && compare(better, exactOf(100)) <= 0 && compare(better, exact('0')) >= 0
      )
    }),
  )
  t.pass('for both methods')
})

t.test('a method that cannot be published says everything that is wrong', async (t) => {
  t.strictSame(methodProblems(method), [])
  t.strictSame(methodProblems(four), [])
  const [first] = method.components
  const [deep, light, yellow] = method.grades
  if (!first || !deep || !light || !yellow) return t.fail('the method lost its parts')
  const planted: [Partial<RatingMethod>, RegExp][] = [
    [{ components: method.components.slice(1) }, /weights add to 80, not 100/],
    [{ components: [...method.components, first] }, /component I_REV appears twice/],
    [{ anchors: { K: method.anchors.K ?? [] } }, /names no scale: TREND/],
    [{ anchors: { ...method.anchors, DQ: [...(method.anchors.DQ ?? [])].reverse() } }, /scale DQ does not rise/],
    [
      { anchors: { ...method.anchors, DQ: [{ at: exact('1'), score: exact('101') }] } },
      /fewer than two|leaves 0 to 100/,
    ],
    [
      { anchors: { ...method.anchors, K: [...(method.anchors.K ?? []), { at: exact('4'), score: exact('9') }] } },
      /scale K is not monotone at 4/,
    ],
    [{ grades: [deep, light, yellow] }, /gap from 0 to 45/],
    [{ grades: [light, deep, ...method.grades.slice(2)] }, /DEEP_GREEN does not begin below LIGHT_GREEN/],
    [{ grades: [] }, /there are no grades/],
  ]
  for (const [change, problem] of planted) t.match(methodProblems({ ...method, ...change }).join('\n'), problem)
})
