import { pino } from 'pino'
import t from 'tap'
import { jobTable } from '../../jobs/job-table.js'
import { runJob } from '../../jobs/run-job.js'
import { rateEnterprises } from '../../src/app/carbon/rate-enterprises.js'
import { priceCreditLines } from '../../src/app/pricing/price-credit-lines.js'
import { publishApproved } from '../../src/app/rules/store.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'

const bank = await testBank(t)
const { get, post, owner, db } = bank
const DAY = '2024-06-30'
const FIRST = '91441203MA0000015L'
const common = { knownAt: null, jobRunId: null, recordedBy: null }

type Members = Record<string, unknown>
const rated = async (asOf: string, uscc: string) => {
  const result = await rateEnterprises(db, { ...common, asOf: civilDate(asOf), enterprises: [uscc] })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const ratingOf = async (uscc: string, asOf = DAY) =>
  (await get('steward.zq', `/v1/enterprises/${uscc}/rating?asOf=${asOf}`)).body
const simulate = (uscc: string, changes: Members, by = 'steward.zq') =>
  post(by, `/v1/enterprises/${uscc}/rating/simulation?asOf=${DAY}`, changes, { key: null })
const whatIf = (uscc: string, target: string, by = 'steward.zq', more = '') =>
  get(by, `/v1/enterprises/${uscc}/rating/what-if?target=${target}&asOf=${DAY}${more}`)

/** A firm of a grade that no cap touches, each asked for once. */
const taken: string[] = [FIRST]
async function firmOf(grade: string): Promise<string> {
  const [firm] = await owner<{ uscc: string }[]>`
    select e.uscc from rating r join enterprise e on e.id = r.enterprise_id
    where r.as_of = ${DAY} and r.grade = ${grade} and r.document -> 'caps' = '[]' and e.uscc <> all (${taken})
      and exists (select 1 from credit_line l where l.enterprise_id = e.id) order by e.uscc limit 1`
  if (!firm) throw new Error(`no more firms of ${grade}`)
  taken.push(firm.uscc)
  return firm.uscc
}
/** Every reading of the rated year corrected to so many percent of what stood. */
const scaleReadings = (uscc: string, percent: string) => owner`
  insert into activity (enterprise_id, month, carrier, meter, quantity, unit, green_quantity, source, data_quality, supersedes, reason)
  select a.enterprise_id, a.month, a.carrier, a.meter, a.quantity * ${percent}::numeric / 100, a.unit, a.green_quantity * ${percent}::numeric / 100,
    'test', a.data_quality, a.id, 'restated'
  from activity a join enterprise e on e.id = a.enterprise_id
  where e.uscc = ${uscc} and a.month between '2023-07' and '2024-06' and not exists (select 1 from activity s where s.supersedes = a.id)`

t.test(
  'a simulation that changes nothing gives the rating in force, and one that changes gives what would be',
  async (t) => {
    for (const grade of ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED']) {
      const uscc = await firmOf(grade)
      const { body } = await simulate(uscc, {})
      const rating = await ratingOf(uscc)
      t.match(body, { rated: { grade }, simulated: { grade, score: rating.score } })
      t.same(body.simulated.components, rating.components)
      for (const line of body.lines)
        t.match(line, { annualSavingChange: '0.00', before: { grade }, after: line.before })
    }
    const capped = await simulate(taken[1] as string, { verification: 'none' })
    t.match(capped.body, { simulated: { grade: 'LIGHT_GREEN', caps: [{ reason: 'UNVERIFIED' }] } })
    t.match(capped.body.lines[0], {
      before: { discountBp: '40.00' },
      after: { discountBp: '20.00' },
      annualSavingChange: /^-/,
    })
    for (const [changes, reason, grade] of [
      [{ dataQuality: 4 }, 'LOW_DATA_QUALITY', 'YELLOW'],
      [{ historyMonths: 11 }, 'SHORT_HISTORY', 'LIGHT_GREEN'],
    ] as const)
      t.match((await simulate(taken[1] as string, changes)).body.simulated, { grade, caps: [{ reason }] })
    t.match((await simulate(FIRST, { method: 'zq-4d' })).body, {
      method: { id: 'zq-4d' },
      simulated: { components: { length: 4 } },
    })
    const refused: [Members, number, string][] = [
      [{ emissionsChangePercent: '-100.01' }, 422, 'RATING_INPUT_OUT_OF_RANGE'],
      [{ revenueChangePercent: '-100' }, 422, 'NON_POSITIVE_DENOMINATOR'],
      [{ greenShare: '1.01' }, 422, 'RATING_INPUT_OUT_OF_RANGE'],
      [{ dataQuality: 6 }, 422, 'RATING_INPUT_OUT_OF_RANGE'],
      [{ method: 'zq-9d' }, 422, 'RATING_METHOD_UNKNOWN'],
      [{ emissionsChangePercent: -10 }, 400, 'MALFORMED_REQUEST'],
      [{ luck: '1' }, 400, 'MALFORMED_REQUEST'],
    ]
    for (const [changes, status, code] of refused)
      t.match(await simulate(FIRST, changes), { status, body: { code } }, JSON.stringify(changes))
  },
)

t.test('a what-if names changes that do reach the grade, and the smallest cut that does', async (t) => {
  const uscc = await firmOf('YELLOW')
  const { body } = await whatIf(uscc, 'DEEP_GREEN')
  t.match(body, { grade: 'YELLOW', target: 'DEEP_GREEN', minScore: '80', blockedBy: [] })
  const { emissionsCutPercent, score } = body.combined
  const reached = await simulate(uscc, { emissionsChangePercent: `-${emissionsCutPercent}` })
  t.match(reached.body.simulated, { grade: 'DEEP_GREEN', score })
  const almost = String(Number(emissionsCutPercent) - 0.0001)
  t.not((await simulate(uscc, { emissionsChangePercent: `-${almost}` })).body.simulated.grade, 'DEEP_GREEN')
  const next = await whatIf(uscc, 'LIGHT_GREEN')
  t.same(
    next.body.alone,
    (await ratingOf(uscc)).toNextGrade.changes,
    'towards the next grade it says what the rating says',
  )
  t.match(await whatIf(await firmOf('DEEP_GREEN'), 'DEEP_GREEN'), {
    body: { points: '0', alone: [], combined: { emissionsCutPercent: '0.0000' } },
  })
  t.match(await whatIf(uscc, 'PLATINUM'), { status: 422, body: { code: 'UNKNOWN_GRADE' } })
  t.match(await whatIf('91441200MA9000011L', 'DEEP_GREEN'), { status: 404, body: { code: 'RATING_NOT_FOUND' } })
})

t.test(
  'the firm itself and a bank with consent may study a rating, another bank may not, and every look is logged',
  async (t) => {
    const looks = async () => (await owner`select count(*)::int as n from account_view`)[0]?.n
    const own = await looks()
    t.equal((await whatIf(FIRST, 'DEEP_GREEN', 'enterprise.001')).status, 200)
    t.equal(await looks(), own + 1)
    const [held] = await owner<{ uscc: string; consentId: string; enterpriseId: string }[]>`
    select e.uscc, c.id as "consentId", e.id as "enterpriseId" from consent c join enterprise e on e.id = c.enterprise_id
    join organisation o on o.id = c.lender_id
    where o.code = 'BANK-EX-01' and not exists (select 1 from credit_line l where l.enterprise_id = e.id and l.lender_id <> o.id) limit 1`
    const uscc = held?.uscc as string
    const simulated = await simulate(uscc, { emissionsChangePercent: '-5' }, 'officer.bank01')
    t.equal(simulated.status, 200)
    t.ok(simulated.body.lines.every(({ lender }: Members) => lender === 'BANK-EX-01'))
    t.equal((await simulate(uscc, {}, 'officer.sihui')).status, 404, 'a bank that does not know the firm')
    t.equal((await whatIf(uscc, 'DEEP_GREEN', 'enterprise.001')).status, 404, 'another firm')
    t.equal((await whatIf(uscc, 'DEEP_GREEN', 'admin')).status, 403)
    await owner`insert into consent_withdrawal (consent_id, enterprise_id) values (${held?.consentId ?? ''}, ${held?.enterpriseId ?? ''})`
    t.match(await simulate(uscc, {}, 'officer.bank01'), { status: 403, body: { code: 'CONSENT_REQUIRED' } })
    const before = await looks()
    t.match(await whatIf(uscc, 'DEEP_GREEN', 'officer.bank01'), { status: 403, body: { code: 'CONSENT_REQUIRED' } })
    t.equal(await looks(), before)
  },
)

t.test(
  'a grade is held for two points over a quarter and lost beyond them; corrected readings score as simulated',
  async (t) => {
    const uscc = await firmOf('LIGHT_GREEN')
    const scoreAt = async (percent: number) =>
      Number((await simulate(uscc, { emissionsChangePercent: String(percent) })).body.simulated.score)
    let held = 0
    while ((await scoreAt(held)) >= 65) held += 1
    t.ok((await scoreAt(held)) > 63, 'within the two points')
    let lost = held
    while ((await scoreAt(lost)) >= 63) lost += 1
    await scaleReadings(uscc, String(100 + held))
    await rated('2024-09-28', uscc)
    t.match(await ratingOf(uscc, '2024-09-28'), {
      grade: 'LIGHT_GREEN',
      gradeByScore: 'YELLOW',
      keptByHysteresis: true,
    })
    t.equal(Number((await ratingOf(uscc, '2024-09-28')).scoreRounded).toFixed(3), (await scoreAt(held)).toFixed(3))
    await scaleReadings(uscc, ((100 * (100 + lost)) / (100 + held)).toFixed(8))
    // Before the grid factor of the next data year is published.
    await rated('2024-11-30', uscc)
    t.match(await ratingOf(uscc, '2024-11-30'), {
      grade: 'YELLOW',
      keptByHysteresis: false,
      inputs: { previousGrade: 'LIGHT_GREEN' },
    })
  },
)

t.test(
  'a rating prices for ninety days, then the line is priced as not rated; after 180 days it is stale',
  async (t) => {
    const uscc = await firmOf('DEEP_GREEN')
    const [row] = await owner<{ id: string }[]>`select id from enterprise where uscc = ${uscc}`
    const gradeOn = async (day: string) => {
      await priceCreditLines(db, { ...common, on: civilDate(day), enterpriseIds: [row?.id ?? ''] })
      const [decision] =
        await owner`select grade, discount_bp::text as bp from rate_decision where enterprise_id = ${row?.id ?? ''} and priced_on = ${day} limit 1`
      return decision
    }
    t.match(await gradeOn('2024-09-28'), { grade: 'DEEP_GREEN', bp: '40.0000' })
    t.match(await gradeOn('2024-09-29'), { grade: 'NOT_RATED', bp: '0.0000' })
    t.match(await ratingOf(uscc, '2024-09-28'), { validUntil: '2024-09-28', expired: false })
    t.match(await ratingOf(uscc, '2024-09-29'), { expired: true, stale: false })
    t.match(await ratingOf(uscc, '2024-12-27'), { stale: false })
    t.match(await ratingOf(uscc, '2024-12-28'), { stale: true })
  },
)

t.test('a missing figure and a figure that is not positive score nothing, each with its reason', async (t) => {
  const figures: [Members, RegExp | Members][] = [
    [{ profit_wan: '-5' }, { components: [{}, { id: 'I_PROFIT', score: '0', reason: 'DENOMINATOR_NON_POSITIVE' }] }],
    [{ tax_wan: '0' }, { components: [{}, {}, { id: 'I_TAX', score: '0', reason: 'DENOMINATOR_NON_POSITIVE' }] }],
    [{ profit_wan: null }, { components: [{}, { id: 'I_PROFIT', score: '0', reason: 'MISSING' }] }],
  ]
  for (const [change, expected] of figures) {
    const uscc = await firmOf('DEEP_GREEN')
    const [member, value] = Object.entries(change)[0] as [string, string | null]
    const quality = (await ratingOf(uscc)).inputs.dataQuality
    await owner`
      insert into operating_figure (enterprise_id, period_start, period_end, revenue_wan, profit_wan, tax_wan, employees, supersedes)
      select f.enterprise_id, period_start, period_end, revenue_wan, ${member === 'profit_wan' ? value : '900'}::numeric,
        ${member === 'tax_wan' ? value : '300'}::numeric, f.employees, f.id
      from operating_figure f join enterprise e on e.id = f.enterprise_id where e.uscc = ${uscc} and period_end = '2024-06'`
    await rated(DAY, uscc)
    const rating = await ratingOf(uscc)
    t.match(rating, expected, JSON.stringify(change))
    t.equal(rating.inputs.dataQuality, value === null ? quality + 1 : quality)
  }
  const uscc = await firmOf('DEEP_GREEN')
  await owner`
    insert into operating_figure (enterprise_id, period_start, period_end, revenue_wan, profit_wan, tax_wan, employees, supersedes)
    select f.enterprise_id, period_start, period_end, 0, 1, 1, f.employees, f.id
    from operating_figure f join enterprise e on e.id = f.enterprise_id where e.uscc = ${uscc} and period_end = '2024-06'`
  t.match(await rated(DAY, uscc), {
    rated: 0,
    skipped: [{ reason: { code: 'NON_POSITIVE_DENOMINATOR', member: 'revenue' } }],
  })
})

t.test(
  'a veto entered by one and confirmed by another leaves the firm unrated for its period, and a correction ends it',
  async (t) => {
    const uscc = await firmOf('DEEP_GREEN')
    const enter = (other: Members = {}, by = 'steward.zq') =>
      post(by, `/v1/enterprises/${uscc}/vetoes`, {
        reason: 'DATA_FRAUD',
        validFrom: '2024-06-01',
        source: '肇环罚〔2024〕7号',
        ...other,
      })
    const decide = (id: string, other: Members = {}, by = 'approver.pboc') =>
      post(by, `/v1/vetoes/${id}/decision`, { decision: 'CONFIRM', opinion: '属实', ...other })
    for (const user of ['officer.bank01', 'approver.bank01', 'enterprise.001', 'approver.pboc', 'auditor.zq'])
      t.equal((await enter({}, user)).status, 403, user)
    t.match(await enter({ validTo: '2024-05-31' }), { status: 422, body: { code: 'VETO_PERIOD_INVERTED' } })
    t.match(await enter({ reason: 'MAJOR_ENV_PENALTY_24M', validTo: '2026-06-01' }), {
      status: 422,
      body: { code: 'VETO_PENALTY_TOO_LONG', most: '2026-05-31' },
    })
    t.match(await enter({ reason: 'CONSENT_WITHDRAWN' }), { status: 400 })
    t.match(await enter({ supersedes: crypto.randomUUID() }), { status: 404 })
    const penalty = await enter({ reason: 'MAJOR_ENV_PENALTY_24M' })
    t.match(penalty, { status: 201, body: { state: 'ENTERED', validTo: '2026-05-31' } })
    t.match(await enter({ supersedes: penalty.body.id }), { status: 409, body: { code: 'VETO_NOT_STANDING' } })
    t.match(await rated(DAY, uscc), { changed: 0 }, 'an entry that nobody confirmed counts for nothing')
    t.match(await decide(penalty.body.id, {}, 'steward.zq'), { status: 403, body: { code: 'SELF_APPROVAL' } })
    for (const user of ['officer.bank01', 'reviewer.pboc', 'auditor.zq'])
      t.equal((await decide(penalty.body.id, {}, user)).status, 403, user)
    t.match(await decide(crypto.randomUUID()), { status: 404 })
    t.match(await decide(penalty.body.id), { status: 200, body: { state: 'CONFIRMED', opinion: '属实' } })
    t.match(await decide(penalty.body.id), { status: 409, body: { code: 'STATE_FORBIDS' } })
    const fraud = await enter()
    t.match(await decide(fraud.body.id, { decision: 'REJECT' }), { body: { state: 'REJECTED' } })

    t.match(await rated(DAY, uscc), { changed: 1, byGrade: { NOT_RATED: 1 } })
    const vetoed = await ratingOf(uscc)
    t.match(vetoed, {
      grade: 'NOT_RATED',
      score: null,
      vetoes: ['MAJOR_ENV_PENALTY_24M'],
      vetoRecords: [{ source: '肇环罚〔2024〕7号' }],
    })
    const [line] = await owner<{ officer: string }[]>`
      select 'officer.' || case o.code when 'RCB-SIHUI' then 'sihui' else 'bank01' end as officer
      from credit_line l join enterprise e on e.id = l.enterprise_id join organisation o on o.id = l.lender_id
      where e.uscc = ${uscc} and o.code in ('RCB-SIHUI', 'BANK-EX-01') limit 1`
    for (const user of ['steward.zq', ...(line ? [line.officer] : [])]) {
      const report = await post(user, `/v1/enterprises/${uscc}/credit-reports`, { asOf: DAY, purpose: 'post_loan' })
      t.equal(report.status, 201, report.text.slice(0, 400))
      const { rating } = (await get(user, report.body.links.json)).body
      t.ok(rating.inForce.agrees, `${user} gets a report that agrees with the rating`)
      t.match(
        rating.vetoes.find(({ id }: Members) => id === 'MAJOR_ENV_PENALTY_24M'),
        { found: true },
      )
    }
    t.match(await whatIf(uscc, 'DEEP_GREEN'), { status: 409, body: { code: 'VETO_STANDS' } })
    t.match(await get('auditor.zq', `/v1/enterprises/${uscc}/rating/recomputation?ratingId=${vetoed.ratingId}`), {
      body: { same: true },
    })
    t.match(await rated('2026-06-01', uscc), { byGrade: { DEEP_GREEN: 1 } }, 'after 24 months it is rated again')
    t.match(await rated('2024-05-31', uscc), { byGrade: { NOT_RATED: undefined } }, 'and before it was')

    const ended = await enter({
      reason: 'MAJOR_ENV_PENALTY_24M',
      validTo: '2024-06-15',
      supersedes: penalty.body.id,
      source: '复议决定',
    })
    t.match(await rated(DAY, uscc), { changed: 0 })
    await decide(ended.body.id)
    t.match(await rated(DAY, uscc), { changed: 1, byGrade: { DEEP_GREEN: 1 } })
    t.match(
      await get('auditor.zq', `/v1/enterprises/${uscc}/rating/recomputation?ratingId=${vetoed.ratingId}`),
      {
        body: { same: true },
      },
      'the unrated one is still made again as it was',
    )
    t.match(await get('steward.zq', `/v1/enterprises/${uscc}/vetoes`), { body: { items: { length: 3 } } })
    t.match(await get('enterprise.001', `/v1/enterprises/${uscc}/vetoes`), { body: { items: [] } })
    t.equal((await get('officer.bank01', `/v1/enterprises/${uscc}/vetoes`)).status, 403)
  },
)

t.test('the impact on a larger city is computed by a job, and counts as well', async (t) => {
  const people = await owner<
    { id: string }[]
  >`select id from user_account where username in ('steward.zq', 'admin') order by 1`
  const [enteredBy, approvedBy] = people.map(({ id }) => id) as [string, string]
  const body = { code: 'methods.impact_inline_max', value: '10', unit: 'enterprises' }
  const rule = {
    table: 'parameters',
    key: body.code,
    validFrom: '2024-01-01',
    validTo: null,
    publishedOn: null,
    source: 'a test',
    status: 'assumption',
    body,
  }
  await asSystem(db, (tx) => publishApproved(tx, rule, { enteredBy, approvedBy }))
  const { body: proposal } = await post('steward.zq', '/v1/method-proposals', {
    kind: 'rating-choice',
    document: { code: 'rating.method', value: 'zq-4d' },
    validFrom: '2025-01-01',
    source: '肇碳〔2024〕10号',
    status: 'assumption',
  })
  const url = `/v1/method-proposals/${proposal.id}`
  const run = await post('steward.zq', `${url}/impact`, { asOf: DAY })
  t.match(run, { status: 202, body: { kind: 'method-impact', state: 'queued' } })
  t.match(await get('approver.pboc', url), { body: { impact: null } })
  await runJob(db, pino({ level: 'silent' }), jobTable, run.body.id)
  t.match(await get('steward.zq', `/v1/jobs/${run.body.id}`), { body: { state: 'succeeded', done: 191, total: 191 } })
  t.match(await get('approver.pboc', url), {
    body: {
      impact: { current: true, jobRunId: run.body.id, report: { takesEffect: true, after: { method: 'zq-4d' } } },
    },
  })
  t.match(await post('approver.pboc', `${url}/decision`, { decision: 'APPROVE', version: 1, opinion: '同意' }), {
    status: 200,
    body: { state: 'APPROVED', ruleIds: { length: 1 } },
  })
})
