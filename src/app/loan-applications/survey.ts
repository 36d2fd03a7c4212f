import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { survey as judgeSurvey } from '../../domain/loans/judge-application.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { Step, StepRefusal } from './step.js'
import type { Application } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'

/** 贷前调查: an officer reports on the applicant; the report is kept elsewhere, and its hash here. */
export async function survey(command: Command, input: Step): Promise<Result<Application, StepRefusal>> {
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, underWay, lastOn } = loaded.value
  const state = judgeSurvey(underWay)
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
      step: 'survey',
      to: state.value,
      on,
      opinion,
      evidenceHash,
      action: 'loan_application.surveyed',
    }),
  )
}
