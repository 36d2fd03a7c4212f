import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { nextState } from '../../domain/loans/life-cycle.js'
import { formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { accountIsOpen } from '../carbon/account-views.js'
import type { Command } from '../command/command.js'
import { checkForm, type FormRefusal } from './check-form.js'
import type { Step, StepRefusal } from './step.js'
import type { Application, Form } from './store.js'
import { takeStep } from './take-step.js'
import { loadUnderWay } from './under-way.js'
import { applicationView } from './views.js'

export type ResubmissionRefusal =
  | StepRefusal
  | FormRefusal
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string }

export interface Resubmission extends Step {
  /** What is amended; the rest stays as it was. */
  readonly amended: Partial<Form>
}

/** 重新提交: a returned form comes in again as its next round; what it said before stays in the steps. */
export async function resubmit(
  command: Command,
  input: Resubmission,
): Promise<Result<Application, ResubmissionRefusal>> {
  const { tx } = command
  const { on, opinion, evidenceHash } = input
  const loaded = await loadUnderWay(command, input)
  if (!loaded.ok) return loaded
  const { application, lastOn } = loaded.value
  const { product, enterpriseId } = application
  const { amount, tenorMonths, purpose, pledgeId } = { ...application, ...input.amended }
  const amended: Form = { amount, tenorMonths, purpose, pledgeId }

  const state = nextState(application.state, 'resubmit')
  if (!state.ok) return state
  if (!(await accountIsOpen(tx, enterpriseId))) {
    const view = await applicationView(tx, application.id)
    return refuse({ code: 'CONSENT_REQUIRED', uscc: view?.uscc ?? enterpriseId })
  }
  const fit = await checkForm(command, { ...amended, product, enterpriseId, on })
  if (!fit.ok) return fit
  const order = datesInOrder([
    ['step before', lastOn],
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  return ok(
    await takeStep(command, application, {
      step: 'resubmit',
      to: state.value,
      on,
      opinion,
      evidenceHash,
      detail: formOf(amended),
      amended,
      action: 'loan_application.resubmitted',
    }),
  )
}

/** A form as its round keeps it. */
export const formOf = ({ amount, tenorMonths, purpose, pledgeId }: Form) => ({
  amount: formatMoney(amount),
  tenorMonths,
  purpose,
  pledgeId,
})
