import t from 'tap'
import { addUser } from '../../src/app/organisations/store.js'
import { hashPassword } from '../../src/app/sessions/password.js'
import { testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'
import { EVIDENCE, publishedCase, SIHUI } from '../support/published-loan.js'
import { everything, refused } from '../support/refused.js'
import { CHAIN, CHAIN_CERTIFICATE, rightsChain } from '../support/rights-chain.js'

const OTHER_HASH = 'a'.repeat(64)

t.test('grants, authorisations and registrations: what is refused leaves nothing', async (t) => {
  const bank = await testBank(t)
  const { get, post } = bank
  const chain = rightsChain(bank)
  const { step, done, hash } = chain
  const grantId: string = (await done(chain.grant())).id
  const other = bank.owner<{ uscc: string }[]>`
    SELECT e.uscc FROM enterprise e JOIN user_account u ON u.organisation_id = e.id WHERE u.username = 'enterprise.001'`
  const control = { controller: 'OP-EX-01', firm: (await other)[0]?.uscc, basis: '持股 60%' }
  t.equal((await post(CHAIN.bureau, '/v1/organisation-controls', control)).status, 201)

  await refused(t, bank, [
    [
      'a grant to a bank',
      () => chain.grant({ operator: 'RCB-SIHUI', grantNo: '2' }),
      { status: 404, code: 'NOT_FOUND' },
    ],
    ['six years', () => chain.grant({ grantNo: '2', endsOn: '2030-01-01' }), { status: 422, code: 'GRANT_TOO_LONG' }],
    [
      'no time at all',
      () => chain.grant({ grantNo: '2', endsOn: '2024-01-01' }),
      { status: 422, code: 'GRANT_TOO_LONG' },
    ],
    ['a grant number twice', () => chain.grant(), { status: 409, code: 'GRANT_NO_USED' }],
    ['a grant by an operator', () => chain.grant({}, CHAIN.operator), { status: 403, code: 'FORBIDDEN' }],
    [
      'fields that nobody granted',
      () => chain.apply(grantId, { fields: ['工资'] }),
      { status: 422, code: 'FIELDS_NOT_GRANTED' },
    ],
    [
      'a term beyond the grant',
      () => chain.apply(grantId, { endsOn: '2028-01-02' }),
      { status: 422, code: 'TERM_BEYOND_GRANT' },
    ],
    [
      'a term that ends first',
      () => chain.apply(grantId, { endsOn: '2024-03-25' }),
      { status: 422, code: 'TERM_BEYOND_GRANT' },
    ],
    [
      'a firm that the operator controls',
      () => chain.apply(grantId, {}, 'enterprise.001'),
      { status: 422, code: 'OPERATOR_CONTROLS_HOLDER' },
    ],
    [
      'a grant that is none',
      () => chain.apply('00000000-0000-4000-8000-000000000000'),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])

  const id: string = (await done(chain.apply(grantId))).id
  const submit = (more = {}, on = '2024-03-01', by: string = CHAIN.developer) =>
    step('authorisation', id, by, 'submit', on, more)
  const checked = { confirms: ['checklist-complete'] }
  await refused(t, bank, [
    ['no security plan', () => submit(), { status: 422, code: 'PRECONDITION_UNMET', facts: { event: 'submit' } }],
    ['somebody else submits', () => submit({}, '2024-03-01', CHAIN.operator), { status: 403, code: 'PARTY_FORBIDDEN' }],
    ['a stale version', () => submit({ version: 9 }), { status: 409, code: 'STALE_VERSION' }],
    ['ahead of today', () => submit({}, '2024-07-01'), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    ['before the draft', () => submit({}, '2024-02-29'), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    [
      'a review of a draft',
      () => step('authorisation', id, CHAIN.operator, 'pass-first-review', '2024-03-01', checked),
      { status: 409, code: 'STATE_FORBIDS', facts: { allowed: ['submit'] } },
    ],
    ['another firm', () => submit({ version: 1 }, '2024-03-01', 'enterprise.001'), { status: 404, code: 'NOT_FOUND' }],
  ])
  for (const stranger of ['enterprise.001', CHAIN.exchange, CHAIN.registry, SIHUI.officer, 'officer.bank01'])
    t.equal((await get(stranger, `/v1/scenario-authorisations/${id}`)).status, 404, `${stranger} sees nothing`)
  t.same((await get('enterprise.001', '/v1/scenario-authorisations')).body.items, [])

  const plan = { ...hash, confirms: ['member-checked-in'] }
  t.match(await submit(plan), { status: 200, body: { process: { state: 'SUBMITTED', deadlineOn: '2024-03-08' } } })
  t.match(await step('authorisation', id, CHAIN.operator, 'request-supplement', '2024-03-04'), {
    body: { process: { state: 'SUPPLEMENT', deadlineOn: '2024-03-25', deadlineEvent: 'lapse' } },
  })
  await refused(t, bank, [
    [
      'a supplement too late',
      () => step('authorisation', id, CHAIN.developer, 'resubmit', '2024-03-26'),
      { status: 409, code: 'DEADLINE_PASSED', facts: { deadlineOn: '2024-03-25' } },
    ],
  ])
  t.match(await step('authorisation', id, CHAIN.developer, 'resubmit', '2024-03-06'), {
    body: { process: { state: 'SUBMITTED', round: 2 } },
  })
  await done(step('authorisation', id, CHAIN.operator, 'pass-first-review', '2024-03-08', checked))
  await refused(t, bank, [
    [
      'a second review before the resource is coded',
      () => step('authorisation', id, CHAIN.bureau, 'pass-second-review', '2024-03-11'),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'resource-coded' }] } },
    ],
    [
      'a second review by the operator',
      () => step('authorisation', id, CHAIN.operator, 'pass-second-review', '2024-03-11'),
      { status: 403, code: 'PARTY_FORBIDDEN' },
    ],
  ])
  const resourceId = await chain.doCodedResource()
  await done(step('authorisation', id, CHAIN.bureau, 'pass-second-review', '2024-03-21'))
  await done(step('authorisation', id, CHAIN.bureau, 'confirm-source', '2024-03-22'))
  await done(step('authorisation', id, CHAIN.developer, 'sign', '2024-03-25', hash))
  const activate = (evidenceHash: string) =>
    step('authorisation', id, CHAIN.operator, 'activate', '2024-03-26', {
      evidenceHash,
      confirms: ['evidence-deposited'],
    })
  await refused(t, bank, [
    [
      'another agreement than the developer signed',
      () => activate(OTHER_HASH),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'developer-signed' }] } },
    ],
  ])
  await done(activate(EVIDENCE))

  const twin: string = await chain.doSubmitted()
  await done(step('authorisation', twin, CHAIN.operator, 'pass-first-review', '2024-03-26', checked))
  await done(step('authorisation', twin, CHAIN.bureau, 'pass-second-review', '2024-03-26'))
  await done(step('authorisation', twin, CHAIN.bureau, 'confirm-source', '2024-03-26'))
  await done(step('authorisation', twin, CHAIN.developer, 'sign', '2024-03-26', hash))
  const deposited = { ...hash, confirms: ['evidence-deposited'] }
  await refused(t, bank, [
    [
      'a second authorisation for the same scenario at the same time',
      () => step('authorisation', twin, CHAIN.operator, 'activate', '2024-03-27', deposited),
      { status: 409, code: 'AUTHORISATION_OVERLAPS' },
    ],
    [
      'fields that are not authorised',
      () => chain.register(id, resourceId, { sourceFields: ['用水量'] }),
      { status: 422, code: 'FIELDS_NOT_AUTHORISED' },
    ],
    [
      'a public product without its resource',
      () => chain.register(id, null),
      { status: 422, code: 'RESOURCE_MISSING' },
    ],
    [
      'a registry that is none',
      () => chain.register(id, resourceId, { registry: 'GZDEX-ZQ' }),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])

  const draft: string = (await done(chain.register(id, resourceId))).id
  await done(step('registration', draft, CHAIN.developer, 'submit', '2024-03-27', hash))
  const gaps = (on: string, answerBy: string) =>
    step('registration', draft, CHAIN.registry, 'request-supplement', on, { answerBy })
  await done(gaps('2024-03-28', '2024-04-12'))
  t.match(await step('registration', draft, CHAIN.developer, 'resubmit', '2024-04-01'), {
    body: { process: { state: 'SUBMITTED', round: 2, deadlineOn: '2024-04-07', deadlineEvent: 'deem-accepted' } },
  })
  await refused(t, bank, [
    [
      'gaps a second time',
      () => gaps('2024-04-02', '2024-04-12'),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'gaps-listed-once' }] } },
    ],
  ])

  const noticed = await chain.doNoticed(id, resourceId, { productName: '另一产品' })
  const register = (on: string, more = {}) =>
    step('registration', noticed, CHAIN.registry, 'register', on, { ...chain.certificate, ...more })
  await refused(t, bank, [
    ['a certificate during public notice', () => register('2024-04-09'), { status: 409, code: 'CLOCK_RUNNING' }],
    [
      'a certificate of six years',
      () => register('2024-04-10', { endsOn: '2029-04-11' }),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'certificate' }] } },
    ],
    [
      'a code without form',
      () => register('2024-04-10', { certificateNo: 'SJ1' }),
      { status: 422, code: 'PRECONDITION_UNMET' },
    ],
    [
      'an objection too late',
      () => step('registration', noticed, 'officer.bank01', 'object', '2024-04-10', hash),
      { status: 409, code: 'DEADLINE_PASSED' },
    ],
    [
      'an objection without material',
      () => step('registration', noticed, 'officer.bank01', 'object', '2024-04-02'),
      { status: 422, code: 'PRECONDITION_UNMET' },
    ],
  ])
  t.equal((await get('officer.bank01', `/v1/data-registrations/${noticed}`)).status, 200, 'a public notice is public')
  t.match(await step('registration', noticed, 'officer.bank01', 'object', '2024-04-02', hash), {
    status: 200,
    body: { process: { state: 'OBJECTION', deadlineOn: '2024-04-17' } },
  })
  t.equal(
    (await get('officer.bank01', `/v1/data-registrations/${noticed}`)).status,
    200,
    'who objects follows the case',
  )
  t.equal((await get('reviewer.pboc', `/v1/data-registrations/${noticed}`)).status, 404, 'the others do not')
  await done(step('registration', noticed, CHAIN.registry, 'dismiss-objection', '2024-04-08', hash))
  t.match(await register('2024-04-16'), {
    status: 200,
    body: { state: 'REGISTERED', certificateNo: CHAIN_CERTIFICATE },
  })
  const twice = await chain.doNoticed(id, resourceId, { productName: '第三产品' })
  await refused(t, bank, [
    [
      'a certificate number twice',
      () => step('registration', twice, CHAIN.registry, 'register', '2024-04-16', chain.certificate),
      { status: 409, code: 'CERTIFICATE_NO_USED' },
    ],
  ])
})

