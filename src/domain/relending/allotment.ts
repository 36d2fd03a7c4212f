import type { CivilDate } from '../../kernel/civil-date.js'
import { addMoney, compareMoney, formatMoney, isPositiveMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** What a branch was given 分支行限额 and has given on: Σ of what is given out of it never exceeds its limit. */
export interface BranchQuota {
  readonly facility: string
  readonly limit: Money
  readonly allotted: Money
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
  readonly state: string
}
export interface Allotment {
  /** The facility, then its parents. */
  readonly lineage: readonly string[]
  /** Facilities whose quotas are usable across with this one's 打通, as in force on the first day. */
  readonly sharedWith: readonly string[]
  readonly limit: Money
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
}

export type AllotmentRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'BRANCH_QUOTA_NOT_ACTIVE'; readonly state: string }
  | { readonly code: 'QUOTA_OF_ANOTHER_FACILITY'; readonly facility: string; readonly given: string }
  | {
      readonly code: 'QUOTA_BEYOND_PARENT_PERIOD'
      readonly validFrom: CivilDate
      readonly validTo: CivilDate
      readonly parentFrom: CivilDate
      readonly parentTo: CivilDate
    }
  | { readonly code: 'QUOTA_ABOVE_PARENT'; readonly requested: string; readonly left: string; readonly limit: string }
  | { readonly code: 'QUOTA_BELOW_ALLOTTED'; readonly limit: string; readonly allotted: string }

/**
 * Whether a quota may be given out of a branch's: for the same facility or one under it, since sub-limits are not swapped, within its
 * period, and within what is left. `before` is what the quota takes of it already.
 */
export function mayAllot(above: BranchQuota, wanted: Allotment, before: Money): Result<null, AllotmentRefusal> {
  if (!isPositiveMoney(wanted.limit))
    return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(wanted.limit) })
  if (above.state !== 'ACTIVE') return refuse({ code: 'BRANCH_QUOTA_NOT_ACTIVE', state: above.state })
  const { lineage, sharedWith, validFrom, validTo, limit } = wanted
  if (![...lineage, ...sharedWith].includes(above.facility))
    return refuse({ code: 'QUOTA_OF_ANOTHER_FACILITY', facility: lineage[0] ?? '', given: above.facility })
  if (validFrom < above.validFrom || validTo > above.validTo)
    return refuse({
      code: 'QUOTA_BEYOND_PARENT_PERIOD',
      validFrom,
      validTo,
      parentFrom: above.validFrom,
      parentTo: above.validTo,
    })
  const left = addMoney(subtractMoney(above.limit, above.allotted), before)
  if (compareMoney(limit, left) > 0)
    return refuse({
      code: 'QUOTA_ABOVE_PARENT',
      requested: formatMoney(limit),
      left: formatMoney(left),
      limit: formatMoney(above.limit),
    })
  return ok(null)
}

/** 额度调整: never below what is given out of it. */
export function mayChangeLimit({ allotted }: BranchQuota, limit: Money): Result<null, AllotmentRefusal> {
  if (!isPositiveMoney(limit)) return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(limit) })
  return compareMoney(limit, allotted) < 0
    ? refuse({ code: 'QUOTA_BELOW_ALLOTTED', limit: formatMoney(limit), allotted: formatMoney(allotted) })
    : ok(null)
}
