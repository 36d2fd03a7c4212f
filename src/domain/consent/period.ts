import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { ConsentPurpose } from './purpose.js'

export type PeriodRefusal =
  | { readonly code: 'CONSENT_PERIOD_INVERTED'; readonly validFrom: string; readonly validTo: string }
  | { readonly code: 'CONSENT_ALREADY_OVER'; readonly validTo: string; readonly today: string }
  | {
      readonly code: 'CONSENT_PERIOD_TOO_LONG'
      readonly purpose: string
      readonly validTo: string | null
      readonly latest: string
      readonly most: number
    }

export interface Period {
  readonly validFrom: CivilDate
  /** The last day; null is open. */
  readonly validTo: CivilDate | null
}

/** A period that runs forward and is not over. */
export function checkPeriod<P extends Period>(period: P, today: CivilDate): Result<P, PeriodRefusal> {
  const { validFrom, validTo } = period
  if (validTo !== null && validTo < validFrom) return refuse({ code: 'CONSENT_PERIOD_INVERTED', validFrom, validTo })
  if (validTo !== null && validTo < today) return refuse({ code: 'CONSENT_ALREADY_OVER', validTo, today })
  return ok(period)
}

/**
 * What a bank may ask for: before a loan at most `preLoanMost` days, both ends counted; afterwards it may stay open until the loan is
 * settled. An enterprise that grants unasked sets its own period.
 */
export function checkAskedPeriod<P extends Period & { readonly purpose: ConsentPurpose }>(
  asked: P,
  preLoanMost: number,
  today: CivilDate,
): Result<P, PeriodRefusal> {
  const { purpose, validFrom, validTo } = asked
  const checked = checkPeriod(asked, today)
  if (!checked.ok) return checked
  if (purpose === 'pre_loan' && (validTo === null || daysBetween(validFrom, validTo) >= preLoanMost))
    return refuse({
      code: 'CONSENT_PERIOD_TOO_LONG',
      purpose,
      validTo,
      latest: addDays(validFrom, preLoanMost - 1),
      most: preLoanMost,
    })
  return ok(asked)
}
