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

export const NUMERATORS = ['outstanding', 'average-balance'] as const
export const DENOMINATORS = ['evic', 'equity+debt', 'total-assets'] as const
export const WEIGHTINGS = ['outstanding', 'emissions'] as const
export type AttributionNumerator = (typeof NUMERATORS)[number]
export type AttributionDenominator = (typeof DENOMINATORS)[number]

/** What a method says: the amount that is attributed, what it is divided by, and what weighs the data quality. */
export interface AttributionTerms {
  readonly numerator: AttributionNumerator
  /** The first that is known is taken. */
  readonly denominators: readonly AttributionDenominator[]
  readonly weighting: (typeof WEIGHTINGS)[number]
}

/** The methods as the calculator takes them; the book takes the version in force. */
export const CALCULATOR_TERMS: Record<AttributionMethod, AttributionTerms> = {
  'pcaf-business-loans': {
    numerator: 'outstanding',
    denominators: ['evic', 'equity+debt', 'total-assets'],
    weighting: 'outstanding',
  },
  'cn-average-balance': { numerator: 'average-balance', denominators: ['total-assets'], weighting: 'emissions' },
}

/** What is known of a borrower's balance sheet, in yuan. */
export interface BorrowerCapital {
  /** May be negative; counts as zero then. */
  readonly equity?: Money
  readonly debt?: Money
  readonly totalAssets?: Money
  /** Enterprise value including cash, of listed borrowers; replaces equity + debt. */
  readonly evic?: Money
}

export interface FinancedLoan extends BorrowerCapital {
  /** PCAF: principal outstanding at the date. Chinese guide: average daily balance 日均余额. */
  readonly outstanding: Money
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
  const terms = CALCULATOR_TERMS[method]
  const attributed: AttributedLoan[] = []
  for (const [index, loan] of loans.entries()) {
    const attribution = checkLoan(loan, index) ?? attributionOf(terms, loan.outstanding, loan, index)
    if (!attribution.ok) return attribution
    attributed.push(attribute(loan, attribution.value))
  }
  const scope1 = sumTonnes(attributed.map((loan) => loan.emissions.scope1))
  const scope2 = sumTonnes(attributed.map((loan) => loan.emissions.scope2))
  const scope3 = sumTonnes(attributed.map((loan) => loan.emissions.scope3))
  return ok({
    loans: attributed,
    totals: { scope1, scope2, scope3, total: addTonnes(scope1, scope2) },
    dataQuality: weightedQuality(terms, loans, attributed),
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

/** An amount over what finances its borrower. */
export interface Attribution {
  readonly numerator: Exact
  readonly basis: AttributionDenominator
  readonly denominator: Exact
}

/** The attribution of an amount by a method; `index` names the loan in a refusal. SOURCE: as for `financedEmissions`. */
export function attributionOf(
  terms: AttributionTerms,
  amount: Money,
  capital: BorrowerCapital,
  index = 0,
): Result<Attribution, AttributionRefusal> {
  for (const basis of terms.denominators) {
    const denominator = denominatorOf(basis, capital)
    if (!denominator) continue
    if (isPositive(denominator)) return ok({ numerator: yuan(amount), basis, denominator })
    const value = formatExact(denominator)
    return refuse({ code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE', index, member: MEMBER[basis], value })
  }
  const owned = terms.denominators.includes('equity+debt')
  const member = owned ? (capital.equity ? 'debt' : 'equity') : 'totalAssets'
  return refuse({ code: 'ATTRIBUTION_DENOMINATOR_MISSING', index, member })
}
export type AttributionRefusal = Extract<CarbonRefusal, { readonly code: `ATTRIBUTION_${string}` }>

const MEMBER: Record<AttributionDenominator, string> = {
  evic: 'evic',
  'equity+debt': 'equity+debt',
  'total-assets': 'totalAssets',
}

function denominatorOf(
  basis: AttributionDenominator,
  { evic, equity, debt, totalAssets }: BorrowerCapital,
): Exact | undefined {
  if (basis === 'evic') return evic && yuan(evic)
  if (basis === 'total-assets') return totalAssets && yuan(totalAssets)
  return equity && debt && add(isNegativeMoney(equity) ? ZERO : yuan(equity), yuan(debt))
}

/** Unrounded; above one where a balance sheet is older than the loan. */
export const attributionFactor = ({ numerator, denominator }: Attribution): Exact => divide(numerator, denominator)

/** The share of some emissions; divides once: emissions × amount ÷ denominator. */
export const attributedShare = (emissions: Tonnes, { numerator, denominator }: Attribution): Tonnes =>
  exactTonnes(divide(multiply(tonnesExact(emissions), numerator), denominator))

function attribute({ emissions }: FinancedLoan, attribution: Attribution): AttributedLoan {
  const share = (tonnes: Tonnes | undefined) => (tonnes ? attributedShare(tonnes, attribution) : exactTonnes(ZERO))
  const { scope1, scope2, scope3 } = emissions
  return {
    attributionFactor: attributionFactor(attribution),
    emissions: { scope1: share(scope1), scope2: share(scope2), scope3: share(scope3) },
  }
}

/** Scope 3 has its own quality and does not weigh here. */
function weightedQuality(
  terms: AttributionTerms,
  loans: readonly FinancedLoan[],
  attributed: readonly AttributedLoan[],
): Exact | null {
  const weights =
    terms.weighting === 'outstanding'
      ? loans.map((loan) => yuan(loan.outstanding))
      : attributed.map(({ emissions }) => tonnesExact(addTonnes(emissions.scope1, emissions.scope2)))
  const whole = sum(weights)
  if (!isPositive(whole)) return null
  return divide(sum(loans.map((loan, i) => multiply(weights[i] ?? ZERO, exactOf(loan.dataQuality)))), whole)
}
