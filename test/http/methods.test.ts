import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { recomputeRates } from '../../src/app/pricing/recompute-rates.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { RULES, testBank } from '../support/bank.js'

const bank = await testBank(t)
const { get, post, owner, db } = bank
const FIRST = '91441203MA0000015L'
const DAY = '2024-06-30'
const PROPOSALS = '/v1/method-proposals'

type Members = Record<string, unknown>
const methodFile = (name: string): Members => {
  const { valid_from, valid_to, published_on, source, status, ...document } = JSON.parse(
    readFileSync(join(RULES, 'rating-methods', `${name}.json`), 'utf8'),
  )
  return document
}
const OWN = methodFile('zq-carbon-rating@2026.1.0')
const next = (change: Members = {}): Members => ({
  ...OWN,
  version: '2026.2.0',
  supersedes: '2026.1.0',
  hysteresis: '3',
  ...change,
})
const content = (document: Members, other: Members = {}): Members => ({
  kind: 'rating-method',
  document,
  validFrom: '2024-10-01',
  source: '肇碳〔2024〕9号',
  status: 'assumption',
  ...other,
})
const choice = (value: string, validFrom: string, code = 'rating.method') =>
  content({ code, value }, { kind: 'rating-choice', validFrom })
const rulesBefore = async () => (await owner`select count(*)::int as n from rule`)[0]?.n

const proposed = async (body: Members) => {
  const answer = await post('steward.zq', PROPOSALS, body)
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body
}
const weighed = async (id: string, asOf = DAY) => {
  const answer = await post('steward.zq', `${PROPOSALS}/${id}/impact`, { asOf })
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body
}
const decide = (id: string, other: Members = {}, by = 'approver.pboc') =>
  post(by, `${PROPOSALS}/${id}/decision`, { decision: 'APPROVE', version: 1, opinion: '同意发布', ...other })
const published = async (body: Members, asOf = DAY) => {
  const { id } = await proposed(body)
  const { impact } = await weighed(id, asOf)
  const decided = await decide(id)
  if (decided.status !== 200) throw new Error(`${decided.status} ${decided.text}`)
  return { proposal: decided.body, report: impact.report }
}

