import type { Tx } from '../../db/transaction.js'
import type { PlacedProblem, RatingMethod } from '../../domain/carbon/rating-method.js'
import { compareVersions, isEnough, stepBetween, stepNeeded } from '../../domain/carbon/rating-version.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { discountsBeyondCap, gradesOfNoMethod, gradesWithoutPrice } from '../../rules/cross-table-problems.js'
import { emissionFactorsTable, factorRow } from '../../rules/emission-factors.js'
import { parametersTable } from '../../rules/parameters.js'
import { type PricingGridRow, pricingGridTable } from '../../rules/pricing-grid.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { FiledRule } from '../../rules/read-rules.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { CITY_FACTOR_SET, CITY_METHOD } from '../carbon/rating-rules.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'
import { VETO_REASONS } from '../vetoes/veto.js'
import { type MethodContent, type ReadMethod, readMethod } from './method-content.js'

/**
 * Everything that keeps a proposal from being published, each with its place: what is wrong with the document by itself, with its
 * dates, with the version it replaces, and with the other rules that hold on its first day. Empty when it can be published.
 */
export async function publicationProblems(
  tx: Tx,
  content: MethodContent,
  today: CivilDate,
): Promise<readonly PlacedProblem[]> {
  const { validFrom, validTo } = content
  const { read, problems } = readMethod(content)
  const dates: PlacedProblem[] = []
  if (validFrom < today)
    dates.push({
      pointer: '/validFrom',
      problem: `${validFrom} is past; a published rule never begins before ${today}`,
    })
  if (validTo !== null && validTo < validFrom)
    dates.push({ pointer: '/validTo', problem: `${validTo} is before the first day, ${validFrom}` })
  const among = read === null ? [] : await AMONG_RULES[read.kind](tx, content, read as never)
  return [...problems, ...dates, ...among]
}

const AMONG_RULES: {
  readonly [K in ReadMethod['kind']]: (
    tx: Tx,
    content: MethodContent,
    read: ReadMethod & { readonly kind: K },
  ) => Promise<readonly PlacedProblem[]>
} = {
  'rating-method': async (tx, content, { method, supersedes }) => {
    const versions = (await ruleHistory(tx, ratingMethodsTable)).filter(({ value }) => value.id === method.id)
    const newest = latest(versions)
    const grid = await rulesInForce(tx, pricingGridTable, { on: content.validFrom })
    const prices = gradesWithoutPrice({ grid: grid.map(filed), methods: [filed(proposed(content, method), 0)] })
    return [
      ...versionProblems(content, method.version, supersedes, newest),
      ...(newest ? stepProblems(newest.value, method) : []),
      ...VETO_REASONS.filter((reason) => !method.vetoes.includes(reason)).map((reason) => ({
        pointer: '/document/vetoes',
        problem: `the veto ${reason} may stand against an enterprise and is missing`,
      })),
      ...prices.map(({ problem }) => ({ pointer: '/document/grades', problem })),
    ]
  },

  'pricing-grid': async (tx, content, { grid: name, version, rows, supersedes }) => {
    const on = { on: content.validFrom }
    const published = (await ruleHistory(tx, pricingGridTable)).filter(({ value }) => value.grid === name)
    const standing = (await rulesInForce(tx, pricingGridTable, on)).filter(({ value }) => value.grid === name)
    const pricingTerms = await rulesInForce(tx, pricingTermsTable, on)
    const methods = await rulesInForce(tx, ratingMethodsTable, on)
    const grid = rows.map((row, index) => filed(proposed<PricingGridRow>(content, row), index))
    const found = [
      ...discountsBeyondCap({ grid, pricingTerms: pricingTerms.map(filed) }),
      ...gradesWithoutPrice({ grid, methods: methods.map(filed) }),
      ...gradesOfNoMethod({ grid, methods: methods.map(filed) }),
    ]
    const products = new Set(rows.map(({ product }) => product))
    const unpriced = pricingTerms.filter(
      ({ value }) => value.parameter === 'grid' && value.value === name && !products.has(value.product),
    )
    const keys = new Set(rows.map(({ product, grade }) => `${product} ${grade}`))
    const dropped = standing.filter(({ value: { product, grade } }) => !keys.has(`${product} ${grade}`))
    return [
      ...versionProblems(content, version, supersedes, latest(published)),
      ...found.map(({ line, problem }) => ({ pointer: `/document/rows/${line}`, problem })),
      ...unpriced.map(({ value }) => ({
        pointer: '/document/rows',
        problem: `${value.product} is priced by ${name} and has no row`,
      })),
      ...dropped.map(({ value }) => ({
        pointer: '/document/rows',
        problem: `${value.product} ${value.grade} of version ${value.version} would stay in force: the grid is replaced whole`,
      })),
    ]
  },

  'rating-choice': async (tx, { validFrom, validTo }, { choice: { code, value } }) => {
    if (code !== CITY_METHOD && code !== CITY_FACTOR_SET)
      return [{ pointer: '/document/code', problem: `expected ${CITY_METHOD} | ${CITY_FACTOR_SET}, got ${code}` }]
    const published = (await ruleHistory(tx, parametersTable)).filter((rule) => rule.value.code === code)
    const late = notAfter(validFrom, latest(published))
    const pointer = '/document/value'
    if (value === null) return [...late, { pointer, problem: 'expected a text' }]
    if (code === CITY_FACTOR_SET) {
      const factors = (await ruleHistory(tx, emissionFactorsTable)).map(factorRow)
      const known = factors.some(({ set }) => set === value)
      return known ? late : [...late, { pointer, problem: `no published factor belongs to the set ${value}` }]
    }
    const [method] = await rulesInForce(tx, ratingMethodsTable, { on: validFrom, keys: [value] })
    if (!method) return [...late, { pointer, problem: `no published method ${value} is in force on ${validFrom}` }]
    const end = method.validTo
    if (end !== null && (validTo === null || validTo > end))
      return [...late, { pointer: '/validTo', problem: `the method ${value} is in force until ${end} only` }]
    return late
  },
}