t.test('listing, orders, disputes and pledged rights', async (t) => {
  const bank = await testBank(t)
  const { get, post, owner, raw } = bank
  const chain = rightsChain(bank)
  const { step, done, hash } = chain
  const resourceId = await chain.doCodedResource()
  const authorisationId = await chain.doAuthorised()
  const registrationId = await chain.doRegistered(authorisationId, resourceId)
  const applied = await chain.doApplied(registrationId)
  await refused(t, bank, [
    ['a second listing of the same right', () => chain.list(registrationId), { status: 409, code: 'LISTING_EXISTS' }],
    [
      'a listing beyond the certificate',
      () => step('listing', applied, CHAIN.exchange, 'list', '2024-04-18', { ...chain.listed, endsOn: '2027-01-02' }),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'listing-no' }] } },
    ],
    [
      'a listing by the compliance reviewer',
      () => step('listing', applied, CHAIN.compliance, 'list', '2024-04-18', chain.listed),
      { status: 403, code: 'PARTY_FORBIDDEN' },
    ],
    [
      'the product before it is listed',
      () => post(CHAIN.developer, `/v1/listings/${applied}/data-product`),
      { status: 409, code: 'RIGHT_NOT_STANDING' },
    ],
    [
      'an order before it is listed',
      () =>
        post('enterprise.001', '/v1/data-orders', {
          listingId: applied,
          amount: '100.00',
          exclusive: false,
          arbitrationClause: false,
          on: '2024-04-17',
        }),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])
  await done(step('listing', applied, CHAIN.exchange, 'list', '2024-04-18', chain.listed))
  const product = await done(post(CHAIN.developer, `/v1/listings/${applied}/data-product`))

  // Orders.
  const order = (more = {}, by = 'enterprise.001') =>
    post(by, '/v1/data-orders', {
      listingId: applied,
      amount: '120000.00',
      exclusive: false,
      arbitrationClause: true,
      on: '2024-04-19',
      ...more,
    })
  await refused(t, bank, [
    ['one’s own listing', () => order({}, CHAIN.developer), { status: 422, code: 'ORDER_OF_OWN_LISTING' }],
    ['nothing', () => order({ amount: '0.00' }), { status: 422, code: 'NOT_POSITIVE' }],
  ])
  const orderId: string = (await done(order())).id
  t.equal((await get('officer.bank01', `/v1/data-orders/${orderId}`)).status, 404, 'an order is its parties’')
  await done(step('order', orderId, CHAIN.exchange, 'match', '2024-04-19'))
  await done(step('order', orderId, 'enterprise.001', 'sign-as-buyer', '2024-04-19', hash))
  await refused(t, bank, [
    [
      'two different contracts',
      () => step('order', orderId, CHAIN.developer, 'sign', '2024-04-20', { evidenceHash: OTHER_HASH }),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'buyer-signed' }] } },
    ],
    [
      'delisting over an open order',
      () => step('listing', applied, CHAIN.developer, 'delist', '2024-04-20'),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'orders-closed' }] } },
    ],
  ])
  for (const [who, takesPart] of [
    [CHAIN.exchange, true],
    [CHAIN.developer, true],
    ['officer.bank01', false],
    ['enterprise.001', false],
  ] as const) {
    const { steps } = (await get(who, `/v1/listings/${applied}`)).body.process
    const said = steps.filter(
      (one: { opinion: string | null; evidenceHash: string | null; detail: object }) =>
        one.opinion !== null || one.evidenceHash !== null || Object.keys(one.detail).length > 0,
    )
    t.equal(said.length > 0, takesPart, `${who} ${takesPart ? 'reads' : 'does not read'} what was said of the listing`)
    t.ok(steps.length >= 5, 'which steps were taken is open to all')
  }
  await done(step('order', orderId, CHAIN.developer, 'sign', '2024-04-20', hash))
  await done(step('order', orderId, CHAIN.developer, 'begin-delivery', '2024-04-22'))
  await done(step('order', orderId, 'enterprise.001', 'accept', '2024-04-23'))
  const splits = (fee: string) => ({
    splits: [
      { organisation: '91441200MA9000011L', purpose: 'seller', amount: '110000.00' },
      { organisation: 'OP-EX-01', purpose: 'operator', amount: '7600.00' },
      { organisation: 'GZDEX-ZQ', purpose: 'exchange-fee', amount: fee },
    ],
  })
  await refused(t, bank, [
    [
      'a settlement one fen short',
      () => step('order', orderId, CHAIN.exchange, 'settle', '2024-04-24', splits('2399.99')),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'settlement-adds-up' }] } },
    ],
  ])
  await done(step('order', orderId, CHAIN.exchange, 'settle', '2024-04-24', splits('2400.00')))
  t.match(await step('order', orderId, CHAIN.exchange, 'issue-voucher', '2024-04-25', { voucherNo: '凭证-1' }), {
    body: { state: 'VOUCHERED', voucherNo: '凭证-1', splits: [{}, {}, { amount: '110000.00' }] },
  })
  await t.rejects(owner`UPDATE data_order_voucher SET voucher_no = 'x'`, /append-only/, 'a voucher stays')

  // A pledge stands in the way of leaving any of the rights behind it.
  const walk = publishedCase(bank)
  await done(walk.consent())
  const report = await done(walk.report(product.id))
  await done(walk.adopt(report.id))
  const pledge = await done(walk.pledge(product.id))
  const cancel = () => step('registration', registrationId, CHAIN.developer, 'cancel', '2024-06-21')
  const exit = () => step('authorisation', authorisationId, CHAIN.developer, 'exit', '2024-06-21', hash)
  const freeze = { confirms: ['freeze-order'], registrationNo: '中登网-1' }
  await done(step('listing', applied, CHAIN.exchange, 'freeze', '2024-06-20', freeze))
  const pledged = { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'no-pledge-or-consent' }] } }
  const receiver = { newHolder: (await get('enterprise.001', '/v1/enterprises')).body.items[0].uscc, ...hash }
  await refused(t, bank, [
    ['cancelling what is pledged', cancel, pledged],
    ['leaving what is pledged', exit, pledged],
    [
      'transferring what is pledged',
      () => step('registration', registrationId, CHAIN.registry, 'transfer', '2024-06-21', receiver),
      pledged,
    ],
    [
      'an exclusive licence while frozen',
      () => order({ exclusive: true, on: '2024-06-21' }),
      { status: 409, code: 'EXCLUSIVE_WHILE_FROZEN' },
    ],
    [
      'a consent of a bank that holds no pledge',
      () =>
        post('approver.bank01', '/v1/pledgee-consents', {
          subjectKind: 'data_registration',
          subjectId: registrationId,
          event: 'transfer',
          pledgeId: pledge.id,
          on: '2024-06-21',
          evidenceHash: EVIDENCE,
        }),
      { status: 422, code: 'CONSENT_NOT_OF_PLEDGEE' },
    ],
  ])
  for (const [table, id, state] of [
    ['data_registration', registrationId, 'CANCELLED'],
    ['scenario_authorisation', authorisationId, 'EXITED'],
  ] as const)
    await t.rejects(
      owner`UPDATE ${owner(table)} SET state = ${state} WHERE id = ${id}`,
      /the right is pledged/,
      `${table}: the database says so too`,
    )
  await t.rejects(owner`UPDATE listing SET state = 'DELISTED' WHERE id = ${applied}`, /frozen/)
  await t.rejects(raw`UPDATE process_step SET opinion = 'x'`, /permission denied/, 'history is only added to')
  await t.rejects(owner`DELETE FROM process_step`, /append-only/)
  await t.rejects(owner`UPDATE process_subject SET state = 'EXPIRED'`, /moves by its steps/)

  const consent = await post(SIHUI.approver, '/v1/pledgee-consents', {
    subjectKind: 'data_registration',
    subjectId: registrationId,
    event: 'transfer',
    pledgeId: pledge.id,
    on: '2024-06-21',
    evidenceHash: EVIDENCE,
  })
  t.equal(consent.status, 201)

  // A dispute over ownership, once accepted, stops listing, pledge and transfer.
  const dispute = (more = {}) =>
    post('enterprise.001', '/v1/disputes', {
      kind: 'ownership',
      certificateNo: CHAIN_CERTIFICATE,
      host: 'REG-EX-01',
      claim: '数据来源属于我方',
      evidenceHash: EVIDENCE,
      on: '2024-06-21',
      ...more,
    })
  await refused(t, bank, [
    [
      'a certificate that is none',
      () => dispute({ certificateNo: 'SJ4412024040009' }),
      { status: 404, code: 'NOT_FOUND' },
    ],
    ['before the exchange', () => dispute({ host: 'GZDEX-ZQ' }), { status: 422, code: 'DISPUTE_HOST_UNFIT' }],
    ['before a bank', () => dispute({ host: 'RCB-SIHUI' }), { status: 422, code: 'DISPUTE_HOST_UNFIT' }],
  ])
  const disputeId: string = (await done(dispute())).id
  t.equal((await get('officer.bank01', `/v1/disputes/${disputeId}`)).status, 404, 'a dispute is its sides’')
  const standing = { confirms: ['standing-and-evidence'] }
  await done(step('dispute', disputeId, CHAIN.registry, 'accept', '2024-06-24', standing))
  t.match((await get(SIHUI.officer, '/v1/notices')).body.items, [
    { kind: 'ownership-disputed' },
    { kind: 'listing-freeze' },
  ])
  t.match((await get(CHAIN.developer, '/v1/notices')).body.items, [{ kind: 'dispute-accept', subjectId: disputeId }])
  await refused(t, bank, [
    [
      'a transfer in dispute, although the pledgee consents',
      () => step('registration', registrationId, CHAIN.registry, 'transfer', '2024-06-24', receiver),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'no-ownership-dispute' }] } },
    ],
    ['a pledge in dispute', () => walk.pledge(product.id), { status: 409, code: 'OWNERSHIP_DISPUTED' }],
    ['an order in dispute', () => order({ on: '2024-06-24' }), { status: 409, code: 'RIGHT_NOT_STANDING' }],
  ])
  await t.rejects(
    owner`INSERT INTO listing (developer_id, exchange_id, authorisation_id, registration_id, price, delivery_mode, recorded_by)
          SELECT developer_id, exchange_id, authorisation_id, registration_id, price, delivery_mode, recorded_by FROM listing`,
    /ownership is in dispute/,
  )
  await t.rejects(
    owner`INSERT INTO pledge (data_product_id, enterprise_id, lender_id, valuation_id, certificate_kind, certificate_no, right_type,
            secured_limit, state, contracted_on, query_certificate_no, query_certificate_on, made_by)
          SELECT data_product_id, enterprise_id, lender_id, valuation_id, certificate_kind, certificate_no, right_type, secured_limit, state,
            contracted_on, query_certificate_no, query_certificate_on, made_by FROM pledge`,
    /ownership is in dispute/,
    'whoever pledges it',
  )
  await done(step('dispute', disputeId, 'enterprise.001', 'hand-in-evidence', '2024-06-25', hash))
  await done(step('dispute', disputeId, CHAIN.registry, 'refer', '2024-06-26', { confirms: ['file-complete'] }))
  await refused(t, bank, [
    [
      'a court where arbitration is agreed',
      () => step('dispute', disputeId, CHAIN.developer, 'litigate', '2024-06-26'),
      { status: 422, code: 'PRECONDITION_UNMET', facts: { unmet: [{ need: 'no-arbitration-clause' }] } },
    ],
  ])
  await t.rejects(
    owner`UPDATE dispute SET state = 'LITIGATION'`,
    /dispute_litigation_without_clause/,
    'the database says so too',
  )
  await done(step('dispute', disputeId, CHAIN.registry, 'execute', '2024-06-27', { confirms: ['both-accept'] }))
  t.match(await step('registration', registrationId, CHAIN.registry, 'transfer', '2024-06-28', receiver), {
    status: 200,
    body: { holder: receiver.newHolder, state: 'REGISTERED' },
  })
  t.match(await step('registration', registrationId, CHAIN.developer, 'change', '2024-06-28'), {
    status: 403,
    body: { code: 'PARTY_FORBIDDEN' },
  })
  t.equal((await get('enterprise.001', `/v1/data-registrations/${registrationId}`)).status, 200)
  t.match(await everything(bank), /listing-freeze/)
})

