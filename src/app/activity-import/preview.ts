import type { Tx } from '../../db/transaction.js'
import { checkActivity } from '../../domain/carbon/activity.js'
import {
  accountEmissions,
  type EmissionRow,
  type FactorChoices,
  factorsFor,
  totalsOf,
} from '../../domain/carbon/emissions.js'
import { type FactorIndex, indexFactors } from '../../domain/carbon/factor.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { emissionFactorsTable, factorRow } from '../../rules/emission-factors.js'
import { activityOf } from '../carbon/account-facts.js'
import type { ActivityRow } from '../carbon/account-views.js'
import { tonnesFigure } from '../carbon/figures.js'
import { cityChoice } from '../carbon/rating-rules.js'
import { ruleHistory } from '../rules/views.js'
import type { DraftReading } from './read-row.js'

/** What emissions are counted by for one enterprise on a day. */
export interface Accounting {
  readonly asOf: CivilDate
  readonly region: string
  readonly factorSet: string
  readonly factors: FactorIndex
  readonly choices: FactorChoices
}

export async function accountingOn(tx: Tx, region: string, asOf: CivilDate): Promise<Accounting> {
  const factors = indexFactors((await ruleHistory(tx, emissionFactorsTable)).map(factorRow))
  const { factorSet } = await cityChoice(tx, { asOf, knownAt: null })
  return { asOf, region, factorSet: factorSet ?? '', factors, choices: new Map() }
}

/** Why a draft could not be accounted, if it could not: no factor of the set speaks of it. */
export function unaccountable(draft: DraftReading, accounting: Accounting): CarbonRefusal | null {
  const checked = checkActivity(activityOf(draft), 0, accounting.asOf)
  if (!checked.ok) return checked.refusal
  const found = factorsFor(accounting, checked.value)
  return found.ok ? null : found.refusal
}

/** Emissions of the months an import touches, before and after it; null where what stands cannot be accounted. */
export function previewOf(standing: readonly ActivityRow[], drafts: readonly DraftReading[], accounting: Accounting) {
  const months = [...new Set(drafts.map(({ month }) => month))].sort()
  const touched = new Set<string>(months)
  const before = standing.filter(({ month }) => touched.has(month))
  const replaced = new Set(drafts.map(({ supersedes }) => supersedes))
  const after = [...before.filter(({ id }) => !replaced.has(id)), ...drafts]
  const [was, becomes] = [before, after].map((rows) =>
    accountEmissions({ ...accounting, activities: rows.map(activityOf) }),
  )
  if (!was?.ok || !becomes?.ok) return null
  const [rowsBefore, rowsAfter] = [byMonth(was.value.rows), byMonth(becomes.value.rows)]
  return months.map((month) => ({
    month,
    before: totalsAnswer(rowsBefore.get(month) ?? []),
    after: totalsAnswer(rowsAfter.get(month) ?? []),
  }))
}

function byMonth(rows: readonly EmissionRow[]): ReadonlyMap<CivilMonth, readonly EmissionRow[]> {
  const months = new Map<CivilMonth, EmissionRow[]>()
  for (const row of rows) {
    const own = months.get(row.month)
    if (own) own.push(row)
    else months.set(row.month, [row])
  }
  return months
}

function totalsAnswer(rows: readonly EmissionRow[]) {
  const { scope1, scope2Location, scope2Market, total } = totalsOf(rows)
  return {
    ...tonnesFigure('scope1', scope1),
    ...tonnesFigure('scope2Location', scope2Location),
    ...tonnesFigure('scope2Market', scope2Market),
    ...tonnesFigure('total', total),
  }
}
