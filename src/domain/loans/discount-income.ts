import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { fraction, fractionOfMoney, moneyFromFraction, multiplyFractions } from '../../kernel/fraction.js'
import { type Money, NO_MONEY, subtractMoney } from '../../kernel/money.js'
import type { DiscountTerms } from './discount-terms.js'

type Term = Pick<DiscountTerms, 'discountedOn' | 'interestTo' | 'interest'>

/**
 * 贴现利息收入: how much of the interest taken up front is earned when `day` begins, in equal parts a night: interest × nights passed ÷
 * nights in all. Nothing on the day of discount, all of it from `interestTo` on. It is rounded half-up as a running total, so what is
 * booked between any days sums to the whole.
 */
export const earnedBy = ({ discountedOn, interestTo, interest }: Term, day: CivilDate): Money => {
  if (day >= interestTo) return interest
  if (day <= discountedOn) return NO_MONEY
  const passed = fraction(BigInt(daysBetween(discountedOn, day)), BigInt(daysBetween(discountedOn, interestTo)))
  return moneyFromFraction(multiplyFractions(fractionOfMoney(interest), passed), 'half-up')
}

/** Earned in the nights from `from` up to, not including, that of `to`; `from` is never after `to`. */
export const earnedBetween = (term: Term, from: CivilDate, to: CivilDate): Money =>
  subtractMoney(earnedBy(term, to), earnedBy(term, from))

/** 利息调整: taken up front and not earned yet when `day` begins. */
export const unearnedOn = (term: Term, day: CivilDate): Money => subtractMoney(term.interest, earnedBy(term, day))
