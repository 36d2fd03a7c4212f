import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { accountIsOpen, enterpriseByUscc } from '../carbon/account-views.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { checkForm, type FormRefusal } from './check-form.js'
import { recordStep } from './record-step.js'
import { formOf } from './resubmit.js'
import { type Application, insertApplication } from './store.js'

export const PRODUCTS = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const
export type Product = (typeof PRODUCTS)[number]

export type ApplicationRefusal =
  | FormRefusal
  | DateOrderRefusal
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string }

export interface NewApplication {
  readonly uscc: string
  readonly product: Product
  readonly amount: Money
  readonly tenorMonths: number
  readonly purpose: string
  readonly appliedOn: CivilDate
  readonly pledgeId: string | null
  readonly today: CivilDate
}

/** A bank takes in an application of an enterprise that has consented to being looked at. */
export async function applyForLoan(
  command: Command,
  input: NewApplication,
): Promise<Result<Application, ApplicationRefusal>> {
  const { tx, actor } = command
  const { uscc, product, amount, tenorMonths, appliedOn, pledgeId } = input
  const enterprise = await enterpriseByUscc(tx, uscc)
  if (enterprise === undefined) return notFound('enterprise')
  const consented = await accountIsOpen(tx, enterprise.id)
  if (!consented) return refuse({ code: 'CONSENT_REQUIRED', uscc })
  const form = { amount, tenorMonths, purpose: input.purpose, pledgeId }
  const fit = await checkForm(command, { ...form, product, enterpriseId: enterprise.id, on: appliedOn })
  if (!fit.ok) return fit
  const order = datesInOrder([
    ['appliedOn', appliedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order

  const application = await insertApplication(tx, {
    lenderId: actor.organisationId,
    enterpriseId: enterprise.id,
    product,
    ...form,
    appliedOn,
    state: 'APPLIED',
    madeBy: actor.userId,
  })
  await recordStep(command, {
    step: 'apply',
    of: {
      applicationId: application.id,
      loanId: null,
      lenderId: application.lenderId,
      enterpriseId: enterprise.id,
    },
    from: null,
    to: application.state,
    on: appliedOn,
    detail: { product, ...formOf(form) },
  })
  await recordEvent(command, {
    action: 'loan_application.made',
    subjectKind: 'loan_application',
    subjectId: application.id,
    detail: {
      uscc,
      product,
      ...formOf(form),
      appliedOn,
      to: 'APPLIED',
    },
  })
  return ok(application)
}
