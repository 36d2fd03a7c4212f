import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { type Answered, testBank } from '../support/bank.js'

/** Consents are in force by the database's clock, so the bank's day is the real one. */
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const { get, post, owner } = await testBank(t, {
  today: TODAY,
  jobs: (db, log) => inProcessRunner(db, log, jobTable),
})
const FIRST = '91441203MA0000015L'
const on = 'asOf=2024-06-30'
const STATEMENTS = `/v1/enterprises/${FIRST}/statements?${on}`
const POSTINGS = `/v1/enterprises/${FIRST}/emission-postings?asOf=${TODAY}`
const VERIFICATIONS = `/v1/enterprises/${FIRST}/verifications`
const ACTIVITIES = `/v1/enterprises/${FIRST}/activities`
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const EVIDENCE = 'a'.repeat(64)

const finished = async (id: string) => {
  for (let waited = 0; waited < 400; waited += 1) {
    const run = (await get('admin', `/v1/jobs/${id}`)).body
    if (run.state === 'succeeded' || run.state === 'failed') return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the job ${id} does not end`)
}

t.test('statements of every length, and periods that mean nothing', async (t) => {
  const lengths: [string, number, string, string][] = [
    ['month', 24, '2022-07', '2022-07'],
    ['quarter', 8, '2022-07', '2022-09'],
    ['year', 3, '2022-01', '2022-12'],
    ['rolling12', 13, '2022-07', '2023-06'],
  ]
  for (const [period, count, from, to] of lengths) {
    const { status, body } = await get('enterprise.001', `${STATEMENTS}&period=${period}`)
    t.equal(status, 200, period)
    t.equal(body.items.length, count)
    t.match(body.items[0], { from, to })
    t.match(body, {
      asOf: '2024-06-30',
      factorSet: 'NDRC',
      history: null,
      verification: { recordId: null },
      withheld: [],
    })
  }
  const year = (await get('enterprise.001', `${STATEMENTS}&period=rolling12&from=2024-06`)).body.items[0]
  const account = (await get('enterprise.001', `/v1/enterprises/${FIRST}/carbon-account?${on}`)).body
  t.match(year.totals, account.totals.current, 'the account of the same twelve months')
  t.strictSame(
    year.intensities.map(({ id, value, k }: Record<string, unknown>) => [id, value, k]),
    account.intensities.map(({ id, value, k }: Record<string, unknown>) => [id, value, k]),
  )
  const refused: [string, string][] = [
    ['&from=2024-02&to=2024-01', '422 STATEMENT_PERIOD_INVERTED'],
    ['&from=2010-01&to=2024-01', '422 STATEMENT_PERIOD_TOO_LONG'],
    ['&to=2024-07', '422 STATEMENT_PERIOD_AFTER_AS_OF'],
    ['&period=week', '400 MALFORMED_REQUEST'],
    ['&from=2024-13', '400 MALFORMED_REQUEST'],
  ]
  for (const [more, code] of refused) t.equal(codeOf(await get('steward.zq', STATEMENTS + more)), code, more)
  t.equal(codeOf(await get('steward.zq', STATEMENTS.replace('2024-06-30', '2024-04-11'))), '422 FACTOR_NOT_FOUND')
  t.equal(codeOf(await get(null, STATEMENTS)), '401 SIGN_IN_REQUIRED')
})

t.test('a job posts once; its postings are read page by page, and a bank sees what its consent opens', async (t) => {
  for (const [asOf, result] of [
    ['2024-06-30', { value: { adjustments: { FACTOR_VINTAGE: 0 } } }],
    ['2026-01-15', { value: { first: 0 } }],
    ['2026-01-15', { value: { first: 0, adjustments: { FACTOR_VINTAGE: 0, ACTIVITY_CORRECTION: 0 } } }],
  ] as const) {
    const started = await post('steward.zq', '/v1/jobs/post-emissions', { asOf })
    t.equal(started.status, 202)
    t.match(await finished(started.body.id), { state: 'succeeded', result })
  }
  t.equal(codeOf(await post('officer.sihui', '/v1/jobs/post-emissions', {})), '403 FORBIDDEN')

  const first = await get('enterprise.001', `${POSTINGS}&carrier=electricity&limit=30`)
  t.equal(first.body.items.length, 30)
  const rest = await get('enterprise.001', `${POSTINGS}&carrier=electricity&limit=30&cursor=${first.body.nextCursor}`)
  t.equal(rest.body.nextCursor, null)
  const all = [...first.body.items, ...rest.body.items]
  t.equal(all.length, 48, '24 months, each adjusted once')
  t.equal(all.filter(({ cause }) => cause === 'FACTOR_VINTAGE').length, 24)
  t.equal(
    (await get('enterprise.001', `${POSTINGS.replace(TODAY, '2024-06-30')}&carrier=electricity&limit=200`)).body.items
      .length,
    24,
  )
  t.equal(codeOf(await get('steward.zq', `${POSTINGS}&cursor=x`)), '400 MALFORMED_REQUEST')

  t.equal(codeOf(await get('officer.bank01', STATEMENTS)), '404 NOT_FOUND')
  const consent = { lenderCode: 'BANK-EX-01', purpose: 'pre_loan', validFrom: TODAY, fieldGroups: ['emissions'] }
  t.equal((await post('enterprise.001', '/v1/consents', consent)).status, 201)
  const looks = async () => (await owner`select count(*)::int as n from account_view`)[0]?.n
  const before = await looks()
  const seen = await get('officer.bank01', `${STATEMENTS.replace('2024-06-30', '2026-01-15')}&restated=true`)
  t.match(seen, { status: 200, body: { withheld: ['activity', 'rating', 'operating'] } })
  t.equal(await looks(), before + 1, 'every look is logged')
  for (const item of seen.body.items)
    t.match([item.bySite, item.intensities, item.missing], [[], [], []], 'neither meters nor operating figures')
  const whole = await get('enterprise.001', `${STATEMENTS.replace('2024-06-30', '2026-01-15')}&restated=true`)
  t.strictSame(seen.body.items[1].totals, whole.body.items[1].totals)
  t.strictSame(seen.body.history, whole.body.history, 'first figures are added up for whoever may see the sum')
  t.equal(codeOf(await get('officer.bank01', POSTINGS)), '403 CONSENT_REQUIRED')
})

t.test('a reading says what it is beyond its quantity', async (t) => {
  const reading = {
    month: '2024-06',
    carrier: 'process',
    meter: 'kiln',
    quantity: '10',
    unit: 't',
    source: 'invoice',
    dataQuality: 1,
    reason: 'lime kiln',
    evidence: 'report 7',
    factor: { value: '0.44', unit: 'tCO2/t', source: 'stack test 2024' },
  }
  const { factor: _, ...bare } = reading
  const { evidence: __, ...unsupported } = reading
  const refused: [object, string][] = [
    [bare, '422 FACTOR_REQUIRED'],
    [unsupported, '422 OWN_VALUE_WITHOUT_EVIDENCE'],
    [{ ...bare, carrier: 'diesel', direction: 'export' }, '422 EXPORT_NOT_DEDUCTIBLE'],
    [{ ...bare, carrier: 'electricity', unit: 'kWh', biogenic: true }, '422 BIOGENIC_NOT_APPLICABLE'],
    [
      { ...bare, carrier: 'electricity', unit: 'kWh', direction: 'export', greenQuantity: '1' },
      '422 EXPORT_WITH_CERTIFICATES',
    ],
    [{ ...reading, factor: { value: '0.44', unit: 'tCO2/t', source: ' ' } }, '400 MALFORMED_REQUEST'],
    [{ ...bare, carrier: 'steam' }, '422 ENTHALPY_MISSING'],
  ]
  for (const [body, code] of refused) t.equal(codeOf(await post('steward.zq', ACTIVITIES, body)), code)
  const { month: at, carrier, quantity, unit } = reading
  const calculated = {
    asOf: '2024-06-30',
    region: '440000',
    factorSet: 'NDRC',
    activities: [{ month: at, carrier, quantity, unit }],
  }
  t.match(
    (await post(null, '/v1/calculations/emissions', calculated)).body,
    { code: 'UNKNOWN_CARRIER', index: 0, member: 'carrier' },
    'a calculator has no evidence to look at',
  )
  const recorded = await post('steward.zq', ACTIVITIES, reading)
  t.match(recorded, { status: 201, body: { activity: { direction: 'use', biogenic: false, factor: reading.factor } } })
  const measured = { ...bare, carrier: 'diesel', meter: 'own', ncv: '43', cc: '0.0202', of: '0.98' }
  t.match(await post('steward.zq', ACTIVITIES, measured), {
    status: 201,
    body: { activity: { ncv: '43', factor: null } },
  })
  const month = (await get('steward.zq', `${STATEMENTS}&period=month&from=2024-06`)).body
  t.match(
    month.items[0].byCarrier.find(({ carrier }: { carrier: string }) => carrier === 'process'),
    { tCO2: '4.4' },
  )
  t.match(
    month.factors.filter(({ own }: { own: string[] }) => own.length > 0),
    [{ own: ['ncv', 'cc', 'of'] }, { own: ['factor'], source: 'stack test 2024' }],
  )
})

t.test(
  'verification: entered by a steward, confirmed by the auditor named, counted by the rating from then on',
  async (t) => {
    const record = {
      level: 'limited',
      period: { from: '2023-07', to: '2024-06' },
      verifierCode: 'AUDIT-ZQ',
      statementNo: 'V-2024-01',
      evidenceHash: EVIDENCE,
      validFrom: '2024-06-30',
      validTo: '2025-06-29',
    }
    const { evidenceHash: _, ...bare } = record
    const refused: [object, string][] = [
      [bare, '422 VERIFICATION_MEMBER_MISSING'],
      [{ ...record, validTo: '2024-06-29' }, '422 VERIFICATION_PERIOD_INVERTED'],
      [{ ...record, period: { from: '2024-06', to: '2023-07' } }, '422 VERIFICATION_PERIOD_INVERTED'],
      [{ ...record, verifierCode: 'NOBODY' }, '422 VERIFIER_UNKNOWN'],
      [{ ...record, level: 'certain' }, '400 MALFORMED_REQUEST'],
    ]
    for (const [body, code] of refused) t.equal(codeOf(await post('steward.zq', VERIFICATIONS, body)), code)
    t.equal(codeOf(await post('enterprise.001', VERIFICATIONS, record)), '403 FORBIDDEN')

    const levelOf = async (knownAt?: string) =>
      (await get('steward.zq', knownAt ? `${STATEMENTS}&knownAt=${knownAt}` : STATEMENTS)).body.verification.level
    const before = await levelOf()
    const entered = await post('steward.zq', VERIFICATIONS, record)
    t.match(entered, { status: 201, body: { level: 'limited', stands: false, confirmedAt: null } })
    t.equal(await levelOf(), before, 'unconfirmed assurance does not count')
    const confirmation = `/v1/verifications/${entered.body.id}/confirmation`
    t.equal(codeOf(await post('steward.zq', confirmation)), '403 FORBIDDEN')
    const confirmed = await post('auditor.zq', confirmation)
    t.match(confirmed, { status: 201, body: { stands: true, verifierCode: 'AUDIT-ZQ' } })
    t.equal(codeOf(await post('auditor.zq', confirmation)), '409 VERIFICATION_ALREADY_CONFIRMED')
    t.equal(await levelOf(), 'limited')
    t.equal(await levelOf(entered.body.recordedAt), before, 'as known before its confirmation')
    t.equal(
      (await get('steward.zq', STATEMENTS.replace('2024-06-30', '2025-06-30'))).body.verification.level,
      before,
      'expired',
    )

    await finished((await post('steward.zq', '/v1/jobs/rate-recompute', { asOf: '2024-06-30' })).body.id)
    t.equal((await get('steward.zq', `/v1/enterprises/${FIRST}/rating?${on}`)).body.inputs.verification, 'limited')

    const reviewed = await post('steward.zq', VERIFICATIONS, {
      ...record,
      level: 'bank-reviewed',
      verifierCode: 'RCB-SIHUI',
    })
    t.match(reviewed, { status: 201, body: { stands: true } })
    t.equal(await levelOf(), 'bank-reviewed', 'the last word counts')
    t.equal(
      codeOf(await post('auditor.zq', `/v1/verifications/${reviewed.body.id}/confirmation`)),
      '409 VERIFICATION_NEEDS_NO_CONFIRMATION',
    )
    const elsewhere = await post('steward.zq', VERIFICATIONS, {
      ...record,
      level: 'reasonable',
      verifierCode: 'RCB-SIHUI',
    })
    t.equal(
      codeOf(await post('auditor.zq', `/v1/verifications/${elsewhere.body.id}/confirmation`)),
      '403 NOT_THE_VERIFIER',
    )
    t.equal(codeOf(await post('auditor.zq', `/v1/verifications/${crypto.randomUUID()}/confirmation`)), '404 NOT_FOUND')

    const page = await get('enterprise.001', `${VERIFICATIONS}?limit=2`)
    t.match(page.body.items, [{ level: 'reasonable' }, { level: 'bank-reviewed' }])
    const next = await get('enterprise.001', `${VERIFICATIONS}?limit=2&cursor=${page.body.nextCursor}`)
    t.match(next.body, { items: [{ level: 'limited' }], nextCursor: null })
    t.strictSame((await get('enterprise.xingwang', VERIFICATIONS)).body.items, [], 'not of another firm')
    const [maker] =
      await owner`select recorded_by, enterprise_id from verification_record where id = ${elsewhere.body.id}`
    const [auditor] = await owner`select id from organisation where code = 'AUDIT-ZQ'`
    await t.rejects(
      owner`insert into verification_confirmation (verification_id, enterprise_id, confirmed_for, confirmed_by)
          values (${elsewhere.body.id}, ${maker?.enterprise_id}, ${auditor?.id}, ${maker?.recorded_by})`,
      /whoever entered a verification/,
    )
  },
)
