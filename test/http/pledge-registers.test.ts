import { createHash } from 'node:crypto'
import { pino } from 'pino'
import t from 'tap'
import { collateralWatchJob } from '../../jobs/collateral-watch.js'
import { registerReconciliationJob } from '../../jobs/register-reconciliation.js'
import { rotateCodeKey } from '../../src/app/pledges/rotate-code-key.js'
import { vaultOf } from '../../src/app/sealing/vault.js'
import { type Bank, testBank } from '../support/bank.js'
import { BANK_01, CERTIFICATE, DAY, EVIDENCE, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'

const log = pino({ level: 'silent' })
const context = ({ db }: Bank) => ({ db, log, runId: 'test', progress: async () => undefined })
const watch = (bank: Bank, asOf: string) => collateralWatchJob.run(context(bank), { asOf: asOf as never })
const reconcile = (bank: Bank, asOf: string) => registerReconciliationJob.run(context(bank), { asOf: asOf as never })
const SECRET = 'XG-修改码-90417'
const TEST_VAULT = vaultOf([{ id: 'test', key: Buffer.alloc(32, 7) }])

const openAlerts = async (bank: Bank, who = SIHUI.officer) => {
  const { items } = (await bank.get(who, '/v1/collateral-alerts?state=OPEN')).body
  return items
    .map(({ kind, subject, level }: Record<string, string>) => [kind, subject, level].filter(Boolean).join(' '))
    .sort()
}

t.test('the life of a pledge with its papers and both registers', async (t) => {
  const bank = await testBank(t, { today: '2024-06-30' })
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const { id } = await walk.done(walk.pledge(productId))
  const step = (name: string, version: number, other: Record<string, unknown> = {}, by = SIHUI.officer) =>
    bank.post(by, `/v1/pledges/${id}/steps`, { step: name, on: DAY, opinion: '办理', version, ...other })

  const sent = await walk.done(
    bank.post(SIHUI.officer, '/v1/register-files/outgoing', { kind: 'registration-requests' }),
  )
  t.match(sent, { direction: 'OUT', rows: 1, answers: [{ outcome: 'SENT', pledgeId: id, body: { reference: id } }] })
  const download = await bank.get(SIHUI.officer, `/v1/register-files/${sent.id}/content`)
  t.equal(
    createHash('sha256').update(download.text).digest('hex'),
    sent.sha256,
    'what is downloaded is what was recorded',
  )
  t.match((await bank.get(SIHUI.officer, `/v1/pledges/${id}`)).body, { state: 'REG_PENDING', version: 2 })

  const row = {
    reference: id,
    registrationNo: '中登网-1',
    registeredOn: '2024-06-30',
    validTo: '2025-12-31',
    collateralClass: '7',
  }
  const receipt = {
    kind: 'registration-receipts',
    name: '回执.json',
    asOf: '2024-06-30',
    format: 'json',
    content: JSON.stringify([
      { ...row, registeredAt: '2024-06-30T02:00:00Z', certificateHash: EVIDENCE, modificationCode: SECRET },
      { ...row, reference: 'nobody', modificationCode: SECRET, registeredAt: '', certificateHash: '' },
      { ...row, collateralClass: '', registeredAt: '', certificateHash: '', modificationCode: '' },
    ]),
  }
  const taken = await bank.post(SIHUI.officer, '/v1/register-files', receipt)
  t.match(taken, {
    status: 201,
    body: {
      rows: 3,
      accepted: 1,
      answers: [
        { outcome: 'APPLIED', pledgeId: id },
        { outcome: 'REFUSED', answer: { code: 'NOT_FOUND' } },
        { outcome: 'REFUSED', answer: { code: 'ROW_MALFORMED', column: 'collateralClass' } },
      ],
    },
  })
  const again = await bank.post(SIHUI.officer, '/v1/register-files', receipt)
  t.match(again, { status: 200, body: { id: taken.body.id, accepted: 1 } }, 'the same bytes are the same file')
  const registered = await bank.get(SIHUI.officer, `/v1/pledges/${id}`)
  t.match(registered.body, { state: 'REGISTERED', certificateHash: EVIDENCE, hasModificationCode: true, version: 3 })

  await t.test('the modification code is sealed, and told nowhere', async (t) => {
    const headless = await bank.post(SIHUI.officer, '/v1/register-files', {
      ...receipt,
      format: 'csv',
      content: `${id},登记-9,2024-06-30,2026-01-01,7,${SECRET}\n${id},登记-9,2024-06-30,2026-01-01,7,${SECRET}\n`,
    })
    t.match(headless, { status: 422, body: { code: 'REGISTER_FILE_COLUMNS', unknown: [] } })
    t.notMatch(headless.text, SECRET, 'a file without its heading does not tell the codes of its first row')
    const tables = await bank.owner<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`
    for (const { name } of tables) {
      const [found] = await bank.owner.unsafe<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM ${name} r WHERE r::text LIKE '%${SECRET}%' OR r::text LIKE '%${Buffer.from(SECRET).toString('hex')}%'`,
      )
      t.equal(found.n, 0, name)
    }
    for (const answer of [taken, again, registered, await bank.get(SIHUI.officer, `/v1/pledges/${id}/process`)])
      t.notMatch(answer.text, SECRET)
    t.equal((await bank.get(SIHUI.officer, `/v1/register-files/${taken.body.id}/content`)).status, 404)

    const sealed = await bank.owner<[{ keyId: string; nonce: Buffer; ciphertext: Buffer; tag: Buffer }]>`
      SELECT key_id AS "keyId", nonce, ciphertext, tag FROM pledge_modification_code`
    t.equal(TEST_VAULT.open(id, sealed[0]), SECRET)
    t.throws(() => TEST_VAULT.open(taken.body.id, sealed[0]), 'a code does not open for another pledge')
    const [newer, older] = [Buffer.alloc(32, 9), Buffer.alloc(32, 7)]
    const vault = vaultOf([
      { id: 'k2', key: newer },
      { id: 'test', key: older },
    ])
    t.equal(await rotateCodeKey(bank.db, vault), 1)
    t.equal(await rotateCodeKey(bank.db, vault), 0)
    const [renewed] = await bank.owner<[{ keyId: string; nonce: Buffer; ciphertext: Buffer; tag: Buffer }]>`
      SELECT key_id AS "keyId", nonce, ciphertext, tag FROM pledge_modification_code`
    t.equal(vaultOf([{ id: 'k2', key: newer }]).open(id, renewed), SECRET, 'the old key may be destroyed')
  })

  await walk.done(walk.freeze(id, { version: 3, frozenOn: '2024-06-30' }))
  const at = { on: '2024-06-30' }
  await walk.done(step('change', 4, { ...at, evidenceHash: EVIDENCE }))
  await refused(t, bank, [
    ['a change without its paper', () => step('change', 5, at), { status: 422, code: 'PRECONDITION_UNMET' }],
    ['proceeding without enforcement', () => step('proceed', 5, at), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'enforcement of a loan that is not there',
      () => step('enforce', 5, { ...at, evidenceHash: EVIDENCE }),
      { status: 422, code: 'PRECONDITION_UNMET' },
    ],
    [
      'cancelling before the release began',
      () => step('cancel-registration', 5, at),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
    [
      'an extension that shortens',
      () =>
        bank.post(SIHUI.officer, `/v1/pledges/${id}/extension`, {
          ...at,
          validTo: '2025-12-30',
          agreementHash: EVIDENCE,
          version: 5,
        }),
      { status: 422, code: 'REGISTRATION_TERM_OUT_OF_RANGE', facts: { earliest: '2026-01-01' } },
    ],
    ['another bank', () => step('object', 5, at, BANK_01.officer), { status: 404, code: 'NOT_FOUND' }],
  ])
  t.match(
    await walk.done(
      bank.post(SIHUI.officer, `/v1/pledges/${id}/extension`, {
        ...at,
        validTo: '2026-06-30',
        agreementHash: EVIDENCE,
        version: 5,
      }),
    ),
    { state: 'EXTENDED', registrationValidTo: '2026-06-30' },
  )
  await walk.done(step('object', 6, at))
  await refused(t, bank, [
    [
      'who recorded the objection judges it',
      () => step('dismiss-objection', 7, { ...at, evidenceHash: EVIDENCE }),
      { status: 403, code: 'TOOK_PART_BEFORE' },
    ],
    [
      'struck without the register',
      () => step('strike', 7, { ...at, evidenceHash: EVIDENCE }, SIHUI.approver),
      { status: 422, code: 'PRECONDITION_UNMET' },
    ],
  ])
  t.match(await walk.done(step('dismiss-objection', 7, { ...at, evidenceHash: EVIDENCE }, SIHUI.approver)), {
    state: 'FROZEN_CONFIRMED',
  })
  await walk.done(step('begin-release', 8, at))
  const process = (await bank.get(SIHUI.officer, `/v1/pledges/${id}/process`)).body
  t.match(process, { state: 'RELEASING', deadlineOn: '2024-07-12' }, 'ten working days to cancel')
  await walk.done(step('cancel-registration', 9, { ...at, reference: '注销-1' }))
  t.match(
    (await bank.get(SIHUI.officer, `/v1/pledges/${id}/process`)).body,
    { deadlineOn: '2024-07-02' },
    'two to unfreeze',
  )
  const release = { releasedOn: '2024-06-30', reason: '结清', version: 10 }
  t.match(await walk.done(bank.post(SIHUI.officer, `/v1/pledges/${id}/release`, release)), {
    state: 'RELEASED',
    cancelledOn: '2024-06-30',
  })
  t.same(
    (await bank.get(SIHUI.officer, `/v1/pledges/${id}/process`)).body.steps.map(
      ({ event }: { event: string }) => event,
    ),
    [
      'precheck',
      'contract',
      'request-registration',
      'register',
      'confirm-freeze',
      'change',
      'extend',
      'object',
      'dismiss-objection',
      'begin-release',
      'cancel-registration',
      'release',
    ],
  )
})

