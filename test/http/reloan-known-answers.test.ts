import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { activeQuota, enterTerm, enterTerms } from '../support/relending.js'
import { drawnReloan } from '../support/reloan.js'
import { carriedOut, consent, enterLifeTerms, freeLoan, HASH, proposeAs, repayEarly } from '../support/reloan-life.js'
import { rightsChain } from '../support/rights-chain.js'

const must = async (answer: ReturnType<Bank['post']>) => {
  const { status, text, body } = await answer
  if (status >= 300) throw new Error(`${status}: ${text}`)
  return body
}

/** What was answered for an instant is answered for ever, whatever became known, was decided or was entered since. */
t.test('reads of re-loans and of a product answer the same bytes for the same day and instant', async (t) => {
  const bank = await testBank(t, { today: '2024-12-31' })
  const { post } = bank
  const walk = publishedCase(bank)
  const chain = rightsChain(bank)
  await chain.grant()
  const { productId } = await chain.doChain()
  await walk.consent()
  const report = await walk.done(walk.report(productId))
  await walk.done(walk.adopt(report.id))
  const loanId = await walk.contracted(await walk.frozen(productId))
  await walk.done(walk.disburse(loanId))
  await enterTerms(bank)
  await enterLifeTerms(bank)
  const quotaId = await activeQuota(bank)
  const filing = await must(
    post(SIHUI.officer, '/v1/reloan-filings', { quotaId, filedOn: DAY, loans: [{ loanId, requested: '1800000.00' }] }),
  )
  await must(
    post('reviewer.pboc', `/v1/reloan-filings/${filing.id}/review`, { decision: 'PASS', opinion: '同意', version: 1 }),
  )
  const grant = { amount: '1800000.00', on: DAY, opinion: '同意', version: 2 }
  await must(post('approver.pboc', `/v1/reloan-filings/${filing.id}/grant`, grant))
  const draw = { loanId, amount: '1800000.00', on: DAY, termMonths: 12 }
  const { id } = await must(post('approver.pboc', `/v1/reloan-filings/${filing.id}/drawdowns`, draw))
  const backer = await freeLoan(bank)
  await repayEarly(bank, loanId, '2024-07-10', '1010000.00')
  const waiting = await must(
    proposeAs(bank, SIHUI.officer, id, 'substitutions', { on: '2024-07-11', out: [], in: [backer] }),
  )

  const urls = ['2024-07-10', '2024-09-30', '2024-12-31'].flatMap((asOf) =>
    [
      `/v1/reloans/${id}/life?asOf=${asOf}`,
      `/v1/reloans/${id}/shortfall?asOf=${asOf}`,
      `/v1/reloans/${id}/interest?asOf=${asOf}`,
      `/v1/reports/reloan-reconciliation?asOf=${asOf}`,
      `/v1/reports/reloan-register?asOf=${asOf}`,
      `/v1/reports/reloan-quota-utilisation?from=2024-06-20&asOf=${asOf}`,
      `/v1/reports/reloan-maturities?asOf=${asOf}`,
      `/v1/reports/reloan-pass-through?asOf=${asOf}`,
      `/v1/reports/reloan-disclosure?asOf=${asOf}`,
      `/v1/reloan-quotas/${quotaId}/utilisation?from=2024-06-20&to=${asOf}`,
      `/v1/reloan-facilities?asOf=${asOf}`,
    ].concat(asOf === '2024-12-31' ? [`/v1/data-products/${productId}/trace?limit=200`] : []),
  )
  const people = [SIHUI.officer, 'reviewer.pboc'] as const
  const { knownAt } = (await bank.get(SIHUI.officer, `/v1/reloans/${id}/life?asOf=2024-12-31`)).body
  const answers = async () => {
    const told = new Map<string, string>()
    for (const user of people)
      for (const url of urls) {
        const { status, text } = await bank.get(user, `${url}&knownAt=${encodeURIComponent(knownAt)}`)
        told.set(`${user} ${url}`, `${status} ${text}`)
      }
    return told
  }
  const before = await answers()
  for (const [asked, told] of before)
    if (!asked.startsWith('reviewer.pboc /v1/data-products')) t.match(told, /^200 /, asked)

  const interest = { kind: 'unpaid', on: '2024-09-20', amount: '100.00', document: '扣收失败通知' }
  await t.resolves(consent(bank, waiting.id))
  await enterTerm(bank, 'overdue_rate', '5.00')
  await enterTerm(bank, 'ratio_cap', '0.50')
  await enterTerm(bank, 'early_repayment', 'RETURN_PROPORTION')
  await must(post('reviewer.pboc', `/v1/reloans/${id}/interest-facts`, interest))
  await carriedOut(bank, id, 'extensions', { on: '2024-09-01', months: 12 })
  await carriedOut(bank, id, 'returns', { on: '2024-07-10', amount: '300000.00' })
  await must(
    proposeAs(bank, 'reviewer.pboc', id, 'clawbacks', {
      on: '2024-09-21',
      amount: '1.00',
      reasonCode: 'INELIGIBLE',
      evidenceHash: HASH,
    }),
  )
  await repayEarly(bank, loanId, '2024-07-09', '10000.00')
  await bank.owner`
    INSERT INTO loan_classification (loan_id, lender_id, enterprise_id, classified_on, days_overdue, class, rule_id)
    SELECT l.id, l.lender_id, l.enterprise_id, '2024-07-10', 0, 'SPECIAL_MENTION', (SELECT min(id) FROM rule) FROM loan l WHERE l.id = ${loanId}`
  await activeQuota(bank)
  await drawnReloan(bank, quotaId).catch(() => undefined)
  const project = {
    name: '屋顶光伏',
    field: 'clean-energy',
    investment: '9000000.00',
    annualReductionT: '1000',
    document: '核查报告 1 号',
  }
  t.comment((await post(SIHUI.officer, `/v1/loans/${loanId}/reloan-projects`, project)).status)

  const after = await answers()
  for (const [asked, told] of before) t.equal(after.get(asked), told, asked)
})
