import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { nextState } from '../../domain/loans/life-cycle.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { Step, StepRefusal } from './step.js'
import { type Application, approvalOf } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'

/** 撤回 before a contract is signed, by the applicant itself or by an officer for it. An approval lapses with it. */
export async function withdraw(
  command: Command,
  input: Omit<Step, 'evidenceHash'>,
): Promise<Result<Application, StepRefusal>> {
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, lastOn } = loaded.value
  const state = nextState(application.state, 'withdraw')
  if (!state.ok) return state
  const approval = await approvalOf(command.tx, application.id)
  const order = datesInOrder([
    ['step before', lastOn],
    ['approvedOn', approval?.decidedOn ?? null],
    ['on', input.on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  return ok(
    await takeStep(command, application, {
      step: 'withdraw',
      to: state.value,
      on: input.on,
      opinion: input.opinion,
      detail: { by: command.actor.organisationKind === 'enterprise' ? 'applicant' : 'officer' },
      action: 'loan_application.withdrawn',
    }),
  )
}