t.test(
  'from the day of the national guide on, no freeze without annotation and no release without receipts',
  async (t) => {
    const bank = await testBank(t, { today: '2026-07-10' })
    const walk = publishedCase(bank)
    const on = '2026-07-06'
    await walk.consent()
    const { id: productId } = await walk.done(walk.product({ authorisationValidTo: '2027-05-31' }))
    const report = { baseDate: '2026-07-02', horizonTo: '2027-05-31', parameters: { qualityScore: '0.9' } }
    await refused(t, bank, [
      [
        'signed by one',
        () => walk.report(productId, { ...report, signers: ['甲', '甲'] }),
        { status: 422, code: 'SIGNERS_TOO_FEW' },
      ],
      [
        'income beyond the rights',
        () => walk.report(productId, { ...report, signers: ['甲', '乙'], horizonTo: '2027-06-01' }),
        { status: 422, code: 'HORIZON_BEYOND_RIGHTS' },
      ],
    ])
    const valuation = await walk.done(walk.report(productId, { ...report, signers: ['甲', '乙'] }))
    t.match(valuation, { signers: ['甲', '乙'], parameters: { qualityScore: '0.9' } })
    await walk.done(walk.adopt(valuation.id, { on }))
    const { id } = await walk.done(walk.pledge(productId, { contractedOn: on, queryCertificateOn: on }))
    const registration = { registeredOn: on, validTo: '2028-01-31' }
    await refused(t, bank, [
      [
        'no time',
        () => walk.register(id, registration),
        { status: 422, code: 'REGISTRATION_INCOMPLETE', facts: { member: 'registeredAt' } },
      ],
      [
        'no file',
        () => walk.register(id, { ...registration, registeredAt: `${on}T01:00:00Z` }),
        { status: 422, code: 'REGISTRATION_INCOMPLETE', facts: { member: 'certificateHash' } },
      ],
    ])
    const papers = { registeredAt: `${on}T01:00:00Z`, certificateHash: EVIDENCE }
    await walk.done(walk.register(id, { ...registration, ...papers }))
    const waive = (by: string, version: number) =>
      bank.post(by, `/v1/pledges/${id}/annotation-waiver`, { reason: '登记机构系统维护', on, version })
    await refused(t, bank, [
      ['no annotation', () => walk.freeze(id, { frozenOn: on }), { status: 409, code: 'ANNOTATION_MISSING' }],
    ])
    await walk.done(waive(SIHUI.officer, 2))
    await refused(t, bank, [
      [
        'one signature',
        () => walk.freeze(id, { frozenOn: on, version: 3 }),
        { status: 409, code: 'ANNOTATION_MISSING' },
      ],
      ['the same signs twice', () => waive(SIHUI.officer, 3), { status: 403, code: 'SELF_APPROVAL' }],
    ])
    await walk.done(waive(SIHUI.approver, 3))
    await walk.done(walk.freeze(id, { frozenOn: on, version: 4 }))
    const release = (other: Record<string, unknown>) =>
      bank.post(SIHUI.officer, `/v1/pledges/${id}/release`, { releasedOn: on, reason: '试', version: 5, ...other })
    const cancellation = { no: '注销-1', on }
    await refused(t, bank, [
      [
        'nothing cancelled',
        () => release({}),
        { status: 422, code: 'RELEASE_INCOMPLETE', facts: { member: 'cancellation' } },
      ],
      [
        'nothing unfrozen',
        () => release({ cancellation }),
        { status: 422, code: 'RELEASE_INCOMPLETE', facts: { member: 'unfreezing' } },
      ],
    ])
    t.match(await walk.done(release({ cancellation, unfreezing: { no: '解冻-1', on } })), { state: 'RELEASED' })
  },
)

