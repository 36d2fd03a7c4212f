import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  maxMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, type RuleRef, termInForce } from './facility.js'
import type { FilingMode } from './facility-term.js'
import { draw as drawQuota, type Quota, type QuotaRefusal } from './quota.js'

/** One posted rate of the central bank. A null start: in force before the next row. */
export interface ReloanRateRow {
  readonly rateTable: string
  readonly tenor: '3M' | '6M' | '1Y' | '-'
  readonly effectiveFrom: CivilDate | null
  readonly rate: AnnualRate
  readonly rule: RuleRef
}

export interface DrawFacts {
  readonly grant: { readonly amount: Money; readonly drawn: Money; readonly on: CivilDate }
  readonly loan: {
    readonly id: string
    /** What the ratio is taken of: see `backingAmount`. */
    readonly balance: Money
    /** Null while nothing is paid out. */
    readonly lastDisbursedOn: CivilDate | null
    /** What the filing asked for this loan, and what was drawn on it under this grant. */
    readonly requested: Money
    readonly drawn: Money
    /** Re-loans outstanding on the loan, whatever the grant. */
    readonly reloans: Money
  }
  /** 先贷后借 unless told: where the re-loan comes first there need be no payment yet. */
  readonly mode?: FilingMode
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
  readonly rates: readonly ReloanRateRow[]
  readonly quota: Quota
  readonly amount: Money
  readonly termMonths: number
  readonly on: CivilDate
}

export interface Drawdown {
  readonly loan: string
  readonly amount: Money
  readonly drawnOn: CivilDate
  readonly dueOn: CivilDate
  readonly termMonths: number
  /** Frozen on the contract: later changes of the posted rate do not touch it. */
  readonly rate: AnnualRate
  readonly rateRow: ReloanRateRow
  /** The rules it went by. */
  readonly rules: readonly RuleRef[]
  readonly quota: Quota
}

export type DrawRefusal =
  | FacilityTermUnknown
  | QuotaRefusal
  | { readonly code: 'DRAW_BEFORE_LOAN'; readonly on: CivilDate; readonly disbursedOn: CivilDate | null }
  | { readonly code: 'DRAW_BEFORE_GRANT'; readonly on: CivilDate; readonly grantedOn: CivilDate }
  /** Told in the words of a loan product, which refuses its terms under the same code. */
  | {
      readonly code: 'TERM_NOT_OFFERED'
      readonly product: string
      readonly term: 'termMonths'
      readonly value: string
      readonly termMonths: number
      readonly offered: readonly number[]
    }
  | { readonly code: 'DRAW_ABOVE_GRANT'; readonly requested: string; readonly left: string }
  | { readonly code: 'DRAW_ABOVE_FILED'; readonly loan: string; readonly requested: string; readonly left: string }
  | {
      readonly code: 'DRAW_ABOVE_RATIO'
      readonly loan: string
      readonly requested: string
      readonly left: string
      readonly balance: string
      readonly ratioCap: string
    }
  | { readonly code: 'NO_RELOAN_RATE'; readonly rateTable: string; readonly termMonths: number; readonly on: CivilDate }

/** The last row of the table and tenor that began on or before the day; a table with one tenor (`-`) serves every term. */
export const reloanRateInForce = (
  rows: readonly ReloanRateRow[],
  rateTable: string,
  termMonths: number,
  on: CivilDate,
): ReloanRateRow | undefined =>
  rows
    .filter(
      (row) =>
        row.rateTable === rateTable &&
        (row.tenor === '-' || TENOR_MONTHS[row.tenor] === termMonths) &&
        (row.effectiveFrom === null || row.effectiveFrom <= on),
    )
    .reduce<ReloanRateRow | undefined>(
      (last, row) => (last === undefined || (row.effectiveFrom ?? '') >= (last.effectiveFrom ?? '') ? row : last),
      undefined,
    )
const TENOR_MONTHS = { '3M': 3, '6M': 6, '1Y': 12 } as const

/**
 * 再贷款提款. E1: Σ re-loans on the loan ≤ ratio cap × its balance today, rounded down. A re-loan is never dated before its
 * loan or its grant; on the same day their order is kept by their states.
 */
export const drawReloan = (facts: DrawFacts): Result<Drawdown, DrawRefusal> => {
  const { grant, loan, lineage, terms, rates, amount, termMonths, on } = facts
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (facts.mode !== 'BORROW_FIRST' && (loan.lastDisbursedOn === null || on < loan.lastDisbursedOn))
    return refuse({ code: 'DRAW_BEFORE_LOAN', on, disbursedOn: loan.lastDisbursedOn })
  if (on < grant.on) return refuse({ code: 'DRAW_BEFORE_GRANT', on, grantedOn: grant.on })

  const offered = termInForce(terms, lineage, 'terms_months', on)
  if (!offered.ok) return offered
  if (!offered.value.value.includes(termMonths))
    return refuse({
      code: 'TERM_NOT_OFFERED',
      product: lineage[0],
      term: 'termMonths',
      value: `${termMonths}`,
      termMonths,
      offered: offered.value.value,
    })
  const ratio = termInForce(terms, lineage, 'ratio_cap', on)
  if (!ratio.ok) return ratio

  const leftOfGrant = subtractMoney(grant.amount, grant.drawn)
  if (compareMoney(amount, leftOfGrant) > 0)
    return refuse({ code: 'DRAW_ABOVE_GRANT', requested: formatMoney(amount), left: formatMoney(leftOfGrant) })
  const leftOfRequest = subtractMoney(loan.requested, loan.drawn)
  if (compareMoney(amount, leftOfRequest) > 0)
    return refuse({
      code: 'DRAW_ABOVE_FILED',
      loan: loan.id,
      requested: formatMoney(amount),
      left: formatMoney(leftOfRequest),
    })
  const cap = timesDown(loan.balance, ratio.value.value)
  if (compareMoney(addMoney(loan.reloans, amount), cap) > 0)
    return refuse({
      code: 'DRAW_ABOVE_RATIO',
      loan: loan.id,
      requested: formatMoney(amount),
      left: formatMoney(maxMoney(NO_MONEY, subtractMoney(cap, loan.reloans))),
      balance: formatMoney(loan.balance),
      ratioCap: formatExact(ratio.value.value),
    })
  const quota = drawQuota(facts.quota, amount, on)
  if (!quota.ok) return quota

  const rateTable = termInForce(terms, lineage, 'rate_table', on)
  if (!rateTable.ok) return rateTable
  const rateRow = reloanRateInForce(rates, rateTable.value.value, termMonths, on)
  if (rateRow === undefined) return refuse({ code: 'NO_RELOAN_RATE', rateTable: rateTable.value.value, termMonths, on })
  return ok({
    loan: loan.id,
    amount,
    drawnOn: on,
    dueOn: addMonths(on, termMonths),
    termMonths,
    rate: rateRow.rate,
    rateRow,
    rules: [offered.value.rule, ratio.value.rule, rateTable.value.rule, rateRow.rule],
    quota: quota.value,
  })
}