t.test('who passed compliance does not list', async (t) => {
  const bank = await testBank(t)
  const chain = rightsChain(bank)
  const { step, done } = chain
  const passwordHash = await hashPassword('a password for tests')
  await asSystem(bank.db, (tx) =>
    addUser(tx, {
      username: 'both.zq',
      nameZh: '兼岗',
      nameEn: 'both',
      organisationCode: 'GZDEX-ZQ',
      roles: ['exchange_officer', 'compliance_reviewer'],
      passwordHash,
      demo: false,
    }),
  )
  const resourceId = await chain.doCodedResource()
  const registrationId = await chain.doRegistered(await chain.doAuthorised(), resourceId)
  const { id } = await done(chain.list(registrationId))
  const member = { confirms: ['member-in-good-standing'] }
  await done(step('listing', id, CHAIN.developer, 'submit', '2024-04-11', member))
  const passed = { ...chain.hash, confirms: ['member-in-good-standing', 'legal-opinion'] }
  await done(step('listing', id, 'both.zq', 'pass-compliance', '2024-04-12', passed))
  await done(step('listing', id, CHAIN.developer, 'apply', '2024-04-15'))
  await refused(t, bank, [
    [
      'both parts in one person',
      () => step('listing', id, 'both.zq', 'list', '2024-04-16', chain.listed),
      { status: 403, code: 'TOOK_PART_BEFORE', facts: { earlier: 'pass-compliance' } },
    ],
  ])
})
