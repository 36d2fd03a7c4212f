import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { keepFigures } from '../../src/app/dashboard/keep-figures.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { type Bank, DEMO, testBank } from '../support/bank.js'
import { disbursedLoan, XINGWANG } from '../support/disbursed-loan.js'
import { addPerson } from '../support/people.js'
import { activeQuota } from '../support/relending.js'

const CITY = '/v1/dashboard/city?asOf=2024-06-30'
const fen = (text: string) => {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(`${whole}${part.padEnd(2, '0')}`)
}
const told = (amount: bigint) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
const add = (all: Iterable<string>) => told([...all].reduce((sum, one) => sum + fen(one), 0n))

const withoutLink = ({ lineage: _, ...month }: Record<string, unknown>) => month

/** All pages of a list. */
async function all(bank: Bank, user: string, url: string) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers by hand
  const items: any[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { items: unknown[]; nextCursor: string | null } } = await bank.get(
      user,
      `${url}&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    items.push(...body.items)
    cursor = body.nextCursor
  }
  return items
}

t.test('the dashboard of the demonstration city', async (t) => {
  const bank = await testBank(t)
  const lines = readFileSync(join(DEMO, 'credit_lines.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [uscc = '', lender = '', , prior = '', limit = '', from = ''] = row.split(',')
      return { uscc, lender, prior, limit, from }
    })

  await t.test('has the published figures', async (t) => {
    for (const user of ['reviewer.pboc', 'auditor.zq', 'steward.zq', 'admin'])
      t.match(
        (await bank.get(user, CITY)).body.discounted,
        {
          institutions: 26,
          enterprises: 163,
          increase: '2754000000.00',
          averageDiscountBp: '34.00',
          annualSaving: '19760800.00',
        },
        user,
      )
  })
  await t.test('grows month by month as the rows of the portfolio say', async (t) => {
    const { body } = await bank.get('reviewer.pboc', `${CITY}&months=7`)
    t.same(
      body.growth.map(({ day }: { day: string }) => day),
      ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31', '2024-06-30'],
    )
    for (const point of body.growth) {
      const own = lines.filter(({ from }) => from <= point.day)
      t.match(
        point,
        {
          lines: own.length,
          enterprises: new Set(own.map(({ uscc }) => uscc)).size,
          limit: add(own.map(({ limit }) => limit)),
          increase: told(own.reduce((sum, { limit, prior }) => sum + fen(limit) - fen(prior), 0n)),
        },
        point.day,
      )
    }
    t.equal(body.growth[0].lines, 0)
  })
  await t.test('every figure is the sum of the rows it opens', async (t) => {
    const { body } = await bank.get('auditor.zq', CITY)
    for (const figure of [body.inForce, body.growth.at(-2), ...body.discounts]) {
      const own = await all(bank, 'auditor.zq', figure.lineage)
      t.equal(own.length, figure.lines, figure.lineage)
      t.equal(add(own.map(({ limit }) => limit)), figure.limit)
    }
    const [band] = body.discounts.filter(({ upTo }: { upTo: string }) => upTo === '40')
    t.ok((await all(bank, 'auditor.zq', band.lineage)).every((line) => line.discountBp === '40.00'))
    for (const cell of body.migration)
      t.equal((await all(bank, 'auditor.zq', cell.lineage)).length, cell.enterprises, `${cell.from} ${cell.to}`)
    const [line] = (await bank.get('auditor.zq', `${body.inForce.lineage}&limit=1`)).body.items
    for (const link of Object.values(line.links) as string[])
      t.equal((await bank.get('auditor.zq', link)).status, 200, link)
  })
  await t.test('a bank gets its own book in the same shape, and no line of another', async (t) => {
    const { body } = await bank.get('officer.sihui', CITY)
    const own = lines.filter(({ lender }) => lender === 'RCB-SIHUI')
    t.match(body.inForce, { institutions: 1, lines: own.length, limit: add(own.map(({ limit }) => limit)) })
    t.same(
      [...new Set((await all(bank, 'officer.sihui', body.inForce.lineage)).map(({ lender }) => lender))],
      ['RCB-SIHUI'],
    )
  })
  await t.test('whoever sees statistics only gets no name, no row and no small cell', async (t) => {
    const { body } = await bank.get('admin', `${CITY}&months=6`)
    t.match(body, { statisticsOnly: true, movers: null, inForce: { lineage: null } })
    t.ok(body.migration.every(({ lineage }: { lineage: unknown }) => lineage === null))
    t.notOk(JSON.stringify(body).includes('"uscc"'))
    for (const path of ['lines?', 'grade-moves?since=2024-01-01&'])
      t.equal((await bank.get('admin', `/v1/dashboard/city/${path}asOf=2024-06-30`)).status, 403, path)
  })
  await t.test('is closed to an enterprise, re-loans to those who see none', async (t) => {
    t.equal((await bank.get('enterprise.001', CITY)).status, 403)
    for (const user of ['steward.zq', 'admin', 'enterprise.001'])
      for (const part of ['relending', 'financed-emissions'])
        t.equal((await bank.get(user, `/v1/dashboard/city/${part}`)).status, 403, `${user} ${part}`)
  })
  await t.test('wrong questions are refused by name', async (t) => {
    for (const query of ['months=0', 'months=37', 'months=6.5', 'since=yesterday', 'band=3'])
      t.equal((await bank.get('auditor.zq', `${CITY}&${query}`)).status, 400, query)
    t.match(await bank.get('auditor.zq', `${CITY}&since=2024-07-01`), { status: 422 })
  })
})

/** A city of two banks, made by hand: what was in force, priced and graded when. */
interface MadeLine {
  readonly bank: 'BANK-A' | 'BANK-B'
  readonly firm: number
  readonly prior: string
  readonly limit: string
  readonly from: string
  readonly to?: string
  readonly prices: readonly (readonly [on: string, grade: string, bp: string])[]
}
const MADE: readonly MadeLine[] = [
  {
    bank: 'BANK-A',
    firm: 1,
    prior: '100.00',
    limit: '1000000.00',
    from: '2024-01-10',
    prices: [
      ['2024-01-10', 'RED', '0'],
      ['2024-06-01', 'DEEP_GREEN', '40'],
    ],
  },
  {
    bank: 'BANK-A',
    firm: 2,
    prior: '0.00',
    limit: '333333.33',
    from: '2024-02-01',
    prices: [
      ['2024-02-01', 'DEEP_GREEN', '40'],
      ['2024-05-01', 'YELLOW', '10.0001'],
    ],
  },
  {
    bank: 'BANK-B',
    firm: 2,
    prior: '5.01',
    limit: '2000000.01',
    from: '2024-02-01',
    prices: [['2024-02-01', 'DEEP_GREEN', '30']],
  },
  {
    bank: 'BANK-B',
    firm: 3,
    prior: '0.00',
    limit: '500000.00',
    from: '2024-01-01',
    to: '2024-06-29',
    prices: [['2024-01-01', 'YELLOW', '10']],
  },
  {
    bank: 'BANK-B',
    firm: 4,
    prior: '0.00',
    limit: '700000.00',
    from: '2024-06-15',
    prices: [['2024-06-15', 'NOT_RATED', '-5']],
  },
  { bank: 'BANK-B', firm: 5, prior: '0.00', limit: '900000.00', from: '2024-06-15', prices: [] },
]
const SINCE = '2024-03-31'
const AS_OF = '2024-06-30'

async function madeCity(bank: Bank) {
  await addPerson(bank, {
    username: 'pboc',
    organisationCode: 'PBOC',
    kind: 'central_bank_branch',
    roles: ['reloan_reviewer'],
  })
  await addPerson(bank, {
    username: 'steward',
    organisationCode: 'DATA',
    kind: 'data_authority',
    roles: ['data_steward'],
  })
  await addPerson(bank, { username: 'root', organisationCode: 'PLAT', kind: 'platform', roles: ['administrator'] })
  for (const code of ['BANK-A', 'BANK-B'])
    await addPerson(bank, { username: code, organisationCode: code, kind: 'lender', roles: ['loan_officer'] })
  const { owner } = bank
  for (const firm of [1, 2, 3, 4, 5, 6]) {
    const [{ id }] = await owner<[{ id: string }]>`
      INSERT INTO organisation (code, kind, name_zh, name_en, origin) VALUES (${`F${firm}`}, 'enterprise', ${`企业${firm}`}, ${`Firm ${firm}`}, 'test') RETURNING id`
    await owner`
      INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
      VALUES (${id}, ${`91441200MA000000${firm}X`}, ${`企业${firm}`}, ${`Firm ${firm}`}, 'C30', '441200', 10, 'none', 3, 'test')`
  }
  for (const line of MADE) await addLine(bank, line)
}

async function addLine(
  { owner }: Bank,
  { bank: code, firm, prior, limit, from, to, prices }: MadeLine,
): Promise<string> {
  const id = randomUUID()
  await owner`
    INSERT INTO credit_line (id, enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from, effective_to)
    SELECT ${id}, e.id, o.id, 'YUN_TAN_DAI', ${prior}, ${limit}, ${from}, ${to ?? null} FROM organisation e, organisation o
    WHERE e.code = ${`F${firm}`} AND o.code = ${code}`
  for (const price of prices) await addPrice({ owner }, id, price)
  return id
}

async function addPrice({ owner }: Pick<Bank, 'owner'>, line: string, [on, grade, bp]: MadeLine['prices'][number]) {
  await owner`
    INSERT INTO rate_decision (credit_line_id, enterprise_id, lender_id, priced_on, grade, rate, reference_rate, discount_bp, annual_saving,
                               explanation, document_hash)
    SELECT id, enterprise_id, lender_id, ${on}, ${grade}, 3.95 - ${bp}::numeric / 100, 3.95, ${bp}, round(limit_amount * ${bp}::numeric / 10000, 2),
           '{}', ${createHash('sha256').update(line).digest('hex')} FROM credit_line WHERE id = ${line}`
}

/** What the made lines of some banks come to, worked out here line by line. */
function expected(banks: readonly string[]) {
  const own = MADE.filter(({ bank }) => banks.includes(bank))
  const on = (day: string) =>
    own
      .filter(({ from, to }) => from <= day && (to === undefined || to >= day))
      .map((line) => ({ ...line, price: line.prices.filter(([priced]) => priced <= day).at(-1) }))
  const grades = (day: string) => {
    const last = new Map<number, readonly [string, string]>()
    for (const { firm, price } of on(day))
      if (price && price[0] >= (last.get(firm)?.[0] ?? '')) last.set(firm, [price[0], price[1]])
    return last
  }
  const [then, now] = [grades(SINCE), grades(AS_OF)]
  const moves = new Map<string, number>()
  for (const firm of new Set([...then.keys(), ...now.keys()])) {
    const key = `${then.get(firm)?.[1] ?? 'NONE'} ${now.get(firm)?.[1] ?? 'NONE'}`
    moves.set(key, (moves.get(key) ?? 0) + 1)
  }
  const priced = on(AS_OF).filter(({ price }) => price !== undefined)
  const discounted = priced.filter(({ price }) => Number(price?.[2]) > 0)
  return { inForce: on(AS_OF), moves: Object.fromEntries(moves), priced, discounted }
}

t.test('a made city of two banks', async (t) => {
  const bank = await testBank(t, { portfolio: false, today: AS_OF })
  await madeCity(bank)
  const url = `/v1/dashboard/city?asOf=${AS_OF}&since=${SINCE}&months=6`
  const users = [
    ['pboc', ['BANK-A', 'BANK-B']],
    ['steward', ['BANK-A', 'BANK-B']],
    ['BANK-A', ['BANK-A']],
    ['BANK-B', ['BANK-B']],
  ] as const

  await t.test('comes to what the lines come to one by one, for each reader', async (t) => {
    for (const [user, banks] of users) {
      const { body } = await bank.get(user, url)
      const want = expected(banks)
      t.match(body.inForce, { lines: want.inForce.length, limit: add(want.inForce.map(({ limit }) => limit)) }, user)
      t.match(body.discounted, { lines: want.discounted.length, limit: add(want.discounted.map(({ limit }) => limit)) })
      t.same(
        Object.fromEntries(
          body.migration.map((cell: Record<string, unknown>) => [`${cell.from} ${cell.to}`, cell.enterprises]),
        ),
        want.moves,
        user,
      )
    }
  })
  await t.test('worked out by hand: bands, averages, movers', async (t) => {
    const { body } = await bank.get('pboc', url)
    // 40 BP of 1,000,000.00; 10.0001 of 333,333.33; 30 of 2,000,000.01; −5 of 700,000.00
    t.same(
      body.discounts.map(({ band, over, upTo, lines, limit }: Record<string, unknown>) => [
        band,
        over,
        upTo,
        lines,
        limit,
      ]),
      [
        [-1, '-10', '0', 1, '700000.00'],
        [2, '10', '20', 1, '333333.33'],
        [3, '20', '30', 1, '2000000.01'],
        [4, '30', '40', 1, '1000000.00'],
      ],
    )
    // (40,000,000 + 3,333,366.6663… + 60,000,000.3) ÷ 3,333,333.34 and 80.0001 ÷ 3
    t.match(body.discounted, { averageDiscountBp: '31.00', simpleAverageDiscountBp: '26.67', annualSaving: '10333.34' })
    const brief = (rows: Record<string, string>[]) =>
      rows.map((row) => [row.nameEn, row.from, row.to, row.savingChange])
    t.same(brief(body.movers.gradeUp), [['Firm 1', 'RED', 'DEEP_GREEN', '4000.00']])
    t.same(brief(body.movers.gradeDown), [['Firm 2', 'DEEP_GREEN', 'YELLOW', '-999.99']])
    t.same(brief(body.movers.savingUp), [['Firm 1', 'RED', 'DEEP_GREEN', '4000.00']])
    t.same(brief(body.movers.savingDown), [
      ['Firm 2', 'DEEP_GREEN', 'YELLOW', '-999.99'],
      ['Firm 3', 'YELLOW', 'NONE', '-500.00'],
    ])
  })
  await t.test('an administrator gets no cell of fewer than three enterprises', async (t) => {
    const { body } = await bank.get('root', url)
    for (const rows of [body.growth, body.grades, body.migration, body.discounts])
      for (const row of rows)
        t.ok(row.hidden ? row.enterprises === null : row.enterprises === 0 || row.enterprises >= 3, JSON.stringify(row))
    t.ok(body.migration.some(({ hidden }: { hidden: boolean }) => hidden))
  })
  await t.test('as known at an instant it stays, byte for byte, whatever is recorded later', async (t) => {
    const before = await bank.get('pboc', url)
    const then = `&knownAt=${encodeURIComponent(before.body.knownAt)}`
    const first = (await bank.get('pboc', `${url}${then}`)).text
    const [line] = (await all(bank, 'pboc', before.body.inForce.lineage)).filter(
      ({ enterpriseEn }) => enterpriseEn === 'Firm 1',
    )
    await addPrice(bank, line.creditLineId, ['2024-06-20', 'YELLOW', '10'])
    await addLine(bank, {
      bank: 'BANK-B',
      firm: 6,
      prior: '0.00',
      limit: '1.00',
      from: '2024-01-01',
      prices: [['2024-01-01', 'RED', '0']],
    })
    const after = await bank.get('pboc', url)
    t.equal(after.body.inForce.lines, before.body.inForce.lines + 1)
    t.not(after.body.discounted.annualSaving, before.body.discounted.annualSaving)
    t.equal((await bank.get('pboc', `${url}${then}`)).text, first)
  })
  await t.test('figures kept for large books answer as long as they hold, and only then', async (t) => {
    const twelve = `/v1/dashboard/city?asOf=${AS_OF}`
    const figuresOf = ({ body: { keptAt: _, knownAt: __, ...figures } }: { body: Record<string, unknown> }) =>
      JSON.stringify(figures).replace(/knownAt=[^&"]*/g, '')
    const live = new Map<string, string>()
    for (const user of ['pboc', 'steward', 'BANK-A', 'BANK-B', 'root'])
      live.set(user, figuresOf(await bank.get(user, twelve)))
    const keep = () => keepFigures(bank.db, { asOf: civilDate(AS_OF), jobRunId: null, largeFrom: 1 })
    t.match(await keep(), { books: 3, kept: 3 })
    t.match(await keep(), { books: 3, kept: 0 }, 'done twice it keeps once')
    for (const [user, figures] of live) {
      const answer = await bank.get(user, twelve)
      t.ok(answer.body.keptAt, user)
      t.equal(figuresOf(answer), figures, user)
    }
    const { keptAt } = (await bank.get('pboc', twelve)).body
    const planted = await bank.get('BANK-A', `${twelve}&knownAt=${encodeURIComponent(keptAt)}`)
    await addLine(bank, { bank: 'BANK-B', firm: 4, prior: '0.00', limit: '2.00', from: '2023-01-01', prices: [] }).then(
      () => t.fail('a firm has one line of a product at a bank'),
      () => undefined,
    )
    await addLine(bank, { bank: 'BANK-B', firm: 1, prior: '0.00', limit: '2.00', from: '2024-01-01', prices: [] })
    const stale = (await bank.get('pboc', twelve)).body
    t.match(stale, { keptAt, knownAt: keptAt }, 'the answer says how much it knows')
    const fresh = (await bank.get('pboc', `${twelve}&fresh=true`)).body
    t.match(fresh, { keptAt: null, inForce: { lines: stale.inForce.lines + 1 } })
    t.match(
      (await bank.get('pboc', `${twelve}&knownAt=${encodeURIComponent(fresh.knownAt)}`)).body,
      { keptAt: null, inForce: { lines: stale.inForce.lines + 1 } },
      'kept figures do not answer for an instant they do not know',
    )
    const other = await bank.get('BANK-A', twelve)
    t.ok(other.body.keptAt, 'another bank’s fact does not touch what was kept of this one')
    t.equal(figuresOf(other), figuresOf(planted))
    t.match(await keep(), { kept: 2 }, 'the city and the bank whose book changed')
    await t.rejects(bank.owner`UPDATE dashboard_figures SET months = 13`, /append/)
  })
})

t.test('re-loans and financed emissions', async (t) => {
  const bank = await testBank(t, { jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const url = '/v1/dashboard/city/relending?asOf=2024-06-30&months=2'
  const quotaId = await activeQuota(bank, { limit: '80000000.00', lenderCode: 'RCB-SIHUI' })
  await activeQuota(bank, { limit: '20000000.00', lenderCode: 'BANK-EX-01' })
  await bank.owner`
    INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id)
    SELECT id, central_bank_id, lender_id, k.kind, k.amount, '2024-06-28', id
    FROM reloan_quota, (VALUES ('RESERVED', 3000000.00), ('DRAWN', 1800000.00)) k (kind, amount) WHERE id = ${quotaId}`
  await t.test('quotas by month, bank and facility', async (t) => {
    const { body } = await bank.get('reviewer.pboc', url)
    t.match(body.months[0], { day: '2024-05-31', quotas: 0, limit: '0.00', drawnPercent: null })
    t.match(body.months[1], {
      limit: '100000000.00',
      reserved: '1200000.00',
      drawn: '1800000.00',
      available: '97000000.00',
      drawnPercent: '1.80',
    })
    t.match(body.byLender, [
      { lender: 'BANK-EX-01', drawn: '0.00' },
      { lender: 'RCB-SIHUI', drawn: '1800000.00', drawnPercent: '2.25' },
    ])
    const report = (await bank.get('reviewer.pboc', body.months[1].lineage)).body
    t.equal(add(report.quotas.map((quota: { days: { drawn: string }[] }) => quota.days.at(-1)?.drawn)), '1800000.00')
    const own = (await bank.get('officer.bank01', url)).body
    t.match(own, { months: [{}, { limit: '20000000.00' }], byLender: [{ lender: 'BANK-EX-01' }] })
    t.equal(own.byLender.length, 1)
  })
  await t.test('the same once the day is kept by its job, which each desk may start', async (t) => {
    const before = (await bank.get('reviewer.pboc', url)).body
    for (const [user, kind, result] of [
      ['reviewer.pboc', 'quota-snapshot', { kept: 2, quotas: 2 }],
      ['approver.pboc', 'quota-snapshot', { kept: 0, quotas: 2 }],
      ['officer.sihui', 'collateral-revaluation', { pledges: 0 }],
      ['admin', 'city-dashboard', { kept: 0, books: 0 }],
    ] as const) {
      const started = await bank.post(user, `/v1/jobs/${kind}`, { asOf: '2024-06-30' }, { key: null })
      t.equal(started.status, 202, started.text)
      let { body: run } = started
      for (let tries = 0; tries < 200 && !['succeeded', 'failed'].includes(run.state); tries += 1) {
        await sleep(50)
        run = (await bank.get(user, `/v1/jobs/${run.id}`)).body
      }
      t.match(run, { state: 'succeeded', result }, kind)
    }
    const after = (await bank.get('reviewer.pboc', url)).body
    t.same(after.months.map(withoutLink), before.months.map(withoutLink))
    t.equal((await bank.post('steward.zq', '/v1/jobs/quota-snapshot', {}, { key: null })).status, 403)
  })
  await t.test('financed emissions are those of the report, of both years', async (t) => {
    await disbursedLoan(bank.owner, { amount: '1000000.00', on: '2023-01-10' })
    await bank.owner`
      INSERT INTO activity (enterprise_id, month, carrier, quantity, unit, source, data_quality)
      SELECT e.id, to_char(m, 'YYYY-MM'), 'electricity', CASE WHEN m < '2024-07-01' THEN 200000 ELSE 100000 END, 'kWh', 'park-platform', 2
      FROM enterprise e, generate_series('2023-07-01'::date, '2025-06-01', '1 month') m WHERE e.uscc = ${XINGWANG}`
    const consent = { lenderCode: 'RCB-SIHUI', purpose: 'post_loan', validFrom: '2024-06-20' }
    t.equal((await bank.post('enterprise.xingwang', '/v1/consents', consent)).status, 201)
    const sheet = { asOf: '2022-12-31', equity: '6000000.00', debt: '4000000.00', source: 'audited' }
    t.equal((await bank.post('enterprise.xingwang', `/v1/enterprises/${XINGWANG}/balance-sheets`, sheet)).status, 201)
    const { body } = await bank.get('officer.sihui', '/v1/dashboard/city/financed-emissions?asOf=2025-06-30')
    for (const [year, day] of [
      [body.now, '2025-06-30'],
      [body.before, '2024-06-30'],
    ] as const) {
      const report = (
        await bank.get(
          'officer.sihui',
          `/v1/reports/financed-emissions?asOf=${day}&knownAt=${encodeURIComponent(body.knownAt)}`,
        )
      ).body
      t.match(year, {
        asOf: day,
        loans: report.totals.loans,
        amount: report.totals.amount,
        total: report.totals.total,
        dataQuality: report.totals.dataQuality,
        withoutFigures: { loans: report.coverage.withoutFigures.loans },
      })
    }
    t.match(body, { now: { loans: 1 }, before: { loans: 1 }, same: { borrowers: 1 } })
    // A tenth (1,000,000 of 10,000,000) of 2,400,000 kWh at 0.4715 kg, then of 1,200,000 at 0.4403: 60.324 of 113.16 less.
    t.match(body, {
      before: { total: '113.16' },
      now: { total: '52.836' },
      reduction: '60.324',
      reductionPercent: '53.31',
    })
    t.match(body.same, { now: { total: '52.836' }, before: { total: '113.16' }, reductionPercent: '53.31' })
    const other = (await bank.get('officer.bank01', '/v1/dashboard/city/financed-emissions?asOf=2025-06-30')).body
    t.equal(other.now.loans + other.now.withoutFigures.loans, 0)
  })
})
