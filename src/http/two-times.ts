import { type CivilDate, civilDate } from '../kernel/civil-date.js'
import type { Services } from './services.js'

/** The day and the instant a read asks for: today unless a day is given; null is now. */
export const twoTimesOf = (
  services: Services,
  query: { readonly asOf?: string; readonly knownAt?: string },
): { readonly asOf: CivilDate; readonly knownAt: string | null } => ({
  asOf: civilDate(query.asOf ?? services.today()),
  knownAt: query.knownAt ?? null,
})
