import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type InterestFactRefusal, interestFactFits } from '../../domain/relending/interest-fact.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { journalOf } from './journal-of.js'
import { type SettleRefusal, settleReloan } from './settle-reloan.js'
import { holdReloan, type InterestFactRow, insertInterestFact } from './store.js'

export interface InterestFactInput {
  readonly reloanId: string
  /** 'unpaid': of the interest settled on the day so much did not come in. 'paid': so much of what was unpaid came in on the day. */
  readonly kind: 'unpaid' | 'paid'
  readonly on: CivilDate
  readonly amount: Money
  readonly document: string
  readonly today: CivilDate
}

export type RecordInterestRefusal = SettleRefusal | InterestFactRefusal | DateOrderRefusal

/**
 * The branch records that interest did not come in, or came in late, and both books are brought to its day. What is unpaid bears
 * interest from its settlement day on.
 */
export async function recordInterestFact(
  command: Command,
  { reloanId, kind, on, amount, document, today }: InterestFactInput,
): Promise<Result<InterestFactRow, RecordInterestRefusal>> {
  const { tx, actor } = command
  const order = datesInOrder([
    ['on', on],
    ['today', today],
  ])
  if (!order.ok) return order
  const reloan = await holdReloan(tx, reloanId)
  if (reloan === undefined || reloan.centralBankId !== actor.organisationId) return notFound('re-loan')
  const { life, journal } = await journalOf(tx, reloan, on)
  const fits = interestFactFits(journal, life.facts, { kind, on, amount })
  if (!fits.ok) return fits
  const { centralBankId, lenderId } = reloan
  const fact = await insertInterestFact(tx, {
    reloanId,
    centralBankId,
    lenderId,
    kind,
    onDate: on,
    amount,
    document,
    recordedBy: actor.userId,
  })
  const settled = await settleReloan(command, reloanId, on)
  if (!settled.ok) return settled
  await recordEvent(command, {
    action: `reloan.interest-${kind}`,
    subjectKind: 'reloan',
    subjectId: reloanId,
    detail: { factId: fact.id, on, amount: formatMoney(amount), document },
  })
  return ok(fact)
}
