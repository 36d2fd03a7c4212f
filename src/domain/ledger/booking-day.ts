import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** A day whose accounting period is closed. */
export interface PeriodClosedRefusal {
  readonly code: 'PERIOD_CLOSED'
  readonly bookedOn: string
  readonly closedThrough: string
  readonly firstOpenDay: string
}

/** What becomes of an entry for a day in a closed period: it is refused, or booked on the first open day with its own day beside. */
export type IfClosed = 'refuse' | 'book-forward'

export interface BookingDay {
  readonly bookedOn: CivilDate
  /** The day in a closed period that the entry is really for, if any. */
  readonly movedFrom: CivilDate | null
}

/** The day an entry is booked on in a book closed through a day (null while it never was). */
export function bookingDay(
  bookedOn: CivilDate,
  closedThrough: CivilDate | null,
  ifClosed: IfClosed,
): Result<BookingDay, PeriodClosedRefusal> {
  if (closedThrough === null || bookedOn > closedThrough) return ok({ bookedOn, movedFrom: null })
  const firstOpenDay = addDays(closedThrough, 1)
  return ifClosed === 'book-forward'
    ? ok({ bookedOn: firstOpenDay, movedFrom: bookedOn })
    : refuse({ code: 'PERIOD_CLOSED', bookedOn, closedThrough, firstOpenDay })
}
