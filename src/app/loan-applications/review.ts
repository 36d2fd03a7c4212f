import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { review as judgeReview } from '../../domain/loans/judge-application.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { Step, StepRefusal } from './step.js'
import type { Application } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'

/** 审查: a reviewer who had no part in the form or the survey finds it fit to be decided. */
export async function review(command: Command, input: Step): Promise<Result<Application, StepRefusal>> {
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, underWay, lastOn, required } = loaded.value
  const state = judgeReview(underWay, command.actor.userId)
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
      step: 'review',
      to: state.value,
      on,
      opinion,
      evidenceHash,
      detail: { required },
      action: 'loan_application.reviewed',
    }),
  )
}
