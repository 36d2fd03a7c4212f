import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'

/** Where in a list of activities, counted from 0, and in which of its members. */
interface Place {
  readonly index: number
  readonly member: string
}

/** Everything the carbon slice says no with. */
export type CarbonRefusal =
  | ({ readonly code: 'UNKNOWN_CARRIER'; readonly carrier: string } & Place)
  | ({
      readonly code: 'UNIT_MISMATCH'
      readonly carrier: string
      readonly unit: string
      readonly allowed: string
    } & Place)
  | ({ readonly code: 'NEGATIVE_QUANTITY'; readonly quantity: string } & Place)
  | ({ readonly code: 'MONTH_AFTER_AS_OF'; readonly month: CivilMonth; readonly asOf: CivilDate } & Place)
  | ({ readonly code: 'GREEN_ABOVE_QUANTITY'; readonly greenQuantity: string; readonly quantity: string } & Place)
  | ({ readonly code: 'GREEN_NOT_ELECTRICITY'; readonly carrier: string } & Place)
  | ({ readonly code: 'FACTOR_REQUIRED'; readonly carrier: string } & Place)
  | ({ readonly code: 'FACTOR_SOURCE_MISSING'; readonly carrier: string } & Place)
  | ({ readonly code: 'EXPORT_NOT_DEDUCTIBLE'; readonly carrier: string } & Place)
  | ({ readonly code: 'EXPORT_WITH_CERTIFICATES'; readonly greenQuantity: string } & Place)
  | ({ readonly code: 'BIOGENIC_NOT_APPLICABLE'; readonly carrier: string } & Place)
  | ({ readonly code: 'DUPLICATE_ACTIVITY'; readonly firstIndex: number } & Place)
  | ({ readonly code: 'OWN_VALUE_NOT_APPLICABLE'; readonly carrier: string } & Place)
  | ({ readonly code: 'OWN_VALUE_OUT_OF_RANGE'; readonly value: string } & Place)
  | ({ readonly code: 'ENTHALPY_MISSING' } & Place)
  | ({ readonly code: 'ENTHALPY_OUT_OF_RANGE'; readonly enthalpyKjPerKg: string } & Place)
  | {
      readonly code: 'FACTOR_NOT_FOUND'
      readonly what: string
      readonly set: string
      readonly region: string
      readonly asOf: CivilDate
      readonly index?: number
    }
  | { readonly code: 'NON_POSITIVE_DENOMINATOR'; readonly member: string; readonly value: string }
  | { readonly code: 'BENCHMARK_MISSING'; readonly component: string }
  | { readonly code: 'BENCHMARK_NON_POSITIVE'; readonly component: string; readonly value: string }
  | { readonly code: 'RATING_INPUT_OUT_OF_RANGE'; readonly member: string; readonly value: string }
  | { readonly code: 'RATING_GROUP_NOT_APPLICABLE'; readonly group: string }
  | { readonly code: 'UNKNOWN_COMPONENT'; readonly component: string }
  | { readonly code: 'UNKNOWN_GRADE'; readonly grade: string }
  | { readonly code: 'UNKNOWN_VETO'; readonly veto: string }
  | { readonly code: 'OPERATING_PERIOD_MISSING'; readonly asOf: CivilDate }
  | {
      readonly code: 'BENCHMARK_NOT_FOUND'
      readonly sector: string
      readonly period: string
      readonly component: string
    }
  | { readonly code: 'ATTRIBUTION_DENOMINATOR_MISSING'; readonly index: number; readonly member: string }
  | {
      readonly code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE'
      readonly index: number
      readonly member: string
      readonly value: string
    }
  | {
      readonly code: 'FINANCED_INPUT_OUT_OF_RANGE'
      readonly index: number
      readonly member: string
      readonly value: string
    }
