import type { CivilDate } from '../../kernel/civil-date.js'
import { addFractions, type Fraction, fraction, multiplyFractions, NO_FRACTION } from '../../kernel/fraction.js'
import type { DayCountName } from './day-count.js'
import { type Period, shareOfPeriod } from './periods.js'

/** Nights from `on` up to, not including, `to` bear no interest. */
export interface Pause {
  readonly on: CivilDate
  readonly to: CivilDate
}

const within = (day: CivilDate, from: CivilDate, to: CivilDate): boolean => day > from && day < to

/** The share of a year of the nights of [from, to) that no pause covers. */
export const bearingShare = (
  period: Period,
  from: CivilDate,
  to: CivilDate,
  dayCount: DayCountName,
  pauses: readonly Pause[],
): Fraction => {
  if (from >= to) return NO_FRACTION
  const touching = pauses.filter((pause) => pause.on < to && from < pause.to)
  if (touching.length === 0) return shareOfPeriod(period, from, to, dayCount)
  const edges = touching.flatMap(({ on, to: end }) => [on, end]).filter((day) => within(day, from, to))
  const cuts = [from, ...[...new Set(edges)].sort(), to]
  let share = NO_FRACTION
  for (const [index, end] of cuts.slice(1).entries()) {
    const start = cuts[index] as CivilDate
    const paused = touching.some((pause) => pause.on <= start && end <= pause.to)
    if (!paused) share = addFractions(share, shareOfPeriod(period, start, end, dayCount))
  }
  return share
}

/** balance × annual rate × share of a year, exactly, in the unit of the balance. */
export const interestOn = (balance: bigint, rate: Fraction, share: Fraction): Fraction =>
  multiplyFractions(multiplyFractions(fraction(balance, 1n), rate), share)
