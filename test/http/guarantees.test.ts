import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'

const { officer, approver } = SIHUI
const GUARANTOR = 'officer.guarantor'

type Members = Record<string, unknown>
const give = (bank: Bank, loanId: string, other: Members = {}, by = officer) =>
  bank.post(by, `/v1/loans/${loanId}/guarantees`, {
    guarantor: 'GUAR-EX-01',
    guaranteeNo: '肇担保〔2024〕001号',
    share: '0.8',
    signedOn: DAY,
    ...other,
  })
const call = (bank: Bank, id: string, other: Members = {}, by = officer) =>
  bank.post(by, `/v1/guarantees/${id}/calls`, {
    amount: '1000.00',
    on: '2024-10-31',
    reason: '借款人逾期未还',
    ...other,
  })

t.test('guarantees', async (t) => {
  const bank = await testBank(t, { today: '2024-12-31' })
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const loanId = await walk.contracted(null, { product: 'YUN_TAN_DAN' })
  const plain = await walk.contracted(null, { product: 'YUN_TAN_DAI' })
  const versionOf = async (): Promise<number> => {
    const [row] = await bank.owner<[{ version: number }]>`SELECT version FROM loan_state WHERE loan_id = ${loanId}`
    return row.version
  }
  const settle = async (id: string, no: number, other: Members = {}) =>
    bank.post(officer, `/v1/guarantees/${id}/calls/${no}/payment`, {
      paidOn: '2024-11-15',
      reference: '代偿款-1',
      version: await versionOf(),
      ...other,
    })
  const overdueOn = async (on: string): Promise<Members> =>
    (await bank.get(officer, `/v1/loans/${loanId}/position?asOf=${on}`)).body.position.overdue

  await t.test('nothing is paid out of a guaranteed loan without its guarantee', (t) =>
    refused(t, bank, [
      [
        'disbursed without',
        () => walk.disburse(loanId),
        { status: 409, code: 'CONDITIONS_NOT_MET', facts: { conditions: ['GUARANTEE_IN_FORCE'] } },
      ],
    ]),
  )

  await t.test('what is no guarantee', (t) =>
    refused(t, bank, [
      ['by an approver', () => give(bank, loanId, {}, approver), { status: 403, code: 'FORBIDDEN' }],
      ['by the guarantor', () => give(bank, loanId, {}, GUARANTOR), { status: 403, code: 'FORBIDDEN' }],
      ['by another bank', () => give(bank, loanId, {}, BANK_01.officer), { status: 404, code: 'NOT_FOUND' }],
      ['of a plain loan', () => give(bank, plain), { status: 422, code: 'GUARANTEE_NOT_FOR_PRODUCT' }],
      ['by a bank', () => give(bank, loanId, { guarantor: 'BANK-EX-01' }), { status: 404, code: 'NOT_FOUND' }],
      [
        'of more than its share',
        () => give(bank, loanId, { share: '0.81' }),
        { status: 422, code: 'GUARANTEE_SHARE_TOO_HIGH' },
      ],
      ['of nothing', () => give(bank, loanId, { share: '0' }), { status: 422, code: 'NOT_POSITIVE' }],
      [
        'dearer than its cap',
        () => give(bank, loanId, { baseFeeBp: '130.01' }),
        { status: 422, code: 'GUARANTEE_FEE_ABOVE_CAP', facts: { capBp: '100.00' } },
      ],
      [
        'before the contract',
        () => give(bank, loanId, { signedOn: '2024-06-19' }),
        { status: 422, code: 'DATES_OUT_OF_ORDER' },
      ],
    ]),
  )

  const given = await walk.done(give(bank, loanId))
  await t.test('the fee by year and what the loan costs in all', async (t) => {
    const { grade, feeBp, feeChangeBp, terms } = given
    t.match(given, { guarantor: 'GUAR-EX-01', guaranteedPrincipal: '2400000.00', baseFeeBp: '100.00', calls: [] })
    const changes: Record<string, string> = {
      DEEP_GREEN: '-30.00',
      LIGHT_GREEN: '-15.00',
      YELLOW: '0.00',
      NOT_RATED: '0.00',
    }
    t.equal(feeChangeBp, changes[grade])
    // 2,400,000 for a year: 240 yuan for each BP.
    t.equal(given.totalFee, `${240 * Number(feeBp)}.00`)
    t.match(terms.fees, [{ no: 1, dueOn: DAY, to: '2025-06-20', amount: given.totalFee }])
    const { withFee, withoutFee } = terms.cost
    t.ok(Number(withFee.simplePercent) > Number(withoutFee.simplePercent) + 0.5, 'the fee is a cost')
    t.ok(
      terms.rules.some((rule: Members) => rule.term === 'guarantee_fee_cap_small_bp' && rule.status === 'recalled'),
      'the cap is known from memory',
    )
    await refused(t, bank, [
      [
        'a second guarantee',
        () => give(bank, loanId, { guaranteeNo: '002' }),
        { status: 409, code: 'GUARANTEE_GIVEN' },
      ],
    ])
    const second = await walk.contracted(null, { product: 'YUN_TAN_DAN' })
    await refused(t, bank, [
      ['a number that is used', () => give(bank, second), { status: 409, code: 'GUARANTEE_NO_USED' }],
    ])
    const disbursed = await walk.disburse(loanId)
    t.equal(disbursed.status, 201, disbursed.text)
  })

  await t.test('the guarantor sees what it gave, and of the loan nothing else', async (t) => {
    const { body } = await bank.get(GUARANTOR, '/v1/guarantees')
    t.same(
      body.items.map((row: Members) => [row.id, row.loanId, row.borrowerZh]),
      [[given.id, loanId, given.borrowerZh]],
    )
    t.equal((await bank.get(GUARANTOR, `/v1/guarantees/${given.id}`)).status, 200)
    t.equal((await bank.get(GUARANTOR, `/v1/loans/${loanId}/guarantees`)).body.items.length, 1)
    for (const path of ['', '/schedule', '/position?asOf=2024-10-31'])
      t.equal((await bank.get(GUARANTOR, `/v1/loans/${loanId}${path}`)).status, 404, path)
    t.same((await bank.get(GUARANTOR, '/v1/loans')).body.items, [])
    t.equal((await bank.get('enterprise.xingwang', `/v1/loans/${loanId}/guarantees`)).body.items.length, 1)
    t.match(await bank.get(BANK_01.officer, `/v1/guarantees/${given.id}`), { status: 404, body: { code: 'NOT_FOUND' } })
    t.same((await bank.get(BANK_01.officer, '/v1/guarantees')).body.items, [])
  })

  await t.test('called for its share of what is overdue, and paid', async (t) => {
    const overdue = await overdueOn('2024-10-31')
    const fen = Object.values(overdue).reduce<bigint>((sum, text) => sum + BigInt(String(text).replace('.', '')), 0n)
    const yuan = (amount: bigint) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
    const share = yuan((fen * 8n) / 10n)
    t.ok(fen > 0n)
    await refused(t, bank, [
      ['by the guarantor', () => call(bank, given.id, {}, GUARANTOR), { status: 403, code: 'FORBIDDEN' }],
      ['by another bank', () => call(bank, given.id, {}, BANK_01.officer), { status: 404, code: 'NOT_FOUND' }],
      ['for nothing', () => call(bank, given.id, { amount: '0.00' }), { status: 422, code: 'NOT_POSITIVE' }],
      [
        'when nothing is overdue',
        () => call(bank, given.id, { on: DAY }),
        { status: 409, code: 'GUARANTEE_NOTHING_OVERDUE' },
      ],
      [
        'for a fen more than its share',
        () => call(bank, given.id, { amount: yuan((fen * 8n) / 10n + 1n) }),
        { status: 422, code: 'GUARANTEE_CALL_ABOVE_SHARE', facts: { available: share, overdue: yuan(fen) } },
      ],
      [
        'on a day to come',
        () => call(bank, given.id, { on: '2025-01-01' }),
        { status: 422, code: 'DATES_OUT_OF_ORDER' },
      ],
      ['paid before it is called', () => settle(given.id, 1), { status: 404, code: 'NOT_FOUND' }],
    ])
    await walk.done(call(bank, given.id, { amount: share }))
    await refused(t, bank, [
      [
        'for the same share again',
        () => call(bank, given.id, { amount: '0.01' }),
        { status: 422, code: 'GUARANTEE_CALL_ABOVE_SHARE', facts: { available: '0.00' } },
      ],
      [
        'paid before the day of the call',
        () => settle(given.id, 1, { paidOn: '2024-10-30' }),
        { status: 422, code: 'DATES_OUT_OF_ORDER' },
      ],
      [
        'a stale version of the loan',
        () => settle(given.id, 1, { version: 1 }),
        { status: 409, code: 'STALE_VERSION' },
      ],
    ])
    const paid = await walk.done(settle(given.id, 1))
    t.match(paid.calls, [{ no: 1, amount: share, payment: { recourse: share, paidOn: '2024-11-15' } }])
    const [event] = await bank.owner`
      SELECT kind, amount::text, body ->> 'payer' AS payer FROM loan_event WHERE id = ${paid.calls[0].payment.loanEventId}`
    t.same(event, { kind: 'payment', amount: share, payer: 'guarantor' })
    await refused(t, bank, [['paid twice', () => settle(given.id, 1), { status: 409, code: 'GUARANTEE_CALL_PAID' }]])
    const [book] = await bank.owner`
      SELECT sum(CASE side WHEN 'debit' THEN amount ELSE -amount END)::text AS net FROM journal_line`
    t.equal(book?.net, '0.00')
    t.equal((await bank.get(GUARANTOR, `/v1/guarantees/${given.id}`)).body.calls[0].payment.recourse, share)
  })

  await t.test('a payment taken back leaves the call unpaid, and it is paid again', async (t) => {
    const before = (await bank.get(GUARANTOR, `/v1/guarantees/${given.id}`)).body.calls[0]
    const { id } = await walk.done(
      bank.post(officer, `/v1/loans/${loanId}/events/${before.payment.loanEventId}/reversals`, {
        reason: '代偿款退回',
        version: await versionOf(),
      }),
    )
    await walk.done(
      bank.post(approver, `/v1/servicing-requests/${id}/decisions`, {
        decision: 'APPROVE',
        opinion: '同意',
        version: 1,
      }),
    )
    for (const user of [GUARANTOR, officer])
      t.match((await bank.get(user, `/v1/guarantees/${given.id}`)).body.calls[0], { no: 1, payment: null }, user)
    const paid = await walk.done(settle(given.id, 1, { reference: '代偿款-2' }))
    t.match(paid.calls, [{ no: 1, payment: { recourse: before.amount, reference: '代偿款-2' } }])
    await refused(t, bank, [['paid twice', () => settle(given.id, 1), { status: 409, code: 'GUARANTEE_CALL_PAID' }]])
  })

  await t.test('a call that the borrower has paid meanwhile is not paid again', async (t) => {
    await walk.done(call(bank, given.id, { amount: '100.00', on: '2024-12-30' }))
    const { body } = await bank.get(officer, `/v1/loans/${loanId}/position?asOf=2024-12-31`)
    await walk.done(
      bank.post(officer, `/v1/loans/${loanId}/repayments`, {
        on: '2024-12-31',
        amount: body.position.totalDue,
        reference: '回单',
        version: await versionOf(),
      }),
    )
    await refused(t, bank, [
      [
        'paid in vain',
        () => settle(given.id, 2, { paidOn: '2024-12-31' }),
        { status: 409, code: 'GUARANTEE_CALL_ABOVE_OVERDUE', facts: { overdue: '0.00' } },
      ],
    ])
  })

  await t.test('the cost in all as a calculator', async (t) => {
    const asked = {
      product: 'YUN_TAN_DAN',
      grade: 'DEEP_GREEN',
      principal: '19000000.00',
      annualRatePercent: '3.25',
      from: '2023-03-03',
      months: 36,
      method: 'interest-only',
    }
    const cost = (other: Members = {}) =>
      bank.post(officer, '/v1/calculations/guarantee', { ...asked, ...other }, { key: null })
    const { body } = await cost()
    t.match(body, { guaranteedPrincipal: '15200000.00', feeBp: '70.00', totalFee: '319200.00', feeCapBp: '150.00' })
    t.equal(body.fees.length, 3)
    t.match(await cost({ product: 'YUN_TAN_DAI' }), { status: 422, body: { code: 'GUARANTEE_NOT_FOR_PRODUCT' } })
    t.match(await cost({ share: '1' }), { status: 422, body: { code: 'GUARANTEE_SHARE_TOO_HIGH' } })
    t.match(await cost({ from: '2020-01-01' }), { status: 422, body: { code: 'GUARANTEE_NOT_FOR_PRODUCT' } })
  })
})