t.test('two banks, one certificate: a hundred attempts, one pledge, and a second rank by consent only', async (t) => {
  const bank = await testBank(t)
  const [walk, other] = [publishedCase(bank), publishedCase(bank, BANK_01)]
  const productId = await walk.valued()
  await walk.done(other.consent())
  await walk.done(other.adopt((await walk.done(other.report(productId))).id))
  const raced = await Promise.all(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? walk : other).pledge(productId)))
  t.equal(raced.filter(({ status }) => status === 201).length, 1)
  t.equal(raced.filter(({ body }) => body.code === 'PLEDGE_EXISTS').length, 99)
  const won = raced.findIndex(({ status }) => status === 201)
  const [first, second, firstBank, secondBank] =
    won % 2 === 0 ? ([walk, other, SIHUI, BANK_01] as const) : ([other, walk, BANK_01, SIHUI] as const)
  const { id } = (raced[won] as (typeof raced)[number]).body
  const consent = (lender: string, more: Record<string, unknown> = {}) =>
    bank.post(firstBank.approver, `/v1/pledges/${id}/rank-consents`, {
      secondLender: lender,
      mostSecured: '500000.00',
      givenOn: DAY,
      validTo: '2024-12-31',
      evidenceHash: EVIDENCE,
      ...more,
    })
  await refused(t, bank, [
    ['a consent before the registration', () => consent(secondBank.code), { status: 409, code: 'STATE_FORBIDS' }],
  ])
  await first.done(first.register(id))
  await refused(t, bank, [
    ['to itself', () => consent(firstBank.code), { status: 422, code: 'RANK_CONSENT_TO_ITSELF' }],
    ['to nobody', () => consent('BANK-NONE'), { status: 404, code: 'NOT_FOUND' }],
  ])
  const { id: rankConsentId } = await first.done(consent(secondBank.code))
  await refused(t, bank, [
    [
      'more than consented',
      () => second.pledge(productId, { rankConsentId, securedLimit: '500000.01' }),
      { status: 422, code: 'RANK_CONSENT_EXCEEDED' },
    ],
    [
      'by whom it is not for',
      () => first.pledge(productId, { rankConsentId, securedLimit: '1.00' }),
      { status: 409, code: 'RANK_CONSENT_NOT_FOR_THIS' },
    ],
  ])
  const behind = await second.done(second.pledge(productId, { rankConsentId, securedLimit: '500000.00' }))
  t.match(behind, { rank: 2, state: 'CONTRACTED' })
  await refused(t, bank, [
    [
      'a consent used twice',
      () => second.pledge(productId, { rankConsentId, securedLimit: '1.00' }),
      { status: 409, code: 'PLEDGE_EXISTS' },
    ],
  ])
  t.equal((await bank.get(secondBank.officer, `/v1/pledges/${id}`)).status, 404, 'each bank sees its own')
  t.equal((await bank.get(firstBank.officer, `/v1/pledges/${behind.id}`)).status, 404)
  await first.done(
    bank.post(firstBank.officer, `/v1/pledges/${id}/release`, { releasedOn: DAY, reason: '结清', version: 2 }),
  )
  t.match(
    (await bank.get(secondBank.officer, `/v1/pledges/${behind.id}`)).body,
    { rank: 1 },
    'who stood behind moves up',
  )
  t.match(await first.pledge(productId), { status: 409, body: { code: 'PLEDGE_EXISTS' } }, 'and nobody gets before it')
})

