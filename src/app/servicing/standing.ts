import type { LoanPosition } from '../../domain/loans/servicing/position.js'
import type { Replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney } from '../../kernel/money.js'
import type { LoanStateRow } from '../loans/store.js'
import type { HeldLoan } from './hold-loan.js'
import type { Standing } from './store.js'

/**
 * How a loan stands on a day. Its category is set at the end of the day, by rules; only what needs no rule is set at once: nothing
 * overdue is no worse than normal, and what is written off is lost.
 */
export function standingOn(
  held: Pick<HeldLoan, 'state' | 'life'>,
  replayed: Replay,
  position: LoanPosition,
  day: CivilDate,
): Standing {
  const { state, daysOverdue } = position
  return {
    state,
    disbursed: position.disbursed,
    balance: position.principal,
    nextEventOn: replayed.nextEventAfter(day),
    daysOverdue,
    overdueSince: daysOverdue === 0 ? null : position.oldestUnpaidOn,
    class: state === 'WRITTEN_OFF' ? 'LOSS' : daysOverdue === 0 ? 'NORMAL' : held.state.class,
    restructured: held.life?.facts.some(({ kind, on }) => kind === 'restructure' && on <= day) ?? false,
  }
}

export const standsAlike = (before: LoanStateRow, after: Standing): boolean =>
  before.state === after.state &&
  compareMoney(before.disbursed, after.disbursed) === 0 &&
  compareMoney(before.balance, after.balance) === 0 &&
  before.nextEventOn === after.nextEventOn &&
  before.daysOverdue === after.daysOverdue &&
  before.overdueSince === after.overdueSince &&
  before.class === after.class &&
  before.restructured === after.restructured