t.test('a document that cannot be published is refused with every place named, and nothing is entered', async (t) => {
  const components = OWN.components as Members[]
  const grades = OWN.grades as Members[]
  const anchors = OWN.anchors as Members
  const grid = (rows: Members[], other: Members = {}) =>
    content(
      { grid: 'yuntan-default', version: '2026.2.0', supersedes: '2026.1.0', rows, ...other },
      { kind: 'pricing-grid' },
    )
  const rows = gridRows()
  const cases: readonly [string, Members, [string, RegExp][]][] = [
    [
      'weights that do not add to 100',
      content(next({ components: [{ ...components[0], weight: '21' }, ...components.slice(1)] })),
      [['/document/components', /weights add to 101, not 100/]],
    ],
    [
      'a gap in the grades',
      content(next({ grades: [...grades.slice(0, 3), { ...grades[3], min_score: '5' }] })),
      [['/document/grades/3/min_score', /gap from 0 to 5/]],
    ],
    [
      'anchors that are not monotone',
      content(
        next({
          anchors: {
            ...anchors,
            DQ: [
              ['1', '100'],
              ['2', '80'],
              ['3', '90'],
            ],
          },
        }),
      ),
      [['/document/anchors/DQ/2', /not monotone/]],
    ],
    [
      'malformed members, all of them',
      content(
        next({
          components: [{ ...components[0], weight: 20 }, { ...components[1], per: 'luck' }, ...components.slice(2)],
          hysteresis: '1e2',
          title: 'x',
        }),
      ),
      [
        ['/document/title', /unknown member/],
        ['/document/components/0/weight', /a text/],
        ['/document/components/1/per', /revenue/],
        ['/document/hysteresis', /decimal/],
      ],
    ],
    ['a version that is no version', content(next({ version: '2' })), [['/document/version', /x\.y\.z/]]],
    [
      'a version below the published one',
      content(next({ version: '2025.9.9' })),
      [['/document/version', /not above the published version 2026\.1\.0/]],
    ],
    ['new cut-offs under a patch', content(next({ version: '2026.1.1' })), [['/document/version', /minor/]]],
    [
      'another metric under a minor version',
      content(next({ components: [{ ...components[0], per: 'tax' }, ...components.slice(1)] })),
      [['/document/version', /major/]],
    ],
    ['nothing superseded', content(next({ supersedes: undefined })), [['/document/supersedes', /2026\.1\.0/]]],
    ['a first day that is past', content(next(), { validFrom: '2024-06-29' }), [['/validFrom', /past/]]],
    ['a last day before the first', content(next(), { validTo: '2024-09-30' }), [['/validTo', /before the first day/]]],
    [
      'a veto that the method does not know',
      content(next({ vetoes: ['DATA_FRAUD', 'SERIOUS_DISHONESTY'] })),
      [['/document/vetoes', /MAJOR_ENV_PENALTY_24M/]],
    ],
    [
      'a grade without a price',
      content(next({ grades: [{ ...grades[0], id: 'PLATINUM', min_score: '95' }, ...grades] })),
      [['/document/grades', /YUN_TAN_DAI has no row for the grade PLATINUM/]],
    ],
    [
      'a cap that names no grade',
      content(next({ caps: [{ reason: 'X', max_grade: 'AMBER', input: 'historyMonths', below: '12' }] })),
      [['/document/caps/0/max_grade', /AMBER/]],
    ],
    [
      'a discount beyond the cap',
      grid([{ ...rows[0], discount_bp: '81' }, ...rows.slice(1)]),
      [['/document/rows/0', /beyond the cap of 80/]],
    ],
    [
      'a negative discount',
      grid([{ ...rows[0], discount_bp: '-1' }, ...rows.slice(1)]),
      [['/document/rows/0', /never negative/]],
    ],
    [
      'a grid that forgets a grade',
      grid(rows.filter(({ product, grade }) => product !== 'YUN_TAN_TIE' || grade !== 'RED')),
      [
        ['/document/rows/10', /YUN_TAN_TIE has no row for the grade RED/],
        ['/document/rows', /YUN_TAN_TIE RED of version 2026\.1\.0 would stay in force/],
      ],
    ],
    [
      'a grid that forgets a product',
      grid(rows.filter(({ product }) => product !== 'YUN_TAN_DAN')),
      [['/document/rows', /YUN_TAN_DAN is priced by yuntan-default and has no row/]],
    ],
    [
      'a row twice, and one of no grade',
      grid([...rows, rows[0] as Members, { ...rows[0], grade: 'AMBER' }]),
      [['/document/rows/12', /appears twice/]],
    ],
    [
      'a grade of no method',
      grid([...rows, { ...rows[0], grade: 'AMBER' }]),
      [['/document/rows/12', /AMBER is no grade/]],
    ],
    ['no rows', grid([]), [['/document/rows', /a list of rows/]]],
    [
      'a method that is not published',
      choice('zq-9d', '2024-10-01'),
      [['/document/value', /no published method zq-9d/]],
    ],
    [
      'a factor set without factors',
      choice('NONE', '2024-10-01', 'rating.factor_set'),
      [['/document/value', /set NONE/]],
    ],
    ['a choice of something else', choice('0.9', '2024-10-01', 'ltv.default'), [['/document/code', /rating\.method/]]],
  ]
  const before = await rulesBefore()
  for (const [what, body, places] of cases) {
    const { status, body: problem } = await post('steward.zq', PROPOSALS, body)
    t.equal(status, 422, what)
    t.equal(problem.code, 'METHOD_NOT_PUBLISHABLE', what)
    t.equal(problem.count, problem.problems.length)
    for (const [pointer, text] of places)
      t.ok(
        problem.problems.some((one: Members) => one.pointer === pointer && text.test(String(one.problem))),
        `${what}: ${pointer} ${text} in ${JSON.stringify(problem.problems)}`,
      )
  }
  t.match(await get('steward.zq', PROPOSALS), { status: 200, body: { items: [] } })
  t.equal(await rulesBefore(), before)
})

