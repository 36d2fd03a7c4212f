import type { ActivityRow } from '../carbon/account-views.js'
import type { RowProblem, RowProblemCode } from './import-table.js'
import type { DraftReading } from './read-row.js'
import type { Superseded } from './views.js'

export interface Standing {
  readonly enterpriseId: string
  /** Readings that count now. */
  readonly readings: readonly ActivityRow[]
  /** Readings that rows say they correct, by id. */
  readonly superseded: ReadonlyMap<string, Superseded>
  /** Why anything is corrected. */
  readonly reason: string | null
}

interface Place {
  readonly month: string
  readonly carrier: string
  readonly meter: string
}
const placeOf = ({ month, carrier, meter }: Place) => `${month} ${carrier} ${meter}`
const carrierOf = ({ month, carrier }: Place) => `${month} ${carrier}`

/** The meter that stands for all meters of a carrier. */
const ALL = 'all'

type Note = (
  row: DraftReading,
  member: 'month' | 'meter' | 'supersedes',
  code: RowProblemCode,
  facts: RowProblem['facts'],
) => void

/** Whether each row has its place to itself: once in the import, once in the account, or as the correction of what stands there. */
export function checkPlaces(drafts: readonly DraftReading[], standing: Standing, note: Note): void {
  const recorded = new Map(standing.readings.map((reading) => [placeOf(reading), reading]))
  const first = new Map<string, DraftReading>()
  const meters = metersOf(drafts, standing.readings)
  for (const draft of drafts) {
    const earlier = first.get(placeOf(draft))
    if (earlier) {
      note(draft, 'month', 'DUPLICATE_ROW', { ...factsOf(draft), firstRow: String(earlier.row) })
      continue
    }
    first.set(placeOf(draft), draft)
    const own = recorded.get(placeOf(draft))
    const fault = draft.supersedes === null ? null : correctionFault(draft, draft.supersedes, standing)
    if (fault) note(draft, 'supersedes', fault.code, fault.facts)
    if (draft.supersedes === null && own)
      note(draft, 'month', 'READING_EXISTS', { ...factsOf(draft), activityId: own.id })
    const other = [...(meters.get(carrierOf(draft)) ?? [])].find(
      (meter) => meter !== draft.meter && (meter === ALL || draft.meter === ALL),
    )
    if (other !== undefined) note(draft, 'meter', 'OVERLAPPING_METER', { ...factsOf(draft), other })
  }
}

const factsOf = ({ month, carrier, meter }: Place) => ({ month, carrier, meter })

function metersOf(drafts: readonly Place[], readings: readonly Place[]): ReadonlyMap<string, ReadonlySet<string>> {
  const meters = new Map<string, Set<string>>()
  for (const place of [...readings, ...drafts]) {
    const known = meters.get(carrierOf(place))
    if (known) known.add(place.meter)
    else meters.set(carrierOf(place), new Set([place.meter]))
  }
  return meters
}

/** Why a row cannot correct the reading it names, if it cannot. */
function correctionFault(
  draft: DraftReading,
  id: string,
  { enterpriseId, superseded, reason }: Standing,
): Pick<RowProblem, 'code' | 'facts'> | null {
  const before = superseded.get(id)
  if (!before || before.enterpriseId !== enterpriseId) return { code: 'SUPERSEDES_UNKNOWN', facts: { activityId: id } }
  if (before.supersededBy !== null)
    return { code: 'ALREADY_SUPERSEDED', facts: { activityId: id, currentId: before.supersededBy } }
  for (const which of ['month', 'carrier', 'meter'] as const)
    if (before[which] !== draft[which])
      return { code: 'NOT_THE_SAME_METER', facts: { activityId: id, which, is: before[which] } }
  return reason === null ? { code: 'REASON_MISSING', facts: {} } : null
}
