import type { CivilMonth } from '../../kernel/civil-date.js'
import { compare, divide, type Exact, isZero, multiply, roundHalfUp, subtract, ZERO } from '../../kernel/exact.js'
import { tonnesExact } from '../../kernel/quantity.js'
import type { EmissionRow } from './emissions.js'

/** A factor as a posting names it. */
export interface PostedFactor {
  readonly code: string
  /** tCO2 per `per`. */
  readonly value: Exact
  readonly vintage: number | null
  readonly ruleIds: readonly string[]
  /** The firm declared or measured some of it. */
  readonly own: boolean
}

/** The emissions of one meter in one month as they are posted 过账: scope 1, or scope 2 by location. */
export interface PostedFigure {
  readonly month: CivilMonth
  readonly carrier: string
  readonly meter: string
  /** The reading it was accounted from. */
  readonly activityId: string
  /** In `per`; negative for energy passed on. */
  readonly measured: Exact
  readonly per: string
  readonly factor: PostedFactor
  /** tCO2 to twenty places, so that differences add up to the last digit; zero for biomass, which is in no total. */
  readonly tCO2: Exact
}

export const POSTING_CAUSES = ['FACTOR_VINTAGE', 'ACTIVITY_CORRECTION'] as const
export type PostingCause = (typeof POSTING_CAUSES)[number]

/** The first figure (no cause), or what was added to it since. */
export interface Posting {
  readonly figure: PostedFigure
  readonly cause: PostingCause | null
  readonly difference: Exact
}

const PLACES = 20
/** A figure as it is posted and as changes are explained. */
export const posted = (value: Exact): Exact => roundHalfUp(value, PLACES)

/** What an accounted row would be posted as. */
export const postedFigure = (
  row: EmissionRow,
  reading: { readonly id: string; readonly meter: string },
): PostedFigure => ({
  month: row.month,
  carrier: row.carrier,
  meter: reading.meter,
  activityId: reading.id,
  measured: posted(row.measured),
  per: row.factor.per,
  factor: {
    code: row.factor.code,
    value: posted(divide(row.factor.times, row.factor.over)),
    vintage: row.factor.vintage,
    ruleIds: row.factor.ruleIds,
    own: row.factor.own.length > 0,
  },
  tCO2: row.biogenic ? ZERO : posted(tonnesExact(row.tCO2)),
})

const sameFactor = (a: PostedFactor, b: PostedFactor): boolean =>
  a.code === b.code && compare(a.value, b.value) === 0 && a.ruleIds.join() === b.ruleIds.join()
const sameActivity = (a: PostedFigure, b: PostedFigure): boolean =>
  a.per === b.per && compare(a.measured, b.measured) === 0

/**
 * What has to be posted so that the postings of a cell add up to the figure of today; nothing when they do. The first figure stays.
 * A correction is posted at the factor posted last and a later vintage on the corrected quantity: the two causes never mix, and
 * they add up exactly. A factor that the firm declared comes with its reading, so its change is a correction.
 * SOURCE: factor-choice rule (3) of the dossier: a later vintage posts an adjustment, never overwrites.
 */
export function postingsDue(last: PostedFigure | undefined, now: PostedFigure): readonly Posting[] {
  if (!last) return [{ figure: now, cause: null, difference: now.tCO2 }]
  return stepsBetween(last, now).filter(({ difference }) => !isZero(difference))
}

function stepsBetween(last: PostedFigure, now: PostedFigure): readonly Posting[] {
  const step = (before: PostedFigure, figure: PostedFigure, cause: PostingCause): Posting => ({
    figure,
    cause,
    difference: subtract(figure.tCO2, before.tCO2),
  })
  if (sameFactor(last.factor, now.factor)) return [step(last, now, 'ACTIVITY_CORRECTION')]
  if (last.factor.own || now.factor.own || last.per !== now.per) return [step(last, now, 'ACTIVITY_CORRECTION')]
  if (sameActivity(last, now)) return [step(last, now, 'FACTOR_VINTAGE')]
  const corrected = { ...now, factor: last.factor, tCO2: posted(multiply(now.measured, last.factor.value)) }
  return [step(last, corrected, 'ACTIVITY_CORRECTION'), step(corrected, now, 'FACTOR_VINTAGE')]
}
