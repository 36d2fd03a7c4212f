import { setTimeout as sleep } from 'node:timers/promises'
import type { Bank } from './bank.js'
import { DAY, EVIDENCE, publishedCase, SIHUI } from './published-loan.js'
import { activeQuota, enterTerms, filedLoan } from './relending.js'
import { drawnReloan } from './reloan.js'
import { proposeAs } from './reloan-life.js'
import { CHAIN_CERTIFICATE, rightsChain } from './rights-chain.js'
import { done, servicedLoan } from './serviced-loan.js'

type Members = Readonly<Record<string, unknown>>

/** A bank at work: of everything that the console shows there is at least one. */
export async function livedIn(bank: Bank): Promise<void> {
  const { post } = bank
  const { officer } = SIHUI
  const run = async (by: string, kind: string, payload: Members) => {
    const { id } = await done(post(by, `/v1/jobs/${kind}`, payload))
    for (let tries = 0; ; tries += 1) {
      const { body } = await bank.get(by, `/v1/jobs/${id}`)
      if (body.state === 'succeeded') return
      if (body.state === 'failed' || tries === 600) throw new Error(`${kind}: ${JSON.stringify(body)}`)
      await sleep(25)
    }
  }

  const chain = rightsChain(bank)
  const { productId } = await chain.doChain()
  await done(
    post('enterprise.001', '/v1/disputes', {
      kind: 'ownership',
      certificateNo: CHAIN_CERTIFICATE,
      host: 'REG-EX-01',
      claim: '数据来源属于我方',
      evidenceHash: EVIDENCE,
      on: '2024-06-21',
    }),
  )

  const walk = publishedCase(bank)
  await done(walk.consent())
  const { id: valuation } = await done(walk.report(productId))
  await done(walk.adopt(valuation))
  await done(
    post(officer, `/v1/data-products/${productId}/valuation-requests`, {
      purpose: '质押',
      reason: '年度重估',
      on: DAY,
    }),
  )
  const pledge = await done(walk.pledge(productId))
  await done(walk.register(pledge.id))
  await done(walk.freeze(pledge.id))
  const { id: secondProduct } = await done(walk.product({ certificateNo: 'SJ4412024060002' }))
  const second = await done(walk.report(secondProduct, { reportNo: '评-9' }))
  await done(walk.adopt(second.id))
  await done(walk.pledge(secondProduct, { queryCertificateNo: '查询证明-9' }))
  await done(post(officer, '/v1/register-files/outgoing', { kind: 'registration-requests' }))
  const loanId = await walk.contracted(pledge.id)
  await done(walk.disburse(loanId))
  await walk.quoted(null, { product: 'YUN_TAN_DAI', amount: '500000.00' })
  const guaranteed = await walk.contracted(null, { product: 'YUN_TAN_DAN', amount: '800000.00' })
  await done(
    post(officer, `/v1/loans/${guaranteed}/guarantees`, {
      guarantor: 'GUAR-EX-01',
      guaranteeNo: '肇担保〔2024〕001号',
      share: '0.8',
      signedOn: DAY,
    }),
  )

  const loan = await servicedLoan(bank)
  await done(loan.pay('2024-03-20', '9000.00'))
  await done(loan.command('interest-pauses', { reason: '双方约定', on: '2024-02-10', to: '2024-03-10' }))

  await enterTerms(bank)
  const { reloanId } = await drawnReloan(bank)
  const giveBack = { on: '2024-07-20', amount: '100000.00', evidenceHash: EVIDENCE }
  await done(proposeAs(bank, officer, reloanId, 'returns', giveBack))
  await filedLoan(bank, await activeQuota(bank), { until: 'FILED' })

  // The firm of the published case has no carbon account: the report is of another customer.
  const { items: firms } = await done(bank.get(officer, '/v1/enterprises?asOf=2024-06-30'))
  const customer = firms.find(({ grade }: { grade: string | null }) => grade !== null)
  await done(
    post(officer, `/v1/enterprises/${customer.uscc}/credit-reports`, { asOf: '2024-06-30', purpose: 'post_loan' }),
  )
  await done(
    post('steward.zq', '/v1/method-proposals', {
      kind: 'rating-choice',
      document: { code: 'rating.method', value: 'zq-4d' },
      validFrom: '2027-01-01',
      source: '肇碳〔2024〕9号',
      status: 'assumption',
    }),
  )
  const lower = { reportNo: '评-2', baseDate: '2024-07-01', reportValue: '3600000.00' }
  const { id: lowered } = await done(walk.report(productId, lower))
  await done(walk.adopt(lowered, { adoptedValue: '3600000.00', on: '2024-07-02' }))
  await run('admin', 'collateral-watch', { asOf: '2024-07-02' })
  await run('steward.zq', 'post-emissions', { asOf: '2024-06-30' })
  await run('reviewer.pboc', 'reloan-checks', { month: '2024-07' })
  await done(post('approver.bank01', '/v1/business-days', { day: '2024-06-20' }))
}
