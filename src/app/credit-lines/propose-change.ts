import { changeLimit, type LimitRefusal } from '../../domain/loans/credit-line.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { daysAfter, insertProposal, lockStanding, type Proposal, versionById } from './store.js'

/** Another version has taken the place of the one that was decided on. */
export type LineSuperseded = {
  readonly code: 'LINE_SUPERSEDED'
  readonly creditLineId: string
  readonly current: string
}
export type LineChangeRefusal = RecordRefusal | DateOrderRefusal | LimitRefusal | LineSuperseded

export interface LineChange {
  /** The line's last version; seeing it stands for the version of the record. */
  readonly creditLineId: string
  readonly limit: Money
  readonly effectiveFrom: CivilDate
  readonly effectiveTo: CivilDate | null
  readonly documentNo: string
}

/** An officer proposes another limit or period of a line, never below what is reserved and used. */
export async function proposeChange(command: Command, input: LineChange): Promise<Result<Proposal, LineChangeRefusal>> {
  const { tx, actor } = command
  const { creditLineId, limit, effectiveFrom, effectiveTo, documentNo } = input
  const before = await versionById(tx, creditLineId)
  const standing = before && (await lockStanding(tx, creditLineId))
  if (before === undefined || standing?.lenderId !== actor.organisationId) return notFound('credit line')
  if (standing.creditLineId !== creditLineId)
    return refuse({ code: 'LINE_SUPERSEDED', creditLineId, current: standing.creditLineId })
  const order = datesInOrder([
    ['effectiveFrom of the version before', before.effectiveFrom],
    ['effectiveFrom', effectiveFrom],
    ['effectiveTo', effectiveTo],
  ])
  if (!order.ok) return order
  const changed = changeLimit(limit, standing, await daysAfter(tx, standing.lineId, effectiveFrom))
  if (!changed.ok) return changed

  const { enterpriseId, lenderId, product, revolving } = standing
  const proposal = await insertProposal(tx, {
    enterpriseId,
    lenderId,
    product,
    supersedes: creditLineId,
    limit,
    revolving,
    effectiveFrom,
    effectiveTo,
    documentNo,
    state: 'PROPOSED',
    proposedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'credit_line.change_proposed',
    subjectKind: 'credit_line',
    subjectId: creditLineId,
    detail: {
      proposalId: proposal.id,
      from: formatMoney(before.limit),
      to: formatMoney(limit),
      effectiveFrom,
      effectiveTo,
      documentNo,
    },
  })
  return ok(proposal)
}
