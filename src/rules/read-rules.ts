import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { attributionMethodsTable } from './attribution-methods.js'
import { MalformedRule } from './columns.js'
import { crossTableProblems } from './cross-table-problems.js'
import { emissionFactorsTable } from './emission-factors.js'
import { facilityTermsTable } from './facility-terms.js'
import { jobSchedulesTable } from './job-schedules.js'
import { lprTable } from './lpr.js'
import { parametersTable } from './parameters.js'
import { pricingGridTable } from './pricing-grid.js'
import { pricingTermsTable } from './pricing-terms.js'
import { ratingMethodsTable } from './rating-methods.js'
import { reloanFacilitiesTable } from './reloan-facilities.js'
import { reloanRatesTable } from './reloan-rates.js'
import { DATED_COLUMNS, type RuleBody, type RuleRow, type RuleTable, readRule, type StoredRule } from './rule-table.js'
import { subsidyProgrammesTable } from './subsidy-programmes.js'
import { workingDaysTable } from './working-days.js'

export interface RuleProblem {
  readonly file: string
  /** Line of the file, 1 for its header. */
  readonly line: number
  readonly problem: string
}

/** A rule read from a file, with its place. */
export interface FiledRule<T> {
  readonly file: string
  readonly line: number
  readonly rule: RuleRow<T>
  readonly stored: StoredRule
}

/**
 * Reads every rule file of a directory. All problems are collected with file and line; when there is one, nothing
 * should be loaded. @throws only for what is no rule at fault, such as a missing directory
 */
export function readRuleFiles(directory: string): {
  readonly rows: readonly StoredRule[]
  readonly problems: readonly RuleProblem[]
} {
  const problems: RuleProblem[] = []
  const read = <T>(table: RuleTable<T>): readonly FiledRule<T>[] => {
    const filed = readTable(directory, table, problems)
    problems.push(...overlaps(filed))
    return filed
  }
  const tables = {
    lpr: read(lprTable),
    factors: read(emissionFactorsTable),
    rates: read(reloanRatesTable),
    facilities: read(reloanFacilitiesTable),
    facilityTerms: read(facilityTermsTable),
    parameters: read(parametersTable),
    grid: read(pricingGridTable),
    pricingTerms: read(pricingTermsTable),
    methods: read(ratingMethodsTable),
    attributionMethods: read(attributionMethodsTable),
    workingDays: read(workingDaysTable),
    jobSchedules: read(jobSchedulesTable),
    subsidyProgrammes: read(subsidyProgrammesTable),
  }
  problems.push(...crossTableProblems(tables))
  return { rows: Object.values(tables).flatMap((filed) => filed.map(({ stored }) => stored)), problems }
}

interface RawRule {
  readonly file: string
  readonly line: number
  readonly cells: RuleBody
}

function readTable<T>(directory: string, table: RuleTable<T>, problems: RuleProblem[]): readonly FiledRule<T>[] {
  const raw = table.file.endsWith('.csv') ? readCsv(directory, table, problems) : readJson(directory, table, problems)
  return raw.flatMap(({ file, line, cells }) => {
    const { valid_from, valid_to, published_on, source, status, ...body } = cells
    const cell = (value: unknown) => (typeof value === 'string' ? value : '')
    const dated = {
      validFrom: cell(valid_from),
      validTo: cell(valid_to) || null,
      publishedOn: cell(published_on) || null,
      source: cell(source),
      status: cell(status),
      body,
    }
    try {
      const rule = readRule(table, `${file}:${line}`, dated)
      for (const problem of table.problems?.(rule.value, rule.status) ?? []) problems.push({ file, line, problem })
      if (rule.validTo !== null && rule.validTo < rule.validFrom)
        problems.push({ file, line, problem: `valid_to ${rule.validTo} is before valid_from ${rule.validFrom}` })
      return [{ file, line, rule, stored: { table: table.name, key: rule.key, ...dated } }]
    } catch (error) {
      if (!(error instanceof MalformedRule)) throw error
      problems.push({
        file,
        line,
        problem: `${error.column}: expected ${error.expected}, got ${JSON.stringify(error.text)}`,
      })
      return []
    }
  })
}

function readCsv<T>(directory: string, table: RuleTable<T>, problems: RuleProblem[]): readonly RawRule[] {
  const { file } = table
  try {
    const [header, ...records] = parse(readFileSync(join(directory, file), 'utf8'), {
      bom: true,
      info: true,
    }) as unknown as {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    const expected = [...table.columns, ...DATED_COLUMNS]
    if (!header || header.record.join() !== expected.join()) {
      problems.push({ file, line: 1, problem: `the header is not ${expected.join()}` })
      return []
    }
    return records.map(({ record, info }) => ({
      file,
      line: info.lines,
      cells: Object.fromEntries(expected.map((column, index) => [column, record[index] ?? ''])),
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { readonly lines?: number }
    problems.push({ file, line: lines ?? 1, problem: error.message })
    return []
  }
}

function readJson<T>(directory: string, table: RuleTable<T>, problems: RuleProblem[]): readonly RawRule[] {
  const expected = new Set<string>([...table.columns, ...DATED_COLUMNS])
  const names = readdirSync(join(directory, table.file)).filter((name) => name.endsWith('.json'))
  return names.sort().flatMap((name) => {
    const file = `${table.file}/${name}`
    try {
      const cells = JSON.parse(readFileSync(join(directory, file), 'utf8')) as RuleBody
      for (const member of Object.keys(cells))
        if (!expected.has(member)) problems.push({ file, line: 1, problem: `unknown member ${member}` })
      if (name !== `${cells.id}@${cells.version}.json`)
        problems.push({ file, line: 1, problem: `the file of ${cells.id} ${cells.version} has another name` })
      return [{ file, line: 1, cells }]
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      problems.push({ file, line: 1, problem: error.message })
      return []
    }
  })
}

/** Two rows of one key may not hold on the same day. */
function overlaps(filed: readonly FiledRule<unknown>[]): readonly RuleProblem[] {
  const inOrder = [...filed].sort((a, b) =>
    a.rule.key === b.rule.key ? order(a.rule.validFrom, b.rule.validFrom) : order(a.rule.key, b.rule.key),
  )
  return inOrder.flatMap(({ file, line, rule }, index) => {
    const before = inOrder[index - 1]
    if (before?.rule.key !== rule.key) return []
    if (before.rule.validTo !== null && before.rule.validTo < rule.validFrom) return []
    return [{ file, line, problem: `${rule.key} overlaps the period of ${before.file} line ${before.line}` }]
  })
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
