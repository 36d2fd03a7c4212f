import { fileURLToPath } from 'node:url'
import t from 'tap'
import {
  contractTermsOf,
  isReadableTerm,
  type LegalUplifts,
  PRODUCT_TERMS,
  type Product,
  type ProductTerm,
  productOf,
  readInstalmentDays,
  withinProduct,
  writeInstalmentDays,
} from '../../../src/domain/loans/product.js'
import { exact } from '../../../src/kernel/exact.js'
import { money } from '../../../src/kernel/money.js'
import { readRuleFiles } from '../../../src/rules/read-rules.js'

const { rows } = readRuleFiles(fileURLToPath(new URL('../../../../src/rules', import.meta.url)))
const termsOf = (product: string, on: string): ProductTerm[] =>
  rows
    .filter(({ table, body }) => table === 'pricing-terms' && body.product === product)
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo >= on))
    .map(({ key, body, source, status }) => ({
      parameter: body.parameter as string,
      value: (body.value as string) || null,
      ruleId: key,
      source,
      status,
    }))
const product = (code: string, on = '2024-06-20'): Product => {
  const read = productOf(code, on, termsOf(code, on))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}
// 银发〔2003〕251号
const LEGAL: LegalUplifts = {
  overdue: { least: exact('0.3'), most: exact('0.5'), rules: [] },
  misuse: { least: exact('0.5'), most: exact('1.0'), rules: [] },
}

