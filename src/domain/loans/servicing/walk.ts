import { addDays, type CivilDate } from '../../../kernel/civil-date.js'
import { Collection } from './collection.js'
import type { LoanFact, LoanLife } from './facts.js'
import type { Obligation, Obligations } from './obligations.js'
import { settlementDaysAfter } from './settlement-days.js'

/** What happens on one day of a loan. */
interface Day {
  readonly rows: Obligation[]
  readonly facts: LoanFact[]
  settles: boolean
  /** The month that ended the day before. */
  monthEnd: CivilDate | null
}

/**
 * Walks a loan from its first fact to a day, that day included. A day begins with the burden of the nights before, then its
 * instalments fall due, held money pays them, and the facts of the day act in the order of a day.
 */
export const walk = (
  life: LoanLife,
  obligations: Obligations,
  through: CivilDate,
  monthEnds: readonly CivilDate[] = [],
): Collection => {
  const collection = new Collection(life, obligations)
  const days = daysOf(life, obligations, through, monthEnds)
  for (const day of [...days.keys()].sort()) {
    const { rows, facts, settles, monthEnd } = days.get(day) as Day
    collection.reach(day)
    if (monthEnd !== null) collection.endMonth(monthEnd)
    if (day > through) break
    for (const row of rows) collection.fallDue(row)
    if (settles) collection.settle(day)
    if (rows.length > 0) collection.applyHeld(day)
    for (const fact of facts) collection.act(fact)
  }
  return collection
}

/** Every day on which something happens, and the day asked for. */
function daysOf(
  life: LoanLife,
  { rows, maturity }: Obligations,
  through: CivilDate,
  monthEnds: readonly CivilDate[],
): ReadonlyMap<CivilDate, Day> {
  const days = new Map<CivilDate, Day>()
  const on = (date: CivilDate): Day => {
    const known = days.get(date) ?? { rows: [], facts: [], settles: false, monthEnd: null }
    days.set(date, known)
    return known
  }
  const { graceDays } = life.terms.penalty
  for (const row of rows) {
    if (row.dueOn > through) continue
    on(row.dueOn).rows.push(row)
    const graceEnds = addDays(row.dueOn, graceDays + 1)
    if (graceDays > 0 && graceEnds <= through) on(graceEnds)
  }
  for (const fact of life.facts) if (fact.on <= through) on(fact.on).facts.push(fact)
  for (const day of settlementDaysAfter(life.terms, maturity, through)) on(day).settles = true
  for (const end of monthEnds) on(addDays(end, 1)).monthEnd = end
  on(through)
  return days
}
