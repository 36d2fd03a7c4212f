import type { ReloanEventKind } from '../../domain/ledger/reloan-postings.js'
import type { QuotaRefusal } from '../../domain/relending/quota.js'
import { standingToChange } from '../../domain/relending/standing.js'
import { formatMoney, isZeroMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { bookReloanEvent, type ReloanBookingRefusal } from '../reloan-books/book-reloan-event.js'
import { type SettleRefusal, settleReloan } from '../reloan-books/settle-reloan.js'
import type { ProposalHeld } from './decide.js'
import { endBackings, giveBackToQuota, insertReloanEvent, reloanById } from './store.js'

export type GivingBackRefusal =
  | ReloanBookingRefusal
  | SettleRefusal
  | Extract<QuotaRefusal, { readonly code: 'QUOTA_NOT_DRAWN' }>

/** The fact, both books and, last of the locks, the quota. A re-loan of which nothing is left frees its loans. */
export async function giveBack(
  command: Command,
  { proposal, known, state }: ProposalHeld,
  given: {
    readonly kind: ReloanEventKind & ('returned' | 'clawed-back')
    readonly amount: Money
    readonly balance: Money
    readonly stays: boolean
    readonly body: Record<string, unknown>
  },
): Promise<Result<null, GivingBackRefusal>> {
  const { tx, actor } = command
  const { kind, amount, balance, stays, body } = given
  const { reloanId, centralBankId, lenderId, on } = proposal
  const event = await insertReloanEvent(tx, {
    reloanId,
    centralBankId,
    lenderId,
    no: state.lastNo + 1,
    kind,
    on,
    amount,
    body,
    proposalId: proposal.id,
    recordedBy: actor.userId,
  })
  if (isZeroMoney(balance)) {
    const row = await reloanById(tx, reloanId)
    if (row !== undefined) await endBackings(tx, row, [...standingToChange(known.life, on).backing.keys()])
  }
  const booked = await bookReloanEvent(command, { reloanId, kind, amount, on, key: event.id })
  if (!booked.ok) return booked
  // What is returned in whole is settled with its interest on the same day.
  const settled = await settleReloan(command, reloanId, on)
  if (!settled.ok) return settled
  const { quotaId } = known
  const kept = await giveBackToQuota(tx, { quotaId, amount, stays, on, reloanId, userId: actor.userId })
  // Every draw is in the quota, so what is owed is.
  return kept ? ok(null) : refuse({ code: 'QUOTA_NOT_DRAWN', requested: formatMoney(amount), drawn: '' })
}
