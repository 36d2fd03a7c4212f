import { divide, type Exact, exactOf, formatFixed, isPositive, multiply, subtract } from '../../kernel/exact.js'
import { exactTonnes, type Tonnes, tonnesExact } from '../../kernel/quantity.js'
import { type Coverage, type FinancedLine, type FinancedSum, financedPortfolio } from './financed-portfolio.js'

export interface FinancedChange {
  readonly now: FinancedSum
  readonly before: FinancedSum
  readonly coverage: { readonly now: Coverage; readonly before: Coverage }
  /** Borrowers with figures at both days, whose change is none of coming and going. */
  readonly same: { readonly now: FinancedSum; readonly before: FinancedSum }
}

/** Financed emissions of a day against those of an earlier one. */
export function financedChange(
  now: readonly FinancedLine[],
  before: readonly FinancedLine[],
  weighting: 'outstanding' | 'emissions',
): FinancedChange {
  const counted = (lines: readonly FinancedLine[]) =>
    new Set(lines.filter(({ figures }) => figures !== null).map(({ borrower }) => borrower))
  const [ofNow, ofBefore] = [counted(now), counted(before)]
  const inBoth = ({ borrower }: FinancedLine) => ofNow.has(borrower) && ofBefore.has(borrower)
  const [all, earlier] = [financedPortfolio(now, weighting), financedPortfolio(before, weighting)]
  return {
    now: all.totals,
    before: earlier.totals,
    coverage: { now: all.coverage, before: earlier.coverage },
    same: {
      now: financedPortfolio(now.filter(inBoth), weighting).totals,
      before: financedPortfolio(before.filter(inBoth), weighting).totals,
    },
  }
}

/** What emissions fell by; negative where they rose. */
export const reduction = (now: Tonnes, before: Tonnes): Tonnes =>
  exactTonnes(subtract(tonnesExact(before), tonnesExact(now)))

/** The same in percent of what they were, two places half-up; null where they were nothing. */
export function reductionPercent(now: Tonnes, before: Tonnes): string | null {
  const whole: Exact = tonnesExact(before)
  return isPositive(whole)
    ? formatFixed(divide(multiply(tonnesExact(reduction(now, before)), exactOf(100)), whole), 2)
    : null
}
