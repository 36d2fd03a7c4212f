import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, termIfSet, termInForce } from './facility.js'
import type { FilingMode } from './facility-term.js'

export interface FilingTerms {
  readonly mode: FilingMode
  /** Working days to fill in a note after its draw; null where loans come first. */
  readonly backfillDays: number | null
  readonly reviews: 1 | 2
}
export type FilingTermRefusal =
  | FacilityTermUnknown
  | {
      readonly code: 'MODE_NOT_OFFERED'
      readonly mode: FilingMode
      readonly facility: string
      readonly offered: readonly FilingMode[]
    }

/** What holds for a filing for good, as in force on the day it is filed. A facility that names no modes lends first 先贷后借. */
export function filingTerms(
  terms: readonly FacilityTermRow[],
  lineage: Lineage,
  mode: FilingMode,
  filedOn: CivilDate,
): Result<FilingTerms, FilingTermRefusal> {
  const modes = termIfSet(terms, lineage, 'modes', filedOn)
  if (!modes.ok) return modes
  const offered = modes.value?.value ?? ['LEND_FIRST']
  if (!offered.includes(mode)) return refuse({ code: 'MODE_NOT_OFFERED', mode, facility: lineage[0], offered })
  const reviews = termInForce(terms, lineage, 'reviews', filedOn)
  if (!reviews.ok) return reviews
  if (mode === 'LEND_FIRST') return ok({ mode, backfillDays: null, reviews: reviews.value.value })
  const backfill = termInForce(terms, lineage, 'note_backfill_days', filedOn)
  if (!backfill.ok) return backfill
  return ok({ mode, backfillDays: backfill.value.value, reviews: reviews.value.value })
}
