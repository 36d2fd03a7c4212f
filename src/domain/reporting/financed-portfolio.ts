import { divide, type Exact, exactOf, formatFixed, isPositive, multiply, sum } from '../../kernel/exact.js'
import { isPositiveMoney, type Money, sumMoney, yuan } from '../../kernel/money.js'
import { sumTonnes, type Tonnes, tonnesExact } from '../../kernel/quantity.js'

/** What is attributed to one loan. */
export interface FinancedFigures {
  readonly scope1: Tonnes
  readonly scope2: Tonnes
  /** Scopes 1 and 2 of an estimate that does not tell them apart. */
  readonly unsplit: Tonnes
  /** Apart from all of these. */
  readonly biogenic: Tonnes
  readonly dataQuality: number
}

/** A loan with its figures, or with the reason why it has none. */
export interface FinancedLine {
  readonly institution: string
  readonly sector: string
  readonly borrower: string
  /** What the method attributes: outstanding principal or the average balance. */
  readonly amount: Money
  readonly figures: FinancedFigures | null
  readonly reason: string | null
}

export interface FinancedSum {
  readonly loans: number
  readonly borrowers: number
  readonly amount: Money
  readonly scope1: Tonnes
  readonly scope2: Tonnes
  readonly unsplit: Tonnes
  /** Scopes 1 and 2. */
  readonly total: Tonnes
  readonly biogenic: Tonnes
  /** Weighted as the method says; null where nothing weighs. */
  readonly dataQuality: Exact | null
}

export interface Coverage {
  readonly withFigures: CoverageCell
  readonly withoutFigures: CoverageCell
  /** Of the amount, percent to two places; null of nothing. */
  readonly amountPercent: string | null
  readonly reasons: readonly (CoverageCell & { readonly reason: string })[]
}
interface CoverageCell {
  readonly loans: number
  readonly amount: Money
}

export type FinancedDimension = 'institution' | 'sector' | 'dataQuality'

export interface FinancedPortfolio {
  readonly totals: FinancedSum
  readonly by: Readonly<Record<FinancedDimension, readonly { readonly key: string; readonly sum: FinancedSum }[]>>
  readonly coverage: Coverage
}

type Counted = FinancedLine & { readonly figures: FinancedFigures }

/** Adds up a book of loans; loans without figures are in the coverage and in no sum. */
export function financedPortfolio(
  lines: readonly FinancedLine[],
  weighting: 'outstanding' | 'emissions',
): FinancedPortfolio {
  const counted = lines.filter((line): line is Counted => line.figures !== null)
  const grouped = (keyOf: (line: Counted) => string) =>
    groups(counted, keyOf).map(([key, own]) => ({ key, sum: sumOf(own, weighting) }))
  return {
    totals: sumOf(counted, weighting),
    by: {
      institution: grouped(({ institution }) => institution),
      sector: grouped(({ sector }) => sector),
      dataQuality: grouped(({ figures }) => String(figures.dataQuality)),
    },
    coverage: coverageOf(lines),
  }
}

function sumOf(lines: readonly Counted[], weighting: 'outstanding' | 'emissions'): FinancedSum {
  const add = (member: 'scope1' | 'scope2' | 'unsplit' | 'biogenic') =>
    sumTonnes(lines.map(({ figures }) => figures[member]))
  const [scope1, scope2, unsplit] = [add('scope1'), add('scope2'), add('unsplit')]
  return {
    loans: lines.length,
    borrowers: new Set(lines.map(({ borrower }) => borrower)).size,
    amount: sumMoney(lines.map(({ amount }) => amount)),
    scope1,
    scope2,
    unsplit,
    total: sumTonnes([scope1, scope2, unsplit]),
    biogenic: add('biogenic'),
    dataQuality: weightedQuality(lines, weighting),
  }
}

function weightedQuality(lines: readonly Counted[], weighting: 'outstanding' | 'emissions'): Exact | null {
  const weights = lines.map(({ amount, figures: { scope1, scope2, unsplit, dataQuality } }) => ({
    weight: weighting === 'outstanding' ? yuan(amount) : tonnesExact(sumTonnes([scope1, scope2, unsplit])),
    score: exactOf(dataQuality),
  }))
  const whole = sum(weights.map(({ weight }) => weight))
  if (!isPositive(whole)) return null
  return divide(sum(weights.map(({ weight, score }) => multiply(weight, score))), whole)
}

function coverageOf(lines: readonly FinancedLine[]): Coverage {
  const cell = (of: readonly FinancedLine[]): CoverageCell => ({
    loans: of.length,
    amount: sumMoney(of.map(({ amount }) => amount)),
  })
  const uncovered = lines.filter(({ figures }) => figures === null)
  const withFigures = cell(lines.filter(({ figures }) => figures !== null))
  const whole = cell(lines).amount
  return {
    withFigures,
    withoutFigures: cell(uncovered),
    amountPercent: isPositiveMoney(whole)
      ? formatFixed(divide(multiply(yuan(withFigures.amount), exactOf(100)), yuan(whole)), 2)
      : null,
    reasons: groups(uncovered, ({ reason }) => reason ?? '').map(([reason, own]) => ({ reason, ...cell(own) })),
  }
}

function groups<L>(lines: readonly L[], keyOf: (line: L) => string): readonly (readonly [string, readonly L[]])[] {
  const found = new Map<string, L[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const group = found.get(key)
    if (group) group.push(line)
    else found.set(key, [line])
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}
