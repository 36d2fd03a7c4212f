import type { Activity, Direction } from '../../domain/carbon/activity.js'
import { type Exact, exact } from '../../kernel/exact.js'

/** What a reading may say beyond its quantity. */
export interface OwnValueColumns {
  direction: Direction
  biogenic: boolean
  ownNcv: string | null
  ownCc: string | null
  ownOf: string | null
  ownFactorValue: string | null
  ownFactorUnit: string | null
  ownFactorSource: string | null
}

/** Columns of an activity `a`. */
export const OWN_VALUES = `a.direction, a.biogenic, a.own_ncv::text AS "ownNcv", a.own_cc::text AS "ownCc", a.own_of::text AS "ownOf",
   a.own_factor_value::text AS "ownFactorValue", a.own_factor_unit AS "ownFactorUnit", a.own_factor_source AS "ownFactorSource"`

/** What a person says of a reading beyond its quantity. */
export interface OwnValueInput {
  readonly direction?: Direction
  readonly biogenic?: boolean
  readonly ncv?: string
  readonly cc?: string
  readonly of?: string
  readonly factor?: { readonly value: string; readonly unit: string; readonly source: string }
}

export const ownValueColumns = ({ direction, biogenic, ncv, cc, of, factor }: OwnValueInput): OwnValueColumns => ({
  direction: direction ?? 'use',
  biogenic: biogenic ?? false,
  ownNcv: ncv ?? null,
  ownCc: cc ?? null,
  ownOf: of ?? null,
  ownFactorValue: factor?.value ?? null,
  ownFactorUnit: factor?.unit ?? null,
  ownFactorSource: factor?.source ?? null,
})

/** The first value that is the firm's own, which only evidence can support. */
export const firstOwnMember = (input: OwnValueInput): string | undefined =>
  (['ncv', 'cc', 'of', 'factor'] as const).find((member) => input[member] !== undefined)

const present = (name: string, text: string | null | undefined): Readonly<Record<string, Exact>> =>
  text === null || text === undefined ? {} : { [name]: exact(text) }

/** As accounting reads them; what was not said is absent. */
export function ownValuesOf(row: Partial<OwnValueColumns>): Partial<Activity> {
  const { direction, biogenic, ownFactorValue: value, ownFactorUnit: unit, ownFactorSource: source } = row
  return {
    ...(direction === 'export' ? { direction } : {}),
    ...(biogenic ? { biogenic } : {}),
    ...present('ncv', row.ownNcv),
    ...present('cc', row.ownCc),
    ...present('of', row.ownOf),
    ...(value && unit ? { factor: { value: exact(value), unit, ...(source ? { source } : {}) } } : {}),
  }
}

const NOTHING_MORE: readonly (readonly [string, string])[] = []

/** For the hash of a rating's inputs: only what was said, so that the hashes of plain readings stay as they were. */
export function saidBeyondQuantity(row: OwnValueColumns): readonly (readonly [string, string])[] {
  const { direction, biogenic, ownNcv, ownCc, ownOf, ownFactorValue, ownFactorUnit, ownFactorSource } = row
  const said = [ownNcv, ownCc, ownOf, ownFactorValue, ownFactorUnit, ownFactorSource].some((value) => value !== null)
  if (direction === 'use' && !biogenic && !said) return NOTHING_MORE
  const own = { ownNcv, ownCc, ownOf, ownFactorValue, ownFactorUnit, ownFactorSource }
  return [
    ...(direction === 'export' ? [['direction', direction] as const] : []),
    ...(biogenic ? [['biogenic', 'true'] as const] : []),
    ...Object.entries(own).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  ]
}