t.test('watched while it secures a loan', async (t) => {
  const bank = await testBank(t, { today: '2024-07-05' })
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const pledgeId = await walk.frozen(productId)
  const loanId = await walk.contracted(pledgeId)
  await walk.done(walk.disburse(loanId, { amount: '2500000.00' }))
  t.match(await watch(bank, '2024-07-01'), { pledges: 1, raised: 0 })

  await t.test('its debt is open, so it is not released', async (t) =>
    refused(t, bank, [
      [
        'released',
        () =>
          bank.post(SIHUI.officer, `/v1/pledges/${pledgeId}/release`, { releasedOn: DAY, reason: '试', version: 3 }),
        { status: 409, code: 'DEBT_OUTSTANDING' },
      ],
      [
        'release begun',
        () =>
          bank.post(SIHUI.officer, `/v1/pledges/${pledgeId}/steps`, {
            step: 'begin-release',
            on: DAY,
            opinion: '试',
            version: 3,
          }),
        { status: 409, code: 'DEBT_OUTSTANDING' },
      ],
    ]),
  )

  const lower = await walk.done(
    walk.report(productId, { reportNo: '评-2', baseDate: '2024-07-01', reportValue: '3200000.00' }),
  )
  await walk.done(walk.adopt(lower.id, { adoptedValue: '3200000.00', on: '2024-07-02' }))
  t.match(await watch(bank, '2024-07-02'), { raised: 2, cured: 0 })
  t.match(await watch(bank, '2024-07-02'), { raised: 0, cured: 0 }, 'twice is once')
  t.same(await openAlerts(bank), ['LTV_MARGIN_CALL MARGIN_CALL', 'LTV_STOP STOP'])
  t.same(await openAlerts(bank, BANK_01.officer), [], 'a second bank sees nothing')
  const { items } = (await bank.get(SIHUI.officer, '/v1/collateral-alerts')).body
  const call = items.find(({ kind }: { kind: string }) => kind === 'LTV_MARGIN_CALL')
  t.match(call, { facts: { owed: '2500000.00', value: '3200000.00', ratio: '0.781250' }, dueOn: '2024-07-09' })
  const answer = (other: Record<string, unknown>) =>
    bank.post(SIHUI.officer, `/v1/collateral-alerts/${call.id}/answers`, {
      answer: 'part-repayment',
      reference: loanId,
      on: '2024-07-03',
      opinion: '已还',
      version: 1,
      ...other,
    })
  await refused(t, bank, [
    [
      'paid out at stop',
      () =>
        walk.disburse(loanId, {
          amount: '1.00',
          noteNo: '二',
          on: '2024-07-02',
          queryCertificateOn: '2024-07-02',
          version: 2,
        }),
      { status: 409, code: 'COLLATERAL_STOPPED' },
    ],
    ['answered by words', () => answer({ answer: 'explanation' }), { status: 422, code: 'ANSWER_NOT_FOR_KIND' }],
    ['answered by nothing', () => answer({}), { status: 422, code: 'ANSWER_NOT_ON_RECORD' }],
    [
      'closed',
      () =>
        bank.post(SIHUI.approver, `/v1/collateral-alerts/${call.id}/closing`, {
          on: '2024-07-03',
          opinion: '算了',
          version: 1,
        }),
      { status: 422, code: 'PRECONDITION_UNMET' },
    ],
    [
      'answered by another bank',
      () =>
        bank.post(BANK_01.officer, `/v1/collateral-alerts/${call.id}/answers`, {
          answer: 'part-repayment',
          reference: loanId,
          on: DAY,
          opinion: '试',
          version: 1,
        }),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])
  const paid = await walk.done(
    bank.post(SIHUI.officer, `/v1/loans/${loanId}/repayments`, {
      on: '2024-07-03',
      amount: '1000000.00',
      excess: 'shorten',
      reference: '回单',
      version: 2,
    }),
  )
  t.match(await walk.done(answer({ reference: paid.event.id })), { state: 'ANSWERED' })
  t.match(await watch(bank, '2024-07-03'), { cured: 2 })
  t.same(await openAlerts(bank), [])

  // The registry shortens the certificate in the middle of the loan.
  await bank.owner.begin(async (sql) => {
    await sql`ALTER TABLE data_product DISABLE TRIGGER data_product_append_only`
    await sql`UPDATE data_product SET certificate_valid_to = '2024-12-01' WHERE id = ${productId}`
    await sql`ALTER TABLE data_product ENABLE TRIGGER data_product_append_only`
  })
  await watch(bank, '2024-07-04')
  t.same(await openAlerts(bank), ['RIGHT_ENDS_BEFORE_LOAN certificate WATCH'])
  await watch(bank, '2025-01-02')
  t.same(await openAlerts(bank), ['REVALUATION_DUE WATCH', 'RIGHT_ENDED certificate STOP'])
  const restructuring = {
    on: '2024-07-04',
    method: 'interest-only',
    annualRatePercent: '4.1',
    dueDates: ['2025-12-20'],
    reason: '展期',
    version: 3,
  }
  await refused(t, bank, [
    [
      'a term that outlives the rights',
      () => bank.post(SIHUI.officer, `/v1/loans/${loanId}/restructures`, restructuring),
      { status: 422, code: 'TERM_BEYOND_RIGHTS', facts: { endsOn: '2025-12-20', rightsEnd: '2024-12-01' } },
    ],
  ])

  // The adopted value runs out a year after its base date; the certificate and the authorisation later.
  await watch(bank, '2025-07-02')
  t.ok((await openAlerts(bank)).includes('VALUE_NOT_IN_FORCE STOP'))
  const [expired] = await bank.owner<[{ state: string }]>`SELECT state FROM valuation WHERE id = ${lower.id}`
  t.equal(expired.state, 'EXPIRED')
  const lapsed = await watch(bank, '2026-12-31')
  t.match(lapsed, { lapsed: 1 }, 'the registration ended in 2025 without an extension')
  const last = await openAlerts(bank)
  t.ok(last.includes('PLEDGE_ENDED STOP'), `${last}`)
})

t.test('registers that say something else', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const { id } = await walk.done(walk.pledge(productId))
  await walk.done(walk.register(id, { registrationNo: '中登网-9' }))
  await walk.done(walk.freeze(id))
  const holder = '91441200MA9000011L'
  const bring = (kind: string, asOf: string, content: string) =>
    bank.post(SIHUI.officer, '/v1/register-files', { kind, name: 'f.csv', asOf, format: 'csv', content })
  const movables = (row: string) => `registrationNo,certificateNo,pledgee,validTo,status\n${row}\n`
  const [{ name: pledgee }] = await bank.owner<
    [{ name: string }]
  >`SELECT name_zh AS name FROM organisation WHERE code = ${SIHUI.code}`

  t.match(await reconcile(bank, '2024-06-30'), { pledges: 1, raised: 0 }, 'without lists nothing is said')
  await walk.done(
    bring('movables-register', '2024-06-21', movables(`中登网-9,${CERTIFICATE},${pledgee},2025-12-31,live`)),
  )
  await walk.done(
    bring('exchange-register', '2024-06-21', `certificateNo,registrationNo,frozen\n${CERTIFICATE},中登网-9,true\n`),
  )
  const certificates = 'certificateNo,holder,validTo,status,pledgeNoted\n'
  await walk.done(
    bring('certificate-register', '2024-06-21', `${certificates}${CERTIFICATE},${holder},2027-05-31,valid,true\n`),
  )
  t.match(await reconcile(bank, '2024-06-21'), { raised: 0 }, 'all agree')

  await walk.done(bring('movables-register', '2024-06-22', movables(`中登网-8,${CERTIFICATE},他行,2026-12-31,live`)))
  await walk.done(
    bring('exchange-register', '2024-06-22', `certificateNo,registrationNo,frozen\n${CERTIFICATE},,false\n`),
  )
  await walk.done(
    bring('certificate-register', '2024-06-22', `${certificates}${CERTIFICATE},他人,2026-05-31,struck,false\n`),
  )
  t.match(await reconcile(bank, '2024-06-22'), { raised: 6 })
  t.same(await openAlerts(bank), [
    'CERTIFICATE_DIFFERS other-holder STOP',
    'CERTIFICATE_DIFFERS other-term WATCH',
    'CERTIFICATE_DIFFERS struck STOP',
    'EXCHANGE_DIFFERS unfrozen STOP',
    'MOVABLES_DIFFER missing STOP',
    'MOVABLES_DIFFER other-holder WATCH',
  ])
  await walk.done(
    bring('movables-register', '2024-06-23', movables(`中登网-9,${CERTIFICATE},${pledgee},2025-11-30,cancelled`)),
  )
  await reconcile(bank, '2024-06-23')
  t.match(
    (await openAlerts(bank)).filter((alert: string) => alert.startsWith('MOVABLES')),
    ['MOVABLES_DIFFER cancelled STOP', 'MOVABLES_DIFFER other-term WATCH'],
    'what is gone is cured, what is new is raised',
  )
  t.same((await bank.get(BANK_01.officer, '/v1/register-files')).body.items, [])
  await refused(t, bank, [
    ['no table', () => bring('movables-register', DAY, '"'), { status: 422, code: 'REGISTER_FILE_UNREADABLE' }],
    [
      'no rows',
      () => bring('movables-register', DAY, 'registrationNo\n'),
      { status: 422, code: 'REGISTER_FILE_EMPTY' },
    ],
    [
      'other columns',
      () => bring('exchange-register', DAY, 'certificateNo,price\nx,1\n'),
      { status: 422, code: 'REGISTER_FILE_COLUMNS' },
    ],
    [
      'of tomorrow',
      () => bring('exchange-register', '2024-07-01', 'certificateNo\nx\n'),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'nothing to send',
      () => bank.post(SIHUI.officer, '/v1/register-files/outgoing', { kind: 'freeze-orders' }),
      { status: 409, code: 'NOTHING_TO_SEND' },
    ],
    [
      'an approver',
      () => bank.post(SIHUI.approver, '/v1/register-files/outgoing', { kind: 'freeze-orders' }),
      { status: 403, code: 'FORBIDDEN' },
    ],
  ])
})

