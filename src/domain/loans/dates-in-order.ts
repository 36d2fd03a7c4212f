import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

export type DateOrderRefusal = {
  readonly code: 'DATES_OUT_OF_ORDER'
  readonly earlier: string
  readonly earlierOn: string
  readonly later: string
  readonly laterOn: string
}

/** Named days in the order they must have. Equal days are in order; a day that is not known yet is passed over. */
export function datesInOrder(days: readonly (readonly [string, CivilDate | null])[]): Result<null, DateOrderRefusal> {
  let before: readonly [string, CivilDate] | null = null
  for (const [name, on] of days) {
    if (on === null) continue
    if (before !== null && on < before[1])
      return refuse({ code: 'DATES_OUT_OF_ORDER', earlier: before[0], earlierOn: before[1], later: name, laterOn: on })
    before = [name, on]
  }
  return ok(null)
}