t.test('only the steward proposes, only the branch decides, and a bank is let in nowhere', async (t) => {
  const body = content(next())
  for (const user of ['officer.bank01', 'approver.bank01', 'enterprise.001', 'approver.pboc', 'auditor.zq', 'admin'])
    t.equal((await post(user, PROPOSALS, body)).status, 403, user)
  const { id } = await proposed(body)
  for (const user of ['officer.bank01', 'approver.sihui', 'enterprise.001', 'admin']) {
    t.equal((await get(user, PROPOSALS)).status, 403, user)
    t.equal((await get(user, `${PROPOSALS}/${id}`)).status, 403, user)
  }
  for (const user of ['reviewer.pboc', 'approver.pboc', 'auditor.zq', 'steward.zq'])
    t.match(await get(user, `${PROPOSALS}/${id}`), { status: 200, body: { state: 'PROPOSED', impact: null } }, user)
  for (const user of ['steward.zq', 'auditor.zq', 'officer.bank01', 'reviewer.pboc'])
    t.equal((await decide(id, {}, user)).status, 403, user)
  t.match(await decide(id), { status: 409, body: { code: 'IMPACT_MISSING' } })
  t.match(await decide(id, { decision: 'REJECT' }), {
    status: 200,
    body: { state: 'REJECTED', opinion: '同意发布', ruleIds: [] },
  })
  t.match(await decide(id, { version: 2 }), { status: 409, body: { code: 'STATE_FORBIDS', state: 'REJECTED' } })
  t.match(await post('steward.zq', `${PROPOSALS}/${id}/impact`, {}), { status: 409, body: { code: 'STATE_FORBIDS' } })
  t.match(await get('approver.pboc', '/v1/rule-proposals'), { status: 200, body: { items: [] } })
})

t.test('an impact counts for the content it speaks of only', async (t) => {
  const { id } = await proposed(content(next()))
  await weighed(id)
  const revision = { ...content(next({ hysteresis: '1' })), version: 1 }
  t.match(await post('steward.zq', `${PROPOSALS}/${id}/revision`, { ...revision, version: 9 }), {
    status: 409,
    body: { code: 'STALE_VERSION' },
  })
  t.match(await post('steward.zq', `${PROPOSALS}/${id}/revision`, { ...choice('zq-4d', '2024-10-01'), version: 1 }), {
    status: 422,
    body: { code: 'METHOD_KIND_FIXED' },
  })
  const revised = await post('steward.zq', `${PROPOSALS}/${id}/revision`, revision)
  t.match(revised, { status: 200, body: { version: 2, impact: { current: false } } })
  t.match(await decide(id, { version: 2 }), { status: 409, body: { code: 'IMPACT_MISSING' } })
  t.match(await weighed(id), { impact: { current: true, report: { takesEffect: true } } })
  t.match(await decide(id, { version: 1 }), { status: 409, body: { code: 'STALE_VERSION' } })
  t.match(await decide(id, { version: 2, decision: 'REJECT' }), { status: 200 })
})

