import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { Activity } from '../../../src/domain/carbon/activity.js'
import { type Benchmark, indexBenchmarks } from '../../../src/domain/carbon/benchmark.js'
import type { OperatingPeriod } from '../../../src/domain/carbon/carbon-account.js'
import { indexFactors } from '../../../src/domain/carbon/factor.js'
import { civilMonth } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { emissionFactorsTable, factorRow } from '../../../src/rules/emission-factors.js'
import { type PricingGridRow, pricingGridTable } from '../../../src/rules/pricing-grid.js'
import { ratingMethodsTable } from '../../../src/rules/rating-methods.js'
import { readRuleFiles } from '../../../src/rules/read-rules.js'
import { type RuleTable, readRule } from '../../../src/rules/rule-table.js'

const source = (path: string) => fileURLToPath(new URL(`../../../../src/${path}`, import.meta.url))
const { rows: storedRules } = readRuleFiles(source('rules'))

export const rulesOf = <T>(table: RuleTable<T>) =>
  storedRules.filter((rule) => rule.table === table.name).map((rule) => readRule(table, rule.key, rule))

export const publishedFactors = rulesOf(emissionFactorsTable).map(factorRow)
export const factors = indexFactors(publishedFactors)
export const grid: readonly PricingGridRow[] = rulesOf(pricingGridTable).map((rule) => rule.value)
const methods = new Map(rulesOf(ratingMethodsTable).map(({ value }) => [value.id, value]))
export const methodOf = (id: string) => {
  const method = methods.get(id)
  if (!method) throw new Error(`no method ${id}`)
  return method
}

type Csv = Readonly<Record<string, string>>
const csv = (name: string): readonly Csv[] =>
  parse(readFileSync(source(`demo/zhaoqing-2024/${name}.csv`), 'utf8'), { columns: true })
const optional = (name: string, text: string | undefined) => (text ? { [name]: exact(text) } : {})

export const enterprises = csv('enterprises')
export const creditLines = csv('credit_lines')

export const activitiesOf: ReadonlyMap<string, readonly Activity[]> = group(csv('activity'), (row) => ({
  carrier: row.carrier ?? '',
  quantity: exact(row.quantity ?? ''),
  unit: row.unit ?? '',
  month: civilMonth(row.month ?? ''),
  greenQuantity: exact(row.green_quantity ?? ''),
}))

export const operatingOf: ReadonlyMap<string, readonly OperatingPeriod[]> = group(csv('operating'), (row) => ({
  start: civilMonth(row.period_start ?? ''),
  end: civilMonth(row.period_end ?? ''),
  ...optional('revenue', row.revenue_wan),
  ...optional('profit', row.profit_wan),
  ...optional('tax', row.tax_wan),
  ...(row.employees ? { employees: Number(row.employees) } : {}),
}))

export const benchmarks = indexBenchmarks(
  csv('sector_benchmarks').map((row, index): Benchmark => {
    const [start, end] = (row.period ?? '').split('..')
    return {
      id: `sector_benchmarks:${index}`,
      sector: row.sector_code ?? '',
      periodStart: civilMonth(start ?? ''),
      periodEnd: civilMonth(end ?? ''),
      metric: row.metric ?? '',
      mean: exact(row.mean ?? ''),
      entities: Number(row.entities),
    }
  }),
)

function group<T>(rows: readonly Csv[], read: (row: Csv) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.uscc ?? '', [...(groups.get(row.uscc ?? '') ?? []), read(row)])
  return groups
}
