import t from 'tap'
import { carbonAccount } from '../../../src/domain/carbon/carbon-account.js'
import { type Rating, rate } from '../../../src/domain/carbon/rating.js'
import { ratingInputs } from '../../../src/domain/carbon/rating-inputs.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { divide, exact, exactOf, formatFixed, multiply } from '../../../src/kernel/exact.js'
import {
  addMoney,
  formatMoney,
  type Money,
  money,
  NO_MONEY,
  subtractMoney,
  timesHalfUp,
  yuan,
} from '../../../src/kernel/money.js'
import { formatTonnes, sumTonnes } from '../../../src/kernel/quantity.js'
import { bpFraction, compareBp, NO_BP } from '../../../src/kernel/rate.js'
import {
  activitiesOf,
  benchmarks,
  creditLines,
  enterprises,
  factors,
  grid,
  methodOf,
  operatingOf,
} from './portfolio.js'

const method = methodOf('zq-carbon-rating')
const accountOf = (firm: (typeof enterprises)[number], asOf: string) =>
  carbonAccount(
    {
      asOf: civilDate(asOf),
      region: firm.region_code ?? '',
      sector: firm.sector_code ?? '',
      factorSet: 'NDRC',
      factors,
      activities: activitiesOf.get(firm.uscc ?? '') ?? [],
      operating: operatingOf.get(firm.uscc ?? '') ?? [],
      benchmarks,
    },
    method.components,
  )

function ratingOf(firm: (typeof enterprises)[number], by = method): Rating {
  const account = accountOf(firm, '2024-06-30')
  if (!account.ok) throw new Error(JSON.stringify(account.refusal))
  const verification = firm.verified === 'true' ? 'limited' : 'none'
  const rating = rate(by, ratingInputs(account.value, { verification, dataQuality: Number(firm.data_quality) }))
  if (!rating.ok) throw new Error(JSON.stringify(rating.refusal))
  return rating.value
}

const rated = enterprises.filter((firm) => activitiesOf.has(firm.uscc ?? ''))
const gradeOf = new Map(rated.map((firm) => [firm.uscc ?? '', ratingOf(firm).grade]))
const tally = (grades: Iterable<string>) => {
  const counts: Record<string, number> = {}
  for (const grade of grades) counts[grade] = (counts[grade] ?? 0) + 1
  return counts
}

t.test('the portfolio on 2024-06-30 has the published grades', async (t) => {
  t.equal(rated.length, 190)
  t.strictSame(tally(gradeOf.values()), { DEEP_GREEN: 104, LIGHT_GREEN: 59, YELLOW: 19, RED: 8 })
})

t.test('the grid and the lines give the published saving', async (t) => {
  const discountOf = new Map(grid.map((row) => [`${row.product} ${row.grade}`, row.discount]))
  let increase: Money = NO_MONEY
  let limits: Money = NO_MONEY
  let saving: Money = NO_MONEY
  const firms = new Set<string>()
  const lenders = new Set<string>()
  for (const { uscc = '', product, lender = '', prior_limit = '', limit = '' } of creditLines) {
    lenders.add(lender)
    const discount = discountOf.get(`${product} ${gradeOf.get(uscc)}`) ?? NO_BP
    if (compareBp(discount, NO_BP) <= 0) continue
    firms.add(uscc)
    increase = addMoney(increase, subtractMoney(money(limit), money(prior_limit)))
    limits = addMoney(limits, money(limit))
    saving = addMoney(saving, timesHalfUp(money(limit), bpFraction(discount)))
  }
  t.equal(firms.size, 163)
  t.equal(lenders.size, 26)
  t.equal(formatMoney(increase), '2754000000.00')
  t.equal(formatMoney(limits), '5812000000.00')
  t.equal(formatMoney(saving), '19760800.00')
  t.equal(formatFixed(divide(multiply(yuan(saving), exactOf(10_000)), yuan(limits)), 2), '34.00')
})

t.test('a second method rates the same accounts', async (t) => {
  const four = rated.map((firm) => ratingOf(firm, methodOf('zq-4d')))
  for (const rating of four) t.ok(rating.rated && rating.components.length === 4)
  t.not(tally(four.map((rating) => rating.grade)).DEEP_GREEN, 104)
})