t.test('a grid is published whole, with its effect on the book, and prices from its first day', async (t) => {
  const rows = gridRows().map((row) =>
    row.product === 'YUN_TAN_DAI' && row.grade === 'DEEP_GREEN' ? { ...row, discount_bp: '50' } : row,
  )
  const document = { grid: 'yuntan-default', version: '2026.2.0', supersedes: '2026.1.0', rows }
  const body = content(document, { kind: 'pricing-grid', validFrom: '2024-08-01' })
  const { proposal, report } = await published(body)
  t.equal(proposal.ruleIds.length, 12)
  t.match(report, { takesEffect: true, changed: 0, notRated: { count: 1, first: [{ code: 'NO_CARBON_ACCOUNT' }] } })
  const [deep] = await owner`
    select count(*)::int as lines, sum(limit_amount)::text as amount, round(sum(limit_amount) * 10 / 10000, 2)::text as saving
    from (select distinct on (d.credit_line_id) l.limit_amount, d.grade, l.product from rate_decision d join credit_line l on l.id = d.credit_line_id
          where d.priced_on = ${DAY} order by d.credit_line_id, d.recorded_at desc) d
    where grade = 'DEEP_GREEN' and product = 'YUN_TAN_DAI'`
  t.equal(report.book.annualSavingChange, deep?.saving, 'ten basis points on every deep-green line')
  const products = report.byProduct.map(({ annualSavingChange }: Members) => Number(annualSavingChange))
  t.equal(products.reduce((a: number, b: number) => a + b, 0).toFixed(2), report.book.annualSavingChange)
  t.equal(report.losers.length, 0)
  t.equal(report.gainers.length, 10)
  const rowsPublished = await get('officer.bank01', '/v1/published-methods?kind=pricing-grid&limit=12')
  t.ok(
    rowsPublished.body.items.every((row: Members) => row.proposalId === proposal.id && row.validFrom === '2024-08-01'),
  )
  const older = await get(
    'officer.bank01',
    `/v1/published-methods?kind=pricing-grid&cursor=${rowsPublished.body.nextCursor}`,
  )
  t.match(older.body, { items: { length: 12, 0: { proposalId: null, validFrom: '2022-08-01' } }, nextCursor: null })
  const quote = async (on: string) =>
    (
      await post(
        null,
        '/v1/calculations/quote',
        { product: 'YUN_TAN_DAI', tenorMonths: 12, amount: '1000000.00', grade: 'DEEP_GREEN', on },
        { key: null },
      )
    ).body.discountBp
  t.equal(await quote('2024-07-31'), '40.00')
  t.equal(await quote('2024-08-01'), '50.00')
  await t.rejects(owner`update rule set source = 'x' where proposal_id = ${proposal.id}`, /append-only/)
})

t.test('the city swaps to zq-4d and back by dated choices; earlier days keep their method', async (t) => {
  const SWAP = civilDate('2024-07-01')
  const { report } = await published(choice('zq-4d', SWAP))
  t.match(report, {
    takesEffect: true,
    before: { method: 'zq-carbon-rating' },
    after: { method: 'zq-4d' },
    enterprises: 191,
  })
  const cells = report.migration as { from: string; to: string; enterprises: number; lines: number }[]
  const counted = (side: 'from' | 'to') => {
    const counts: Record<string, number> = {}
    for (const cell of cells) counts[cell[side]] = (counts[cell[side]] ?? 0) + cell.enterprises
    return counts
  }
  t.match(counted('from'), { DEEP_GREEN: 104, LIGHT_GREEN: 59, YELLOW: 19, RED: 8, NOT_RATED: 1 })
  t.equal(
    cells.reduce((sum, { enterprises }) => sum + enterprises, 0),
    191,
  )
  t.equal(
    cells.reduce((sum, { lines }) => sum + lines, 0),
    report.book.lines,
  )
  t.ok(report.changed > 0 && report.losers.length > 0)

  const recompute = (asOf: string) => recomputeRates(db, { asOf: civilDate(asOf), jobRunId: null })
  const old = await recompute(DAY)
  t.match(old, { ratings: { changed: 0 } }, 'the day before the swap is as it was')
  const swapped = await recompute(SWAP)
  const by = swapped.ratings?.byGrade ?? {}
  const { NOT_RATED: _, ...to } = counted('to')
  t.same(
    Object.values(by).reduce((a, b) => a + b, 0),
    190,
  )
  t.match(await get('steward.zq', `/v1/enterprises/${FIRST}/rating?asOf=${SWAP}`), {
    body: { method: { id: 'zq-4d' }, methodBefore: 'zq-carbon-rating@2026.1.0', components: { length: 4 } },
  })
  t.match(await get('steward.zq', `/v1/enterprises/${FIRST}/rating?asOf=${DAY}`), {
    body: { method: { id: 'zq-carbon-rating' } },
  })
  const methods = await owner`select method_id, count(*)::int as n from rating where as_of = ${SWAP} group by 1`
  t.same([...methods], [{ method_id: 'zq-4d', n: 190 }])
  // Hysteresis holds a grade of the old method, so no fewer firms stand in the better grades than the report, which rates as of the day before.
  t.ok((by.DEEP_GREEN ?? 0) >= (to.DEEP_GREEN ?? 0))

  t.match(await post('steward.zq', PROPOSALS, choice('zq-carbon-rating', SWAP)), {
    status: 422,
    body: { pointer: '/validFrom' },
  })
  await published(choice('zq-carbon-rating', '2024-07-02'), SWAP)
  await recompute('2024-07-02')
  t.match(await get('steward.zq', `/v1/enterprises/${FIRST}/rating?asOf=2024-07-02`), {
    body: { method: { id: 'zq-carbon-rating' }, methodBefore: 'zq-4d@2026.1.0' },
  })
  t.match(await recompute(SWAP), { ratings: { changed: 0 } }, 'the swapped day keeps zq-4d')
  const choices = await get('auditor.zq', '/v1/published-methods?kind=rating-choice')
  t.same(
    choices.body.items
      .filter(({ key }: Members) => key === 'rating.method')
      .map((row: { document: Members }) => row.document.value),
    ['zq-carbon-rating', 'zq-4d', 'zq-carbon-rating'],
  )
})