t.test('every product can be read on every day since it was launched', async (t) => {
  for (const code of ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'])
    for (const on of ['2022-08-01', '2023-01-01', '2023-07-01', '2024-06-20', '2025-01-01', '2026-11-01']) {
      const read = product(code, on)
      t.equal(read.rules.length, PRODUCT_TERMS.length, `${code} on ${on}: every term names its row`)
      const terms = contractTermsOf(read, {}, LEGAL)
      t.ok(terms.ok, `${code} on ${on}: the defaults make a contract`)
    }
  t.equal(product('YUN_TAN_TIE').kind, 'bill-discount')
  t.equal(product('YUN_TAN_TIE', '2022-12-31').tenorMonths.most, 12)
  t.equal(product('YUN_TAN_TIE', '2023-01-01').tenorMonths.most, 6)
})

t.test('a bad loan is bad from the day it must be 次级', async (t) => {
  const floor = rows.find(({ table, key }) => table === 'parameters' && key === 'classification.floor.SUB')
  t.equal(String(product('YUN_TAN_DAI').waterfall.badFromDaysOverdue), floor?.body.value)
})

t.test('a term that is missing or unknown blocks and is never filled in', async (t) => {
  const on = '2024-06-20'
  const all = termsOf('YUN_TAN_DAI', on)
  t.strictSame(productOf('YUN_TAN', on, []), {
    ok: false,
    refusal: { code: 'PRODUCT_NOT_OFFERED', product: 'YUN_TAN', on },
  })
  for (const term of PRODUCT_TERMS) {
    const refusal = { code: 'PRODUCT_TERM_UNKNOWN', product: 'YUN_TAN_DAI', term, on }
    t.match(
      productOf(
        'YUN_TAN_DAI',
        on,
        all.filter(({ parameter }) => parameter !== term),
      ),
      { refusal },
      `${term} missing`,
    )
    const unknown = all.map((row) => (row.parameter === term ? { ...row, value: null } : row))
    t.match(productOf('YUN_TAN_DAI', on, unknown), { refusal }, `${term} unknown`)
  }
  t.throws(
    () =>
      productOf(
        'YUN_TAN_DAI',
        on,
        all.map((row) => (row.parameter === 'holidays' ? { ...row, value: 'sometimes' } : row)),
      ),
    /holidays cannot be read/,
  )
})

t.test('values that cannot be read', async (t) => {
  const table: [string, string][] = [
    ['methods', 'annuity'],
    ['methods', 'bullet|bullet'],
    ['methods', ''],
    ['tenor_max_months', '012'],
    ['amount_max', '100'],
    ['instalments', 'from-start:0'],
    ['instalments', 'from-start:13'],
    ['instalments', 'settlement-day:3|6:20'],
    ['instalments', 'settlement-day:6|3:20:inside'],
    ['instalments', 'settlement-day:3|6:32:inside'],
    ['instalments', 'settlement-day:13:20:inside'],
    ['instalments', 'settlement-day:3:20:perhaps'],
    ['waterfall', 'fee|penalty|compound|interest'],
    ['waterfall', 'fee|fee|penalty|compound|principal'],
    ['overdue_uplift', '50%'],
    ['compound_charged', 'yes'],
    ['day_count', 'actual/370'],
  ]
  for (const [term, value] of table) t.equal(isReadableTerm(term, value), false, `${term} ${value}`)
  t.equal(isReadableTerm('guarantor_share', 'anything'), true, 'no term of a contract')
  for (const word of ['from-start:3', 'settlement-day:3|6|9|12:20:inside', 'settlement-day:1:31:outside']) {
    const read = readInstalmentDays(word)
    t.equal(read && writeInstalmentDays(read), word)
  }
})

t.test('amount and term within the product', async (t) => {
  const dai = product('YUN_TAN_DAI')
  const table: [string, number, string | null][] = [
    ['100.00', 1, null],
    ['100000000.00', 120, null],
    ['99.99', 12, 'AMOUNT_OUTSIDE_PRODUCT'],
    ['100000000.01', 12, 'AMOUNT_OUTSIDE_PRODUCT'],
    ['100.00', 0, 'TENOR_OUTSIDE_PRODUCT'],
    ['100.00', 121, 'TENOR_OUTSIDE_PRODUCT'],
  ]
  for (const [amount, tenorMonths, code] of table) {
    const said = withinProduct(dai, { amount: money(amount), tenorMonths })
    t.equal(said.ok ? null : said.refusal.code, code, `${amount} for ${tenorMonths} months`)
  }
})

t.test('what a contract may choose', async (t) => {
  const dai = product('YUN_TAN_DAI')
  const chosen = contractTermsOf(
    dai,
    {
      method: 'equal-principal',
      instalments: 'settlement-day:3|6|9|12:20:inside',
      holidays: 'preceding',
      gracePrincipalPeriods: 12,
      repricing: 'rating-change',
      overdueUplift: exact('0.3'),
      misuseUplift: exact('0.50'),
      compoundCharged: false,
    },
    LEGAL,
  )
  t.match(chosen, {
    ok: true,
    value: {
      method: 'equal-principal',
      instalments: { kind: 'settlement-day', months: [3, 6, 9, 12], day: 20, includesDay: true },
      holidays: 'preceding',
      gracePrincipalPeriods: 12,
      graceInterestPeriods: 0,
      repricing: 'rating-change',
      penalty: { overdueUplift: '0.3', misuseUplift: '0.5', graceDays: 0 },
      compound: { charged: false, base: ['interest'], afterMaturity: 'penalty' },
    },
  })
  const table: [Parameters<typeof contractTermsOf>[1], Record<string, unknown>, string?][] = [
    [
      { method: 'interest-only' },
      { code: 'METHOD_NOT_OFFERED', product: 'YUN_TAN_TIE', method: 'interest-only', offered: ['bullet'] },
      'YUN_TAN_TIE',
    ],
    [{ instalments: 'from-start:2' }, { code: 'TERM_NOT_OFFERED', term: 'instalments', value: 'from-start:2' }],
    [
      { holidays: 'preceding' },
      { code: 'TERM_NOT_OFFERED', term: 'holidays', offered: ['none', 'following'] },
      'DATA_PLEDGE',
    ],
    [{ repricing: 'rating-change' }, { code: 'TERM_NOT_OFFERED', term: 'repricing' }, 'DATA_PLEDGE'],
    [
      { gracePrincipalPeriods: 13 },
      { code: 'GRACE_ABOVE_PRODUCT', term: 'gracePrincipalPeriods', value: 13, most: 12 },
    ],
    [{ graceInterestPeriods: 4 }, { code: 'GRACE_ABOVE_PRODUCT', term: 'graceInterestPeriods', value: 4, most: 3 }],
    [
      { overdueUplift: exact('0.29') },
      { code: 'UPLIFT_OUTSIDE_LEGAL', term: 'overdueUplift', value: '0.29', least: '0.3', most: '0.5' },
    ],
    [{ overdueUplift: exact('0.51') }, { code: 'UPLIFT_OUTSIDE_LEGAL', term: 'overdueUplift' }],
    [{ misuseUplift: exact('0.4') }, { code: 'UPLIFT_OUTSIDE_LEGAL', term: 'misuseUplift', least: '0.5', most: '1' }],
    [{ misuseUplift: exact('1.01') }, { code: 'UPLIFT_OUTSIDE_LEGAL', term: 'misuseUplift' }],
  ]
  for (const [choices, refusal, code = 'YUN_TAN_DAI'] of table)
    t.match(contractTermsOf(product(code), choices, LEGAL), { ok: false, refusal }, JSON.stringify(refusal))
})
