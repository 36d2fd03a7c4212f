import { addMonths, type CivilDate, earlierOf } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { RuleRef } from './data-product.js'

/** 已出报告 · 银行审核 · 银行认定 · 不予认定 · 已被取代 · 已失效: of a valuation with its report; `valuation-machine.ts` has what is before. */
export type ValuationState = 'REPORTED' | 'BANK_REVIEW' | 'ADOPTED' | 'REJECTED' | 'SUPERSEDED' | 'EXPIRED'
export type ValuationEvent = 'review' | 'adopt' | 'reject' | 'supersede' | 'expire'
/** Every step of a valuation that has its report. Whoever decides takes it up by that, when nobody has before. */
export const VALUATION_TRANSITIONS: readonly {
  readonly from: ValuationState
  readonly event: ValuationEvent
  readonly to: ValuationState
}[] = [
  { from: 'REPORTED', event: 'adopt', to: 'ADOPTED' },
  { from: 'REPORTED', event: 'reject', to: 'REJECTED' },
  { from: 'REPORTED', event: 'review', to: 'BANK_REVIEW' },
  { from: 'BANK_REVIEW', event: 'adopt', to: 'ADOPTED' },
  { from: 'BANK_REVIEW', event: 'reject', to: 'REJECTED' },
  { from: 'ADOPTED', event: 'supersede', to: 'SUPERSEDED' },
  { from: 'ADOPTED', event: 'expire', to: 'EXPIRED' },
]

/** 成本法 · 收益法 · 市场法 (中评协〔2023〕17号) */
export type ValuationMethod = 'cost' | 'income' | 'market'

export interface ValuationReport {
  readonly method: ValuationMethod
  readonly valuer: string
  readonly reportNo: string
  readonly baseDate: CivilDate
  readonly reportValue: Money
  readonly recordedBy: string
  /** USCC of the valuer, where it is known. */
  readonly valuerUscc?: string | null
  /** Who signed. */
  readonly signers?: readonly string[]
  /** The last day of the income that the report counts. */
  readonly horizonTo?: CivilDate | null
}
export interface Valuation extends ValuationReport {
  readonly state: ValuationState
  readonly validTo: CivilDate
  /** What the bank makes of it; null before it decides. */
  readonly adoptedValue: Money | null
}

export type ValuationRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'VALUER_NOT_INDEPENDENT'; readonly valuer: string; readonly party: 'lender' | 'holder' }
  | { readonly code: 'VALUATION_BASE_DATE_AHEAD'; readonly baseDate: CivilDate; readonly on: CivilDate }
  | { readonly code: 'VALUATION_BEYOND_RIGHTS'; readonly baseDate: CivilDate; readonly rightsEnd: CivilDate }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'VALUATION_EXPIRED'; readonly validTo: CivilDate; readonly on: CivilDate }
  | { readonly code: 'SIGNERS_TOO_FEW'; readonly signers: number; readonly least: number }
  | { readonly code: 'HORIZON_BEYOND_RIGHTS'; readonly horizonTo: CivilDate; readonly rightsEnd: CivilDate }
  | { readonly code: 'ADOPTED_ABOVE_REPORT'; readonly adoptedValue: string; readonly reportValue: string }

/** A report of an independent valuer; good for `validity` months from its base date, never beyond the rights' end. */
export const recordReport = (facts: {
  readonly report: ValuationReport
  readonly parties: { readonly lender: string; readonly holder: string; readonly holderUscc?: string }
  readonly rightsEnd: CivilDate
  readonly validity: { readonly months: number; readonly rule: RuleRef }
  /** So many people sign; none need to where the number is not told. */
  readonly leastSigners?: number
  readonly on: CivilDate
}): Result<Valuation, ValuationRefusal> => {
  const { report, parties, rightsEnd, validity, leastSigners = 0, on } = facts
  const { valuer, baseDate, reportValue, valuerUscc = null, horizonTo = null } = report
  if (!isPositiveMoney(reportValue))
    return refuse({ code: 'NOT_POSITIVE', member: 'reportValue', value: formatMoney(reportValue) })
  if (valuer === parties.lender) return refuse({ code: 'VALUER_NOT_INDEPENDENT', valuer, party: 'lender' })
  if (valuer === parties.holder) return refuse({ code: 'VALUER_NOT_INDEPENDENT', valuer, party: 'holder' })
  if (valuerUscc !== null && valuerUscc === parties.holderUscc)
    return refuse({ code: 'VALUER_NOT_INDEPENDENT', valuer, party: 'holder' })
  const signers = new Set(report.signers ?? []).size
  if (signers < leastSigners) return refuse({ code: 'SIGNERS_TOO_FEW', signers, least: leastSigners })
  if (baseDate > on) return refuse({ code: 'VALUATION_BASE_DATE_AHEAD', baseDate, on })
  if (baseDate > rightsEnd) return refuse({ code: 'VALUATION_BEYOND_RIGHTS', baseDate, rightsEnd })
  if (horizonTo !== null && horizonTo > rightsEnd)
    return refuse({ code: 'HORIZON_BEYOND_RIGHTS', horizonTo, rightsEnd })
  const end = addMonths(baseDate, validity.months)
  return ok({ ...report, state: 'REPORTED', validTo: earlierOf(end, rightsEnd), adoptedValue: null })
}

export const nextValuationState = (
  state: ValuationState,
  event: ValuationEvent,
): Result<ValuationState, ValuationRefusal> => {
  const open = VALUATION_TRANSITIONS.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}

/** 银行认定: by another person than recorded the report, at most its value (I-16). */
export const adopt = (
  valuation: Valuation,
  decision: { readonly adoptedValue: Money; readonly decidedBy: string; readonly on: CivilDate },
): Result<Valuation, ValuationRefusal> => {
  const { adoptedValue, decidedBy, on } = decision
  const state = decided(valuation, 'adopt', decidedBy)
  if (!state.ok) return state
  if (on > valuation.validTo) return refuse({ code: 'VALUATION_EXPIRED', validTo: valuation.validTo, on })
  if (!isPositiveMoney(adoptedValue))
    return refuse({ code: 'NOT_POSITIVE', member: 'adoptedValue', value: formatMoney(adoptedValue) })
  if (compareMoney(adoptedValue, valuation.reportValue) > 0)
    return refuse({
      code: 'ADOPTED_ABOVE_REPORT',
      adoptedValue: formatMoney(adoptedValue),
      reportValue: formatMoney(valuation.reportValue),
    })
  return ok({ ...valuation, state: state.value, adoptedValue })
}

/** 不予认定 */
export const reject = (valuation: Valuation, decidedBy: string): Result<Valuation, ValuationRefusal> => {
  const state = decided(valuation, 'reject', decidedBy)
  return state.ok ? ok({ ...valuation, state: state.value }) : state
}

const decided = (
  { state, recordedBy }: Valuation,
  event: ValuationEvent,
  decidedBy: string,
): Result<ValuationState, ValuationRefusal> => {
  const next = nextValuationState(state, event)
  if (next.ok && decidedBy === recordedBy) return refuse({ code: 'SELF_APPROVAL', madeBy: recordedBy })
  return next
}

export const isValuationInForce = ({ state, baseDate, validTo }: Valuation, on: CivilDate): boolean =>
  state === 'ADOPTED' && baseDate <= on && on <= validTo
