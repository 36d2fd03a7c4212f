import fc from 'fast-check'
import t from 'tap'
import type { ProductPricing } from '../../../src/domain/pricing/pricing-rules.js'
import {
  decisionOn,
  type LoanRateDecision,
  type RateStanding,
  type RepricedContract,
  type RepricingFacts,
  rateDecisions,
  testDays,
} from '../../../src/domain/pricing/repricing.js'
import { addDays, addMonths, type CivilDate, civilDate } from '../../../src/kernel/civil-date.js'
import { money } from '../../../src/kernel/money.js'
import { annualRatePercent, bp, formatRatePercent, NO_BP, rateMinusBp, ratePlusBp } from '../../../src/kernel/rate.js'

const rule = (ruleId: string) => ({ ruleId, source: 'test', status: 'assumption' })
const day = civilDate
const lpr = (on: string, oneYear: string, fiveYearPlus: string) => ({
  publishedOn: day(on),
  oneYear: annualRatePercent(oneYear),
  fiveYearPlus: annualRatePercent(fiveYearPlus),
  rule: rule(`lpr-${on}`),
})
const grade = (name: string, discount: string) => ({
  grade: name,
  discount: bp(discount),
  route: 'normal' as const,
  guaranteeFeeBp: null,
  limitMultiplier: null,
  rule: rule(name),
})
const PRICING: ProductPricing = {
  product: 'YUN_TAN_DAI',
  spread: { value: bp('50'), rule: rule('spread') },
  grid: [grade('DEEP_GREEN', '40'), grade('LIGHT_GREEN', '20'), grade('YELLOW', '0'), grade('RED', '0')],
  maxTotalDiscount: { value: bp('80'), rule: rule('cap') },
  floors: [{ name: 'product', rate: annualRatePercent('1.00'), rule: rule('floor') }],
}
const rating = (name: string, asOf: string, months = 12) => ({
  id: `${name}@${asOf}`,
  grade: name,
  asOf: day(asOf),
  usableTo: addMonths(day(asOf), months),
})
const STARTS = day('2024-02-29')
const CONTRACT: RepricedContract = {
  amount: money('3000000.00'),
  tenorMonths: 36,
  policy: 'january',
  resetsWithinOneYear: false,
  pricedOn: day('2024-02-20'),
  pricing: PRICING,
  byHand: NO_BP,
  startsOn: STARTS,
  endsOn: day('2027-02-28'),
}
/** Bank of China LPR table for 2024; the last row is made up. */
const FACTS: RepricingFacts = {
  lpr: [
    lpr('2024-02-20', '3.45', '3.95'),
    lpr('2024-07-22', '3.35', '3.85'),
    lpr('2024-10-21', '3.10', '3.60'),
    lpr('2025-05-20', '3.00', '3.50'),
  ],
  ratings: [rating('LIGHT_GREEN', '2024-01-31', 60)],
  periodStarts: Array.from({ length: 12 }, (_, index) => addMonths(STARTS, 3 * (index + 1))),
  scale: ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED'],
  mostGrades: { value: 1, rule: rule('one-grade') },
  shortLoan: { value: 12, rule: rule('short') },
  ratchet: [],
}
const SIGNED: RateStanding = {
  on: STARTS,
  lprOn: CONTRACT.pricedOn,
  grade: 'LIGHT_GREEN',
  heldGrade: 'LIGHT_GREEN',
  ratchetStep: NO_BP,
}
const decide = (
  contract: Partial<RepricedContract>,
  facts: Partial<RepricingFacts> = {},
  from: Partial<RateStanding> = {},
  to = '2031-12-31',
): readonly LoanRateDecision[] => {
  const result = rateDecisions({ ...CONTRACT, ...contract }, { ...FACTS, ...facts }, { ...SIGNED, ...from }, day(to))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const told = (decisions: readonly LoanRateDecision[]) =>
  decisions.map(
    ({ on, cause, rate, referenceRate, grade }) =>
      `${on} ${cause} ${formatRatePercent(rate)} / ${formatRatePercent(referenceRate)} ${grade ?? 'NOT_RATED'}`,
  )

t.test('a reset takes the LPR last published on or before its day, and the margin of the contract', (t) => {
  t.strictSame(told(decide({ policy: 'january' })), [
    '2025-01-01 repricing 3.40 / 3.60 LIGHT_GREEN',
    '2026-01-01 repricing 3.30 / 3.50 LIGHT_GREEN',
    '2027-01-01 repricing 3.30 / 3.50 LIGHT_GREEN',
  ])
  t.strictSame(told(decide({ policy: 'anniversary' })), [
    '2025-02-28 repricing 3.40 / 3.60 LIGHT_GREEN',
    '2026-02-28 repricing 3.30 / 3.50 LIGHT_GREEN',
  ])
  t.strictSame(told(decide({ policy: 'quarterly' }, {}, {}, '2025-06-01')), [
    '2024-05-29 repricing 3.75 / 3.95 LIGHT_GREEN',
    '2024-08-29 repricing 3.65 / 3.85 LIGHT_GREEN',
    '2024-11-29 repricing 3.40 / 3.60 LIGHT_GREEN',
    '2025-02-28 repricing 3.40 / 3.60 LIGHT_GREEN',
    '2025-05-29 repricing 3.30 / 3.50 LIGHT_GREEN',
  ])
  t.strictSame(told(decide({ policy: 'fixed' })), [])
  const published = decide(
    { policy: 'january' },
    { lpr: [lpr('2024-02-20', '3.45', '3.95'), lpr('2025-01-01', '3.20', '3.70')] },
  )
  t.equal(told(published)[0], '2025-01-01 repricing 3.50 / 3.70 LIGHT_GREEN', 'published on the day itself')
  t.equal(told(decide({ policy: 'january', tenorMonths: 61 }))[0], '2025-01-01 repricing 3.90 / 4.10 LIGHT_GREEN')
  t.end()
})

t.test('a loan up to a year keeps the rate of its signing, unless its contract says otherwise', (t) => {
  const short = { tenorMonths: 12, endsOn: day('2025-02-28') }
  for (const policy of ['january', 'anniversary', 'quarterly', 'rating-change'] as const)
    t.strictSame(decide({ ...short, policy }), [], policy)
  t.equal(told(decide({ ...short, policy: 'january', resetsWithinOneYear: true })).length, 1)
  t.equal(decide({ ...short, tenorMonths: 13, policy: 'january' }).length, 1)
  t.end()
})

t.test(
  'on a change of grade the discount moves from the next period, one grade at a test, off the LPR of the signing',
  (t) => {
    const policy = 'rating-change'
    const fall = [rating('LIGHT_GREEN', '2024-01-31', 60), rating('RED', '2024-06-30', 60)]
    t.strictSame(told(decide({ policy }, { ratings: fall })), [
      '2024-08-29 rating 3.95 / 3.95 YELLOW',
      '2024-11-29 rating 3.95 / 3.95 RED',
    ])
    const rise = [rating('RED', '2024-01-31', 60), rating('DEEP_GREEN', '2024-06-30', 60)]
    t.strictSame(told(decide({ policy }, { ratings: rise }, { grade: 'RED', heldGrade: 'RED' })), [
      '2024-08-29 rating 3.95 / 3.95 YELLOW',
      '2024-11-29 rating 3.75 / 3.95 LIGHT_GREEN',
      '2025-02-28 rating 3.55 / 3.95 DEEP_GREEN',
    ])
    const onTheDay = [rating('LIGHT_GREEN', '2024-01-31', 60), rating('DEEP_GREEN', '2024-05-29', 60)]
    t.equal(
      told(decide({ policy }, { ratings: onTheDay }))[0],
      '2024-08-29 rating 3.55 / 3.95 DEEP_GREEN',
      'waits for the next',
    )
    t.strictSame(decide({ policy }), [], 'nothing where the grade stays')
    t.strictSame(
      decide({ policy, pricing: { ...PRICING, grid: null } }, { ratings: fall }),
      [],
      'nor where it gives no discount',
    )
    t.end()
  },
)

t.test('without a rating to use the discount ends at once, and comes back from the grade that was held', (t) => {
  const ratings = [rating('LIGHT_GREEN', '2024-01-31', 3), rating('RED', '2024-10-31', 12)]
  const decisions = decide({ policy: 'rating-change' }, { ratings }, {}, '2025-01-31')
  t.strictSame(told(decisions), ['2024-05-29 rating 3.95 / 3.95 NOT_RATED', '2024-11-29 rating 3.95 / 3.95 YELLOW'])
  t.match(decisions[1]?.gradeTest, { held: 'LIGHT_GREEN', rated: 'RED', used: 'YELLOW', most: 1 })
  t.strictSame(
    told(
      decide(
        { policy: 'rating-change' },
        { ratings: [rating('DEEP_GREEN', '2024-03-31')] },
        { grade: null, heldGrade: null },
        '2024-06-30',
      ),
    ),
    ['2024-05-29 rating 3.55 / 3.95 DEEP_GREEN'],
    'a first grade is taken as it is',
  )
  t.end()
})

t.test('a ratchet moves the rate on its day and stays through resets', (t) => {
  const step = (on: string, value: string) => ({
    on: day(on),
    step: bp(value),
    labelZh: '挂钩',
    labelEn: 'ratchet',
    rule: rule('ratchet'),
  })
  const ratchet = [step('2024-08-29', '-10'), step('2025-08-29', '5')]
  t.strictSame(told(decide({ policy: 'january' }, { ratchet }, {}, '2026-01-01')), [
    '2024-08-29 ratchet 3.65 / 3.95 LIGHT_GREEN',
    '2025-01-01 repricing 3.30 / 3.60 LIGHT_GREEN',
    '2025-08-29 ratchet 3.45 / 3.60 LIGHT_GREEN',
    '2026-01-01 repricing 3.35 / 3.50 LIGHT_GREEN',
  ])
  t.equal(decide({ tenorMonths: 12, endsOn: day('2025-02-28') }, { ratchet }).length, 1, 'in a short loan as well')
  t.end()
})

t.test('resets are decided in order; a test of the grade that is past is not made up for', (t) => {
  const on = (contract: Partial<RepricedContract>, facts: Partial<RepricingFacts>, at: string) => {
    const result = decisionOn({ ...CONTRACT, ...contract }, { ...FACTS, ...facts }, SIGNED, day(at))
    return result.ok
      ? { told: told(result.value.decision === null ? [] : [result.value.decision]), openOn: result.value.openOn }
      : result.refusal
  }
  t.strictSame(on({ policy: 'january' }, {}, '2026-01-01'), {
    told: ['2026-01-01 repricing 3.30 / 3.50 LIGHT_GREEN'],
    openOn: '2025-01-01',
  })
  t.strictSame(on({ policy: 'january' }, {}, '2025-06-30'), { told: [], openOn: '2025-01-01' })
  const fall = { ratings: [rating('LIGHT_GREEN', '2024-01-31', 60), rating('RED', '2024-06-30', 60)] }
  t.strictSame(on({ policy: 'rating-change' }, fall, '2024-11-29'), {
    told: ['2024-11-29 rating 3.95 / 3.95 YELLOW'],
    openOn: null,
  })
  const ratchet = [
    { on: day('2024-08-29'), step: bp('-10'), labelZh: '', labelEn: '', rule: rule('r') },
    { on: day('2024-11-29'), step: bp('5'), labelZh: '', labelEn: '', rule: rule('r') },
  ]
  t.match(on({ policy: 'rating-change' }, { ...fall, ratchet }, '2024-11-29'), { openOn: '2024-08-29' })
  t.end()
})

t.test(
  'what a quote was changed by hand stays with the contract, beside the reference rate and above the floors',
  (t) => {
    t.equal(told(decide({ byHand: bp('-15') }))[0], '2025-01-01 repricing 3.25 / 3.60 LIGHT_GREEN')
    t.match(decide({ byHand: bp('-15') })[0]?.steps[4], { code: 'OVERRIDE', operation: 'minus', value: '15.00' })
    const floors = [{ name: 'product', rate: annualRatePercent('3.30'), rule: rule('floor') }]
    t.equal(
      told(decide({ byHand: bp('-15'), pricing: { ...PRICING, floors } }))[0],
      '2025-01-01 repricing 3.30 / 3.60 LIGHT_GREEN',
    )
    t.end()
  },
)

t.test('what a rate cannot be computed from is refused', (t) => {
  const refused = (facts: Partial<RepricingFacts>, contract: Partial<RepricedContract> = {}) => {
    const result = rateDecisions({ ...CONTRACT, ...contract }, { ...FACTS, ...facts }, SIGNED, day('2025-01-01'))
    return result.ok ? null : result.refusal.code
  }
  t.equal(refused({ lpr: [] }), 'NO_LPR_ON_DAY')
  t.equal(refused({}, { pricing: { ...PRICING, grid: [grade('DEEP_GREEN', '40')] } }), 'GRADE_NOT_IN_GRID')
  t.equal(
    refused({}, { pricing: { ...PRICING, spread: { value: bp('9990'), rule: rule('spread') } } }),
    'RATE_ABOVE_LIMIT',
  )
  t.end()
})

const POLICIES = ['fixed', 'january', 'anniversary', 'quarterly', 'rating-change'] as const
const aLife = fc.record({
  policy: fc.constantFrom(...POLICIES),
  tenorMonths: fc.integer({ min: 13, max: 60 }),
  ratings: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 1500 }),
      grade: fc.constantFrom(...FACTS.scale),
      months: fc.integer({ min: 1, max: 18 }),
    }),
    { maxLength: 8 },
  ),
  steps: fc.array(fc.record({ no: fc.integer({ min: 0, max: 11 }), value: fc.integer({ min: -10, max: 10 }) }), {
    maxLength: 3,
  }),
  cut: fc.integer({ min: 0, max: 1500 }),
})
const lived = ({ policy, tenorMonths, ratings, steps }: typeof aLife extends fc.Arbitrary<infer T> ? T : never) => {
  const contract = { policy, tenorMonths, endsOn: addMonths(STARTS, tenorMonths) }
  const facts: Partial<RepricingFacts> = {
    ratings: ratings.map(({ after, grade, months }) => rating(grade, addDays(day('2023-12-31'), after), months)),
    periodStarts: Array.from({ length: 20 }, (_, index) => addMonths(STARTS, 3 * (index + 1))),
    ratchet: [...new Map(steps.map(({ no, value }) => [no, value]))]
      .sort(([a], [b]) => a - b)
      .map(([no, value]) => ({
        on: addMonths(STARTS, 3 * (no + 1)),
        step: bp(`${value}`),
        labelZh: '',
        labelEn: '',
        rule: rule('r'),
      })),
  }
  return { contract, facts }
}

