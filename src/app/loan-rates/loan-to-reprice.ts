import type { Tx } from '../../db/transaction.js'
import type { LoanLife } from '../../domain/loans/servicing/facts.js'
import type { RatchetLife } from '../../domain/pricing/ratchet.js'
import type { RateStanding, RepricedContract, RepricingFacts, UsableRating } from '../../domain/pricing/repricing.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { bp, NO_BP } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import { cityChoice } from '../carbon/rating-rules.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import type { Loan } from '../loans/store.js'
import { lprPublications, type PricingRuleRefusal, pricingRules } from '../pricing/pricing-rules.js'
import { type Quote, quoteById } from '../quotes/store.js'
import { rulesInForce } from '../rules/views.js'
import { type KnownLife, lifeOf } from '../servicing/life-of.js'
import { ratchetOfLoan } from './ratchet-of-loan.js'
import { ruledCount } from './ratchet-terms.js'
import type { KeptStanding } from './rate-explanation.js'
import { type LoanRate, lastContractRate } from './store.js'
import { ratingsToUse } from './views.js'

export type NotPaidOut =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'LOAN_NOT_PAID_OUT'; readonly loanId: string }
export type RepricingLoadRefusal = RecordRefusal | PricingRuleRefusal | NotPaidOut

/** A loan with the days that its contract gives to a rate. */
export interface RatedLoan extends KnownLife {
  readonly life: LoanLife
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate
  /** First days of interest periods, without the first. */
  readonly periodStarts: readonly CivilDate[]
}

/** Everything the next rate of a loan is decided from. */
export interface LoanToReprice {
  readonly rated: RatedLoan
  readonly contract: RepricedContract
  readonly facts: RepricingFacts
  readonly standing: RateStanding
  readonly ratchet: RatchetLife | null
}

/** A loan that has been paid out, as known at an instant (null: now). */
export async function ratedLoan(
  tx: Tx,
  loanId: string,
  knownAt: string | null = null,
): Promise<Result<RatedLoan, NotPaidOut>> {
  const known = await lifeOf(tx, loanId, knownAt)
  if (known === undefined) return notFound('loan')
  const { life } = known
  if (life === null) return refuse({ code: 'LOAN_NOT_PAID_OUT', loanId })
  const days = daysOfRates(life)
  return days === null ? refuse({ code: 'LOAN_NOT_PAID_OUT', loanId }) : ok({ ...known, life, ...days })
}

/** The days that a contract gives to a rate; null before the first disbursement. */
export function daysOfRates(life: LoanLife): Pick<RatedLoan, 'startsOn' | 'endsOn' | 'periodStarts'> | null {
  const periodStarts = dueDatesOf(life)
  const startsOn = life.facts
    .filter(({ kind }) => kind === 'disbursement')
    .reduce<CivilDate | null>((first, { on }) => (first === null || on < first ? on : first), null)
  const endsOn = periodStarts.at(-1)
  return startsOn === null || endsOn === undefined ? null : { startsOn, endsOn, periodStarts }
}

/** A period begins on the day the one before it falls due; an extension replaces the days after it. */
function dueDatesOf({ dueDates, facts }: LoanLife): readonly CivilDate[] {
  const extensions = facts.flatMap((fact) => (fact.kind === 'restructure' ? [fact] : []))
  return extensions
    .sort((a, b) => a.no - b.no)
    .reduce<readonly CivilDate[]>(
      (days, { on, dueDates: later }) => [...new Set([...days.filter((day) => day < on), on, ...later])],
      dueDates,
    )
}

/** Loads what the contract fixed when it was priced and what has become known since. */
export async function loanToReprice(
  tx: Tx,
  loan: Loan,
  on: CivilDate,
): Promise<Result<LoanToReprice, RepricingLoadRefusal>> {
  const found = await ratedLoan(tx, loan.id)
  if (!found.ok) return found
  const rated = found.value
  const quote = await quoteById(tx, loan.quoteId)
  if (quote === undefined) return notFound('quote')
  const priced = await pricingRules(tx, { on: quote.pricedOn, knownAt: quote.recordedAt })
  const pricing = priced.pricingOf(loan.product)
  if (!pricing.ok) return pricing
  const ratchet = await ratchetOfLoan(
    tx,
    { id: loan.id, signedOn: loan.signedOn, periodStarts: rated.periodStarts },
    { asOf: on, knownAt: null },
  )
  return ok({
    rated,
    contract: {
      amount: loan.amount,
      tenorMonths: loan.tenorMonths,
      policy: rated.terms.repricing,
      resetsWithinOneYear: await resetsWithinOneYear(tx, loan),
      pricedOn: quote.pricedOn,
      pricing: pricing.value,
      byHand: changedByHand(quote),
      startsOn: rated.startsOn,
      endsOn: rated.endsOn,
    },
    facts: {
      lpr: await lprPublications(tx, null),
      ratings: (await ratingsToUse(tx, loan, { asOf: on, knownAt: null })).map(usable),
      periodStarts: rated.periodStarts,
      scale: await gradesBestFirst(tx, on),
      mostGrades: await ruledCount(tx, 'ratchet.max_grade_move', loan.signedOn),
      shortLoan: await ruledCount(tx, 'repricing.short_loan_m', loan.signedOn),
      ratchet: ratchet.life?.steps ?? [],
    },
    standing: standingOf(loan, quote, await lastContractRate(tx, loan.id)),
    ratchet: ratchet.life,
  })
}

const usable = (rating: {
  readonly id: string
  readonly grade: string
  readonly asOf: CivilDate
  readonly validityDays: number
}): UsableRating => ({
  id: rating.id,
  grade: rating.grade,
  asOf: rating.asOf,
  usableTo: addDays(rating.asOf, rating.validityDays),
})

/** How far a quote that was set by hand lies above what the rules gave. */
export function changedByHand({ explanation }: Quote) {
  const { override } = explanation as { readonly override?: { readonly changeBp: string } }
  return override === undefined ? NO_BP : bp(override.changeBp)
}

function standingOf(loan: Loan, quote: Quote, last: LoanRate | undefined): RateStanding {
  if (last === undefined) {
    const grade = quote.grade === 'NOT_RATED' ? null : quote.grade
    return { on: loan.signedOn, lprOn: quote.pricedOn, grade, heldGrade: grade, ratchetStep: NO_BP }
  }
  const { standing } = last.explanation as { readonly standing: KeptStanding }
  return {
    on: last.effectiveOn,
    lprOn: standing.lprOn as CivilDate,
    grade: standing.grade,
    heldGrade: standing.heldGrade,
    ratchetStep: bp(standing.ratchetStepBp),
  }
}

/** A product may say, on the day of the contract, that its loans are repriced within a year as well. */
export async function resetsWithinOneYear(
  tx: Tx,
  { product, signedOn }: Pick<Loan, 'product' | 'signedOn'>,
): Promise<boolean> {
  const [term] = await rulesInForce(tx, pricingTermsTable, {
    on: signedOn,
    keys: [`${product}/resets_within_one_year`],
  })
  return term?.value.value === 'true'
}

export async function gradesBestFirst(
  tx: Tx,
  on: CivilDate,
  knownAt: string | null = null,
): Promise<readonly string[]> {
  const { method } = await cityChoice(tx, { asOf: on, knownAt })
  const [rule] = method === null ? [] : await rulesInForce(tx, ratingMethodsTable, { on, knownAt, keys: [method] })
  return rule?.value.grades.map(({ id }) => id) ?? []
}
