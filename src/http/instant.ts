import { isCivilDate } from '../kernel/civil-date.js'

const SHAPE = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-](\d{2}):(\d{2}))$/
/** The widest offset a place on earth has is +14:00. */
const MOST_OFFSET = '14:00'

/** Whether a text is an ISO 8601 instant with zone that exists, to the microsecond. */
export function isInstant(text: string): boolean {
  const [, day, hours = '00', minutes = '00'] = SHAPE.exec(text) ?? []
  return isCivilDate(day) && `${hours}:${minutes}` <= MOST_OFFSET && !Number.isNaN(Date.parse(text))
}
