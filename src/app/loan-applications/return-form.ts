import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { returnForm as judgeReturn } from '../../domain/loans/judge-application.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { Step, StepRefusal } from './step.js'
import type { Application } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'

/** 退回: a reviewer or an approver gives the form back to its officer and says what is to be amended; this round ends. */
export async function returnForm(command: Command, input: Step): Promise<Result<Application, StepRefusal>> {
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, underWay, lastOn } = loaded.value
  const state = judgeReturn(underWay, command.actor.userId)
  if (!state.ok) return state
  const order = datesInOrder([
    ['step before', lastOn],
    ['on', input.on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const { on, opinion, evidenceHash } = input
  return ok(
    await takeStep(command, application, {
      step: 'return',
      to: state.value,
      on,
      opinion,
      evidenceHash,
      action: 'loan_application.returned',
    }),
  )
}