t.test('a rating made again from what was known gives the same bytes, and a forged one does not', async (t) => {
  const ratings = await owner<{ id: string; uscc: string }[]>`
    select r.id, e.uscc from rating r join enterprise e on e.id = r.enterprise_id where e.uscc in (select uscc from enterprise order by uscc limit 4)
    order by r.as_of`
  t.ok(ratings.length >= 9)
  for (const { id, uscc } of ratings) {
    const { status, body } = await get('auditor.zq', `/v1/enterprises/${uscc}/rating/recomputation?ratingId=${id}`)
    t.match({ status, body }, { status: 200, body: { same: true, ratingId: id, reason: null } })
    t.equal(body.hash, body.recomputedHash)
  }
  const [one] = ratings
  const url = `/v1/enterprises/${one?.uscc}/rating/recomputation`
  for (const user of ['officer.bank01', 'enterprise.001', 'approver.pboc', 'admin'])
    t.equal((await get(user, url)).status, 403, user)
  t.equal(
    (await get('auditor.zq', `/v1/enterprises/${FIRST}/rating/recomputation?ratingId=${crypto.randomUUID()}`)).status,
    404,
  )
  const [forged] = await owner<{ id: string }[]>`
    insert into rating (enterprise_id, as_of, known_at, method_id, method_rule_id, grade, score, document, inputs_hash, factors_hash, benchmark_hash,
      method_hash, document_hash)
    select enterprise_id, as_of, now(), method_id, method_rule_id, grade, score, document || '{"score": "99"}', inputs_hash, factors_hash,
      benchmark_hash, method_hash, repeat('0', 64) from rating where id = ${one?.id ?? ''} returning id`
  t.match(await get('steward.zq', `${url}?ratingId=${forged?.id}`), { status: 200, body: { same: false } })
})

function gridRows(): Members[] {
  const [header = '', ...lines] = readFileSync(join(RULES, 'pricing-grid.csv'), 'utf8').trim().split('\n')
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    const row = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
    const { product, grade, discount_bp, limit_multiplier, guarantee_fee_bp, route } = row
    return { product, grade, discount_bp, limit_multiplier, guarantee_fee_bp, route }
  })
}
