import type { CivilDate } from '../../kernel/civil-date.js'
import { addFractions, type Fraction, fraction, multiplyFractions, NO_FRACTION } from '../../kernel/fraction.js'
import type { DayCountName } from './day-count.js'
import { type Period, shareOfPeriod } from './periods.js'

/** Nights from `on` up to, not including, `to` bear no interest. */
export interface Pause {
  readonly on: CivilDate
  readonly to: CivilDate
}

/** Nights from that of `from` up to, not including, that of `to`. */
export interface Nights {
  readonly from: CivilDate
  readonly to: CivilDate
}

const within = (day: CivilDate, from: CivilDate, to: CivilDate): boolean => day > from && day < to

/** The nights of [from, to) that no pause covers, in order; none where `from` is no earlier than `to`. */
export const bearingNights = (from: CivilDate, to: CivilDate, pauses: readonly Pause[]): readonly Nights[] => {
  if (from >= to) return []
  const touching = pauses.filter((pause) => pause.on < to && from < pause.to)
  if (touching.length === 0) return [{ from, to }]
  const edges = touching.flatMap(({ on, to: end }) => [on, end]).filter((day) => within(day, from, to))
  const cuts = [from, ...[...new Set(edges)].sort(), to]
  return cuts
    .slice(1)
    .map((end, index) => ({ from: cuts[index] as CivilDate, to: end }))
    .filter((nights) => !touching.some((pause) => pause.on <= nights.from && nights.to <= pause.to))
}

/** The share of a year of the nights of [from, to) that no pause covers. */
export const bearingShare = (
  period: Period,
  from: CivilDate,
  to: CivilDate,
  dayCount: DayCountName,
  pauses: readonly Pause[],
): Fraction => {
  let share = NO_FRACTION
  for (const nights of bearingNights(from, to, pauses))
    share = addFractions(share, shareOfPeriod(period, nights.from, nights.to, dayCount))
  return share
}

/** balance × annual rate × share of a year, exactly, in the unit of the balance. */
export const interestOn = (balance: bigint, rate: Fraction, share: Fraction): Fraction =>
  multiplyFractions(multiplyFractions(fraction(balance, 1n), rate), share)
