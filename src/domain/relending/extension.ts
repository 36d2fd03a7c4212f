import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { isZeroMoney } from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type ReloanRateRow, reloanRateInForce } from './draw.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, type RuleRef, termInForce } from './facility.js'
import type { ReloanStanding } from './standing.js'

export interface ExtensionFacts {
  readonly standing: ReloanStanding
  readonly drawnOn: CivilDate
  /** Of the contract, without extensions. */
  readonly originalMonths: number
  /** The last day from which an extension runs that was agreed already; null for none. */
  readonly lastFrom: CivilDate | null
  readonly months: number
  /** The day it is agreed. */
  readonly on: CivilDate
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
  readonly rates: readonly ReloanRateRow[]
}

export interface Extension {
  /** 展期日: where the term before ends, and from which the rate of the extension is. */
  readonly from: CivilDate
  readonly dueOn: CivilDate
  readonly months: number
  readonly totalMonths: number
  readonly rate: AnnualRate
  readonly rateRow: ReloanRateRow
  readonly rules: readonly RuleRef[]
}

export type ExtensionRefusal =
  | FacilityTermUnknown
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'RELOAN_ENDED'; readonly state: ReloanStanding['state'] }
  | { readonly code: 'BEFORE_DRAWING'; readonly on: CivilDate; readonly drawnOn: CivilDate }
  | { readonly code: 'EXTENSION_AFTER_DUE'; readonly on: CivilDate; readonly dueOn: CivilDate }
  | { readonly code: 'EXTENSION_NOT_BEGUN'; readonly on: CivilDate; readonly from: CivilDate }
  | { readonly code: 'EXTENSIONS_USED_UP'; readonly used: number; readonly most: number }
  | { readonly code: 'EXTENSION_TOO_LONG'; readonly months: number; readonly most: number }
  | { readonly code: 'LIFE_TOO_LONG'; readonly totalMonths: number; readonly most: number }
  | { readonly code: 'NO_RELOAN_RATE'; readonly rateTable: string; readonly termMonths: number; readonly on: CivilDate }

const BANDS = [12, 6, 3] as const
/** 人民币利率管理规定: terms are added; the band is the longest posted term that the sum reaches. */
export const bandOf = (totalMonths: number): number => BANDS.find((months) => months <= totalMonths) ?? 3

/**
 * 展期: agreed by the due date, at most so often, so long in all and each no longer than the facility says; the term is counted on from the
 * original one. It has its own rate: the posted rate of the band that the whole term reaches, on the day the extension begins and from
 * that day, as posted when it is agreed. Before that day the contract's rate stays.
 */
export const extendReloan = (facts: ExtensionFacts): Result<Extension, ExtensionRefusal> => {
  const { standing, drawnOn, originalMonths, months, on, lineage, terms, rates, lastFrom } = facts
  if (months <= 0) return refuse({ code: 'NOT_POSITIVE', member: 'months', value: `${months}` })
  if (isZeroMoney(standing.balance)) return refuse({ code: 'RELOAN_ENDED', state: standing.state })
  if (on < drawnOn) return refuse({ code: 'BEFORE_DRAWING', on, drawnOn })
  if (on > standing.dueOn) return refuse({ code: 'EXTENSION_AFTER_DUE', on, dueOn: standing.dueOn })
  if (lastFrom !== null && on < lastFrom) return refuse({ code: 'EXTENSION_NOT_BEGUN', on, from: lastFrom })

  const times = termInForce(terms, lineage, 'max_extensions', on)
  if (!times.ok) return times
  const life = termInForce(terms, lineage, 'max_total_months', on)
  if (!life.ok) return life
  const length = termInForce(terms, lineage, 'extension_length', on)
  if (!length.ok) return length
  if (standing.extensions >= times.value.value)
    return refuse({ code: 'EXTENSIONS_USED_UP', used: standing.extensions, most: times.value.value })
  const longest = length.value.value === 'original' ? originalMonths : length.value.value
  if (months > longest) return refuse({ code: 'EXTENSION_TOO_LONG', months, most: longest })
  const totalMonths = standing.termMonths + months
  if (totalMonths > life.value.value) return refuse({ code: 'LIFE_TOO_LONG', totalMonths, most: life.value.value })

  const table = termInForce(terms, lineage, 'rate_table', on)
  if (!table.ok) return table
  const from = standing.dueOn
  const rateRow = reloanRateInForce(rates, table.value.value, bandOf(totalMonths), from)
  if (rateRow === undefined)
    return refuse({
      code: 'NO_RELOAN_RATE',
      rateTable: table.value.value,
      termMonths: bandOf(totalMonths),
      on: from,
    })
  return ok({
    from,
    dueOn: addMonths(drawnOn, totalMonths),
    months,
    totalMonths,
    rate: rateRow.rate,
    rateRow,
    rules: [times.value.rule, life.value.rule, length.value.rule, table.value.rule, rateRow.rule],
  })
}
