import { randomUUID } from 'node:crypto'
import t from 'tap'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { approvedApplications } from '../support/approved-application.js'
import { testBank } from '../support/bank.js'
import { openLine, standingAndMovements } from '../support/credit-line.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { activeQuota, enterTerms, filedLoan } from '../support/relending.js'
import { done } from '../support/serviced-loan.js'

const bank = await testBank(t, { today: '2024-09-20' })
const { officer, approver } = SIHUI
await done(publishedCase(bank).consent())
const lineId = await openLine(bank)
const NOBODY = '00000000-0000-4000-8000-000000000000'

const signed = async (): Promise<string> => {
  const [applicationId] = (await approvedApplications(bank.owner, 1)) as [string]
  const { id } = await done(
    bank.post(officer, `/v1/loan-applications/${applicationId}/contract`, {
      contractNo: `借-${applicationId}`,
      signedOn: DAY,
      method: 'interest-only',
      creditLineId: lineId,
      version: 3,
    }),
  )
  return id
}
const cancel = (id: string, other: object = {}, by = approver) =>
  bank.post(by, `/v1/loans/${id}/cancellation`, { on: '2024-06-25', opinion: '客户不再用款', version: 1, ...other })
const stateOf = async (id: string) => {
  const [row] = await bank.owner<[{ state: string; steps: string[] }]>`
    SELECT s.state, (SELECT array_agg(k.step ORDER BY k.no) FROM loan_step k WHERE k.loan_id = s.loan_id) AS steps
    FROM loan_state s WHERE s.loan_id = ${id}`
  return { ...row }
}

t.test('a contract that is not drawn is cancelled, and its line is free again', async (t) => {
  const id = await signed()
  t.match(await standingAndMovements(bank, lineId), { reserved: '100000.00' })
  await refused(t, bank, [
    ['by the officer', () => cancel(id, {}, officer), { status: 403, code: 'FORBIDDEN' }],
    ['no loan', () => cancel(NOBODY), { status: 404, code: 'NOT_FOUND' }],
    ['by another bank', () => cancel(id, {}, 'approver.bank01'), { status: 404, code: 'NOT_FOUND' }],
    ['another version', () => cancel(id, { version: 2 }), { status: 409, code: 'STALE_VERSION' }],
    ['before it was signed', () => cancel(id, { on: '2024-06-19' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    ['on a day to come', () => cancel(id, { on: '2024-09-21' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
  ])
  t.match(await cancel(id), { status: 200, body: { id, state: 'WITHDRAWN', version: 2, nextEventOn: null } })
  t.match(await standingAndMovements(bank, lineId), { reserved: '0.00', used: '0.00', reservedMoved: '0.00' })
  t.same(await stateOf(id), { state: 'WITHDRAWN', steps: ['sign', 'cancel'] })
  await refused(t, bank, [
    ['cancelled twice', () => cancel(id, { version: 2 }), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'paid out after it',
      () =>
        bank.post(officer, `/v1/loans/${id}/disbursements`, {
          amount: '1.00',
          on: '2024-06-26',
          noteNo: `据-${id}`,
          payee: '供应商',
          useEvidence: '采购合同',
          version: 2,
        }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])
})

t.test('nobody cancels what it signed, nor what a filing stands on', async (t) => {
  const id = await signed()
  await bank.owner`
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT id, organisation_id, 'credit_approver' FROM user_account WHERE username = ${officer} ON CONFLICT DO NOTHING`
  await refused(t, bank, [['by who signed it', () => cancel(id, {}, officer), { status: 403, code: 'SELF_APPROVAL' }]])
  await done(cancel(id))

  await enterTerms(bank)
  const filed = (await filedLoan(bank, await activeQuota(bank), { until: 'FILED' })).loanId
  await bank.owner`UPDATE loan_state SET state = 'CONTRACTED', disbursed = 0, balance = 0, version = 1 WHERE loan_id = ${filed}`
  await refused(t, bank, [
    ['a filing stands on it', () => cancel(filed), { status: 409, code: 'CONTRACT_BACKS_RELOAN' }],
  ])
})

t.test('a contract not drawn while its approval holds lapses at the end of a day', async (t) => {
  const id = await signed()
  const [{ id: organisationId }] = await bank.owner<
    [{ id: string }]
  >`SELECT id FROM organisation WHERE code = ${SIHUI.code}`
  await done(bank.post(approver, '/v1/business-days', { day: '2024-09-18' }))
  for (const [day, state] of [
    ['2024-09-18', 'CONTRACTED'],
    ['2024-09-19', 'WITHDRAWN'],
  ] as const) {
    await done(bank.post(officer, `/v1/business-days/${day}/close`, { version: 1 }))
    await runEndOfDay(bank.db, endOfDaySteps, { organisationId, through: civilDate(day), runId: randomUUID() })
    t.match(await stateOf(id), { state }, day)
  }
  t.same((await stateOf(id)).steps, ['sign', 'lapse'])
  t.match(await standingAndMovements(bank, lineId), { reserved: '0.00' })
})
