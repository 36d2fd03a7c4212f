import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { CALCULATOR_TERMS } from '../../src/domain/carbon/financed-emissions.js'
import { formatExact } from '../../src/kernel/exact.js'
import { formatBp, formatRatePercent } from '../../src/kernel/rate.js'
import { attributionMethodsTable } from '../../src/rules/attribution-methods.js'
import { emissionFactorsTable } from '../../src/rules/emission-factors.js'
import { facilityTermsTable } from '../../src/rules/facility-terms.js'
import { lprTable } from '../../src/rules/lpr.js'
import { parametersTable } from '../../src/rules/parameters.js'
import { pricingGridTable } from '../../src/rules/pricing-grid.js'
import { pricingTermsTable } from '../../src/rules/pricing-terms.js'
import { ratingMethodsTable } from '../../src/rules/rating-methods.js'
import { readRuleFiles } from '../../src/rules/read-rules.js'
import { reloanFacilitiesTable } from '../../src/rules/reloan-facilities.js'
import { reloanRatesTable } from '../../src/rules/reloan-rates.js'
import { type RuleTable, readRule } from '../../src/rules/rule-table.js'

const directory = fileURLToPath(new URL('../../../src/rules', import.meta.url))
const { rows, problems } = readRuleFiles(directory)
const all = <T>(table: RuleTable<T>) =>
  rows.filter((row) => row.table === table.name).map((row) => readRule(table, row.key, row))
const inForce = <T>(table: RuleTable<T>, key: string, on: string) => {
  const found = all(table).filter(
    (rule) => rule.key === key && rule.validFrom <= on && (rule.validTo === null || rule.validTo >= on),
  )
  if (found.length > 1) throw new Error(`${key} twice on ${on}`)
  return found[0]
}

t.test('the rules of the product have no problem', async (t) => {
  t.strictSame(problems, [])
  const sizes = new Map<string, number>()
  for (const { table } of rows) sizes.set(table, (sizes.get(table) ?? 0) + 1)
  t.strictSame(Object.fromEntries(sizes), {
    lpr: 83,
    'emission-factors': 203,
    'job-schedules': 12,
    'reloan-rates': 37,
    'reloan-facilities': 8,
    'facility-terms': all(facilityTermsTable).length,
    parameters: all(parametersTable).length,
    'pricing-grid': 12,
    'pricing-terms': all(pricingTermsTable).length,
    'rating-methods': 2,
    'attribution-methods': 2,
    'working-days': 291,
    'subsidy-programmes': 4,
  })
})

t.test('the base rate of a day', async (t) => {
  // People's Bank publications; 3.45 / 3.95 on 2024-06-20.
  const table: [string, string, string][] = [
    ['2019-08-20', '4.25', '4.85'],
    ['2024-06-19', '3.45', '3.95'],
    ['2024-06-20', '3.45', '3.95'],
    ['2024-07-21', '3.45', '3.95'],
    ['2024-07-22', '3.35', '3.85'],
    ['2026-06-22', '3.00', '3.50'],
  ]
  for (const [day, oneYear, fiveYearPlus] of table) {
    const lpr = inForce(lprTable, 'LPR', day)
    t.equal(lpr && formatRatePercent(lpr.value.oneYear), oneYear, day)
    t.equal(lpr && formatRatePercent(lpr.value.fiveYearPlus), fiveYearPlus, day)
  }
  t.equal(inForce(lprTable, 'LPR', '2019-08-19'), undefined)
})

