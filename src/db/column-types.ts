import { customType } from 'drizzle-orm/pg-core'
import { type CivilDate, type CivilMonth, civilDate, civilMonth } from '../kernel/civil-date.js'
import { type Exact, exact, formatExact } from '../kernel/exact.js'
import { formatMoney, type Money, money } from '../kernel/money.js'
import { type AnnualRate, annualRatePercent, type Bp, bp, formatBp, formatRatePercent } from '../kernel/rate.js'
import { isUscc, type Uscc } from '../kernel/uscc.js'
import { isIsoInstant, isoInstant } from './instant.js'

/** A value the column or its type cannot hold exactly: our defect, so no MalformedValue, which would blame who asks. */
export class ColumnMismatch extends Error {
  constructor(type: string, value: unknown, cause?: unknown) {
    super(`${typeof value} ${JSON.stringify(value)} does not fit a column of type ${type}`, { cause })
    this.name = 'ColumnMismatch'
  }
}

/** Only text is read: a number has already lost what it was. */
const reading =
  <T>(type: string, read: (text: string) => T) =>
  (value: unknown): T => {
    if (typeof value !== 'string') throw new ColumnMismatch(type, value)
    try {
      return read(value)
    } catch (cause) {
      throw new ColumnMismatch(type, value, cause)
    }
  }

const textColumn = <T>(type: string, read: (text: string) => T, write: (value: T) => string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => type,
    fromDriver: reading(type, read),
    toDriver: write,
  })

const readUscc = (text: string): Uscc => {
  if (!isUscc(text)) throw new RangeError('not a unified social credit code')
  return text
}
const readInstant = (text: string): string => {
  const instant = isoInstant(text)
  if (!isIsoInstant(instant)) throw new RangeError('not an instant in UTC')
  return instant
}

/** Yuan to the fen. */
export const moneyColumn = textColumn<Money>('numeric(20,2)', money, formatMoney)
/** An annual rate in percent. */
export const rateColumn = textColumn<AnnualRate>('numeric(9,6)', annualRatePercent, formatRatePercent)
/** Basis points. */
export const bpColumn = textColumn<Bp>('numeric(8,4)', bp, formatBp)
/** A decimal of at most 30 places. @throws ColumnMismatch on writing more: round by name before, or PostgreSQL would */
export const exactColumn = textColumn<Exact>('numeric', exact, (value) =>
  reading('numeric', (text) => formatExact(exact(text)))(formatExact(value)),
)
export const dateColumn = textColumn<CivilDate>('date', civilDate, String)
/** `YYYY-MM`. */
export const monthColumn = textColumn<CivilMonth>('char(7)', civilMonth, String)
/** ISO 8601 in UTC with microseconds: `2026-11-23T03:41:00.500000Z`. */
export const instantColumn = textColumn<string>('timestamptz', readInstant, reading('timestamptz', readInstant))
export const usccColumn = textColumn<Uscc>('char(18)', readUscc, String)
