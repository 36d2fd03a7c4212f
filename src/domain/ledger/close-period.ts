import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isZeroMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

export type ClosePeriodRefusal =
  | { readonly code: 'PERIOD_CLOSED_ALREADY'; readonly closeThrough: string; readonly closedThrough: string }
  | { readonly code: 'PERIOD_NOT_OVER'; readonly closeThrough: string; readonly businessDate: string }
  | {
      readonly code: 'BOOK_OUT_OF_BALANCE'
      readonly closeThrough: string
      readonly debit: string
      readonly credit: string
      readonly difference: string
    }

export interface PeriodToClose {
  readonly closeThrough: CivilDate
  /** Through which day the book is closed; null while it never was. */
  readonly closedThrough: CivilDate | null
  /** The bank's business date: days before it are over. */
  readonly businessDate: CivilDate
  /** Debits and credits of the whole book up to and on the day. */
  readonly debit: Money
  readonly credit: Money
}

/** 关账: closed days only move forward, a day is closed when it is over, and only a book that balances is closed. */
export function closePeriod(period: PeriodToClose): Result<CivilDate, ClosePeriodRefusal> {
  const { closeThrough, closedThrough, businessDate, debit, credit } = period
  if (closedThrough !== null && closeThrough <= closedThrough)
    return refuse({ code: 'PERIOD_CLOSED_ALREADY', closeThrough, closedThrough })
  if (closeThrough >= businessDate) return refuse({ code: 'PERIOD_NOT_OVER', closeThrough, businessDate })
  const difference = subtractMoney(debit, credit)
  if (!isZeroMoney(difference))
    return refuse({
      code: 'BOOK_OUT_OF_BALANCE',
      closeThrough,
      debit: formatMoney(debit),
      credit: formatMoney(credit),
      difference: formatMoney(difference),
    })
  return ok(closeThrough)
}