t.test('what is published, given, assumed and unknown', async (t) => {
  const reloan = inForce(reloanRatesTable, 'ZNZX/1Y', '2024-06-20')
  t.equal(reloan && formatRatePercent(reloan.value.rate), '1.75')
  t.match(inForce(emissionFactorsTable, 'ELEC_AVG_440000_2021', '2021-06-30'), {
    status: 'secondary',
    source: /^MEE\/NBS 公告2024年第12号 \(2024-04-12\)$/,
    value: { value: '0.4715', unit: 'kgCO2/kWh' },
  })
  t.match(inForce(facilityTermsTable, 'ZNZX-GREEN-ZQ/quota_limit', '2024-06-20'), {
    status: 'given',
    value: { value: '100000000', unit: 'CNY' },
  })
  t.match(inForce(facilityTermsTable, 'ZNZX-GREEN-ZQ/ratio_cap', '2024-06-20'), {
    status: 'unknown',
    value: { value: null },
  })
  t.match(inForce(facilityTermsTable, 'CERF/ratio_cap', '2026-01-14'), { value: { value: '0.6' } })
  t.match(inForce(facilityTermsTable, 'CERF/ratio_cap', '2026-01-15'), { value: { value: null } })
  t.match(inForce(reloanFacilitiesTable, 'ZNZX-GREEN-ZQ', '2024-06-20'), { value: { parent: 'ZX' } })
  t.match(inForce(parametersTable, 'settlement.day', '2024-06-20'), { status: 'confirmed', value: { value: '20' } })
  t.match(inForce(pricingTermsTable, 'DATA_PLEDGE/spread_bp', '2024-06-20'), {
    status: 'assumption',
    value: { value: '100' },
  })
  const deep = inForce(pricingGridTable, 'yuntan-default/YUN_TAN_DAI/DEEP_GREEN', '2024-06-20')
  t.equal(deep && formatBp(deep.value.discount), '40.00')
  t.equal(deep?.value.limitMultiplier && formatExact(deep.value.limitMultiplier), '1.2')
  t.equal(deep?.status, 'assumption')
  t.match(inForce(ratingMethodsTable, 'zq-carbon-rating', '2022-08-01'), {
    status: 'assumption',
    value: { version: '2026.1.0' },
  })
  t.equal(inForce(ratingMethodsTable, 'zq-carbon-rating', '2022-07-31'), undefined)
})

t.test('the published attribution methods say what the calculator does', async (t) => {
  for (const { value } of all(attributionMethodsTable))
    t.strictSame(value.terms, CALCULATOR_TERMS[value.method], value.method)
  t.equal(inForce(attributionMethodsTable, 'pcaf-business-loans', '2022-12-30'), undefined)
})

