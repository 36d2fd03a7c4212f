import { fileURLToPath } from 'node:url'
import t from 'tap'
import { addEnterprises, csvOf, streamOf, syntheticEnterprise } from '../../scripts/bench/synthetic-activities.js'
import { bulkImport } from '../../src/app/activity-import/bulk-import.js'
import type { AccountedMonth } from '../../src/app/activity-import/bulk-store.js'
import { examine } from '../../src/app/activity-import/examine.js'
import { importRules } from '../../src/app/activity-import/import-rules.js'
import { accountingOn } from '../../src/app/activity-import/preview.js'
import { tableOfRows } from '../../src/app/activity-import/read-table.js'
import { SYSTEM } from '../../src/app/actor.js'
import { enterpriseByUscc } from '../../src/app/carbon/account-views.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { withTransaction } from '../../src/db/transaction.js'
import { accountEmissions, totalsOf } from '../../src/domain/carbon/emissions.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { exact, formatExact, roundHalfUp } from '../../src/kernel/exact.js'
import { tonnesExact } from '../../src/kernel/quantity.js'
import { testDatabase } from '../support/database.js'

const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
const TODAY = civilDate('2024-06-30')
const database = await testDatabase(t)
const { db, raw, owner } = database
await publishRules(db, RULES)
const enterprises = Array.from({ length: 20 }, (_, index) => syntheticEnterprise(index))
await addEnterprises(owner, enterprises)
const { accounting, rules } = await withTransaction(db, SYSTEM, async (tx) => {
  const found = await importRules(tx, TODAY)
  if (!found.ok) throw new Error(found.refusal.code)
  return { accounting: await accountingOn(tx, '', TODAY), rules: found.value }
})
const usccOf = (index: number) => enterprises[index]?.uscc ?? ''
const readings = async () => (await owner`select count(*)::int as count from activity`)[0]?.count
const load = async (lines: readonly string[] | Buffer[]) => {
  const months: AccountedMonth[] = []
  const file = streamOf(lines.map((line) => Buffer.from(line)))
  const loaded = await bulkImport(raw, { file, accounting, rules, take: (some) => void months.push(...some) })
  return { loaded, months }
}

t.test('a bulk load with one fault loads nothing and names row and column', async (t) => {
  const good = `${usccOf(0)},2024-05,electricity,all,100,kWh,0,park-platform,3,\n`
  const cases: readonly (readonly [string, string, string])[] = [
    ['BENCH-NOBODY,2024-05,electricity,all,100,kWh,0,park-platform,3,', 'uscc', 'ENTERPRISE_UNKNOWN'],
    [`${usccOf(1)},2024-05,steem,all,100,t,0,park-platform,3,`, 'carrier', 'UNKNOWN_CARRIER'],
    [`${usccOf(1)},2024-05,electricity,all,100,t,0,park-platform,3,`, 'unit', 'UNIT_MISMATCH'],
    [`${usccOf(1)},2024-07,electricity,all,100,kWh,0,park-platform,3,`, 'month', 'MONTH_AFTER_AS_OF'],
    [`${usccOf(1)},2024-5,electricity,all,100,kWh,0,park-platform,3,`, 'month', 'MONTH_MALFORMED'],
    [`${usccOf(1)},2024-05,steam,all,100,t,0,park-platform,3,`, 'enthalpyKjPerKg', 'ENTHALPY_MISSING'],
    [`${usccOf(1)},2024-05,electricity,all,,kWh,0,park-platform,3,`, 'quantity', 'CELL_MISSING'],
    [`${usccOf(1)},2024-05,electricity,all,1e3,kWh,0,park-platform,3,`, 'quantity', 'NOT_A_PLAIN_DECIMAL'],
    [`${usccOf(1)},2024-05,electricity,all,-1,kWh,,park-platform,3,`, 'quantity', 'NEGATIVE_QUANTITY'],
    [`${usccOf(1)},2024-05,electricity,all,100,kWh,101,park-platform,3,`, 'green_quantity', 'GREEN_ABOVE_QUANTITY'],
    [`${usccOf(1)},2024-05,diesel,all,100,t,1,park-platform,3,`, 'green_quantity', 'GREEN_NOT_ELECTRICITY'],
    [`${usccOf(1)},2024-05,diesel,all,100,t,x,park-platform,3,`, 'green_quantity', 'NOT_A_PLAIN_DECIMAL'],
    [`${usccOf(1)},2024-05,electricity,all,100,kWh,0,hearsay,3,`, 'source', 'SOURCE_UNKNOWN'],
    [`${usccOf(1)},2024-05,electricity,all,100,kWh,0,invoice,3,`, 'evidence', 'EVIDENCE_MISSING'],
    [`${usccOf(1)},2024-05,electricity,all,100,kWh,0,park-platform,3,=1`, 'evidence', 'CELL_FORMULA'],
    [`${usccOf(1)},2024-05,electricity,all,100,kWh,0,park-platform,6,`, 'data_quality', 'DATA_QUALITY_MALFORMED'],
    [`${usccOf(1)},2024-05,electricity,a b,100,kWh,0,park-platform,3,`, 'meter', 'METER_MALFORMED'],
    [good.trim(), 'month', 'DUPLICATE_ROW'],
  ]
  for (const [line, column, code] of cases) {
    const { loaded, months } = await load([good, `${line}\n`])
    t.match(loaded, { ok: false, refusal: { code: 'BULK_HAS_PROBLEMS', problems: [{ row: 2, column, code }] } }, code)
    t.equal(months.length, 0)
  }
  const beside = await load([good, good.replace(',all,', ',M1,')])
  t.match(beside.loaded, {
    refusal: {
      problems: [
        { row: 1, code: 'OVERLAPPING_METER' },
        { row: 2, column: 'meter' },
      ],
    },
  })
  t.equal(await readings(), 0)
})

