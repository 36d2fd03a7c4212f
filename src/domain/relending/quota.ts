import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  NO_MONEY,
  subtractMoney,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** A re-loan quota 再贷款限额 of one lender; both days of its period are included. 0 ≤ reserved + drawn ≤ limit at any moment. */
export interface Quota {
  readonly limit: Money
  /** Granted, not yet drawn. */
  readonly reserved: Money
  readonly drawn: Money
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
}

export type QuotaRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | {
      readonly code: 'QUOTA_NOT_IN_FORCE'
      readonly on: CivilDate
      readonly validFrom: CivilDate
      readonly validTo: CivilDate
    }
  | { readonly code: 'QUOTA_EXCEEDED'; readonly requested: string; readonly available: string; readonly limit: string }
  | { readonly code: 'QUOTA_NOT_RESERVED'; readonly requested: string; readonly reserved: string }
  | { readonly code: 'QUOTA_NOT_DRAWN'; readonly requested: string; readonly drawn: string }
  | { readonly code: 'QUOTA_BELOW_USED'; readonly limit: string; readonly used: string }

export const quotaOf = (limit: Money, validFrom: CivilDate, validTo: CivilDate): Quota => ({
  limit,
  reserved: NO_MONEY,
  drawn: NO_MONEY,
  validFrom,
  validTo,
})
export const usedOf = ({ reserved, drawn }: Quota): Money => addMoney(reserved, drawn)
export const availableOf = (quota: Quota): Money => subtractMoney(quota.limit, usedOf(quota))

const positive = (amount: Money, member = 'amount'): QuotaRefusal | undefined =>
  isPositiveMoney(amount) ? undefined : { code: 'NOT_POSITIVE', member, value: formatMoney(amount) }
const inForce = ({ validFrom, validTo }: Quota, on: CivilDate): QuotaRefusal | undefined =>
  validFrom <= on && on <= validTo ? undefined : { code: 'QUOTA_NOT_IN_FORCE', on, validFrom, validTo }

/** A grant sets its amount aside 占用. */
export const reserve = (quota: Quota, amount: Money, on: CivilDate): Result<Quota, QuotaRefusal> => {
  const refusal = positive(amount) ?? inForce(quota, on)
  if (refusal) return refuse(refusal)
  const available = availableOf(quota)
  if (compareMoney(amount, available) > 0)
    return refuse({
      code: 'QUOTA_EXCEEDED',
      requested: formatMoney(amount),
      available: formatMoney(available),
      limit: formatMoney(quota.limit),
    })
  return ok({ ...quota, reserved: addMoney(quota.reserved, amount) })
}

/** A grant that will not be drawn gives back what it set aside 释放; allowed after the period too. */
export const release = (quota: Quota, amount: Money): Result<Quota, QuotaRefusal> => {
  const refusal = positive(amount) ?? coveredByReserve(quota, amount)
  return refusal ? refuse(refusal) : ok({ ...quota, reserved: subtractMoney(quota.reserved, amount) })
}

/** What was reserved is drawn 提款: the amount available does not change. */
export const draw = (quota: Quota, amount: Money, on: CivilDate): Result<Quota, QuotaRefusal> => {
  const refusal = positive(amount) ?? inForce(quota, on) ?? coveredByReserve(quota, amount)
  if (refusal) return refuse(refusal)
  return ok({ ...quota, reserved: subtractMoney(quota.reserved, amount), drawn: addMoney(quota.drawn, amount) })
}

/** A repaid re-loan makes its amount available again 归还: the quota revolves. Allowed after the period too. */
export const giveBack = (quota: Quota, amount: Money): Result<Quota, QuotaRefusal> => {
  const refusal = positive(amount)
  if (refusal) return refuse(refusal)
  if (compareMoney(amount, quota.drawn) > 0)
    return refuse({ code: 'QUOTA_NOT_DRAWN', requested: formatMoney(amount), drawn: formatMoney(quota.drawn) })
  return ok({ ...quota, drawn: subtractMoney(quota.drawn, amount) })
}

/** 额度调整: never below what is reserved and drawn. */
export const changeLimit = (quota: Quota, limit: Money): Result<Quota, QuotaRefusal> => {
  const refusal = positive(limit, 'limit')
  if (refusal) return refuse(refusal)
  const used = usedOf(quota)
  if (compareMoney(limit, used) < 0)
    return refuse({ code: 'QUOTA_BELOW_USED', limit: formatMoney(limit), used: formatMoney(used) })
  return ok({ ...quota, limit })
}

const coveredByReserve = ({ reserved }: Quota, amount: Money): QuotaRefusal | undefined =>
  compareMoney(amount, reserved) > 0
    ? { code: 'QUOTA_NOT_RESERVED', requested: formatMoney(amount), reserved: formatMoney(reserved) }
    : undefined
