import {
  add,
  divide,
  type Exact,
  exactOf,
  formatExact,
  isNegative,
  isPositive,
  multiply,
  sum,
  ZERO,
} from '../../kernel/exact.js'
import { formatMoney, isNegativeMoney, type Money, yuan } from '../../kernel/money.js'
import { addTonnes, exactTonnes, sumTonnes, type Tonnes, tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CarbonRefusal } from './refusal.js'

/** Named ways to attribute a borrower's emissions to a loan; their figures are not comparable. */
export const ATTRIBUTION_METHODS = ['pcaf-business-loans', 'cn-average-balance'] as const
export type AttributionMethod = (typeof ATTRIBUTION_METHODS)[number]

export interface FinancedLoan {
  /** PCAF: principal outstanding at the date. Chinese guide: average daily balance 日均余额. */
  readonly outstanding: Money
  /** May be negative; counts as zero then. */
  readonly equity?: Money
  readonly debt?: Money
  readonly totalAssets?: Money
  /** Enterprise value including cash, of listed borrowers; replaces equity + debt. */
  readonly evic?: Money
  /** Gross: removals and credits are never netted. */
  readonly emissions: { readonly scope1: Tonnes; readonly scope2: Tonnes; readonly scope3?: Tonnes }
  /** 1 (reported and verified) to 5. */
  readonly dataQuality: number
}

export interface AttributedLoan {
  readonly attributionFactor: Exact
  readonly emissions: { readonly scope1: Tonnes; readonly scope2: Tonnes; readonly scope3: Tonnes }
}

export interface FinancedEmissions {
  readonly loans: readonly AttributedLoan[]
  readonly totals: {
    readonly scope1: Tonnes
    readonly scope2: Tonnes
    /** Apart: `total` is scopes 1 and 2. */
    readonly scope3: Tonnes
    readonly total: Tonnes
  }
  /** Weighted data-quality score; null when the weights add to zero. */
  readonly dataQuality: Exact | null
}

/**
 * Financed emissions 融资碳排放 of a list of loans.
 * SOURCE: PCAF Part A, 2nd edition (2022-12), business loans: outstanding ÷ (max(equity, 0) + debt) or ÷ EVIC, total
 * assets where equity or debt is unknown, quality weighted by outstanding; 商业银行投融资业务碳核算与报告指南 (secondary):
 * average balance ÷ total assets, quality weighted by emissions.
 */
export function financedEmissions(
  method: AttributionMethod,
  loans: readonly FinancedLoan[],
): Result<FinancedEmissions, CarbonRefusal> {
  const attributed: AttributedLoan[] = []
  for (const [index, loan] of loans.entries()) {
    const denominator = checkLoan(loan, index) ?? denominatorOf(method, loan, index)
    if (!denominator.ok) return denominator
    attributed.push(attribute(loan, denominator.value))
  }
  const scope1 = sumTonnes(attributed.map((loan) => loan.emissions.scope1))
  const scope2 = sumTonnes(attributed.map((loan) => loan.emissions.scope2))
  const scope3 = sumTonnes(attributed.map((loan) => loan.emissions.scope3))
  return ok({
    loans: attributed,
    totals: { scope1, scope2, scope3, total: addTonnes(scope1, scope2) },
    dataQuality: weightedQuality(method, loans, attributed),
  })
}

function checkLoan(
  loan: FinancedLoan,
  index: number,
): { readonly ok: false; readonly refusal: CarbonRefusal } | undefined {
  const outOfRange = (member: string, value: string) =>
    refuse({ code: 'FINANCED_INPUT_OUT_OF_RANGE', index, member, value })
  if (isNegativeMoney(loan.outstanding)) return outOfRange('outstanding', formatMoney(loan.outstanding))
  if (loan.debt && isNegativeMoney(loan.debt)) return outOfRange('debt', formatMoney(loan.debt))
  if (![1, 2, 3, 4, 5].includes(loan.dataQuality)) return outOfRange('dataQuality', String(loan.dataQuality))
  for (const [scope, value] of Object.entries(loan.emissions))
    if (value && isNegative(tonnesExact(value)))
      return outOfRange(`emissions.${scope}`, formatExact(tonnesExact(value)))
  return undefined
}

function denominatorOf(method: AttributionMethod, loan: FinancedLoan, index: number): Result<Exact, CarbonRefusal> {
  const positive = (member: string, value: Exact): Result<Exact, CarbonRefusal> =>
    isPositive(value)
      ? ok(value)
      : refuse({ code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE', index, member, value: formatExact(value) })

  const { evic, equity, debt, totalAssets } = loan
  if (method === 'pcaf-business-loans') {
    if (evic) return positive('evic', yuan(evic))
    if (equity && debt) return positive('equity+debt', add(isNegativeMoney(equity) ? ZERO : yuan(equity), yuan(debt)))
  }
  if (totalAssets) return positive('totalAssets', yuan(totalAssets))
  const member = method === 'cn-average-balance' ? 'totalAssets' : equity ? 'debt' : 'equity'
  return refuse({ code: 'ATTRIBUTION_DENOMINATOR_MISSING', index, member })
}

/** Each figure divides once: emissions × outstanding ÷ denominator. */
function attribute(loan: FinancedLoan, denominator: Exact): AttributedLoan {
  const outstanding = yuan(loan.outstanding)
  const share = (emissions: Tonnes | undefined): Tonnes =>
    emissions ? exactTonnes(divide(multiply(tonnesExact(emissions), outstanding), denominator)) : exactTonnes(ZERO)
  const { scope1, scope2, scope3 } = loan.emissions
  return {
    attributionFactor: divide(outstanding, denominator),
    emissions: { scope1: share(scope1), scope2: share(scope2), scope3: share(scope3) },
  }
}

/** Scope 3 has its own quality and does not weigh here. */
function weightedQuality(
  method: AttributionMethod,
  loans: readonly FinancedLoan[],
  attributed: readonly AttributedLoan[],
): Exact | null {
  const weights =
    method === 'pcaf-business-loans'
      ? loans.map((loan) => yuan(loan.outstanding))
      : attributed.map(({ emissions }) => tonnesExact(addTonnes(emissions.scope1, emissions.scope2)))
  const whole = sum(weights)
  if (!isPositive(whole)) return null
  return divide(sum(loans.map((loan, i) => multiply(weights[i] ?? ZERO, exactOf(loan.dataQuality)))), whole)
}