/** A version is newer than the one it names as replaced, which is the newest published, and begins after it. */
function versionProblems(
  { validFrom }: MethodContent,
  version: string,
  supersedes: string | null,
  newest: RuleRow<{ readonly version: string }> | undefined,
): readonly PlacedProblem[] {
  const problems = [...notAfter(validFrom, newest)]
  if ((newest?.value.version ?? null) !== supersedes)
    problems.push({
      pointer: '/document/supersedes',
      problem: newest
        ? `it must name the newest published version, ${newest.value.version}`
        : `no version is published that ${supersedes} could name`,
    })
  if (newest && compareVersions(newest.value.version, version) >= 0)
    problems.push({
      pointer: '/document/version',
      problem: `${version} is not above the published version ${newest.value.version}`,
    })
  return problems
}

function stepProblems(newest: RatingMethod, method: RatingMethod): readonly PlacedProblem[] {
  const step = stepBetween(newest.version, method.version)
  const needed = stepNeeded(newest, method)
  if (step === null || isEnough(step, needed)) return []
  const problem = `the change is ${needed} (major: metric; minor: anchors, weights, cut-offs; patch: text), the version says ${step}`
  return [{ pointer: '/document/version', problem }]
}

const notAfter = (validFrom: CivilDate, newest: RuleRow<unknown> | undefined): readonly PlacedProblem[] =>
  newest && validFrom <= newest.validFrom
    ? [
        {
          pointer: '/validFrom',
          problem: `${validFrom} is not after ${newest.validFrom}, the first day of the newest published version`,
        },
      ]
    : []

const latest = <T>(rules: readonly RuleRow<T>[]): RuleRow<T> | undefined =>
  rules.reduce<RuleRow<T> | undefined>(
    (last, rule) => (last && last.validFrom >= rule.validFrom ? last : rule),
    undefined,
  )

const proposed = <T>({ validFrom, validTo, source, status }: MethodContent, value: T): RuleRow<T> => ({
  id: 'proposed',
  key: 'proposed',
  validFrom,
  validTo,
  publishedOn: null,
  source,
  status: status as RuleRow<T>['status'],
  value,
})

/** A rule in the manner of one read from a file, for the checks that files go through too; the line is its place in a list. */
const filed = <T>(rule: RuleRow<T>, line: number): FiledRule<T> => {
  const { key, validFrom, validTo, publishedOn, source, status } = rule
  const stored = { table: '', key, validFrom, validTo, publishedOn, source, status, body: {} }
  return { file: '', line, rule, stored }
}
