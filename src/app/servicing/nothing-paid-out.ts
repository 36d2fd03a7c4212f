import type { Replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { refuse } from '../../kernel/result.js'
import type { Loan } from '../loans/store.js'
import { positionBefore } from './tell-position.js'

/** A loan of which everything paid out was taken back: nothing is owed, nothing falls due, and its book is empty. */
export const nothingPaidOut = (loan: Loan): Replay => ({
  schedule: [],
  instalment: null,
  maturity: loan.signedOn,
  positionOn: (day: CivilDate) => positionBefore(loan, day),
  payoffOn: () => refuse({ code: 'NOTHING_DISBURSED' }),
  allocationsThrough: () => [],
  postingsThrough: () => [],
  interestSegments: () => [],
  nextEventAfter: () => null,
})
