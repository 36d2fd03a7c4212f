import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { productTerm } from '../loans/product-terms.js'
import { insertProposal, lineOf, type Proposal } from './store.js'

export type LineExists = { readonly code: 'LINE_EXISTS'; readonly product: string }
export type LineProposalRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LineExists
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

export interface LineProposal {
  readonly uscc: string
  readonly product: string
  readonly limit: Money
  /** Null leaves it to the product. */
  readonly revolving: boolean | null
  readonly effectiveFrom: CivilDate
  readonly effectiveTo: CivilDate | null
  /** 授信批复文号 */
  readonly documentNo: string
}

/** An officer proposes a line for an enterprise in the bank's sight; there is one line for a product. */
export async function proposeLine(
  command: Command,
  input: LineProposal,
): Promise<Result<Proposal, LineProposalRefusal>> {
  const { tx, actor } = command
  const { uscc, product, limit, effectiveFrom, effectiveTo, documentNo } = input
  const enterprise = await enterpriseByUscc(tx, uscc)
  if (enterprise === undefined) return notFound('enterprise')
  const parties = { enterpriseId: enterprise.id, lenderId: actor.organisationId, product }
  const line = await lineOf(tx, parties)
  if (line !== undefined) return refuse({ code: 'LINE_EXISTS', product })
  if (!isPositiveMoney(limit)) return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(limit) })
  const order = datesInOrder([
    ['effectiveFrom', effectiveFrom],
    ['effectiveTo', effectiveTo],
  ])
  if (!order.ok) return order
  const revolving =
    input.revolving ?? (await productTerm(tx, product, 'line_revolving', effectiveFrom)).value === 'true'

  const proposal = await insertProposal(tx, {
    ...parties,
    supersedes: null,
    limit,
    revolving,
    effectiveFrom,
    effectiveTo,
    documentNo,
    state: 'PROPOSED',
    proposedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'credit_line.proposed',
    subjectKind: 'credit_line_proposal',
    subjectId: proposal.id,
    detail: { uscc, product, limit: formatMoney(limit), revolving, effectiveFrom, effectiveTo, documentNo },
  })
  return ok(proposal)
}