t.test('an account says what it is made of', async (t) => {
  const [firm = {}] = rated
  const account = accountOf(firm, '2024-06-30')
  if (!account.ok) return t.fail(account.refusal.code)
  const { months, current, prior, intensities, flags, historyMonths } = account.value
  t.equal(months.length, 24)
  t.equal(historyMonths, 24)
  t.equal(current.start, '2023-07')
  t.equal(current.end, '2024-06')
  t.equal(prior?.end, '2023-06')
  t.ok(flags.includes('FACTOR_VINTAGE_FALLBACK'), '2024 has no factor of its own')
  t.strictSame(
    intensities.map(({ id }) => id),
    ['I_REV', 'I_PROFIT', 'I_TAX', 'I_EMP'],
  )
  const lastTwelve = months.filter(({ month }) => month >= current.start)
  t.equal(
    formatTonnes(sumTonnes(lastTwelve.map(({ totals }) => totals.total))),
    formatTonnes(current.totals.total),
    'months add to the year',
  )
  for (const { totals, carriers } of months)
    t.equal(formatTonnes(sumTonnes(carriers.map((line) => line.totals.total))), formatTonnes(totals.total))
})

t.test('a later vintage restates, an earlier day does not know it', async (t) => {
  const [firm = {}] = rated
  const factorsOn = (asOf: string) => {
    const account = accountOf(firm, asOf)
    if (!account.ok) throw new Error(account.refusal.code)
    return account.value.factors.filter(({ code }) => code.startsWith('ELEC_AVG')).map(({ code }) => code)
  }
  t.strictSame(factorsOn('2024-06-30'), ['ELEC_AVG_440000_2021'])
  t.strictSame(factorsOn('2026-11-23'), ['ELEC_AVG_440000_2022', 'ELEC_AVG_440000_2023', 'ELEC_AVG_440000_2023'])
})

t.test('without operating figures there is no account to rate', async (t) => {
  const xingwang = enterprises.find((firm) => !activitiesOf.has(firm.uscc ?? '')) ?? {}
  const account = accountOf(xingwang, '2024-06-30')
  t.strictSame(account, { ok: false, refusal: { code: 'OPERATING_PERIOD_MISSING', asOf: '2024-06-30' } })
})

t.test(
  'before June is over the account closes with the year before, which has no benchmark to be rated by',
  async (t) => {
    const [firm = {}] = rated
    const account = accountOf(firm, '2024-06-29')
    if (!account.ok) return t.fail(account.refusal.code)
    t.equal(account.value.current.end, '2023-06')
    t.equal(account.value.months.length, 23)
    t.ok(account.value.intensities.every(({ benchmark, k }) => benchmark === null && k === null))
    t.match(rate(method, ratingInputs(account.value, { verification: 'none', dataQuality: 3 })), {
      ok: false,
      refusal: { code: 'BENCHMARK_MISSING', component: 'I_REV' },
    })
  },
)

t.test('a prior year with a month missing is no base for a trend', async (t) => {
  const [firm = {}] = rated
  const whole = { ...firm }
  const account = carbonAccount(
    {
      asOf: civilDate('2024-06-30'),
      region: '440000',
      sector: whole.sector_code ?? '',
      factorSet: 'NDRC',
      factors,
      activities: (activitiesOf.get(firm.uscc ?? '') ?? []).filter(({ month }) => month !== '2022-09'),
      operating: operatingOf.get(firm.uscc ?? '') ?? [],
      benchmarks,
    },
    method.components,
  )
  if (!account.ok) return t.fail(account.refusal.code)
  t.equal(account.value.historyMonths, 21)
  const inputs = ratingInputs(account.value, { verification: 'none', dataQuality: 3 })
  t.equal(inputs.emissionsPrior12m, undefined)
  const rating = rate(method, inputs)
  t.match(rating, { ok: true })
  if (rating.ok && rating.value.rated)
    t.match(
      rating.value.components.find(({ id }) => id === 'TREND'),
      { reason: 'MISSING', points: exact('0') },
    )
})
