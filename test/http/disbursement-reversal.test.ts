import t from 'tap'
import { approvedApplications } from '../support/approved-application.js'
import { testBank } from '../support/bank.js'
import { openLine, standingAndMovements } from '../support/credit-line.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { done } from '../support/serviced-loan.js'

const TODAY = '2024-07-10'
const bank = await testBank(t, { today: TODAY })
const { officer, approver } = SIHUI
await done(publishedCase(bank).consent())
const lineId = await openLine(bank)

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
const loanOf = async (id: string) =>
  (await done(bank.get(officer, '/v1/loans?limit=50'))).items.find((loan: { id: string }) => loan.id === id)
const payOut = async (id: string, amount: string, on: string, noteNo: string): Promise<string> => {
  const { version } = await loanOf(id)
  const body = { amount, on, noteNo, payee: '供应商', useEvidence: '采购合同', version }
  return (await done(bank.post(officer, `/v1/loans/${id}/disbursements`, body))).disbursement.id
}
const propose = async (id: string, eventId: string) =>
  bank.post(officer, `/v1/loans/${id}/events/${eventId}/reversals`, {
    reason: '录入有误',
    version: (await loanOf(id)).version,
  })
const decide = (requestId: string) =>
  bank.post(approver, `/v1/servicing-requests/${requestId}/decisions`, {
    decision: 'APPROVE',
    opinion: '同意',
    version: 1,
  })
const takeBack = async (id: string, eventId: string) => done(decide((await done(propose(id, eventId))).id))
const book = async (id: string) => {
  const rows = await bank.owner<{ code: string; net: string }[]>`
    SELECT a.code, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS net
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    WHERE e.subject_id = ${id} GROUP BY a.code ORDER BY a.code`
  return rows.map(({ code, net }) => `${code} ${net}`).filter((row) => !row.endsWith(' 0.00'))
}

t.test('what was paid out by mistake is taken back, the last first, and paid out anew', async (t) => {
  const id = await signed()
  const before = await standingAndMovements(bank, lineId)
  t.match(before, { reserved: '100000.00', used: '0.00' })
  const first = await payOut(id, '40000.00', '2024-06-21', `据一-${id}`)
  const booked = await book(id)
  const second = await payOut(id, '60000.00', '2024-07-01', `据二-${id}`)
  const { version } = await loanOf(id)

  await refused(t, bank, [
    ['the first before the second', () => propose(id, first), { status: 409, code: 'LATER_FACTS_FORBID' }],
    [
      'by a lender that is alone',
      () => bank.post(approver, `/v1/loans/${id}/events/${second}/reversals`, { reason: '录入有误', version }),
      { status: 403, code: 'FORBIDDEN' },
    ],
  ])
  const known = (await done(bank.get(officer, `/v1/loans/${id}/position?asOf=${TODAY}`))).knownAt
  t.match(await takeBack(id, second), {
    changed: {
      event: { kind: 'reversal', reverses: second, body: { kind: 'disbursement' } },
      loan: { state: 'DISBURSED', disbursed: '40000.00', balance: '40000.00' },
    },
  })
  t.same(await book(id), booked, 'the book is as before the second')
  t.match(await standingAndMovements(bank, lineId), {
    reserved: '60000.00',
    used: '40000.00',
    reservedMoved: '60000.00',
    usedMoved: '40000.00',
  })
  t.match(await done(bank.get(officer, `/v1/loans/${id}/position?asOf=${TODAY}&knownAt=${known}`)), {
    position: { disbursed: '100000.00' },
  })
  t.match(await done(bank.get(officer, `/v1/loans/${id}/position?asOf=${TODAY}`)), {
    position: { disbursed: '40000.00' },
  })

  t.match(await takeBack(id, first), {
    changed: {
      position: { state: 'CONTRACTED', principal: '0.00' },
      loan: { state: 'CONTRACTED', disbursed: '0.00', balance: '0.00', daysOverdue: 0, nextEventOn: null },
    },
  })
  t.same(await book(id), [])
  const { movements: _, ...standing } = await standingAndMovements(bank, lineId)
  t.match({ ...before, ...standing }, before)
  t.match(await loanOf(id), { state: 'CONTRACTED', disbursed: '0.00' })
  const { items } = await done(bank.get(officer, `/v1/loans/${id}/events`))
  t.same(items.map(({ kind }: { kind: string }) => kind).sort(), [
    'disbursement',
    'disbursement',
    'plan',
    'reversal',
    'reversal',
  ])
  t.equal(items.find((one: { id: string }) => one.id === first).reversedBy, items[0].id)
  const asKnown = (await done(bank.get(officer, `/v1/loans/${id}/events?knownAt=${known}`))).items
  t.equal(asKnown.length, 3, 'neither reversal was known then')
  for (const one of asKnown) t.match(one, { reversedBy: null, recordedBy: String, person: String })
  const { items: told } = await done(bank.get('enterprise.xingwang', `/v1/loans/${id}/events`))
  t.match(told[0], { kind: 'reversal', person: null }, 'the borrower is not told the names of the bank’s people')
  const mirrored = await bank.owner<{ reversed: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses = d.entry_id) AS reversed FROM disbursement d WHERE d.loan_id = ${id}`
  t.same(
    mirrored.map(({ reversed }) => reversed),
    [true, true],
  )
  const steps = await bank.owner<
    { step: string }[]
  >`SELECT step FROM loan_step WHERE loan_id = ${id} ORDER BY no DESC LIMIT 2`
  t.same(
    steps.map(({ step }) => step),
    ['take-back', 'take-back'],
  )
  await refused(t, bank, [
    ['taken back twice', () => propose(id, first), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'its note number again',
      async () =>
        bank.post(officer, `/v1/loans/${id}/disbursements`, {
          amount: '1.00',
          on: TODAY,
          noteNo: `据一-${id}`,
          payee: '供应商',
          useEvidence: '采购合同',
          version: (await loanOf(id)).version,
        }),
      { status: 409, code: 'NOTE_NO_USED' },
    ],
  ])

  await payOut(id, '100000.00', TODAY, `据三-${id}`)
  t.match(await loanOf(id), { state: 'DISBURSED', balance: '100000.00', nextEventOn: '2024-07-22' })
  t.match(await standingAndMovements(bank, lineId), { reserved: '0.00', used: '100000.00' })
  const { rows } = await done(bank.get(officer, `/v1/loans/${id}/schedule?asOf=${TODAY}`))
  t.equal(rows.at(-1).dueOn, '2025-07-10', 'planned anew from the day of the new disbursement')
})

t.test('what others built on stays', async (t) => {
  const id = await disbursedLoan(bank.owner, { on: '2024-07-01' })
  const [paid] = await bank.owner<[{ id: string }]>`SELECT id FROM disbursement WHERE loan_id = ${id}`
  await bank.owner`
    INSERT INTO interest_subsidy (loan_id, lender_id, enterprise_id, programme, rule_id, period_from, period_to, year, beneficiary, interest_paid,
      amount, explanation, document_hash, state, claimed_on, claimed_by)
    SELECT l.id, l.lender_id, l.enterprise_id, 'x', (SELECT min(id) FROM rule), '2024-07-01', '2024-07-02', 2024, 'enterprise', 1, 1, '{}', '',
           'CLAIMED', '2024-07-03', l.signed_by FROM loan l WHERE l.id = ${id}`
  await refused(t, bank, [
    [
      'a subsidy rests on it',
      () => propose(id, paid.id),
      { status: 409, code: 'DISBURSEMENT_STAYS', facts: { because: 'SUBSIDY' } },
    ],
  ])
})