t.test(
  'whatever happens: steps add up, grades move by one, days are test days in order, and going on from any decision gives the same',
  (t) => {
    fc.assert(
      fc.property(aLife, (life) => {
        const { contract, facts } = lived(life)
        const all = decide(contract, facts)
        const days = new Set<CivilDate>([
          ...testDays({ ...CONTRACT, ...contract }, { ...FACTS, ...facts }),
          ...(facts.ratchet ?? []).map(({ on }) => on),
        ])
        for (const [index, { on, rate, steps, gradeTest }] of all.entries()) {
          if (!days.has(on) || on <= (all[index - 1]?.on ?? STARTS) || on >= contract.endsOn) return false
          let running = annualRatePercent('0')
          for (const step of steps) {
            if (step.operation === 'plus') running = ratePlusBp(running, bp(step.value))
            else if (step.operation === 'minus') running = rateMinusBp(running, bp(step.value))
            else running = annualRatePercent(step.value)
            if (formatRatePercent(running) !== step.runningPercent) return false
          }
          if (formatRatePercent(running) !== formatRatePercent(rate)) return false
          if (gradeTest?.used != null && gradeTest.held !== null) {
            const moved = FACTS.scale.indexOf(gradeTest.used) - FACTS.scale.indexOf(gradeTest.held)
            if (moved > 1 || moved < -1) return false
          }
        }
        // Deciding up to a day and then on from there is deciding at once.
        const cut = addDays(STARTS, life.cut)
        const early = decide(contract, facts, {}, cut)
        const from = early.at(-1)?.standing ?? SIGNED
        return JSON.stringify(told([...early, ...decide(contract, facts, from)])) === JSON.stringify(told(all))
      }),
      { numRuns: 300 },
    )
    t.end()
  },
)
