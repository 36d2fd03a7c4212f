import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import t from 'tap'
import { publish } from '../../src/app/rules/store.js'
import { civilMonth } from '../../src/kernel/civil-date.js'
import { storedBenchmark } from '../../src/rules/sector-benchmarks.js'
import { type Answered, testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'

const bank = await testBank(t)
const { get, post, owner } = bank
const FIRST = '91441203MA0000015L'
const XINGWANG = '91441200MA9000011L'
const DAY = '2024-06-30'
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

interface Figure {
  id: string
  value: string | null
  sources: string[]
}
interface Difference {
  id: string
  before: string | null
  after: string | null
  causes: { cause: string; from: string | null; to: string | null }[]
}
const issue = (user: string, uscc: string, body: object = {}) =>
  post(user, `/v1/enterprises/${uscc}/credit-reports`, { asOf: DAY, purpose: 'post_loan', ...body })
const reissue = (user: string, id: string, body: object = {}) => post(user, `/v1/credit-reports/${id}/reissue`, body)
const pdfOf = async (user: string, id: string): Promise<Buffer> => {
  const answer = await bank.app.inject({
    method: 'GET',
    url: `/v1/credit-reports/${id}/pdf`,
    headers: { authorization: `Bearer ${await bank.tokenOf(user)}` },
  })
  t.equal(answer.headers['content-type'], 'application/pdf')
  return answer.rawPayload
}
const figure = (document: { figures: Figure[] }, id: string) => document.figures.find((one) => one.id === id)
const correct = async (uscc: string, factor: string, reason: string) => {
  const account = (await get('steward.zq', `/v1/enterprises/${uscc}/carbon-account?asOf=${DAY}`)).body
  const month = account.months.at(-1)
  const row = month.rows.find((one: { carrier: string }) => one.carrier === 'electricity')
  const answer = await post('steward.zq', `/v1/enterprises/${uscc}/activities`, {
    supersedes: row.activityId,
    month: month.month,
    carrier: 'electricity',
    quantity: `${row.quantity}${factor}`,
    unit: 'kWh',
    source: 'utility',
    dataQuality: 2,
    reason,
  })
  t.equal(answer.status, 201, answer.text)
  return { activityId: answer.body.id ?? answer.body.reading?.id, superseded: row.activityId }
}
/** An enterprise other than the first that has let this bank look and that bank not. */
const enterpriseOpenTo = async (lender: string, closedTo: string): Promise<string> => {
  const [row] = await owner<{ uscc: string }[]>`
    SELECT e.uscc FROM enterprise e JOIN consent c ON c.enterprise_id = e.id JOIN organisation o ON o.id = c.lender_id
    WHERE o.code = ${lender} AND e.uscc <> ${FIRST} AND NOT EXISTS (
      SELECT 1 FROM consent x JOIN organisation y ON y.id = x.lender_id WHERE x.enterprise_id = e.id AND y.code = ${closedTo})
    ORDER BY e.uscc LIMIT 1`
  return (row as { uscc: string }).uscc
}

t.test('a report has the fields of the dossier, and every figure names its sources', async (t) => {
  const issued = await issue('enterprise.001', FIRST, { purpose: 'own_use' })
  t.equal(issued.status, 201, issued.text)
  t.match(issued.body, { number: /^TCR-\d{4}-\d{6}$/, uscc: FIRST, asOf: DAY, restates: null, restatedBy: null })
  t.equal(issued.body.knownAt, issued.body.issuedAt, 'known at its issue unless told')
  const json = await get('enterprise.001', issued.body.links.json)
  t.equal(sha256(json.text), issued.body.hash, 'the served bytes have the hash')
  const report = json.body
  t.match(report, {
    subject: {
      nameZh: '示例建筑001有限公司',
      uscc: FIRST,
      sectorCode: '3071',
      sectorZh: String,
      filingNumber: null,
      synthetic: true,
    },
    header: { number: issued.body.number, agency: { code: 'GOV-ZQ-DATA' }, issuedFor: { code: FIRST } },
    period: { from: '2023-07', to: '2024-06', complete: true, day: DAY },
    model: { id: 'zq-carbon-rating', version: '2026.1.0', status: 'assumption' },
    rating: { grade: String, inForce: { agrees: true, expired: false } },
    restatement: null,
  })
  for (const list of ['missing', 'risks', 'advice', 'sources', 'energy', 'intensities'])
    t.ok(report[list].length > 0, list)
  t.equal(report.rating.scale.length, 4)
  t.equal(report.rating.vetoes.length, 4)
  t.ok(
    report.missing.some(({ code }: { code: string }) => code === 'FACTOR_VINTAGE_FALLBACK'),
    'the 2021 factor stands in and says so',
  )

  const tags = new Set(report.sources.map(({ tag }: { tag: string }) => tag))
  t.equal(tags.size, report.sources.length, 'tags are unique')
  for (const { id, sources } of report.figures as Figure[]) {
    t.ok(sources.length > 0, `${id} names a source`)
    t.ok(
      sources.every((tag) => tags.has(tag)),
      `${id}: ${sources} are listed`,
    )
  }
  const words = ['confirmed', 'secondary', 'recalled', 'derived', 'assumption', 'unknown', 'given', 'synthetic']
  for (const { tag, status } of report.sources)
    t.ok(
      status.split(', ').every((word: string) => words.includes(word)),
      `${tag} is ${status}`,
    )
  t.match(
    report.sources.find(({ kind }: { kind: string }) => kind === 'activity'),
    { status: 'synthetic', facts: { readings: 12, hash: /^[0-9a-f]{64}$/ } },
  )

  const account = (await get('enterprise.001', `/v1/enterprises/${FIRST}/carbon-account?asOf=${DAY}`)).body
  t.equal(figure(report, 'emissions.total')?.value, account.totals.current.total)
  t.equal(figure(report, 'emissions.scope1')?.value, account.totals.current.scope1)
  t.equal(figure(report, 'intensity.I_REV.k')?.value, account.intensities[0].k)
  const rating = (await get('enterprise.001', `/v1/enterprises/${FIRST}/rating?asOf=${DAY}`)).body
  t.equal(figure(report, 'rating.score')?.value, rating.score)
  t.equal(report.rating.grade, rating.grade)
  t.same(
    report.rating.components.map(({ id }: { id: string }) => figure(report, `component.${id}.points`)?.value),
    rating.components.map(({ points }: { points: string }) => points),
  )
})

t.test('known as then it is the same bytes; known as today it is restated, figure by figure', async (t) => {
  const { body: first } = await issue('enterprise.001', FIRST)
  const before = await get('enterprise.001', first.links.json)
  const printed = await pdfOf('enterprise.001', first.id)
  const { superseded } = await correct(FIRST, '0', 'the utility corrected its bill by a digit')

  const again = await reissue('enterprise.001', first.id, { knownAt: first.knownAt })
  t.equal(again.status, 200, again.text)
  t.match(again.body, { outcome: 'identical', reproduced: true, report: { id: first.id, hash: first.hash } })
  t.equal((await get('enterprise.001', again.body.report.links.json)).text, before.text, 'JSON, byte for byte')
  t.ok((await pdfOf('enterprise.001', first.id)).equals(printed), 'PDF, byte for byte')

  const restated = await reissue('enterprise.001', first.id)
  t.equal(restated.status, 201, restated.text)
  const { report, outcome, differences } = restated.body as {
    report: Record<string, string> & { links: Record<string, string> }
    outcome: string
    differences: Difference[]
  }
  t.equal(outcome, 'restated')
  t.match(report, { restates: { id: first.id, number: first.number } })
  t.not(report.hash, first.hash)
  const document = (await get('enterprise.001', report.links.json as string)).body
  const moved = (id: string) => differences.find((one) => one.id === id)
  t.same(
    moved('energy.electricity.kWh.quantity')?.causes.map(({ cause }) => cause),
    ['ACTIVITY_CORRECTION'],
    'a quantity moves by its reading alone',
  )
  const scope2 = moved('emissions.scope2Location')
  t.same(
    scope2?.causes.map(({ cause }) => cause),
    ['ACTIVITY_CORRECTION', 'FACTOR_VINTAGE'],
  )
  t.equal(scope2?.before, figure(before.body, 'emissions.scope2Location')?.value)
  t.equal(scope2?.after, figure(document, 'emissions.scope2Location')?.value)
  for (const { id, before: was, after, causes } of differences) {
    t.ok(causes.length > 0, `${id} has a cause`)
    t.equal(causes[0]?.from, was, `${id} starts where it was`)
    t.equal(causes.at(-1)?.to, after, `${id} ends where it is`)
    for (const [i, { from }] of causes.entries()) if (i > 0) t.equal(from, causes[i - 1]?.to, `${id} without a gap`)
  }
  t.notOk(moved('emissions.scope1'), 'fuel did not move')
  t.match(document.restatement, {
    number: first.number,
    hash: first.hash,
    inputs: {
      readingsChanged: 1,
      readings: [{ before: { id: superseded }, after: { reason: 'the utility corrected its bill by a digit' } }],
    },
  })
  // MEE notices of 2024-04-12 and 2025-12-31: Guangdong 2021 0.4715, 2023 0.4419 kgCO2/kWh.
  const { factors } = document.restatement.inputs
  const guangdong = (all: { code: string }[]) => all.filter(({ code }) => code.startsWith('ELEC_AVG_440000'))
  t.match(guangdong(factors.before), [{ value: '0.4715', vintage: 2021, publishedOn: '2024-04-12' }])
  t.match(guangdong(factors.after), [
    { value: '0.4403', vintage: 2022, publishedOn: '2024-12-20' },
    { value: '0.4419', vintage: 2023, publishedOn: '2025-12-31' },
  ])

  t.match((await get('enterprise.001', first.links.json)).text, before.text, 'the first report stays')
  t.equal(codeOf(await reissue('enterprise.001', first.id)), '409 REPORT_ALREADY_RESTATED')
  const same = await reissue('enterprise.001', report.id as string, { knownAt: report.knownAt as string })
  t.match(same.body, { outcome: 'identical', reproduced: true }, 'a restatement is reproduced with its differences')
  t.match((await reissue('enterprise.001', report.id as string)).body, {
    outcome: 'unchanged',
    report: { id: report.id },
  })
  const chain = (await get('enterprise.001', `/v1/credit-reports?uscc=${FIRST}&limit=1`)).body
  t.match(chain, { items: [{ id: report.id, restates: { number: first.number } }], nextCursor: String })
})

t.test('a benchmark and an operating figure are causes of their own', async (t) => {
  const uscc = await enterpriseOpenTo('RCB-SIHUI', 'BANK-EX-01')
  const { body: first } = await issue('steward.zq', uscc)
  const { body: document } = await get('steward.zq', first.links.json)
  const mean = document.sources.find(({ kind }: { kind: string }) => kind === 'benchmark').facts
  const given = { sector: mean.sector, nameZh: '行业', nameEn: 'class', metric: 'I_REV', mean: '9.9', entities: '30' }
  const period = { start: civilMonth(mean.from), end: civilMonth(mean.to) }
  await asSystem(bank.db, (tx) => publish(tx, [storedBenchmark(given, period, 'a later count of the class')]))
  await owner`
    INSERT INTO operating_figure (enterprise_id, period_start, period_end, revenue_wan, profit_wan, tax_wan, employees, supersedes)
    SELECT f.enterprise_id, f.period_start, f.period_end, f.revenue_wan * 2, f.profit_wan, f.tax_wan, f.employees, f.id
    FROM operating_figure f JOIN enterprise e ON e.id = f.enterprise_id WHERE e.uscc = ${uscc} AND f.period_end = '2024-06'`
  const { body } = await reissue('steward.zq', first.id)
  const causes = (id: string) =>
    (body.differences as Difference[]).find((one) => one.id === id)?.causes.map(({ cause }) => cause)
  t.same(causes('intensity.I_REV.benchmark'), ['BENCHMARK'])
  t.same(causes('operating.revenue'), ['OPERATING_CORRECTION'])
  t.same(causes('intensity.I_REV.k'), ['OPERATING_CORRECTION', 'FACTOR_VINTAGE', 'BENCHMARK'])
  const restated = (await get('steward.zq', body.report.links.json)).body
  t.equal(
    restated.rating.inForce.grade,
    document.rating.grade,
    'the rating in force stays until the firm is rated again',
  )
})

t.test('anybody may verify, nobody learns the contents', async (t) => {
  const { body: report } = await issue('enterprise.001', FIRST)
  const byHash = await get(null, report.links.verify)
  t.same(byHash.body, {
    exists: true,
    number: report.number,
    issuedAt: report.issuedAt,
    subject: '示例***公司',
    state: 'latest',
    restatedBy: null,
    restatedAt: null,
  })
  t.notMatch(byHash.text, new RegExp(`${FIRST}|建筑|LIGHT_GREEN|浅绿`))
  t.same(
    (await get(null, `/v1/verify/${report.number}-${report.checkCode}`)).body,
    byHash.body,
    'by number and check code',
  )
  t.same((await get(null, `/v1/verify/${'0'.repeat(64)}`)).body, { exists: false })
  t.same((await get(null, `/v1/verify/${report.number}-0000-0000-0000`)).body, { exists: false }, 'a guessed code')
  for (const key of ['x', report.number, `${report.hash}0`])
    t.equal((await get(null, `/v1/verify/${key}`)).status, 400, key)
  const { body: after } = await reissue('enterprise.001', report.id)
  t.match((await get(null, report.links.verify)).body, { state: 'restated', restatedBy: after.report.number })
  t.equal((await get(null, report.links.json)).status, 401)
})

t.test('a report is its subject’s and its addressee’s', async (t) => {
  const uscc = await enterpriseOpenTo('RCB-SIHUI', 'BANK-EX-01')
  const { body: report, status } = await issue('officer.sihui', uscc)
  t.equal(status, 201)
  t.match(report, { issuedFor: { code: 'RCB-SIHUI' } })
  const [look] = await owner`
    SELECT v.username, v.purpose, v.what, v.asked FROM account_view v JOIN enterprise e ON e.id = v.enterprise_id
    WHERE e.uscc = ${uscc} ORDER BY v.at DESC LIMIT 1`
  t.match(look, {
    username: 'officer.sihui',
    purpose: 'post_loan',
    what: 'account',
    asked: { creditReport: report.number },
  })
  t.equal(
    codeOf(await issue('officer.sihui', uscc, { purpose: 'pre_loan' })),
    '403 CONSENT_REQUIRED',
    'another purpose',
  )
  t.match(codeOf(await issue('officer.sihui', uscc, { purpose: 'own_use' })), /PURPOSE_NOT_YOURS/)
  for (const user of ['officer.sihui', 'approver.sihui', 'auditor.zq', 'steward.zq'])
    t.equal((await get(user, report.links.json)).status, 200, user)
  for (const user of ['officer.bank01', 'enterprise.001', 'reviewer.pboc', 'admin']) {
    t.equal((await get(user, report.links.json)).status, 404, user)
    t.equal((await get(user, report.links.pdf)).status, 404, user)
    const listed = (await get(user, `/v1/credit-reports?uscc=${uscc}`)).body.items
    t.same(listed, [], user)
  }
  t.match(codeOf(await reissue('officer.bank01', report.id)), /^404 /)
  t.match(codeOf(await issue('officer.bank01', uscc)), /^(403 CONSENT_REQUIRED|404 NOT_FOUND)$/, 'without consent')
  t.match(codeOf(await issue('enterprise.001', uscc)), /^404 /, 'of another enterprise')
  t.equal((await issue('reviewer.pboc', uscc)).status, 403, 'not by the branch')

  t.equal(codeOf(await issue('steward.zq', uscc, { lenderCode: 'BANK-EX-01' })), '403 CONSENT_REQUIRED')
  t.equal(codeOf(await issue('officer.sihui', uscc, { lenderCode: 'BANK-EX-01' })), '403 REPORT_FOR_ANOTHER_LENDER')
  const [other] = await owner<{ code: string }[]>`
    SELECT code FROM organisation o WHERE code = 'BANK-EX-01'`
  const handed = await issue('enterprise.001', FIRST, { lenderCode: other?.code })
  t.equal(handed.status, 201, 'an enterprise may hand its report to a bank')
  t.equal((await get('officer.bank01', handed.body.links.json)).status, 200)
  t.equal((await get('officer.sihui', handed.body.links.json)).status, 404)
  t.equal(codeOf(await issue('enterprise.001', FIRST, { lenderCode: 'NOBODY' })), '422 LENDER_UNKNOWN')
})

t.test('wrong questions are refused by name, and nothing is written', async (t) => {
  const [{ count: before } = { count: -1 }] = await owner<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM issued_document`
  const { body: report } = await issue('enterprise.001', FIRST)
  const cases: readonly (readonly [Promise<Answered>, string])[] = [
    [issue('enterprise.001', FIRST, { asOf: '2024-07-01' }), '422 REPORT_DAY_IN_FUTURE'],
    [issue('enterprise.001', FIRST, { knownAt: '2999-01-01T00:00:00Z' }), '422 KNOWN_AT_IN_FUTURE'],
    [issue('enterprise.001', FIRST, { knownAt: '2020-01-01T00:00:00Z' }), '404 RATING_NOT_FOUND'],
    [issue('enterprise.001', FIRST, { asOf: '2022-01-01' }), '404 RATING_NOT_FOUND'],
    [issue('enterprise.xingwang', XINGWANG), '404 RATING_NOT_FOUND'],
    [issue('enterprise.001', FIRST, { asOf: '2024-02-30' }), '400 MALFORMED_REQUEST'],
    [issue('enterprise.001', FIRST, { purpose: 'curiosity' }), '400 MALFORMED_REQUEST'],
    [issue('enterprise.001', FIRST, { extra: 1 }), '400 MALFORMED_REQUEST'],
    [reissue('enterprise.001', report.id, { knownAt: '2020-01-01T00:00:00Z' }), '422 KNOWN_BEFORE_REPORT'],
    [reissue('enterprise.001', report.id, { knownAt: '2999-01-01T00:00:00Z' }), '422 KNOWN_AT_IN_FUTURE'],
    [reissue('enterprise.001', '00000000-0000-4000-8000-000000000000'), '404 NOT_FOUND'],
  ]
  for (const [answer, expected] of cases) t.equal(codeOf(await answer), expected)
  const [{ count: after } = { count: -1 }] = await owner<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM issued_document`
  t.equal(after, before + 1)
  await t.rejects(
    owner`INSERT INTO issued_document (kind, number, enterprise_id, uscc, issued_for, purpose, as_of, known_at, issued_at, document, document_hash)
      SELECT kind, 'TCR-2026-999999', enterprise_id, uscc, issued_for, purpose, as_of, known_at, issued_at, document || ' ', repeat('0', 64)
      FROM issued_document LIMIT 1`,
    /issued_document_hash_is_of_document/,
    'no document under a hash that is not its own',
  )
})

t.test('the report in print', async (t) => {
  const { body: report } = await issue('enterprise.001', FIRST)
  const pdf = await pdfOf('enterprise.001', report.id)
  t.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
  t.ok(pdf.length > 20_000 && pdf.length < 400_000, `${pdf.length} bytes: fonts are embedded as subsets`)
  t.equal(sha256(pdf), sha256(await pdfOf('enterprise.001', report.id)))
  const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  if (text.error) return t.pass('no pdftotext here')
  for (const said of [
    report.number,
    report.checkCode,
    FIRST,
    '企业碳信用报告',
    '统一社会信用代码',
    '未录入',
    '示例建筑001有限公司',
  ])
    t.ok(text.stdout.includes(said), said)
})
