import { addFractions, divideRounded, type Fraction, fraction, type Rounding } from '../../kernel/fraction.js'

/** What is left to repay in n rows: the balance in fen, the first row's real interest, and the later rows' factors f_k. */
export interface Remaining {
  readonly balance: bigint
  /** Fen, unrounded. */
  readonly firstInterest: Fraction
  readonly laterFactors: readonly Fraction[]
}
export interface InstalmentRule {
  readonly rounding: Rounding
  /** Fen; 1 when any amount will do. */
  readonly multiple: bigint
  readonly smoothing: boolean
}

/**
 * The instalment that brings the unrounded balance to 0 in the last row: P·∏(1+f_k)/fn with fn_1 = 1 and
 * fn_k = 1 + fn_{k−1}(1+f_k). As P·(1+f_1) is balance + first interest, the same formula serves a running period.
 * Whole numbers throughout: with f_k = a_k/d_k, F_k = d_2…d_k · fn_k follows F_k = d_2…d_k + F_{k−1}(d_k+a_k).
 */
const exactInstalment = ({ balance, firstInterest, laterFactors }: Remaining): { over: bigint; under: bigint } => {
  const owed = addFractions(fraction(balance, 1n), firstInterest)
  let growth = 1n
  let denominators = 1n
  let annuity = 1n
  for (const { numerator, denominator } of laterFactors) {
    growth *= denominator + numerator
    denominators *= denominator
    annuity = denominators + annuity * (denominator + numerator)
  }
  return { over: owed.numerator * growth, under: owed.denominator * annuity }
}

const SCALE = 256n
/** Bounds of fn/∏(1+f_k) = 1 + 1/(1+f_2)·(1 + 1/(1+f_3)·(…)), the present value of 1 a row, with SCALE fractional bits. */
const annuityBounds = (laterFactors: readonly Fraction[]): { low: bigint; high: bigint } => {
  const one = 1n << SCALE
  let [low, high] = [one, one]
  for (const { numerator, denominator } of laterFactors.toReversed()) {
    const growth = denominator + numerator
    low = one + (low * denominator) / growth
    high = one + (high * denominator + growth - 1n) / growth
  }
  return { low, high }
}

/**
 * The instalment in whole multiples, rounded as if it were known exactly. Bounds decide, in time proportional to the rows;
 * where a tie lies between them the exact formula does, whose time is the square of the rows.
 */
const roundedInstalment = (remaining: Remaining, { rounding, multiple }: InstalmentRule): bigint => {
  const owed = addFractions(fraction(remaining.balance, 1n), remaining.firstInterest)
  const { low, high } = annuityBounds(remaining.laterFactors)
  const roundedBy = (annuity: bigint) =>
    divideRounded(owed.numerator << SCALE, owed.denominator * annuity * multiple, rounding)
  if (roundedBy(low) === roundedBy(high)) return roundedBy(low) * multiple
  const { over, under } = exactInstalment(remaining)
  return divideRounded(over, under * multiple, rounding) * multiple
}

/** Last row's due − instalment, when rows are rounded as a borrower is shown them. */
const lastRowExcess = (
  { balance, firstInterest, laterFactors }: Remaining,
  instalment: bigint,
  rounding: Rounding,
): bigint => {
  let left = balance
  let interest = divideRounded(firstInterest.numerator, firstInterest.denominator, rounding)
  for (const factor of laterFactors) {
    left -= instalment - interest
    interest = divideRounded(left * factor.numerator, factor.denominator, rounding)
  }
  return left + interest - instalment
}
const size = (value: bigint): bigint => (value < 0n ? -value : value)

/** Moves the instalment by a share of what the last row is off, at most three times, as long as that brings it nearer. */
const smoothed = (remaining: Remaining, instalment: bigint, { rounding, multiple }: InstalmentRule): bigint => {
  const n = BigInt(remaining.laterFactors.length + 1)
  let kept = instalment
  let difference = lastRowExcess(remaining, kept, rounding)
  for (let attempt = 0; attempt < 3 && size(difference) > n / 2n; attempt += 1) {
    const moved = kept + divideRounded(difference, n, rounding)
    const tried = divideRounded(moved, multiple, rounding) * multiple
    const triedDifference = lastRowExcess(remaining, tried, rounding)
    if (size(triedDifference) >= size(difference)) break
    kept = tried
    difference = triedDifference
  }
  return kept
}

/** 等额本息: the equal instalment in fen, rounded once to the fen or to the nearest multiple. */
export const equalInstalment = (remaining: Remaining, rule: InstalmentRule): bigint => {
  const instalment = roundedInstalment(remaining, rule)
  return rule.smoothing ? smoothed(remaining, instalment, rule) : instalment
}

/** 等额本金: the equal part of the principal in fen; the last row takes the rest. */
export const equalPrincipalPart = ({ balance, laterFactors }: Remaining, rounding: Rounding): bigint =>
  divideRounded(balance, BigInt(laterFactors.length + 1), rounding)
