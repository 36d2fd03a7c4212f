import { compare, type Exact, ONE, ZERO } from '../kernel/exact.js'
import { type Money, money } from '../kernel/money.js'
import type { RuleTable } from './rule-table.js'

const SUBSIDY_SHAPES = ['share-of-interest', 'percent-of-lpr', 'bp'] as const

/**
 * One interest-subsidy programme 贴息. `share-of-interest`: a share of the interest paid, 0.50 is half. `percent-of-lpr`: a share of the
 * 1-year LPR, as a rate on the balance. `bp`: basis points on the balance. No programme subsidises what is paid on an extension or overdue.
 */
export interface SubsidyProgramme {
  readonly programme: string
  readonly nameZh: string
  readonly nameEn: string
  /** Null while the terms are unknown. */
  readonly terms: {
    readonly shape: (typeof SUBSIDY_SHAPES)[number]
    readonly value: Exact
    /** The 1-year LPR of which day: 31 December of the claimed year, or of the year before. */
    readonly lprDay: 'year-end' | 'year-end-before' | null
  } | null
  readonly beneficiary: 'enterprise' | 'lender'
  readonly capPerEnterpriseYear: Money | null
  /** Empty: any. */
  readonly products: readonly string[]
  readonly grades: readonly string[]
}

const words = (cell: string | null): readonly string[] => cell?.split('|') ?? []

export const subsidyProgrammesTable: RuleTable<SubsidyProgramme> = {
  name: 'subsidy-programmes',
  file: 'subsidy-programmes.csv',
  columns: [
    'programme',
    'name_zh',
    'name_en',
    'shape',
    'value',
    'lpr_day',
    'beneficiary',
    'cap_per_enterprise_year',
    'products',
    'grades',
  ],
  key: ({ programme }) => programme,
  read: (row) => {
    const cap = row.optional('cap_per_enterprise_year')
    const known = row.optional('shape') !== null
    return {
      programme: row.text('programme'),
      nameZh: row.text('name_zh'),
      nameEn: row.text('name_en'),
      terms: known
        ? {
            shape: row.oneOf('shape', SUBSIDY_SHAPES),
            value: row.exact('value'),
            lprDay: row.optional('lpr_day') === null ? null : row.oneOf('lpr_day', ['year-end', 'year-end-before']),
          }
        : null,
      beneficiary: row.oneOf('beneficiary', ['enterprise', 'lender']),
      capPerEnterpriseYear:
        cap === null ? null : /^\d{1,18}\.\d{2}$/.test(cap) ? money(cap) : row.fail('cap_per_enterprise_year', 'yuan'),
      products: words(row.optional('products')),
      grades: words(row.optional('grades')),
    }
  },
  problems: ({ terms }, status) => {
    if (status === 'unknown') return terms === null ? [] : ['an unknown programme has no shape']
    if (terms === null) return ['only an unknown programme may be without a shape']
    const { shape, value, lprDay } = terms
    return [
      ...(compare(value, ZERO) <= 0 ? ['a subsidy is above zero'] : []),
      ...(shape !== 'bp' && compare(value, ONE) > 0 ? ['a share is at most 1'] : []),
      ...((shape === 'percent-of-lpr') === (lprDay === null)
        ? ['a share of the LPR, and nothing else, names its day']
        : []),
    ]
  },
}
