import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { CARRIERS, readUnit, unitsOf } from '../../domain/carbon/carrier.js'
import { civilMonth, isCivilDate } from '../../kernel/civil-date.js'
import { compare, formatExact, isPositive, isZero } from '../../kernel/exact.js'
import { BENCHMARK_METRICS, storedBenchmark } from '../../rules/sector-benchmarks.js'
import type { OrganisationKind } from '../actor.js'
import { documentHash, sha256 } from '../canonical-json.js'
import { type Cells, type Filed, type PortfolioProblem, readCsvRows } from './csv-rows.js'
import { type Portfolio, type PortfolioActivity, PRODUCTS } from './portfolio.js'

const COLUMNS = {
  'institutions.csv': ['code', 'kind', 'name_zh', 'name_en', 'origin'],
  'enterprises.csv': [
    'uscc',
    'name_zh',
    'name_en',
    'sector_code',
    'region_code',
    'employees',
    'verified',
    'data_quality',
    'origin',
  ],
  'activity.csv': ['uscc', 'month', 'carrier', 'quantity', 'unit', 'green_quantity', 'source', 'data_quality'],
  'operating.csv': ['uscc', 'period_start', 'period_end', 'revenue_wan', 'profit_wan', 'tax_wan', 'employees'],
  'sector_benchmarks.csv': ['sector_code', 'name_zh', 'name_en', 'period', 'metric', 'mean', 'entities'],
  'credit_lines.csv': ['uscc', 'lender', 'product', 'prior_limit', 'limit', 'effective_from', 'currency'],
} as const
type PortfolioFile = keyof typeof COLUMNS

const INSTITUTION_KINDS = [
  'central_bank_branch',
  'data_authority',
  'data_operator',
  'data_exchange',
  'data_registry',
  'lender',
  'guarantor',
] as const satisfies readonly OrganisationKind[]

/** Reads the six files of a portfolio. All problems are collected; with one of them nothing should be imported. */
export function readPortfolio(directory: string): { portfolio: Portfolio; problems: readonly PortfolioProblem[] } {
  const problems: PortfolioProblem[] = []
  const name = basename(resolve(directory))
  const enterpriseCodes = new Set<string>()
  const lenderKinds = new Map<string, string>()
  /** One row of an enterprise that is refused may leave hundreds without one: they are one problem, with their count. */
  const rowsOfUnknown = new Map<string, number>()

  /** Reads a file whose rows are known by a key; a key that comes twice is a problem of the second row. */
  const read = <T>(file: PortfolioFile, readRow: (cells: Cells) => T, keyOf: (row: T) => string): readonly T[] => {
    const filed = readCsvRows(directory, file, COLUMNS[file], readRow, problems)
    problems.push(...repetitions(file, filed, keyOf))
    return filed.map(({ row }) => row)
  }
  const enterpriseOf = (cells: Cells): string => {
    const code = cells.raw('uscc')
    if (enterpriseCodes.size > 0 && !enterpriseCodes.has(code)) {
      const rows = rowsOfUnknown.get(code) ?? 0
      if (rows === 0) cells.problem('uscc', unknownEnterprise(code))
      rowsOfUnknown.set(code, rows + 1)
    }
    return code
  }

  const organisations = read(
    'institutions.csv',
    (cells) => {
      lenderKinds.set(cells.raw('code'), cells.raw('kind'))
      return {
        code: cells.matching('code', /^[A-Z0-9][A-Z0-9-]{0,39}$/, 'a code of capitals, digits and hyphens'),
        kind: cells.oneOf('kind', INSTITUTION_KINDS),
        nameZh: cells.text('name_zh'),
        nameEn: cells.text('name_en'),
        origin: cells.text('origin'),
      }
    },
    (row) => row.code,
  )
  const enterprises = read(
    'enterprises.csv',
    (cells) => {
      enterpriseCodes.add(cells.raw('uscc'))
      return {
        uscc: cells.uscc('uscc'),
        nameZh: cells.text('name_zh'),
        nameEn: cells.text('name_en'),
        sectorCode: cells.matching('sector_code', /^\d{4}$/, 'a GB/T 4754 class of four digits'),
        regionCode: cells.matching('region_code', /^[1-9]\d{5}$/, 'a GB/T 2260 code of six digits'),
        employees: cells.count('employees', 1),
        verification: cells.oneOf('verified', ['true', 'false']) === 'true' ? ('limited' as const) : ('none' as const),
        dataQuality: cells.count('data_quality', 1, 5),
        origin: cells.text('origin'),
      }
    },
    (row) => row.uscc,
  )
  const activities = read(
    'activity.csv',
    (cells) => readActivity(cells, enterpriseOf(cells)),
    (row) => `${row.uscc} ${row.month} ${row.carrier}`,
  )
  const operating = read(
    'operating.csv',
    (cells) => {
      const periodStart = cells.month('period_start')
      const periodEnd = cells.month('period_end')
      if (periodEnd < periodStart) cells.problem('period_end', `${periodEnd} is before ${periodStart}`)
      return {
        uscc: enterpriseOf(cells),
        periodStart,
        periodEnd,
        revenueWan: cells.optionalDecimal('revenue_wan'),
        profitWan: cells.optionalDecimal('profit_wan'),
        taxWan: cells.optionalDecimal('tax_wan'),
        employees: cells.raw('employees') === '' ? null : cells.count('employees', 1),
      }
    },
    (row) => `${row.uscc} ${row.periodStart} ${row.periodEnd}`,
  )
  const benchmarks = read(
    'sector_benchmarks.csv',
    (cells) => readBenchmark(cells, `${name}/sector_benchmarks.csv`),
    (row) => `${row.key} ${row.validFrom}`,
  )
  const lines = read(
    'credit_lines.csv',
    (cells) => {
      const kind = lenderKinds.get(cells.raw('lender'))
      if (kind === undefined && lenderKinds.size > 0)
        cells.problem('lender', `no institution has the code ${cells.raw('lender')}`)
      if (kind !== undefined && kind !== 'lender' && kind !== 'guarantor')
        cells.problem('lender', `${cells.raw('lender')} is a ${kind} and does not lend`)
      cells.oneOf('currency', ['CNY'])
      const limit = cells.amount('limit')
      if (limit === '0.00') cells.problem('limit', 'a credit line is more than zero')
      return {
        uscc: enterpriseOf(cells),
        lender: cells.raw('lender'),
        product: cells.oneOf('product', PRODUCTS),
        priorLimit: cells.amount('prior_limit'),
        limit,
        effectiveFrom: cells.date('effective_from'),
      }
    },
    (row) => `${row.uscc} ${row.lender} ${row.product}`,
  )
  const contentHash = documentHash(Object.keys(COLUMNS).map((file) => [file, fileHash(join(directory, file))]))
  return {
    portfolio: { name, contentHash, organisations, enterprises, activities, operating, benchmarks, lines },
    problems: withCounts(problems, rowsOfUnknown),
  }
}

