import { formatMoney } from '../../kernel/money.js'
import type { Changed } from './record-change.js'
import { tellAllocation } from './tell-allocation.js'
import { tellPosition } from './tell-position.js'

/** What a command on a loan in service left, told from what it has in hand. */
export function tellChange({
  event,
  recordedAt,
  replayed,
  position,
  businessDate,
  standing,
  version,
  entries,
}: Changed) {
  const allocations = replayed.allocationsThrough(businessDate).filter(({ factId }) => factId === event.id)
  return {
    event: {
      id: event.id,
      loanId: event.loanId,
      no: event.no,
      kind: event.kind,
      on: event.on,
      amount: event.amount && formatMoney(event.amount),
      body: event.body,
      reverses: event.reverses ?? event.takesBack,
      reversedBy: null,
      reason: event.reason,
      evidenceHash: event.evidenceHash,
      recordedBy: event.recordedBy,
      recordedAt,
    },
    allocations: allocations.map(tellAllocation),
    position: tellPosition(position),
    loan: {
      id: event.loanId,
      state: standing.state,
      disbursed: formatMoney(standing.disbursed),
      balance: formatMoney(standing.balance),
      daysOverdue: standing.daysOverdue,
      class: standing.class,
      restructured: standing.restructured,
      nextEventOn: standing.nextEventOn,
      version,
    },
    entries: entries.map(({ id, postingKey }) => ({ id, postingKey })),
  }
}
