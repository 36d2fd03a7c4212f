import fc from 'fast-check'
import t from 'tap'
import { type RatingFacts, rate } from '../../../src/domain/carbon/rating.js'
import type { RatingMethod } from '../../../src/domain/carbon/rating-method.js'
import { simulatedFacts } from '../../../src/domain/carbon/rating-simulation.js'
import { compareVersions, isEnough, stepBetween, stepNeeded } from '../../../src/domain/carbon/rating-version.js'
import { whatIf } from '../../../src/domain/carbon/rating-what-if.js'
import { compare, exact, formatExact, formatFixed, subtract } from '../../../src/kernel/exact.js'
import { formatTonnes, tonnes } from '../../../src/kernel/quantity.js'
import { methodOf } from './portfolio.js'

const method = methodOf('zq-carbon-rating')
const four = methodOf('zq-4d')

/** K = 1.2 everywhere: 50 points of 100 in the method of the four intensities. */
const average: RatingFacts = {
  emissions12m: tonnes('1200'),
  emissionsPrior12m: tonnes('1200'),
  revenue: exact('1000'),
  revenuePrior: exact('1000'),
  profit: exact('100'),
  tax: exact('50'),
  employees: 100,
  benchmarks: { I_REV: exact('1'), I_PROFIT: exact('10'), I_TAX: exact('20'), I_EMP: exact('10') },
  greenShare: exact('0'),
  dataQuality: 2,
  verification: 'limited',
  historyMonths: 24,
  benchmarkEntities: 12,
}
const lifted = (facts: RatingFacts, target: string, by: RatingMethod = four) => {
  const lift = whatIf(by, facts, target)
  if (!lift.ok) throw new Error(JSON.stringify(lift.refusal))
  return lift.value
}

t.test('the smallest cut is where the scale says', async (t) => {
  // All K together: 80 points lie at K = 0.6 + 0.2 × 5/15 = 2/3, which is 44.4444…% below 1.2.
  const deep = lifted(average, 'DEEP_GREEN')
  t.equal(deep.cut && formatFixed(deep.cut.percent, 4), '44.4445')
  t.equal(deep.cut && formatTonnes(deep.cut.emissions12m), '666.666')
  // 65 points at K = 0.9, a quarter less.
  t.equal(formatExact(lifted(average, 'LIGHT_GREEN').cut?.percent ?? exact('0')), '25')
  t.equal(formatExact(lifted(average, 'YELLOW').cut?.percent ?? exact('1')), '0', 'what is reached needs no cut')
  t.same(
    lifted(average, 'LIGHT_GREEN').changes.map(({ id }) => id),
    [],
    'no component alone brings 15 points at a weight of 25',
  )
})

t.test('what no cut can reach has none, and what is not rated is not lifted', async (t) => {
  const heavy = { ...average, profit: exact('-1'), tax: exact('-1'), dataQuality: 5, greenShare: exact('0') }
  t.equal(lifted(heavy, 'DEEP_GREEN', method).cut, null)
  t.match(lifted({ ...average, verification: 'none' }, 'DEEP_GREEN'), {
    blockedBy: ['UNVERIFIED'],
    cut: { grade: 'LIGHT_GREEN' },
  })
  t.match(whatIf(method, average, 'PLATINUM'), { refusal: { code: 'UNKNOWN_GRADE', grade: 'PLATINUM' } })
  t.match(whatIf(method, { ...average, vetoes: ['DATA_FRAUD'] }, 'DEEP_GREEN'), {
    refusal: { code: 'VETO_STANDS', vetoes: ['DATA_FRAUD'] },
  })
  t.match(whatIf(method, { ...average, dataQuality: 9 }, 'DEEP_GREEN'), {
    refusal: { code: 'RATING_INPUT_OUT_OF_RANGE' },
  })
})

