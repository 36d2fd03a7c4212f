import t from 'tap'
import { type Grant, grantOf, type OpenRequest } from '../../../src/domain/consent/decide.js'
import { FIELD_GROUPS, type FieldGroup, fieldGroupsOf } from '../../../src/domain/consent/field-group.js'
import { allows, CONSENT_TRANSITIONS, consentStateOn, requestStateOn } from '../../../src/domain/consent/life-cycle.js'
import { checkAskedPeriod } from '../../../src/domain/consent/period.js'
import type { ConsentPurpose } from '../../../src/domain/consent/purpose.js'
import { openView, type Standing } from '../../../src/domain/consent/view.js'
import { civilDate } from '../../../src/kernel/civil-date.js'

const on = (text: string) => civilDate(text)
const TODAY = on('2024-06-20')
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

t.test('states on a day (data-assets 7.8)', async (t) => {
  const requests: [outcome: 'GRANTED' | 'REFUSED' | null, today: string, state: string][] = [
    [null, '2024-06-27', 'REQUESTED'],
    [null, '2024-06-28', 'EXPIRED'],
    ['GRANTED', '2024-06-28', 'GRANTED'],
    ['REFUSED', '2024-07-28', 'REFUSED'],
  ]
  for (const [outcome, today, state] of requests)
    t.equal(requestStateOn({ expiresOn: on('2024-06-27'), outcome }, on(today)), state)
  const consents: [validTo: string | null, withdrawnAt: string | null, state: string][] = [
    [null, null, 'GRANTED'],
    ['2024-06-20', null, 'GRANTED'],
    ['2024-06-19', null, 'EXPIRED'],
    ['2024-06-19', '2024-06-18T00:00:00Z', 'WITHDRAWN'],
    [null, '2024-06-20T00:00:00Z', 'WITHDRAWN'],
  ]
  for (const [validTo, withdrawnAt, state] of consents)
    t.equal(consentStateOn({ validTo: validTo === null ? null : on(validTo), withdrawnAt }, TODAY), state)
  for (const state of ['REFUSED', 'WITHDRAWN', 'EXPIRED'] as const)
    t.notOk(
      CONSENT_TRANSITIONS.some(({ from }) => from === state),
      `nothing follows ${state}`,
    )
  t.ok(allows('REQUESTED', 'grant') && allows('REQUESTED', 'refuse') && !allows('GRANTED', 'refuse'))
})

t.test('what a bank may ask for', async (t) => {
  const periods: [ConsentPurpose, from: string, to: string | null, code: string][] = [
    ['pre_loan', '2024-06-20', '2024-07-19', 'ok'],
    ['pre_loan', '2024-06-20', '2024-07-20', 'CONSENT_PERIOD_TOO_LONG'],
    ['pre_loan', '2024-06-20', null, 'CONSENT_PERIOD_TOO_LONG'],
    ['pre_loan', '2024-06-20', '2024-06-19', 'CONSENT_PERIOD_INVERTED'],
    ['pre_loan', '2024-06-01', '2024-06-19', 'CONSENT_ALREADY_OVER'],
    ['post_loan', '2024-06-20', null, 'ok'],
    ['reloan_review', '2024-06-20', '2025-06-20', 'ok'],
  ]
  for (const [purpose, from, to, code] of periods) {
    const asked = { purpose, validFrom: on(from), validTo: to === null ? null : on(to) }
    t.equal(codeOf(checkAskedPeriod(asked, 30, TODAY)), code, `${purpose} ${from} ${to}`)
  }
})

