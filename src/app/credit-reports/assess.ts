import { type CarbonAccount, carbonAccount } from '../../domain/carbon/carbon-account.js'
import { type Rating, type RatingFacts, rate } from '../../domain/carbon/rating.js'
import { ratingInputs } from '../../domain/carbon/rating-inputs.js'
import { type CivilDate, lastDayOf } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { accountFacts, readingsBy, verificationOn } from '../carbon/account-facts.js'
import type { AccountRows, ActivityRow } from '../carbon/account-views.js'
import type { RatingRefusal } from '../carbon/rating-document.js'
import type { RatingRules } from '../carbon/rating-rules.js'

/** Everything an assessment depends on; each member can be taken from another time to see what it changed. */
export interface Basis {
  readonly account: AccountRows
  readonly rules: RatingRules
  /** The day the figures speak of. */
  readonly day: CivilDate
  /** Grid and heat factors count that were published by then: the day itself, or later in a restatement. */
  readonly factorsPublishedBy: CivilDate
  readonly previousGrade: string | null
  /** Grounds on which it is not rated on the day. */
  readonly vetoes?: readonly string[]
}

export interface Assessment extends Basis {
  readonly statement: CarbonAccount
  /** The domain numbers its emission rows by this list. */
  readonly readings: readonly ActivityRow[]
  readonly facts: RatingFacts
  readonly rating: Rating
}

/** Accounts and rates an enterprise on a day from a basis; the same basis gives the same figures. */
export function assess(basis: Basis): Result<Assessment, RatingRefusal> {
  const { account, rules, day, factorsPublishedBy, previousGrade, vetoes = [] } = basis
  const { uscc, sectorCode, dataQuality } = account.enterprise
  const onDay = accountFacts(account, rules, day)
  if (onDay.activities.length === 0) return refuse({ code: 'NO_CARBON_ACCOUNT', uscc })
  const statement = carbonAccount(
    {
      ...onDay,
      asOf: factorsPublishedBy,
      operating: onDay.operating.filter((period) => lastDayOf(period.end) <= day),
    },
    rules.method.value.components,
  )
  if (!statement.ok) return statement
  const { current, intensities } = statement.value
  const lacking = intensities.find(({ benchmark }) => benchmark === null)
  if (lacking) {
    const period = `${current.start}..${current.end}`
    return refuse({ code: 'BENCHMARK_NOT_FOUND', sector: sectorCode, period, component: lacking.id })
  }
  const facts = ratingInputs(statement.value, {
    verification: verificationOn(account, day),
    dataQuality,
    ...(previousGrade === null ? {} : { previousGrade }),
    ...(vetoes.length === 0 ? {} : { vetoes }),
  })
  const rating = rate(rules.method.value, facts)
  if (!rating.ok) return rating
  return ok({ ...basis, statement: statement.value, readings: readingsBy(account, day), facts, rating: rating.value })
}
