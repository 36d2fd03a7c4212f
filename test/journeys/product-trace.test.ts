import t from 'tap'
import { testBank } from '../support/bank.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { activeQuota, enterTerms } from '../support/relending.js'
import { CHAIN, rightsChain } from '../support/rights-chain.js'

interface Row {
  readonly on: string
  readonly subjectKind: string
  readonly event: string
  readonly amount: string | null
  readonly organisation: string | null
}

/** The published case as one timeline: rights, valuation, pledge, loan, re-loan; each party sees what it was granted. */
t.test('from the authorisation to the re-loan in one timeline', async (t) => {
  const bank = await testBank(t)
  const { get, post } = bank
  const chain = rightsChain(bank)
  const walk = publishedCase(bank)
  await chain.grant()
  const { productId } = await chain.doChain()
  await walk.consent()
  const report = await walk.done(walk.report(productId))
  await walk.done(walk.adopt(report.id))
  const before = await get(SIHUI.officer, `/v1/data-products/${productId}/trace`)
  const pledgeId = await walk.frozen(productId)
  const loanId = await walk.contracted(pledgeId)
  await walk.done(walk.disburse(loanId))
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const filing = await walk.done(
    post(SIHUI.officer, '/v1/reloan-filings', { quotaId, filedOn: DAY, loans: [{ loanId, requested: '1800000.00' }] }),
  )
  const reviewed = await walk.done(
    post('reviewer.pboc', `/v1/reloan-filings/${filing.id}/review`, {
      decision: 'PASS',
      opinion: '材料齐全',
      version: filing.version,
    }),
  )
  await walk.done(
    post('approver.pboc', `/v1/reloan-filings/${filing.id}/grant`, {
      amount: '1800000.00',
      on: DAY,
      opinion: '同意',
      version: reviewed.version,
    }),
  )
  await walk.done(
    post('approver.pboc', `/v1/reloan-filings/${filing.id}/drawdowns`, {
      loanId,
      amount: '1800000.00',
      on: DAY,
      termMonths: 12,
    }),
  )

  const url = `/v1/data-products/${productId}/trace`
  const traceOf = async (user: string): Promise<readonly Row[]> => (await get(user, `${url}?limit=200`)).body.items
  const shown = (rows: readonly Row[], kind: string) =>
    rows.filter(({ subjectKind }) => subjectKind === kind).map(({ event }) => event)

  const auditor = await traceOf('auditor.zq')
  t.comment(
    auditor
      .map(({ on, subjectKind, event, amount, organisation }) =>
        [on, subjectKind.padEnd(22), event.padEnd(20), (amount ?? '').padStart(14), organisation ?? ''].join(' '),
      )
      .join('\n'),
  )
  t.same(shown(auditor, 'loan'), ['sign', 'disburse', 'pay-out'])
  t.same(shown(auditor, 'reloan_filing'), ['file', 'review', 'grant'])
  t.same(shown(auditor, 'reloan'), ['draw'])
  t.equal(shown(auditor, 'scenario_authorisation').at(-1), 'activate')
  t.equal(shown(auditor, 'listing').includes('list'), true)
  t.same(
    auditor.map(({ on }) => on),
    auditor.map(({ on }) => on).sort(),
    'in the order of their days',
  )

  const officer = await traceOf(SIHUI.officer)
  t.same(shown(officer, 'loan'), ['sign', 'disburse', 'pay-out'])
  t.equal(
    officer.every(({ subjectKind }) => !subjectKind.startsWith('activity')),
    true,
    'no raw row of an account is among them',
  )
  const enterprise = await traceOf(CHAIN.developer)
  t.equal(shown(enterprise, 'scenario_authorisation').length > 0, true)
  t.equal((await get(BANK_01.officer, url)).status, 404, 'a bank without consent')

  const first = await get('auditor.zq', `${url}?limit=5`)
  const second = await get('auditor.zq', `${url}?limit=5&cursor=${first.body.nextCursor}&knownAt=${first.body.knownAt}`)
  t.same([...first.body.items, ...second.body.items], auditor.slice(0, 10), 'page by page the same')
  t.equal((await get('auditor.zq', `${url}?cursor=eyJ4IjoxfQ`)).status, 400)
  const again = await get(SIHUI.officer, `${url}?knownAt=${before.body.knownAt}`)
  t.equal(again.text, before.text, 'as known then, byte for byte')
})