t.test('every fault in the files is found, with its file and line', async (t) => {
  const plant = (file: string, change: (text: string) => string) => {
    const copy = t.testdir({})
    cpSync(directory, copy, { recursive: true })
    const path = join(copy, file)
    const before = readFileSync(path, 'utf8')
    const after = change(before)
    t.not(after, before, `a fault is planted in ${file}`)
    writeFileSync(path, after)
    return readRuleFiles(copy).problems
  }
  const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)
  const method = 'rating-methods/zq-carbon-rating@2026.1.0.json'
  const table: [string, (text: string) => string, { line?: number; problem: RegExp }][] = [
    [
      'lpr.csv',
      swap('4.25,4.85,2019-08-20', '4.2x,4.85,2019-08-20'),
      { line: 2, problem: /lpr_1y: expected an annual rate/ },
    ],
    [
      'lpr.csv',
      swap('2019-10-20,2019-09-20', '2019-10-21,2019-09-20'),
      { line: 4, problem: /LPR overlaps the period of lpr.csv line 3/ },
    ],
    [
      'lpr.csv',
      swap('2019-08-20,2019-09-19', '2019-08-20,2019-08-19'),
      { line: 2, problem: /valid_to 2019-08-19 is before/ },
    ],
    ['lpr.csv', swap('lpr_1y,', 'lpr_1yr,'), { line: 1, problem: /the header is not/ }],
    ['lpr.csv', swap(/confirmed\n$/, 'certain\n'), { line: 84, problem: /status: expected confirmed/ }],
    ['lpr.csv', swap(/,confirmed\n$/, '\n'), { line: 84, problem: /Invalid Record Length/ }],
    [
      'emission-factors.csv',
      swap('2021-12-31,2024-04-12', '2021-12-32,2024-04-12'),
      { line: 2, problem: /valid_to: expected a calendar date/ },
    ],
    ['emission-factors.csv', swap('GJ/万Nm3,389.31', 'GJ/kNm3,389.31'), { problem: /unknown unit GJ\/kNm3/ }],
    [
      'emission-factors.csv',
      swap('kgCO2/kWh,0.5568', 'kgCO2/kWh,0.5568e0'),
      { line: 2, problem: /value: expected a decimal/ },
    ],
    [
      'facility-terms.csv',
      swap('not published,unknown', 'not published,assumption'),
      { problem: /only an unknown value may be empty/ },
    ],
    [
      'facility-terms.csv',
      swap('ZN,rate_table,ZNZX', 'ZN,rate_table,ZZZ'),
      { problem: /ZZZ is no table of reloan-rates/ },
    ],
    ['facility-terms.csv', swap('ZN,ratio_cap', 'ZY,ratio_cap'), { line: 2, problem: /ZY is no facility/ }],
    [
      'reloan-facilities.csv',
      swap('enterprises,ZNZX,', 'enterprises,NONE,'),
      { problem: /parent NONE is no facility/ },
    ],
    [
      'pricing-grid.csv',
      swap('DEEP_GREEN,40', 'DEEP_GREEN,81'),
      { line: 2, problem: /81.00 BP is beyond the cap of 80.00/ },
    ],
    ['pricing-grid.csv', swap('DEEP_GREEN,40', 'DEEP_GREEN,-40'), { line: 2, problem: /a discount is never negative/ }],
    [
      'pricing-grid.csv',
      swap(/.*YUN_TAN_TIE,RED.*\n/, ''),
      { problem: /YUN_TAN_TIE has no row for the grade RED of zq-carbon-rating/ },
    ],
    ['pricing-grid.csv', swap('DAI,YELLOW', 'DAI,AMBER'), { line: 4, problem: /AMBER is no grade of any method/ }],
    [method, swap('"weight": "20"', '"weight": "21"'), { problem: /weights add to 101, not 100/ }],
    [method, swap('"min_score": "0"', '"min_score": "1"'), { problem: /grades leave a gap from 0 to 1/ }],
    [method, swap('"85"', '"105"'), { problem: /scale K leaves 0 to 100 at 0.6/ }],
    [method, swap('"per": "revenue"', '"per": "luck"'), { problem: /components\[0\].per: expected revenue/ }],
    [method, swap('"title_zh"', '"title"'), { problem: /unknown member title/ }],
    [method, swap('"version": "2026.1.0"', '"version": "2026.1.1"'), { problem: /has another name/ }],
    [method, swap('{', ''), { problem: /JSON/ }],
    [
      'attribution-methods.csv',
      swap('evic|equity+debt', 'evic|equity'),
      { line: 2, problem: /denominators: expected evic/ },
    ],
    ['attribution-methods.csv', swap('evic|', 'evic|evic|'), { line: 2, problem: /a denominator is named once/ }],
    ['attribution-methods.csv', swap('pcaf-business-loans', 'pcaf'), { line: 2, problem: /method: expected pcaf/ }],
  ]
  for (const [file, change, expected] of table) {
    const found = plant(file, change)
    const hit = found.find(
      ({ file: at, line, problem }) =>
        at === file && expected.problem.test(problem) && (expected.line ?? line) === line,
    )
    t.ok(hit, `${expected.problem} in ${JSON.stringify(found)}`)
  }
})

t.test('all faults of a file are told at once', async (t) => {
  const copy = t.testdir({})
  cpSync(directory, copy, { recursive: true })
  const path = join(copy, 'lpr.csv')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('4.25,', 'x,').replace('3.00,3.50,2026-06-22', '3.00,y,2026-06-22'),
  )
  t.match(readRuleFiles(copy).problems, [
    { file: 'lpr.csv', line: 2 },
    { file: 'lpr.csv', line: 84 },
  ])
})
