import { type CivilDate, type CivilMonth, lastDayOf, monthsFrom } from '../../kernel/civil-date.js'
import type { MonthSpan } from './statement-period.js'

/** One month of one meter that has a reading. */
export interface MeterReadingMonth {
  readonly carrier: string
  readonly meter: string
  readonly month: CivilMonth
}
export interface MeterCompleteness {
  readonly carrier: string
  readonly meter: string
  /** Months of the period without a reading, from the meter's first reading on; months that had not ended are not missing. */
  readonly missing: readonly CivilMonth[]
}

/** Each meter's first month and its months; built once for all periods of a statement. */
export type MeterMonths = ReadonlyMap<string, MeterReadingMonth & { readonly months: ReadonlySet<CivilMonth> }>

export function meterMonths(readings: Iterable<MeterReadingMonth>): MeterMonths {
  const meters = new Map<string, MeterReadingMonth & { readonly months: Set<CivilMonth> }>()
  for (const { carrier, meter, month } of readings) {
    const key = `${carrier} ${meter}`
    const known = meters.get(key)
    if (!known || month < known.month)
      meters.set(key, { carrier, meter, month, months: (known?.months ?? new Set<CivilMonth>()).add(month) })
    else known.months.add(month)
  }
  return meters
}

/** What a period lacks, by meter; a meter that has not begun by its end is left out. */
export function completenessOf(meters: MeterMonths, span: MonthSpan, asOf: CivilDate): readonly MeterCompleteness[] {
  const ended = monthsFrom(span.start, span.end).filter((month) => lastDayOf(month) <= asOf)
  return [...meters.values()]
    .filter(({ month }) => month <= span.end)
    .map(({ carrier, meter, month: first, months }) => ({
      carrier,
      meter,
      missing: ended.filter((month) => month >= first && !months.has(month)),
    }))
}
