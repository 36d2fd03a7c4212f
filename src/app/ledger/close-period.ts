import { type ClosePeriodRefusal, closePeriod as decideClose } from '../../domain/ledger/close-period.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { accountBalances } from './account-balances.js'
import { insertPeriodClose, stopBooking } from './store.js'
import { totalsOf } from './trial-balance.js'

export interface PeriodClosing {
  readonly closeThrough: CivilDate
  readonly opinion: string
  readonly today: CivilDate
}

/**
 * 关账: closes the actor's own book through a day. It waits for the entries at work before it adds up, and nobody books in the meantime;
 * what is for a closed day afterwards is refused or booked forward.
 */
export async function closePeriod(
  command: Command,
  { closeThrough, opinion, today }: PeriodClosing,
): Promise<Result<CivilDate, ClosePeriodRefusal>> {
  const { tx, actor } = command
  const { organisationId, userId } = actor
  const closedThrough = await stopBooking(tx, organisationId)
  const { debit, credit } = totalsOf(await accountBalances(tx, organisationId, { asOf: closeThrough, knownAt: null }))
  const businessDate = await businessDateOf(tx, organisationId, today)
  const closed = decideClose({ closeThrough, closedThrough, businessDate, debit, credit })
  if (!closed.ok) return closed
  await insertPeriodClose(tx, { organisationId, closedThrough: closeThrough, closedBy: userId, opinion })
  await recordEvent(command, {
    action: 'accounting-period.closed',
    subjectKind: 'organisation',
    subjectId: organisationId,
    detail: { from: closedThrough === null ? null : addDays(closedThrough, 1), closedThrough: closeThrough, opinion },
  })
  return ok(closeThrough)
}
