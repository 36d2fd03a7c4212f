import t from 'tap'
import { runTimers } from '../../src/app/process-timers/run-timers.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { publishedCase, SIHUI } from '../support/published-loan.js'
import { everything } from '../support/refused.js'
import { CHAIN, rightsChain } from '../support/rights-chain.js'

t.test('the program takes what is due, once, dated the day after the clock ended', async (t) => {
  const bank = await testBank(t)
  const { get, db } = bank
  const chain = rightsChain(bank)
  const { step, done, hash } = chain
  const run = (day: string) => runTimers(db, civilDate(day))
  const lapsing = await chain.doSubmitted({ scenario: '用能预测' })
  await done(step('authorisation', lapsing, CHAIN.operator, 'request-supplement', '2024-03-04'))
  const resourceId = await chain.doCodedResource()
  const authorisationId = await chain.doAuthorised()
  const silent: string = (await done(chain.register(authorisationId, resourceId))).id
  await done(step('registration', silent, CHAIN.developer, 'submit', '2024-03-27', hash))
  const unanswered: string = (await done(chain.register(authorisationId, resourceId, { productName: '另一产品' }))).id
  await done(step('registration', unanswered, CHAIN.developer, 'submit', '2024-03-27', hash))
  const answerBy = { answerBy: '2024-04-03' }
  await done(step('registration', unanswered, CHAIN.registry, 'request-supplement', '2024-03-28', answerBy))

  t.same((await run('2024-03-25')).taken, [], 'on its last day a clock still runs')
  // Three working days from 27 March end on 1 April; fifteen from 4 March on 25 March.
  t.match(await run('2024-04-08'), {
    taken: [
      { subjectKind: 'data_registration' },
      { subjectKind: 'data_registration' },
      { subjectKind: 'scenario_authorisation', subjectId: lapsing, event: 'lapse' },
    ],
    refused: [],
  })
  t.match((await get(CHAIN.registry, `/v1/data-registrations/${silent}`)).body.process, {
    state: 'ACCEPTED',
    // Silence accepts on 2 April, whenever the job ran; ten working days from there.
    deadlineOn: '2024-04-17',
    steps: [{}, {}, { event: 'deem-accepted', party: 'timer', on: '2024-04-02', person: null, organisation: null }],
  })
  t.match((await get(CHAIN.registry, `/v1/data-registrations/${unanswered}`)).body.process, {
    state: 'TERMINATED',
    steps: [{}, {}, {}, { event: 'terminate', on: '2024-04-04' }],
  })
  t.match((await get(CHAIN.developer, `/v1/scenario-authorisations/${lapsing}`)).body.process, {
    state: 'REJECTED',
    deadlineOn: null,
  })
  const before = await everything(bank)
  t.match(await run('2024-04-08'), { taken: [], refused: [], told: 0 })
  t.equal(await everything(bank), before, 'a second run of the day changes nothing')

  // Ten working days after 2 April nobody examined: the registry is told once.
  t.equal((await run('2024-04-18')).told, 1)
  t.equal((await run('2024-04-19')).told, 0)
  t.match((await get(CHAIN.registry, '/v1/notices')).body.items, [
    { kind: 'overdue', subjectId: silent, aboutOn: '2024-04-17' },
  ])
})

t.test('ends that come near, suspension, expiry', async (t) => {
  const bank = await testBank(t)
  const { get, db } = bank
  const chain = rightsChain(bank)
  const { step, done, hash } = chain
  const run = (day: string) => runTimers(db, civilDate(day))
  const { authorisationId, listingId, productId } = await chain.doChain()
  const walk = publishedCase(bank)
  await done(walk.consent())
  const report = await done(walk.report(productId))
  await done(walk.adopt(report.id))
  await done(walk.pledge(productId))

  const reason = { opinion: '数据使用超出场景' }
  t.match(await step('authorisation', authorisationId, CHAIN.bureau, 'suspend', '2024-06-24', reason), {
    body: { process: { state: 'SUSPENDED', deadlineOn: '2024-07-24', deadlineEvent: 'alert' } },
  })
  const told = await get(SIHUI.officer, '/v1/notices')
  t.match(told.body.items, [{ kind: 'authorisation-suspend', on: '2024-06-24', subjectId: authorisationId }])
  t.same((await get('officer.bank01', '/v1/notices')).body.items, [], 'another bank is told nothing')
  t.match(await run('2024-06-24'), { taken: [{ subjectKind: 'listing', subjectId: listingId, event: 'halt' }] })
  t.match((await get(CHAIN.exchange, `/v1/listings/${listingId}`)).body, { state: 'TRADING_HALT' })
  t.match((await step('listing', listingId, CHAIN.exchange, 'resume', '2024-06-25')).body, {
    code: 'PRECONDITION_UNMET',
    unmet: [{ need: 'scenario-active' }],
  })
  await done(step('authorisation', authorisationId, CHAIN.bureau, 'reinstate', '2024-06-26', hash))
  await done(step('listing', listingId, CHAIN.exchange, 'resume', '2024-06-26'))

  const kinds = async (user: string) =>
    (await get(user, '/v1/notices')).body.items
      .filter(({ subjectKind }: { subjectKind: string }) => subjectKind === 'scenario_authorisation')
      .map(({ kind, aboutOn }: { kind: string; aboutOn: string }) => `${kind} ${aboutOn}`)
  // The last day is 31 December 2026; the listing may not end while its right is pledged.
  for (const day of ['2026-07-03', '2026-07-04', '2026-07-05', '2026-12-24', '2026-12-25']) await run(day)
  t.same(await kinds(CHAIN.developer), ['ends-within-7-days 2026-12-31', 'ends-within-180-days 2026-12-31'])
  t.match(await kinds(SIHUI.officer), ['ends-within-7-days 2026-12-31', 'ends-within-180-days 2026-12-31'])
  const ended = await run('2027-01-01')
  t.match(ended.taken, [{ subjectKind: 'scenario_authorisation', event: 'expire' }])
  t.match(ended.refused, [{ subjectKind: 'listing', subjectId: listingId, code: 'PRECONDITION_UNMET' }])
  t.equal((await get(CHAIN.bureau, `/v1/scenario-authorisations/${authorisationId}`)).body.state, 'EXPIRED')
  t.match(await kinds(SIHUI.officer), ['authorisation-expire 2027-01-01'])
})
