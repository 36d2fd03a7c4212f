import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { ReloanFact, ReloanJournal } from './accrual.js'

export type InterestFactRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'RELOAN_NOT_SETTLED_ON'; readonly on: CivilDate; readonly settled: readonly CivilDate[] }
  | { readonly code: 'RELOAN_INTEREST_TOLD_ALREADY'; readonly on: CivilDate }
  | { readonly code: 'RELOAN_UNPAID_ABOVE_INTEREST'; readonly amount: string; readonly interest: string }
  | { readonly code: 'RELOAN_PAID_ABOVE_ARREARS'; readonly amount: string; readonly arrears: string }

/** Whether what the branch says of interest fits the journal up to its day: it cannot miss, or receive, more than was owed. */
export function interestFactFits(
  journal: ReloanJournal,
  facts: readonly ReloanFact[],
  said: { readonly kind: 'unpaid' | 'paid'; readonly on: CivilDate; readonly amount: Money },
): Result<null, InterestFactRefusal> {
  const { kind, on, amount } = said
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (kind === 'paid')
    return compareMoney(amount, journal.arrears) > 0
      ? refuse({
          code: 'RELOAN_PAID_ABOVE_ARREARS',
          amount: formatMoney(amount),
          arrears: formatMoney(journal.arrears),
        })
      : ok(null)
  const settlement = journal.settlements.find((one) => one.on === on)
  if (settlement === undefined)
    return refuse({ code: 'RELOAN_NOT_SETTLED_ON', on, settled: journal.settlements.map((one) => one.on) })
  if (facts.some((fact) => fact.kind === 'unpaid' && fact.on === on))
    return refuse({ code: 'RELOAN_INTEREST_TOLD_ALREADY', on })
  return compareMoney(amount, settlement.interest) > 0
    ? refuse({
        code: 'RELOAN_UNPAID_ABOVE_INTEREST',
        amount: formatMoney(amount),
        interest: formatMoney(settlement.interest),
      })
    : ok(null)
}