const unknownEnterprise = (code: string) => `no enterprise has the code ${code}`

function withCounts(
  problems: readonly PortfolioProblem[],
  rowsOfUnknown: ReadonlyMap<string, number>,
): readonly PortfolioProblem[] {
  const rowsBy = new Map([...rowsOfUnknown].map(([code, rows]) => [unknownEnterprise(code), rows]))
  return problems.map((one) => {
    const rows = rowsBy.get(one.problem) ?? 1
    return rows === 1 ? one : { ...one, problem: `${one.problem}; ${rows} rows name it, this is the first` }
  })
}

const fileHash = (path: string): string | null => (existsSync(path) ? sha256(readFileSync(path, 'utf8')) : null)

function readActivity(cells: Cells, uscc: string): PortfolioActivity {
  const carrier = cells.oneOf('carrier', CARRIERS)
  const quantity = cells.decimal('quantity')
  const greenQuantity = cells.decimal('green_quantity')
  const unit = readUnit(cells.raw('unit'))
  if (unit === undefined || !unitsOf(carrier).includes(unit))
    cells.problem(
      'unit',
      `${carrier} is measured in ${unitsOf(carrier).join(' or ')}, not ${JSON.stringify(cells.raw('unit'))}`,
    )
  if (carrier === 'steam')
    cells.problem('carrier', 'steam needs its enthalpy, which this file does not hold; give heat in GJ')
  if (carrier !== 'electricity' && greenQuantity && !isZero(greenQuantity))
    cells.problem('green_quantity', `only electricity has a green part, not ${carrier}`)
  else if (greenQuantity && quantity && compare(greenQuantity, quantity) > 0)
    cells.problem('green_quantity', `${formatExact(greenQuantity)} is more than the quantity ${formatExact(quantity)}`)
  return {
    uscc,
    month: cells.month('month'),
    carrier,
    quantity: cells.raw('quantity'),
    unit: unit ?? cells.raw('unit'),
    greenQuantity: cells.raw('green_quantity'),
    source: cells.text('source'),
    dataQuality: cells.count('data_quality', 1, 5),
  }
}

function readBenchmark(cells: Cells, source: string) {
  const [start = '', end = ''] = cells
    .matching('period', /^\d{4}-\d{2}\.\.\d{4}-\d{2}$/, 'a period YYYY-MM..YYYY-MM')
    .split('..')
  const stands = isCivilDate(`${start}-01`) && isCivilDate(`${end}-01`) && start <= end
  if (!stands && end !== '') cells.problem('period', `${cells.raw('period')} is no period of months`)
  const mean = cells.decimal('mean')
  if (mean && !isPositive(mean)) cells.problem('mean', 'an industry mean is more than zero')
  return storedBenchmark(
    {
      sector: cells.matching('sector_code', /^(\d{2,4}|[A-T])$/, 'a GB/T 4754 code of two to four digits or a section'),
      nameZh: cells.text('name_zh'),
      nameEn: cells.text('name_en'),
      metric: cells.oneOf('metric', BENCHMARK_METRICS),
      mean: cells.raw('mean'),
      entities: cells.count('entities', 1),
    },
    stands
      ? { start: civilMonth(start), end: civilMonth(end) }
      : { start: civilMonth('2000-01'), end: civilMonth('2000-01') },
    source,
  )
}

function repetitions<T>(file: string, filed: readonly Filed<T>[], keyOf: (row: T) => string): PortfolioProblem[] {
  const first = new Map<string, number>()
  return filed.flatMap(({ line, row }) => {
    const key = keyOf(row)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, line)
      return []
    }
    return [{ file, line, column: null, problem: `the same row as line ${earlier}: ${key}` }]
  })
}
