import fc from 'fast-check'
import t from 'tap'
import {
  type DataProduct,
  enterDataProduct,
  isNationalCertificateCode,
  rightsEndOf,
} from '../../../src/domain/data-assets/data-product.js'
import {
  adopt,
  isValuationInForce,
  recordReport,
  reject,
  type Valuation,
} from '../../../src/domain/data-assets/valuation.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { money } from '../../../src/kernel/money.js'

const day = civilDate
const rule = { ruleId: 'reg.validity_max_y', source: '数据产权登记工作指引', status: 'confirmed' }
const product: DataProduct = {
  name: '肇庆高新区企业碳账户数据产品',
  scenario: 'carbon lending',
  holder: 'xingwang',
  operator: 'zq-data',
  right: 'operation',
  certificate: { kind: 'national', no: 'SJ4412024060001', validFrom: day('2024-06-01'), validTo: day('2029-06-01') },
  authorisationValidTo: day('2027-05-31'),
  listing: null,
}
const enter = (change: Partial<DataProduct> = {}) =>
  enterDataProduct({ ...product, ...change }, { value: 5, rule }, day('2024-06-18'))

t.test('certificate codes: SJ, region 2, registry 1, YYYYMM, serial 4 (registration guide)', async (t) => {
  for (const code of ['SJ4412024060001', 'SJ4412024120001']) t.equal(isNationalCertificateCode(code), true, code)
  for (const code of [
    'SJ4412024130001',
    'SJ4412024000001',
    'SJ441202406001',
    'sj4412024060001',
    'SJ44120240600011',
    '',
  ])
    t.equal(isNationalCertificateCode(code), false, code)
})

t.test('a product of five years to the day, another kind of certificate with a code of its own', async (t) => {
  t.same(enter(), { ok: true, value: product })
  t.equal(enter({ certificate: { ...product.certificate, kind: 'exchange', no: '粤数-17' } }).ok, true)
})
const late = { ...product.certificate, validTo: day('2029-06-02') }
const guards: readonly [Partial<DataProduct>, Record<string, unknown>][] = [
  [{ name: '碳'.repeat(41) }, { code: 'NAME_TOO_LONG', length: 41, most: 40 }],
  [{ operator: 'xingwang' }, { code: 'OPERATOR_OWNS_PRODUCT' }],
  [{ certificate: { ...late, no: 'SJ44' } }, { code: 'CERTIFICATE_CODE_MALFORMED', certificate: 'SJ44' }],
  [{ certificate: { ...late, validTo: day('2024-06-01') } }, { code: 'CERTIFICATE_PERIOD_REVERSED' }],
  [{ certificate: late }, { code: 'CERTIFICATE_TOO_LONG', latest: '2029-06-01' }],
  [{ authorisationValidTo: day('2024-06-17') }, { code: 'AUTHORISATION_ENDED' }],
]
for (const [index, [, refusal]] of guards.entries())
  t.test(`product refused: ${refusal.code}, before what follows it`, async (t) => {
    const changes = guards.slice(index).map(([change]) => change)
    const broken = Object.assign({}, ...changes.reverse())
    t.match(enter(broken), { ok: false, refusal })
  })

t.test('rights end with the first of certificate, authorisation and listing', async (t) => {
  t.equal(rightsEndOf(product), '2027-05-31')
  t.equal(rightsEndOf({ ...product, listing: { no: 'L-1', validTo: day('2025-01-31') } }), '2025-01-31')
  t.equal(rightsEndOf({ ...product, authorisationValidTo: day('2030-01-01') }), '2029-06-01')
})

const report = {
  method: 'income',
  valuer: 'valuer-1',
  reportNo: 'V-2024-1',
  baseDate: day('2024-05-31'),
  reportValue: money('6800000'),
  recordedBy: 'officer',
} as const
const recording = {
  report,
  parties: { lender: 'RCB-SIHUI', holder: 'xingwang' },
  rightsEnd: day('2027-05-31'),
  validity: { months: 6, rule },
  on: day('2024-06-18'),
}
const recorded = recordReport(recording)
const valuation = (recorded.ok ? recorded.value : undefined) as Valuation

t.test('a report is good for six months from its base date, never beyond the rights', async (t) => {
  t.match(recorded, { value: { state: 'REPORTED', validTo: '2024-11-30', adoptedValue: null } })
  t.match(recordReport({ ...recording, rightsEnd: day('2024-08-31') }), { value: { validTo: '2024-08-31' } })
})
t.test(
  'report refused: no value, a valuer of the bank or the holder, a base date ahead or beyond the rights',
  async (t) => {
    const of = (change: object) => recordReport({ ...recording, report: { ...report, ...change } })
    t.match(of({ reportValue: money('0'), valuer: 'xingwang' }), {
      refusal: { code: 'NOT_POSITIVE', member: 'reportValue' },
    })
    t.match(of({ valuer: 'RCB-SIHUI', baseDate: day('2024-06-19') }), {
      refusal: { code: 'VALUER_NOT_INDEPENDENT', party: 'lender' },
    })
    t.match(of({ valuer: 'xingwang' }), { refusal: { code: 'VALUER_NOT_INDEPENDENT', party: 'holder' } })
    t.match(of({ baseDate: day('2024-06-19') }), { refusal: { code: 'VALUATION_BASE_DATE_AHEAD' } })
    t.match(recordReport({ ...recording, rightsEnd: day('2024-05-30') }), {
      refusal: { code: 'VALUATION_BEYOND_RIGHTS' },
    })
  },
)

const decision = { adoptedValue: money('6800000'), decidedBy: 'approver', on: day('2024-11-30') }
t.test('adopted by another person, to the full report value on its last day', async (t) => {
  const adopted = adopt(valuation, decision)
  t.match(adopted, { ok: true, value: { state: 'ADOPTED' } })
  if (!adopted.ok) return
  t.equal(isValuationInForce(adopted.value, day('2024-11-30')), true)
  t.equal(isValuationInForce(adopted.value, day('2024-12-01')), false)
  t.equal(isValuationInForce(valuation, day('2024-11-30')), false)
  t.match(adopt(adopted.value, decision), { refusal: { code: 'STATE_FORBIDS', allowed: ['supersede'] } })
})
t.test('adoption refused, in this order: maker, validity, value, more than the report', async (t) => {
  const over = { ...decision, adoptedValue: money('6800000.01') }
  t.match(adopt(valuation, { ...over, decidedBy: 'officer', on: day('2024-12-01') }), {
    refusal: { code: 'SELF_APPROVAL' },
  })
  t.match(adopt(valuation, { ...over, on: day('2024-12-01') }), { refusal: { code: 'VALUATION_EXPIRED' } })
  t.match(adopt(valuation, { ...decision, adoptedValue: money('0') }), { refusal: { code: 'NOT_POSITIVE' } })
  t.match(adopt(valuation, over), { refusal: { code: 'ADOPTED_ABOVE_REPORT', reportValue: '6800000.00' } })
  t.match(reject(valuation, 'officer'), { refusal: { code: 'SELF_APPROVAL' } })
  t.match(reject(valuation, 'approver'), { value: { state: 'REJECTED' } })
})
t.test('adopted ≤ report, whatever the two values are', async () => {
  const yuan = fc.bigInt({ min: 1n, max: 10n ** 10n })
  fc.assert(
    fc.property(yuan, yuan, (reported, adopted) => {
      const made = adopt(
        { ...valuation, reportValue: money(`${reported}`) },
        { ...decision, adoptedValue: money(`${adopted}`) },
      )
      return made.ok === adopted <= reported
    }),
  )
})
