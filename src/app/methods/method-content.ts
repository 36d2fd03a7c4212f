import type { PlacedProblem, RatingMethod } from '../../domain/carbon/rating-method.js'
import { methodFaults } from '../../domain/carbon/rating-method.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { readCollecting } from '../../rules/collecting-columns.js'
import { type Parameter, parametersTable } from '../../rules/parameters.js'
import { type PricingGridRow, pricingGridTable } from '../../rules/pricing-grid.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { RuleBody, RuleStatus, RuleValue, StoredRule } from '../../rules/rule-table.js'
import type { ProposalRow } from '../rules/proposal-store.js'

/** 评级方法, 定价表, and which method and factor set the city rates by; each with the table it is published in. */
export const KIND_TABLES = {
  'rating-method': ratingMethodsTable.name,
  'pricing-grid': pricingGridTable.name,
  'rating-choice': parametersTable.name,
} as const
export type MethodKind = keyof typeof KIND_TABLES
export const METHOD_KINDS = Object.keys(KIND_TABLES) as readonly MethodKind[]
export const METHOD_TABLES: readonly string[] = Object.values(KIND_TABLES)

/** What is proposed: a document, the period it holds and where it comes from. */
export interface MethodContent {
  readonly kind: MethodKind
  readonly document: RuleBody
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly source: string
  readonly status: string
}

export const contentOf = (
  proposal: Pick<ProposalRow, 'tableName' | 'body' | 'validFrom' | 'validTo' | 'source' | 'status'>,
): MethodContent => ({
  kind: METHOD_KINDS.find((kind) => KIND_TABLES[kind] === proposal.tableName) as MethodKind,
  document: proposal.body as RuleBody,
  validFrom: proposal.validFrom,
  validTo: proposal.validTo,
  source: proposal.source,
  status: proposal.status,
})

/** A document as its table reads it. */
export type ReadMethod =
  | { readonly kind: 'rating-method'; readonly method: RatingMethod; readonly supersedes: string | null }
  | {
      readonly kind: 'pricing-grid'
      readonly grid: string
      readonly version: string
      readonly rows: readonly PricingGridRow[]
      readonly supersedes: string | null
    }
  | { readonly kind: 'rating-choice'; readonly choice: Parameter }

interface Reading {
  /** Null when a place is malformed. */
  readonly read: ReadMethod | null
  readonly problems: readonly PlacedProblem[]
}

const AT = '/document'
const GRID_MEMBERS = ['grid', 'version', 'rows', 'supersedes']
const ROW_MEMBERS = ['product', 'grade', 'discount_bp', 'limit_multiplier', 'guarantee_fee_bp', 'route']

/** Reads a document with the readers of the rule tables and tells everything that is wrong with it by itself. */
export function readMethod({ kind, document, status }: MethodContent): Reading {
  if (kind === 'rating-method') return readRatingMethod(document)
  if (kind === 'pricing-grid') return readGrid(document, status as RuleStatus)
  const unknown = unknownMembers(document, parametersTable.columns, AT)
  const { value, problems } = readCollecting(parametersTable, { unit: '', ...document }, AT)
  return { read: value && { kind, choice: value }, problems: [...unknown, ...problems] }
}

function readRatingMethod(document: RuleBody): Reading {
  const unknown = unknownMembers(document, ratingMethodsTable.columns, AT)
  const { value, problems } = readCollecting(ratingMethodsTable, document, AT)
  const faults = value === null ? [] : methodFaults(value).map((fault) => ({ ...fault, pointer: AT + fault.pointer }))
  return {
    read: value && { kind: 'rating-method', method: value, supersedes: wordOf(document.supersedes) },
    problems: [...unknown, ...problems, ...faults],
  }
}

function readGrid(document: RuleBody, status: RuleStatus): Reading {
  const problems: PlacedProblem[] = [...unknownMembers(document, GRID_MEMBERS, AT)]
  const listed = Array.isArray(document.rows) ? (document.rows as readonly RuleValue[]) : []
  if (listed.length === 0) problems.push({ pointer: `${AT}/rows`, problem: 'expected a list of rows' })
  const rows = listed.flatMap((row, index) => {
    const at = `${AT}/rows/${index}`
    if (!isMembers(row)) {
      problems.push({ pointer: at, problem: 'expected members' })
      return []
    }
    const { value, problems: own } = readCollecting(pricingGridTable, gridRowBody(document, row), at)
    problems.push(...unknownMembers(row, ROW_MEMBERS, at), ...own)
    if (value === null) return []
    for (const problem of pricingGridTable.problems?.(value, status) ?? []) problems.push({ pointer: at, problem })
    return [value]
  })
  const { grid, version } = document
  for (const [member, value] of Object.entries({ grid, version }))
    if (wordOf(value) === null) problems.push({ pointer: `${AT}/${member}`, problem: 'expected a text' })
  if (typeof version === 'string' && !/^\d+\.\d+\.\d+$/.test(version))
    problems.push({ pointer: `${AT}/version`, problem: `expected x.y.z, got ${JSON.stringify(version)}` })
  problems.push(...repeatedRows(rows))
  const whole = rows.length > 0 && rows.length === listed.length && problems.length === 0
  return {
    read: whole
      ? {
          kind: 'pricing-grid',
          grid: grid as string,
          version: version as string,
          rows,
          supersedes: wordOf(document.supersedes),
        }
      : null,
    problems,
  }
}

/** The rows of the rule store that a document becomes: one for a method or a choice, one for each row of a grid. */
export function rulesOf(content: MethodContent, publishedOn: CivilDate): readonly StoredRule[] {
  const { kind, document, validFrom, validTo, source, status } = content
  const dated = { table: KIND_TABLES[kind], validFrom, validTo, publishedOn, source, status }
  if (kind === 'rating-method') return [{ ...dated, key: wordOf(document.id) ?? '', body: document }]
  if (kind === 'rating-choice') return [{ ...dated, key: wordOf(document.code) ?? '', body: { unit: '', ...document } }]
  return (document.rows as readonly RuleBody[]).map((row) => {
    const { product, grade } = row
    return { ...dated, key: `${document.grid}/${product}/${grade}`, body: gridRowBody(document, row) }
  })
}

/** What identifies the proposed object, whatever its version. */
export const keyOf = ({ kind, document }: MethodContent): string =>
  wordOf(kind === 'rating-method' ? document.id : kind === 'pricing-grid' ? document.grid : document.code) ?? ''

const gridRowBody = ({ grid, version, supersedes }: RuleBody, row: RuleBody): RuleBody => ({
  limit_multiplier: '',
  guarantee_fee_bp: '',
  route: '',
  ...row,
  grid: grid ?? '',
  version: version ?? '',
  ...(supersedes === undefined ? {} : { supersedes }),
})

const repeatedRows = (rows: readonly PricingGridRow[]): readonly PlacedProblem[] => {
  const seen = new Set<string>()
  return rows.flatMap(({ product, grade }, index) => {
    const key = `${product} ${grade}`
    if (seen.has(key)) return [{ pointer: `${AT}/rows/${index}`, problem: `${key} appears twice` }]
    seen.add(key)
    return []
  })
}

const unknownMembers = (body: RuleBody, known: readonly string[], at: string): readonly PlacedProblem[] =>
  Object.keys(body)
    .filter((member) => !known.includes(member))
    .map((member) => ({ pointer: `${at}/${member}`, problem: 'unknown member' }))

const isMembers = (value: RuleValue): value is RuleBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const wordOf = (value: RuleValue | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null
