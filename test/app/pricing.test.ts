import t from 'tap'
import { SYSTEM } from '../../src/app/actor.js'
import { pricingRules } from '../../src/app/pricing/pricing-rules.js'
import { recomputeRates } from '../../src/app/pricing/recompute-rates.js'
import { publishApproved } from '../../src/app/rules/store.js'
import { withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'

const { db, owner } = await testBank(t)
const asOf = civilDate('2024-06-30')
const recompute = (day = asOf) => recomputeRates(db, { asOf: day, jobRunId: null })
const standing = () => owner<{ n: number; lines: string; saving: string; weighted: string }[]>`
  select count(*)::int as n, sum(limit_amount)::text as lines, sum(annual_saving)::text as saving,
         round(sum(d.discount_bp * limit_amount) / sum(limit_amount), 2)::text as weighted
  from (select distinct on (credit_line_id) * from rate_decision where priced_on <= '2024-06-30'
        order by credit_line_id, priced_on desc, recorded_at desc) d
  join credit_line c on c.id = d.credit_line_id where d.discount_bp > 0`

t.test('the lines carry the published discount', async (t) => {
  // Zhaoqing Government Services, 2024-09-03: 163 enterprises, 34 BP, about 19.76 million yuan a year.
  t.strictSame([...(await standing())], [{ n: 163, lines: '5812000000.00', saving: '19760800.00', weighted: '34.00' }])
})

t.test('computing again changes nothing and says so', async (t) => {
  const progress: string[] = []
  const again = await recomputeRates(db, {
    asOf,
    jobRunId: null,
    progress: (done, total) => void progress.push(`${done}/${total}`),
  })
  t.match(again, {
    asOf,
    changed: false,
    refused: null,
    ratings: { rated: 190, changed: 0, unchanged: 190 },
    rates: { priced: 190, changed: 0, unchanged: 190, skipped: [] },
  })
  t.equal(progress.at(-1), '381/381')
  t.equal((await owner`select count(*)::int as n from rate_decision`)[0]?.n, 190)
})

t.test('a later day takes the LPR of its day; the earlier prices stay', async (t) => {
  const [before] = await standing()
  t.match(await recompute(civilDate('2024-07-31')), { changed: true, rates: { changed: 190 } })
  const [july] =
    await owner`select distinct reference_rate::text as rate from rate_decision where priced_on = '2024-07-31'`
  t.equal(july?.rate, '3.350000', 'published on 2024-07-22')
  t.strictSame([...(await standing())], [before])
})

t.test('before the rules were in force nothing is rated and nothing is priced', async (t) => {
  t.match(await recompute(civilDate('2022-07-31')), {
    changed: false,
    refused: { code: 'RATING_METHOD_NOT_IN_FORCE' },
    rates: null,
  })
})

t.test(
  'a product without rules and a term that is not known refuse, and a new grid row prices from its day',
  async (t) => {
    await withTransaction(db, SYSTEM, async (tx) => {
      const rules = await pricingRules(tx, { on: asOf, knownAt: null })
      t.match(rules.pricingOf('CLOUD'), { refusal: { code: 'PRODUCT_UNKNOWN', product: 'CLOUD' } })
      t.match(rules.pricingOf('YUN_TAN_DAI', 'nowhere'), { refusal: { code: 'PRICING_GRID_UNKNOWN' } })
      t.match(rules.pricingOf('DATA_PLEDGE'), { value: { grid: null } })
    })
    const people =
      await owner`select id from user_account where username in ('reviewer.pboc', 'approver.pboc') order by username`
    await withTransaction(db, SYSTEM, (tx) =>
      publishApproved(
        tx,
        {
          table: 'pricing-grid',
          key: 'yuntan-default/YUN_TAN_DAI/DEEP_GREEN',
          validFrom: '2024-08-01',
          validTo: null,
          publishedOn: null,
          source: 'a decision of the committee',
          status: 'given',
          body: {
            grid: 'yuntan-default',
            version: '2026.2.0',
            product: 'YUN_TAN_DAI',
            grade: 'DEEP_GREEN',
            discount_bp: '45',
            limit_multiplier: '1.20',
            guarantee_fee_bp: '',
            route: '',
          },
        },
        { enteredBy: people[0]?.id, approvedBy: people[1]?.id },
      ),
    )
    t.match(await recompute(), { changed: false }, 'the day before keeps its price')
    await recompute(civilDate('2024-08-31'))
    const august =
      await owner`select distinct discount_bp::text as bp from rate_decision d join credit_line c on c.id = d.credit_line_id
    where priced_on = '2024-08-31' and d.grade = 'DEEP_GREEN' and c.product = 'YUN_TAN_DAI'`
    t.strictSame([...august], [{ bp: '45.0000' }])
  },
)