t.test('another pledge added and substituted by two persons, and what is settled is to be released', async (t) => {
  const bank = await testBank(t, { today: '2024-07-05' })
  const walk = publishedCase(bank)
  const pledgeId = await walk.frozen(await walk.valued())
  const loanId = await walk.contracted(pledgeId)
  await walk.done(walk.disburse(loanId))
  const { id: secondProduct } = await walk.done(walk.product({ certificateNo: 'SJ4412024060002' }))
  const { id: valuationId } = await walk.done(walk.report(secondProduct, { reportNo: '评-9' }))
  await walk.done(walk.adopt(valuationId))
  const other = await walk.done(walk.pledge(secondProduct, { queryCertificateNo: '查询证明-9' }))
  const change = (more: Record<string, unknown> = {}) =>
    bank.post(SIHUI.officer, `/v1/pledges/${pledgeId}/collateral-changes`, {
      kind: 'substituted',
      otherPledgeId: other.id,
      reason: '置换',
      on: '2024-07-01',
      ...more,
    })
  await refused(t, bank, [
    ['not frozen', () => change(), { status: 409, code: 'PLEDGE_NOT_FROZEN' }],
    ['itself', () => change({ otherPledgeId: pledgeId }), { status: 409, code: 'PLEDGE_NOT_FROZEN' }],
  ])
  await walk.done(walk.register(other.id))
  await walk.done(walk.freeze(other.id))
  const proposed = await walk.done(change())
  const decide = (by: string) =>
    bank.post(by, `/v1/collateral-changes/${proposed.id}/decision`, {
      decision: 'APPROVE',
      opinion: '同意',
      version: 1,
    })
  await refused(t, bank, [
    ['proposed twice', () => change(), { status: 409, code: 'COLLATERAL_CHANGE_OPEN' }],
    ['decided by its maker', () => decide(SIHUI.officer), { status: 403, code: 'FORBIDDEN' }],
    ['decided at another bank', () => decide(BANK_01.approver), { status: 404, code: 'NOT_FOUND' }],
  ])
  t.match(await walk.done(decide(SIHUI.approver)), { state: 'APPROVED' })
  await watch(bank, '2024-07-05')
  t.same(await openAlerts(bank), ['RELEASE_DUE WATCH'], 'the first pledge secures nothing any more')
  const release = (id: string, version: number) =>
    bank.post(SIHUI.officer, `/v1/pledges/${id}/release`, { releasedOn: '2024-07-05', reason: '置换', version })
  await refused(t, bank, [['the substitute', () => release(other.id, 3), { status: 409, code: 'DEBT_OUTSTANDING' }]])
  await walk.done(release(pledgeId, 3))

  const { total } = await walk.done(bank.get(SIHUI.officer, `/v1/loans/${loanId}/payoff-quote?on=2024-07-05`))
  const payoff = { on: '2024-07-05', amount: total, reference: '结清', version: 2 }
  await walk.done(bank.post(SIHUI.officer, `/v1/loans/${loanId}/payoffs`, payoff))
  t.match(await watch(bank, '2024-07-05'), { cured: 1, raised: 1 })
  const { items } = (await bank.get(SIHUI.officer, '/v1/collateral-alerts?state=OPEN')).body
  t.match(items, [
    {
      kind: 'RELEASE_DUE',
      pledgeId: other.id,
      facts: { settledOn: '2024-07-05', cancelBy: '2024-07-19', unfreezeBy: '2024-07-23' },
    },
  ])
  await walk.done(release(other.id, 3))
})

