import { adopt, reject, type ValuationRefusal } from '../../domain/data-assets/valuation.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import type { StepRefusal } from '../process/take-step.js'
import {
  asReported,
  lockAdoption,
  lockValuation,
  decideValuation as recordDecision,
  supersedeOthers,
  type Valuation,
  valuationById,
} from './store.js'
import { stepValuation } from './valuation-process.js'

export type ValuationDecisionRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | ValuationRefusal
  | StepRefusal
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
  if (state === 'ADOPTED')
    for (const { id } of await supersedeOthers(tx, before)) {
      const superseded = await stepValuation(command, id, ['supersede'], { on, met: [], detail: { by: before.id } })
      if (!superseded.ok) return superseded
    }
  const steps = [
    ...(before.state === 'REPORTED' ? (['review'] as const) : []),
    decision === 'ADOPT' ? ('adopt' as const) : ('reject' as const),
  ]
  const taken = await stepValuation(command, before.id, steps, {
    on,
    met: ['second-person', 'within-report', 'in-force'],
    validTo: before.validTo,
    detail: { reportValue: formatMoney(before.reportValue), adoptedValue: adoptedValue && formatMoney(adoptedValue) },
  })
  if (!taken.ok) return taken
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
