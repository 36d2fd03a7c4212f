import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { decideQuoteOverrideRow, lockQuoteOverride, quoteOverrideOf } from './override-store.js'
import { type Quote, quoteById } from './store.js'

export type DecideQuoteOverrideRefusal =
  | RecordRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
export type QuoteNotAgreed = { readonly code: 'QUOTE_NOT_AGREED'; readonly quoteId: string; readonly state: string }

/** Another person than the maker agrees to a quote set by hand, or does not. */
export async function decideQuoteOverride(
  command: Command,
  input: {
    readonly quoteId: string
    readonly decision: 'APPROVE' | 'REJECT'
    readonly opinion: string
    readonly version: number
  },
): Promise<Result<Quote, DecideQuoteOverrideRefusal>> {
  const { tx, actor } = command
  const { quoteId, opinion } = input
  const override = await lockQuoteOverride(tx, quoteId)
  const quote = override && (await quoteById(tx, quoteId))
  if (override === undefined || quote?.applicationId == null) return notFound('quote override')
  const seen = sameVersion(input.version, override.version)
  if (!seen.ok) return seen
  if (override.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: override.state, event: 'decide', allowed: [] })
  if (override.madeBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: override.madeBy })
  const state = input.decision === 'APPROVE' ? 'APPROVED' : 'REJECTED'
  await decideQuoteOverrideRow(tx, override, { state, decidedBy: actor.userId, opinion })
  await recordEvent(command, {
    action: state === 'APPROVED' ? 'quote-override.approved' : 'quote-override.rejected',
    subjectKind: 'loan_application',
    subjectId: quote.applicationId,
    detail: { quoteId, reason: override.reason, opinion },
  })
  return ok(quote)
}

/** A quote set by hand binds nobody until a second person has agreed to it. */
export async function quoteAgreed(tx: Tx, quoteId: string): Promise<Result<null, QuoteNotAgreed>> {
  const override = await quoteOverrideOf(tx, quoteId)
  return override === undefined || override.state === 'APPROVED'
    ? ok(null)
    : refuse({ code: 'QUOTE_NOT_AGREED', quoteId, state: override.state })
}
