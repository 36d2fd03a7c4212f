import { adopt, reject, type ValuationRefusal } from '../../domain/data-assets/valuation.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import {
  asReported,
  lockAdoption,
  lockValuation,
  decideValuation as recordDecision,
  supersedeOthers,
  type Valuation,
  valuationById,
} from './store.js'

export type ValuationDecisionRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | ValuationRefusal
  | { readonly code: 'ADOPTED_VALUE_REQUIRED' }

export interface ValuationDecision {
  readonly valuationId: string
  readonly decision: 'ADOPT' | 'REJECT'
  readonly adoptedValue: Money | null
  readonly on: CivilDate
  readonly version: number
  readonly today: CivilDate
}

/** 银行认定: an approver adopts a value, at most the report's, or rejects the report. A newly adopted value replaces the one before. */
export async function decideValuation(
  command: Command,
  input: ValuationDecision,
): Promise<Result<Valuation, ValuationDecisionRefusal>> {
  const { tx, actor } = command
  const { valuationId, decision, adoptedValue, on } = input
  const known = await valuationById(tx, valuationId)
  if (known === undefined) return notFound('valuation')
  await lockAdoption(tx, known.dataProductId, known.lenderId)
  const before = (await lockValuation(tx, valuationId)) as Valuation
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['baseDate', before.baseDate],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  if (decision === 'ADOPT' && adoptedValue === null) return refuse({ code: 'ADOPTED_VALUE_REQUIRED' })
  const decided =
    decision === 'ADOPT' && adoptedValue !== null
      ? adopt(asReported(before), { adoptedValue, decidedBy: actor.userId, on })
      : reject(asReported(before), actor.userId)
  if (!decided.ok) return decided

  const state = decision === 'ADOPT' ? 'ADOPTED' : 'REJECTED'
  if (state === 'ADOPTED') await supersedeOthers(tx, before)
  const row = await recordDecision(tx, before, {
    state,
    adoptedValue: state === 'ADOPTED' ? adoptedValue : null,
    decidedBy: actor.userId,
    decidedOn: on,
  })
  await recordEvent(command, {
    action: state === 'ADOPTED' ? 'valuation.adopted' : 'valuation.rejected',
    subjectKind: 'valuation',
    subjectId: row.id,
    detail: {
      adoptedValue: row.adoptedValue && formatMoney(row.adoptedValue),
      reportValue: formatMoney(row.reportValue),
      on,
      from: before.state,
      to: state,
    },
  })
  return ok(row)
}