t.test('a bulk load accounts every enterprise-month as the domain does row by row, to the last digit', async (t) => {
  const rows = enterprises.length * 72
  const { loaded, months } = await load(csvOf(enterprises, rows, usccOf))
  t.match(loaded, { ok: true, value: { rows } })
  t.equal(await readings(), rows)
  t.equal(months.length, enterprises.length * 24)
  const found = new Map(months.map(({ uscc, month, ...figures }) => [`${uscc} ${month}`, figures]))
  for (const { uscc, region, activities } of enterprises) {
    const emissions = accountEmissions({ ...accounting, region, activities })
    if (!emissions.ok) return t.fail(emissions.refusal.code)
    for (const month of new Set(activities.map((activity) => activity.month))) {
      const own = totalsOf(emissions.value.rows.filter((row) => row.month === month))
      const figures = found.get(`${uscc} ${month}`)
      for (const scope of ['scope1', 'scope2Location', 'scope2Market'] as const)
        t.equal(
          formatExact(exact(figures?.[scope] ?? '')),
          formatExact(roundHalfUp(tonnesExact(own[scope]), 20)),
          `${uscc} ${month} ${scope}`,
        )
    }
  }
  const again = await load(csvOf(enterprises.slice(0, 1), 72, usccOf))
  t.match(again.loaded, { ok: false, refusal: { problems: [{ row: 1, column: 'month', code: 'READING_EXISTS' }] } })
  t.equal(await readings(), rows)
})

t.test('an examination judges against the account as it stands', async (t) => {
  const table = tableOfRows(
    [
      { month: '2024-06', carrier: 'heat', quantity: '100', unit: 'GJ', source: 'park-platform', meter: 'H1' },
      { month: '2024-05', carrier: 'heat', quantity: '100', unit: 'GJ', source: 'park-platform', meter: 'H1' },
      {
        month: '2024-03',
        carrier: 'heat',
        quantity: '0',
        unit: 'GJ',
        source: 'park-platform',
        meter: 'H1',
        dataQuality: 5,
      },
    ],
    null,
  )
  if (!table.ok) return t.fail(table.refusal.code)
  const examined = await withTransaction(db, SYSTEM, async (tx) => {
    const enterprise = await enterpriseByUscc(tx, usccOf(3))
    if (!enterprise) throw new Error('no enterprise')
    return examine(tx, enterprise, table.value, null, TODAY)
  })
  if (!examined.ok) return t.fail(examined.refusal.code)
  const { anomalies, problems, readings: drafts, preview } = examined.value
  t.strictSame(problems, [])
  t.strictSame(
    anomalies.map(({ row, column, code }) => `${row} ${column} ${code}`),
    ['1 quantity REPEATED_VALUE', '2 month MONTH_GAP', '3 quantity ZERO_CONSUMPTION'],
  )
  t.strictSame(
    drafts.map(({ dataQuality }) => dataQuality),
    ['3', '3', '5'],
    'the score of the source where a row does not say',
  )
  // 100 GJ × 0.11 tCO2/GJ come to what the months had.
  t.strictSame(
    preview?.map(({ month }) => month),
    ['2024-03', '2024-05', '2024-06'],
  )
  for (const { before, after } of preview?.slice(1) ?? []) t.equal(after.total, added(before.total, 11))
})

/** A decimal with whole tonnes added to it, without the code under test. */
function added(text: string, tonnes: number): string {
  const [whole = '', decimals] = text.split('.')
  return `${BigInt(whole) + BigInt(tonnes)}${decimals === undefined ? '' : `.${decimals}`}`
}

t.test('without its rules an import is refused, never judged by a number of the program', async (t) => {
  const found = await withTransaction(db, SYSTEM, (tx) => importRules(tx, civilDate('2022-07-31')))
  t.match(found, { ok: false, refusal: { code: 'IMPORT_RULE_MISSING', on: '2022-07-31' } })
})
