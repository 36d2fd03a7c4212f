import t from 'tap'
import { sealAuditEvents } from '../../src/app/audit/seal.js'
import { verifyAuditChain } from '../../src/app/audit/verify.js'
import { testBank } from '../support/bank.js'
import { publishedCase, SIHUI } from '../support/published-loan.js'
import { CHAIN, CHAIN_CERTIFICATE, rightsChain } from '../support/rights-chain.js'

/** The rights behind the published loan: who granted, authorised, registered and listed what; dates invented, clocks by the guide. */
t.test('from the grant of the bureau to a listed product that a bank takes in pledge', async (t) => {
  const bank = await testBank(t)
  const { get, post, db } = bank
  const chain = rightsChain(bank)

  t.match(await chain.grant(), { status: 201, body: { bureau: 'GOV-ZQ-DATA', operator: 'OP-EX-01' } })
  const { resourceId, authorisationId, registrationId, listingId, productId } = await chain.doChain()

  const authorisation = await get(CHAIN.operator, `/v1/scenario-authorisations/${authorisationId}`)
  t.match(authorisation, {
    status: 200,
    body: { state: 'ACTIVE', developer: '91441200MA9000011L', version: 1, endsOn: '2027-01-01' },
  })
  const { process } = authorisation.body
  t.match(process, { state: 'ACTIVE', version: 7, deadlineOn: '2026-12-31', deadlineEvent: 'expire' })
  t.same(
    process.steps.map((step: { event: string; on: string; deadlineOn: string | null }) =>
      [step.event, step.on, step.deadlineOn ?? '—'].join(' '),
    ),
    [
      'draft 2024-03-01 —',
      // five working days; ten, over the Qingming days of 4 to 6 April and the worked Sunday 7 April
      'submit 2024-03-01 2024-03-08',
      'pass-first-review 2024-03-05 2024-03-19',
      'pass-second-review 2024-03-21 2024-04-07',
      'confirm-source 2024-03-22 —',
      'sign 2024-03-25 —',
      'activate 2024-03-26 2026-12-31',
    ],
    'each deadline was computed once, by the calendar',
  )
  t.match(process.steps[1].ruleIds, [/^\d+$/], 'the parameter row is kept')

  const resource = await get('officer.bank01', `/v1/resource-registrations/${resourceId}`)
  t.equal(resource.status, 404, 'the process of a resource is its parties’')
  const coded = await get('officer.bank01', '/v1/resource-registrations')
  t.match(coded.body.items, [{ state: 'CODED', codedOn: '2024-03-20' }], 'a coded resource is public')

  t.match(await get(CHAIN.registry, `/v1/data-registrations/${registrationId}`), {
    body: {
      state: 'REGISTERED',
      certificateNo: CHAIN_CERTIFICATE,
      registeredOn: '2024-04-10',
      process: { deadlineOn: '2027-02-28', deadlineEvent: 'expire' },
    },
  })
  const listing = await get(CHAIN.exchange, `/v1/listings/${listingId}`)
  t.match(listing.body, { state: 'LISTED', listingNo: 'GZDEX-2024-0415', frozenFor: null })
  const open = Object.fromEntries(
    listing.body.process.openSteps.map((step: { event: string; mine: boolean; unmet: { need: string }[] }) => [
      step.event,
      [step.mine, ...step.unmet.map(({ need }) => need)],
    ]),
  )
  t.same(open, {
    halt: [false, 'reason'],
    freeze: [false, 'freeze-order', 'registration-no'],
    unfreeze: [false, 'freeze-order', 'frozen'],
    delist: [true],
  })

  const walk = publishedCase(bank)
  t.equal((await get(SIHUI.officer, `/v1/listings/${listingId}`)).status, 200, 'what is traded is public')
  t.equal((await get(SIHUI.officer, `/v1/data-products/${productId}`)).status, 404, 'the product is not')
  t.equal((await walk.consent()).status, 201)
  const product = await get(SIHUI.officer, `/v1/data-products/${productId}`)
  t.match(product, {
    status: 200,
    body: {
      name: '肇庆高新区 2024 碳排放数据产品',
      certificateValidFrom: '2024-04-10',
      certificateValidTo: '2027-02-28',
      authorisationValidTo: '2026-12-31',
      listingNo: 'GZDEX-2024-0415',
      listingValidTo: '2026-11-30',
      authorisationId,
      registrationId,
      listingId,
    },
  })
  const report = await walk.report(productId)
  t.equal(report.status, 201)
  t.equal((await walk.adopt(report.body.id)).status, 200)
  const pledge = await walk.pledge(productId)
  t.match(pledge, { status: 201, body: { state: 'CONTRACTED', certificateNo: CHAIN_CERTIFICATE } })

  const order = { confirms: ['freeze-order'], registrationNo: '中登网-1' }
  t.match(await chain.step('listing', listingId, CHAIN.exchange, 'freeze', '2024-06-20', order), {
    status: 200,
    body: { state: 'LISTED', frozenFor: '中登网-1', process: { version: 6 } },
  })
  const told = await get(SIHUI.officer, '/v1/notices')
  t.match(told.body.items, [{ kind: 'listing-freeze', subjectId: listingId, on: '2024-06-20' }])
  t.match(await chain.step('listing', listingId, CHAIN.exchange, 'delist', '2024-06-21'), {
    status: 422,
    body: { code: 'PRECONDITION_UNMET', unmet: [{ need: 'not-frozen' }, { need: 'no-pledge-or-consent' }] },
  })

  t.same((await post(CHAIN.developer, `/v1/listings/${listingId}/data-product`)).body.code, 'CERTIFICATE_REGISTERED')
  await sealAuditEvents(db)
  t.match(await verifyAuditChain(db), { intact: true })
})