t.test('a grant gives no more than was asked, once, on the wording in force', async (t) => {
  const text = { version: 2, hash: 'b' }
  const request: OpenRequest = {
    validFrom: TODAY,
    validTo: on('2024-07-01'),
    fieldGroups: ['identity', 'emissions', 'rating'],
    expiresOn: on('2024-06-27'),
    outcome: null,
  }
  const all: Grant = { fieldGroups: null, validTo: null, textHash: 'b' }
  t.match(grantOf(request, all, text, TODAY), {
    ok: true,
    value: { fieldGroups: request.fieldGroups, validTo: '2024-07-01' },
  })
  t.match(grantOf(request, { ...all, fieldGroups: ['rating'], validTo: on('2024-06-21') }, text, TODAY), {
    ok: true,
    value: { fieldGroups: ['identity', 'rating'], validTo: '2024-06-21' },
  })
  const refused: [Partial<OpenRequest>, Partial<Grant>, string, string][] = [
    [{}, {}, '2024-06-28', 'CONSENT_REQUEST_CLOSED'],
    [{ outcome: 'REFUSED' }, {}, '2024-06-20', 'CONSENT_REQUEST_CLOSED'],
    [{}, { textHash: 'a' }, '2024-06-20', 'CONSENT_TEXT_OUTDATED'],
    [{}, { fieldGroups: ['operating'] }, '2024-06-20', 'CONSENT_NOT_REQUESTED'],
    [{}, { validTo: on('2024-07-02') }, '2024-06-20', 'CONSENT_LONGER_THAN_REQUESTED'],
    [{}, { validTo: on('2024-06-19') }, '2024-06-20', 'CONSENT_PERIOD_INVERTED'],
    [{ validFrom: on('2024-06-01') }, { validTo: on('2024-06-19') }, '2024-06-20', 'CONSENT_ALREADY_OVER'],
  ]
  for (const [asked, grant, today, code] of refused)
    t.equal(codeOf(grantOf({ ...request, ...asked }, { ...all, ...grant }, text, on(today))), code)
  t.same(fieldGroupsOf(['rating', 'emissions', 'rating']), ['identity', 'emissions', 'rating'])
})

t.test('a view is open to firm, bank, purpose and fields (I-24)', async (t) => {
  const consent = (id: string, purpose: ConsentPurpose, ...fieldGroups: FieldGroup[]) => ({ id, purpose, fieldGroups })
  const bank: Standing = {
    by: 'consent',
    consents: [
      consent('new', 'pre_loan', 'identity', 'emissions'),
      consent('old', 'pre_loan', 'identity', 'operating', 'emissions'),
      consent('loan', 'post_loan', 'identity', 'rating', 'emissions'),
    ],
  }
  const ask = (
    standing: Standing,
    what: 'account' | 'rating' | 'activity',
    purpose: ConsentPurpose | 'own_use' | null,
  ) => openView(standing, { uscc: 'U', what, purpose })
  t.match(ask(bank, 'account', null), { refusal: { code: 'PURPOSE_REQUIRED', purposes: ['pre_loan', 'post_loan'] } })
  t.same(ask(bank, 'account', 'pre_loan'), {
    ok: true,
    value: { purpose: 'pre_loan', consentId: 'new', fieldGroups: ['identity', 'emissions', 'operating'] },
  })
  t.match(ask(bank, 'rating', null), { ok: true, value: { purpose: 'post_loan', consentId: 'loan' } })
  t.match(ask(bank, 'rating', 'pre_loan'), { refusal: { code: 'CONSENT_REQUIRED', fieldGroup: 'rating' } })
  t.equal(codeOf(ask(bank, 'activity', null)), 'CONSENT_REQUIRED')
  t.equal(codeOf(ask(bank, 'account', 'own_use')), 'PURPOSE_NOT_YOURS')
  t.equal(codeOf(ask({ by: 'nothing' }, 'account', null)), 'CONSENT_REQUIRED')
  const own: Standing = { by: 'right', purpose: 'own_use' }
  t.same(ask(own, 'activity', null), {
    ok: true,
    value: { purpose: 'own_use', consentId: null, fieldGroups: FIELD_GROUPS },
  })
  t.equal(codeOf(ask(own, 'activity', 'pre_loan')), 'PURPOSE_NOT_YOURS')
})
