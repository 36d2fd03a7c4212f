import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { ClosePeriodRefusal } from '../../domain/ledger/close-period.js'
import type { ProblemTable } from './problem-table.js'

/** The ledger and its accounting periods. */
export const ledgerProblems: ProblemTable<PeriodClosedRefusal | ClosePeriodRefusal> = {
  PERIOD_CLOSED: {
    status: 409,
    zh: '会计期间已关账至 {closedThrough},不能再记 {bookedOn} 的账;最早可记 {firstOpenDay}。',
    en: 'The accounts are closed through {closedThrough}, so nothing can be booked on {bookedOn}; the first open day is {firstOpenDay}.',
  },
  PERIOD_CLOSED_ALREADY: {
    status: 409,
    zh: '会计期间已关账至 {closedThrough},不能再关账至 {closeThrough}。',
    en: 'The accounts are closed through {closedThrough} already; they cannot be closed through {closeThrough}.',
  },
  PERIOD_NOT_OVER: {
    status: 422,
    zh: '当前营业日为 {businessDate},{closeThrough} 尚未结束,不能关账。',
    en: 'The business date is {businessDate}: {closeThrough} is not over and cannot be closed.',
  },
  BOOK_OUT_OF_BALANCE: {
    status: 409,
    zh: '截至 {closeThrough} 借方 {debit}、贷方 {credit},相差 {difference},试算不平衡,不能关账。',
    en: 'Up to {closeThrough} debits are {debit} and credits {credit}: they differ by {difference}, and a book that does not balance is not closed.',
  },
}
