import type { MeterMonth, MeterSeries } from '../../domain/carbon/anomaly.js'
import { type Carrier, isCarrier, readUnit, unitsOf } from '../../domain/carbon/carrier.js'
import type { CivilMonth } from '../../kernel/civil-date.js'
import { type Exact, exact } from '../../kernel/exact.js'
import { convert, quantityExact, quantityOf } from '../../kernel/quantity.js'
import type { ActivityRow } from '../carbon/account-views.js'
import type { DraftReading } from './read-row.js'

/** Every meter with imported months, its months as they would stand after the import. */
export function seriesAfter(standing: readonly ActivityRow[], drafts: readonly DraftReading[]): readonly MeterSeries[] {
  const series = new Map<string, { carrier: Carrier; meter: string; months: Map<CivilMonth, MeterMonth> }>()
  const put = (reading: ActivityRow | DraftReading, row: number | null) => {
    const { carrier, meter, month } = reading
    if (!isCarrier(carrier)) return
    const key = `${carrier} ${meter}`
    const own = series.get(key) ?? { carrier, meter, months: new Map<CivilMonth, MeterMonth>() }
    own.months.set(month, { month, quantity: inFirstUnit(carrier, reading), row })
    series.set(key, own)
  }
  for (const reading of standing) put(reading, null)
  for (const draft of drafts) put(draft, draft.row)
  return [...series.values()].map(({ carrier, meter, months }) => ({ carrier, meter, months: [...months.values()] }))
}

/** By the declared unit, so that a meter may change from kWh to MWh. */
function inFirstUnit(
  carrier: Carrier,
  { quantity, unit }: { readonly quantity: string; readonly unit: string },
): Exact {
  const declared = readUnit(unit)
  if (!declared) throw new RangeError(`${unit} was let in as a unit of ${carrier}`)
  return quantityExact(convert(quantityOf(exact(quantity), declared), declared, unitsOf(carrier)[0]))
}