t.test('any cut that is named reaches the grade, and a ten-thousandth of a percent less does not', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 500, max: 2000 }),
      fc.constantFrom('DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW'),
      fc.constantFrom(method, four),
      (emissions, prior, target, by) => {
        const facts = { ...average, emissions12m: tonnes(String(emissions)), emissionsPrior12m: tonnes(String(prior)) }
        const wanted = by.grades.find(({ id }) => id === target)
        const { cut } = lifted(facts, target, by)
        if (!wanted || !cut) return wanted !== undefined
        const scoreAt = (percent: string) => {
          const less = simulatedFacts(facts, { emissionsChangePercent: exact(percent) })
          const rated = less.ok ? rate(by, less.value) : less
          if (!rated.ok || !rated.value.rated) throw new Error(JSON.stringify(rated))
          return rated.value.score
        }
        const percent = formatExact(cut.percent)
        if (compare(scoreAt(percent === '0' ? '0' : `-${percent}`), wanted.minScore) < 0) return false
        if (percent === '0') return true
        const before = formatExact(subtract(exact('0.0001'), cut.percent))
        return compare(scoreAt(before), wanted.minScore) < 0
      },
    ),
    { numRuns: 200 },
  )
})

t.test('a simulation changes what it names and leaves the prior year', async (t) => {
  const changed = simulatedFacts(average, {
    emissionsChangePercent: exact('-10'),
    revenueChangePercent: exact('5'),
    profitChangePercent: exact('0.5'),
    taxChangePercent: exact('-100'),
    greenShare: exact('0.3'),
    dataQuality: 1,
    employees: 80,
  })
  if (!changed.ok) throw new Error('refused')
  const { emissions12m, emissionsPrior12m, revenue, profit, tax, ...rest } = changed.value
  t.equal(formatTonnes(emissions12m), '1080')
  t.equal(emissionsPrior12m && formatTonnes(emissionsPrior12m), '1200')
  t.same(
    [revenue, profit, tax].map((value) => value && formatExact(value)),
    ['1050', '100.5', '0'],
  )
  t.match(rest, { dataQuality: 1, employees: 80, verification: 'limited', historyMonths: 24 })
  for (const member of ['emissionsChangePercent', 'revenueChangePercent', 'profitChangePercent', 'taxChangePercent'])
    t.match(simulatedFacts(average, { [member]: exact('-100.000001') }), {
      refusal: { code: 'RATING_INPUT_OUT_OF_RANGE', member },
    })
  const { profit: _, ...noProfit } = average
  const still = simulatedFacts(noProfit, { profitChangePercent: exact('50') })
  t.notOk(still.ok && still.value.profit, 'what is missing stays missing')
})

t.test('versions are compared part by part, and a change asks for its step', async (t) => {
  const order: readonly [string, string, number][] = [
    ['2026.1.0', '2026.1.0', 0],
    ['2026.1.0', '2026.2.0', -1],
    ['2026.10.0', '2026.9.9', 1],
    ['2027.0.0', '2026.99.99', 1],
    ['2026.1.10', '2026.1.9', 1],
  ]
  for (const [a, b, expected] of order) t.equal(Math.sign(compareVersions(a, b)), expected, `${a} ${b}`)
  t.same(
    ['2026.1.1', '2026.2.0', '2027.0.0', '2026.1.0', '2025.9.9'].map((version) => stepBetween('2026.1.0', version)),
    ['patch', 'minor', 'major', null, null],
  )
  const [first, ...rest] = method.components
  if (!first) throw new Error('no components')
  const changes: readonly [string, Partial<RatingMethod>, string][] = [
    ['a title', { titleEn: 'x' }, 'patch'],
    ['the same figure written otherwise', { hysteresis: exact('2.00') }, 'patch'],
    ['a grade renamed', { grades: method.grades.map((grade) => ({ ...grade, nameEn: 'x' })) }, 'patch'],
    ['the hysteresis', { hysteresis: exact('3') }, 'minor'],
    ['a weight', { components: [{ ...first, weight: exact('19') }, ...rest] }, 'minor'],
    ['an anchor', { anchors: { ...method.anchors, DQ: [] } }, 'minor'],
    ['a cut-off', { grades: method.grades.map((grade) => ({ ...grade, minScore: exact('1') })) }, 'minor'],
    ['the validity', { validityDays: 91 }, 'minor'],
    ['a cap', { caps: [] }, 'minor'],
    ['a component less', { components: rest }, 'major'],
    ['another group', { components: [{ ...first, group: 'other' }, ...rest] }, 'major'],
  ]
  for (const [what, change, step] of changes) t.equal(stepNeeded(method, { ...method, ...change }), step, what)
  t.ok(isEnough('major', 'minor'))
  t.notOk(isEnough('patch', 'minor'))
})
