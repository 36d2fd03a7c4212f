import { createHash } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { documentHash } from '../../src/app/canonical-json.js'
import { accountRows, enterpriseByUscc } from '../../src/app/carbon/account-views.js'
import { ratingRules } from '../../src/app/carbon/rating-rules.js'
import { assess, type Basis } from '../../src/app/credit-reports/assess.js'
import { differencesBetween } from '../../src/app/credit-reports/differences.js'
import { creditReportPdf } from '../../src/app/pdf/credit-report-pdf.js'
import { publish } from '../../src/app/rules/store.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { exact, formatExact, multiply } from '../../src/kernel/exact.js'
import { testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'

const bank = await testBank(t)
const FIRST = '91441203MA0000015L'
const DAY = civilDate('2024-06-30')
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

const basis = await asSystem(bank.db, async (tx): Promise<Basis> => {
  const enterprise = await enterpriseByUscc(tx, FIRST)
  const account = enterprise && (await accountRows(tx, [enterprise.id], null)).get(enterprise.id)
  const rules = await ratingRules(tx, { asOf: DAY, knownAt: null })
  if (!account || !rules.ok) throw new Error('the demo has no such account')
  return { account, rules: rules.value, day: DAY, factorsPublishedBy: DAY, previousGrade: null }
})
const assessed = (one: Basis) => {
  const result = assess(one)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const times = (text: string, factor: string) => formatExact(multiply(exact(text), exact(factor)))

/** What may change between two reports, and the figures that it cannot reach. */
const CHANGES: Readonly<Record<string, { readonly change: (one: Basis) => Basis; readonly untouched: RegExp }>> = {
  ACTIVITY_CORRECTION: {
    change: (one) => ({
      ...one,
      account: {
        ...one.account,
        activities: one.account.activities.map((row) =>
          row.carrier === 'diesel' ? { ...row, id: `${row.id}9`, quantity: times(row.quantity, '1.25') } : row,
        ),
      },
    }),
    untouched: /^energy\.electricity|^operating|benchmark$|GREEN/,
  },
  OPERATING_CORRECTION: {
    change: (one) => ({
      ...one,
      account: {
        ...one.account,
        operating: one.account.operating.map((row) => ({ ...row, taxWan: row.taxWan && times(row.taxWan, '0.5') })),
      },
    }),
    untouched: /^energy|^emissions|revenue|I_REV|I_EMP|I_PROFIT/,
  },
  FACTOR_VINTAGE: {
    change: (one) => ({ ...one, factorsPublishedBy: civilDate('2025-12-31') }),
    untouched: /quantity$|\.diesel|natural_gas|scope1|^operating|benchmark$/,
  },
  METHOD: {
    change: (one) => {
      const { method } = one.rules
      const components = method.value.components.map((component) =>
        component.id === 'GREEN' || component.id === 'DQ'
          ? { ...component, weight: exact(component.id === 'GREEN' ? '15' : '5') }
          : component,
      )
      return { ...one, rules: { ...one.rules, method: { ...method, value: { ...method.value, components } } } }
    },
    untouched: /^energy|^emissions|^operating|^intensity|I_REV|TREND/,
  },
}

t.test('a figure is moved only by what reaches it, and its moves add up to its change', async (t) => {
  const before = assessed(basis)
  t.same(differencesBetween(before, before), [], 'nothing changed')
  fc.assert(
    fc.property(fc.subarray(Object.keys(CHANGES), { minLength: 1 }), (names) => {
      const changes = names.map((name) => CHANGES[name]).filter((one) => one !== undefined)
      const after = assessed(changes.reduce((one, { change }) => change(one), basis))
      const differences = differencesBetween(before, after)
      if (differences.length === 0) throw new Error('something changed')
      for (const { id, before: was, after: is, causes } of differences) {
        if (changes.every(({ untouched }) => untouched.test(id))) throw new Error(`${names} cannot move ${id}`)
        if (causes.some(({ cause }) => !names.includes(cause) || CHANGES[cause]?.untouched.test(id)))
          throw new Error(`${id} is laid to ${causes.map(({ cause }) => cause)} of ${names}`)
        const path = [was, ...causes.map(({ to }) => to)]
        if (path.at(-1) !== is || causes.some(({ from }, i) => from !== path[i])) throw new Error(`${id} has a gap`)
      }
    }),
    { numRuns: 15 },
  )
})

t.test(
  'a rule entered later with an earlier date of knowledge is told, and the report stays as it was issued',
  async (t) => {
    const issued = await bank.post('enterprise.001', `/v1/enterprises/${FIRST}/credit-reports`, {
      asOf: DAY,
      purpose: 'own_use',
    })
    t.equal(issued.status, 201, issued.text)
    const again = (id: string) =>
      bank.post('enterprise.001', `/v1/credit-reports/${id}/reissue`, { knownAt: issued.body.knownAt })
    t.match((await again(issued.body.id)).body, { outcome: 'identical', reproduced: true })
    const rule = {
      table: 'emission-factors',
      key: 'ELEC_AVG_440000_2024',
      validFrom: '2024-01-01',
      validTo: '2024-12-31',
      publishedOn: '2024-06-01',
      source: 'a notice that was entered late',
      status: 'confirmed',
      body: {
        code: 'ELEC_AVG_440000_2024',
        set: 'MEE_GRID',
        name_zh: '广东',
        name_en: 'Guangdong',
        unit: 'kgCO2/kWh',
        value: '0.4',
        region: 'CN-440000',
      },
    }
    await asSystem(bank.db, (tx) => publish(tx, [rule]))
    const late = await again(issued.body.id)
    t.match(late.body, { outcome: 'identical', reproduced: false, report: { hash: issued.body.hash } })
    t.equal(sha256((await bank.get('enterprise.001', issued.body.links.json)).text), issued.body.hash)
  },
)

t.test('of two restatements at once one stands', async (t) => {
  const { body: report } = await bank.post('enterprise.001', `/v1/enterprises/${FIRST}/credit-reports`, {
    asOf: DAY,
    purpose: 'own_use',
  })
  const answers = await Promise.all(
    [1, 2, 3].map(() => bank.post('enterprise.001', `/v1/credit-reports/${report.id}/reissue`, {})),
  )
  t.same(answers.map(({ status }) => status).sort(), [201, 409, 409])
})

t.test('names of any length keep to their cells, and the bytes to the document', async (t) => {
  const { body: report } = await bank.post('enterprise.001', `/v1/enterprises/${FIRST}/credit-reports`, {
    asOf: DAY,
    purpose: 'own_use',
  })
  const { body: dossier } = await bank.get('enterprise.001', report.links.json)
  const printed = async (nameZh: string, nameEn: string) => {
    const document = { ...dossier, subject: { ...dossier.subject, nameZh, nameEn } }
    return creditReportPdf({ document: JSON.stringify(document), documentHash: documentHash(document) })
  }
  const long = await printed('绿色制造'.repeat(60), 'Incorporated'.repeat(40))
  t.equal(sha256(long), sha256(await printed('绿色制造'.repeat(60), 'Incorporated'.repeat(40))))
  t.not(sha256(long), sha256(await printed('绿色制造'.repeat(61), 'Incorporated'.repeat(40))))
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  t.ok(pages(long) >= 4 && pages(long) <= 8, `${pages(long)} pages`)
  t.equal(long.toString('latin1').match(/\/FontFile2/g)?.length, 2, 'two faces, embedded')
})
