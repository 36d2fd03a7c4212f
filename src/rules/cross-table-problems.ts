import type { RatingMethod } from '../domain/carbon/rating-method.js'
import { bp, compareBp, formatBp } from '../kernel/rate.js'
import type { FacilityTerm } from './facility-terms.js'
import type { PricingGridRow } from './pricing-grid.js'
import type { PricingTerm } from './pricing-terms.js'
import type { FiledRule, RuleProblem } from './read-rules.js'
import type { ReloanFacility } from './reloan-facilities.js'
import type { ReloanRate } from './reloan-rates.js'

interface Tables {
  readonly grid: readonly FiledRule<PricingGridRow>[]
  readonly pricingTerms: readonly FiledRule<PricingTerm>[]
  readonly methods: readonly FiledRule<RatingMethod>[]
  readonly facilities: readonly FiledRule<ReloanFacility>[]
  readonly facilityTerms: readonly FiledRule<FacilityTerm>[]
  readonly rates: readonly FiledRule<ReloanRate>[]
}

/** What tables get wrong only together: a discount beyond its cap, a grade without a price, names that lead nowhere. */
export const crossTableProblems = (tables: Tables): readonly RuleProblem[] => [
  ...discountsBeyondCap(tables),
  ...gradesWithoutPrice(tables),
  ...gradesOfNoMethod(tables),
  ...danglingFacilities(tables),
]

/** Discounts above the cap of their product, or of a product that has none. */
export function discountsBeyondCap({
  grid,
  pricingTerms,
}: Pick<Tables, 'grid' | 'pricingTerms'>): readonly RuleProblem[] {
  const caps = new Map(
    pricingTerms
      .filter(({ rule }) => rule.value.parameter === 'max_total_discount_bp' && rule.value.value !== null)
      .map(({ rule }) => [rule.value.product, bp(rule.value.value ?? '0')]),
  )
  return grid.flatMap(({ file, line, rule }) => {
    const { product, grade, discount } = rule.value
    const cap = caps.get(product)
    if (!cap) return [{ file, line, problem: `${product} has no max_total_discount_bp` }]
    if (compareBp(discount, cap) <= 0) return []
    return [
      { file, line, problem: `${product} ${grade}: ${formatBp(discount)} BP is beyond the cap of ${formatBp(cap)}` },
    ]
  })
}

/** Grades of a method that a product in the grid has no row for. */
export function gradesWithoutPrice({ grid, methods }: Pick<Tables, 'grid' | 'methods'>): readonly RuleProblem[] {
  const priced = new Set(grid.map(({ rule }) => `${rule.value.grid}/${rule.value.product}/${rule.value.grade}`))
  const products = new Map(grid.map((filed) => [`${filed.rule.value.grid}/${filed.rule.value.product}`, filed]))
  return methods.flatMap(({ rule }) =>
    rule.value.grades.flatMap((grade) =>
      [...products]
        .filter(([product]) => !priced.has(`${product}/${grade.id}`))
        .map(([product, { file, line }]) => ({
          file,
          line,
          problem: `${product} has no row for the grade ${grade.id} of ${rule.value.id}`,
        })),
    ),
  )
}

/** Rows for grades that no method gives. */
export function gradesOfNoMethod({ grid, methods }: Pick<Tables, 'grid' | 'methods'>): readonly RuleProblem[] {
  const grades = new Set(methods.flatMap(({ rule }) => rule.value.grades.map((grade) => grade.id)))
  return grid
    .filter(({ rule }) => !grades.has(rule.value.grade))
    .map(({ file, line, rule }) => ({ file, line, problem: `${rule.value.grade} is no grade of any method` }))
}

function danglingFacilities({ facilities, facilityTerms, rates }: Tables): readonly RuleProblem[] {
  const codes = new Set(facilities.map(({ rule }) => rule.value.code))
  const rateTables = new Set(rates.map(({ rule }) => rule.value.rateTable))
  const parents = facilities
    .filter(({ rule }) => rule.value.parent !== null && !codes.has(rule.value.parent))
    .map(({ file, line, rule }) => ({ file, line, problem: `parent ${rule.value.parent} is no facility` }))
  const owners = facilityTerms
    .filter(({ rule }) => !codes.has(rule.value.facility))
    .map(({ file, line, rule }) => ({ file, line, problem: `${rule.value.facility} is no facility` }))
  const tables = facilityTerms
    .filter(({ rule }) => rule.value.parameter === 'rate_table' && !rateTables.has(rule.value.value ?? ''))
    .map(({ file, line, rule }) => ({ file, line, problem: `${rule.value.value} is no table of reloan-rates` }))
  return [...parents, ...owners, ...tables]
}
