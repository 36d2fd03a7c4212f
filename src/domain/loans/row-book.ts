import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { addMoney, formatMoney, sumMoney } from '../../kernel/money.js'
import type { CalculationRefusal } from './refusal.js'
import type { Schedule, ScheduleRow } from './schedule-request.js'

/** The rows of a schedule as they are written; amounts come in as fen. */
export interface RowBook {
  /** Refuses NEGATIVE_ROW. */
  readonly add: (dueOn: CivilDate, principal: bigint, interest: bigint, balance: bigint) => CalculationRefusal | null
  /** What was drawn or prepaid on the last row's due date shows in its balance. */
  readonly restateBalance: (on: CivilDate, balance: bigint) => void
  readonly close: (instalment: bigint | null) => Schedule
}

export const rowBook = (disbursedOn: CivilDate): RowBook => {
  const rows: ScheduleRow[] = []
  return {
    add: (dueOn, principal, interest, balance) => {
      const row: ScheduleRow = {
        no: rows.length + 1,
        dueOn,
        days: daysBetween(rows.at(-1)?.dueOn ?? disbursedOn, dueOn),
        principal: moneyOfFen(principal),
        interest: moneyOfFen(interest),
        due: addMoney(moneyOfFen(principal), moneyOfFen(interest)),
        balance: moneyOfFen(balance),
      }
      if (principal < 0n || interest < 0n)
        return {
          code: 'NEGATIVE_ROW',
          no: row.no,
          dueOn,
          principal: formatMoney(row.principal),
          interest: formatMoney(row.interest),
          due: formatMoney(row.due),
        }
      rows.push(row)
      return null
    },
    restateBalance: (on, balance) => {
      const row = rows.at(-1)
      if (row?.dueOn === on) rows[rows.length - 1] = { ...row, balance: moneyOfFen(balance) }
    },
    close: (instalment) => ({
      rows,
      totals: {
        principal: sumMoney(rows.map((row) => row.principal)),
        interest: sumMoney(rows.map((row) => row.interest)),
        due: sumMoney(rows.map((row) => row.due)),
      },
      instalment: instalment === null ? null : moneyOfFen(instalment),
    }),
  }
}