t.test('a valuation asked for, assigned to a listed valuer, reported and decided in its time', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.consent()
  const { id: productId } = await walk.done(walk.product())
  const ask = await walk.done(
    bank.post(SIHUI.officer, `/v1/data-products/${productId}/valuation-requests`, {
      purpose: '质押',
      reason: '新贷款',
      on: '2024-06-11',
    }),
  )
  t.match(ask, { state: 'REQUESTED', deadlineOn: '2024-06-14' })
  const list = (other: Record<string, unknown>) =>
    bank.post(SIHUI.approver, '/v1/valuers', {
      name: '示例资产评估有限公司',
      uscc: '91440101MA9000042P',
      validFrom: '2024-01-01',
      ...other,
    })
  const own = await walk.done(list({ name: '兴旺数据', uscc: '91441200MA9000011L' }))
  const step = (name: string, version: number, more: Record<string, unknown> = {}, by = SIHUI.officer) =>
    bank.post(by, `/v1/valuation-requests/${ask.id}/steps`, {
      step: name,
      on: '2024-06-12',
      opinion: '办理',
      version,
      ...more,
    })
  await refused(t, bank, [
    ['started before it is assigned', () => step('start', 1), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'the borrower values itself',
      () => step('assign', 1, { valuerId: own.id }),
      { status: 422, code: 'VALUER_NOT_INDEPENDENT' },
    ],
    [
      'at another bank',
      () => step('assign', 1, { valuerId: own.id }, BANK_01.officer),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])
  const listed = await walk.done(list({}))
  t.match(await walk.done(step('assign', 1, { valuerId: listed.id })), { state: 'ASSIGNED', deadlineOn: '2024-07-10' })
  t.match(await walk.done(step('start', 2)), { state: 'IN_PROGRESS', deadlineOn: '2024-07-10' })
  await refused(t, bank, [
    [
      'of another valuer',
      () => walk.report(productId, { requestId: ask.id, valuer: '他人' }),
      { status: 422, code: 'VALUATION_REQUEST_NOT_FOR_THIS' },
    ],
  ])
  t.match(await walk.done(walk.report(productId, { requestId: ask.id })), { id: ask.id, state: 'REPORTED' })
  t.match(await walk.done(walk.adopt(ask.id)), { state: 'ADOPTED' })
})
