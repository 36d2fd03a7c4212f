import type { CivilDate } from '../../kernel/civil-date.js'
import {
  compareMoney,
  formatMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  subtractMoney,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, type RuleRef, termInForce } from './facility.js'
import type { ReloanStanding } from './standing.js'

/** What goes back to the branch: the bank's return, or the branch's claw-back. */
export interface GivingBack {
  readonly standing: ReloanStanding
  readonly drawnOn: CivilDate
  readonly amount: Money
  readonly on: CivilDate
}

export interface GivenBack {
  readonly amount: Money
  readonly balance: Money
}

export type GiveBackRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'RELOAN_ENDED'; readonly state: ReloanStanding['state'] }
  | { readonly code: 'BEFORE_DRAWING'; readonly on: CivilDate; readonly drawnOn: CivilDate }
  | { readonly code: 'RETURN_ABOVE_BALANCE'; readonly amount: string; readonly balance: string }

export const giveBackReloan = (facts: GivingBack): Result<GivenBack, GiveBackRefusal> => {
  const { standing, drawnOn, amount, on } = facts
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (isZeroMoney(standing.balance)) return refuse({ code: 'RELOAN_ENDED', state: standing.state })
  if (on < drawnOn) return refuse({ code: 'BEFORE_DRAWING', on, drawnOn })
  if (compareMoney(amount, standing.balance) > 0)
    return refuse({
      code: 'RETURN_ABOVE_BALANCE',
      amount: formatMoney(amount),
      balance: formatMoney(standing.balance),
    })
  return ok({ amount, balance: subtractMoney(standing.balance, amount) })
}

export interface Returned extends GivenBack {
  /** 提前归还 · 到期归还 · 逾期归还 */
  readonly when: 'early' | 'at-maturity' | 'overdue'
  readonly rules: readonly RuleRef[]
}
export type ReturnRefusal = GiveBackRefusal | FacilityTermUnknown

/**
 * 归还再贷款: part or all, early with the branch's consent (interest by actual days), at maturity, or late. A late one owes penalty
 * interest from its due date, so it waits until somebody has entered the penalty rate of that day.
 */
export const returnReloan = (
  facts: GivingBack & { readonly lineage: Lineage; readonly terms: readonly FacilityTermRow[] },
): Result<Returned, ReturnRefusal> => {
  const { standing, on, lineage, terms } = facts
  const given = giveBackReloan(facts)
  if (!given.ok) return given
  const when = on < standing.dueOn ? 'early' : on === standing.dueOn ? 'at-maturity' : 'overdue'
  if (when !== 'overdue') return ok({ ...given.value, when, rules: [] })
  const penalty = termInForce(terms, lineage, 'overdue_rate', standing.dueOn)
  return penalty.ok ? ok({ ...given.value, when, rules: [penalty.value.rule] }) : penalty
}
