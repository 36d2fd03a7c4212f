import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { accountIsOpen, enterpriseByUscc } from '../carbon/account-views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { countOf } from '../loans/product-terms.js'
import { pledgeById } from '../pledges/store.js'
import { type Application, insertApplication } from './store.js'

export const PRODUCTS = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const
export type Product = (typeof PRODUCTS)[number]

export type ApplicationRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string }
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'PLEDGE_REQUIRED'; readonly product: string }
  | { readonly code: 'PLEDGE_NOT_LIVE'; readonly state: string }
  | { readonly code: 'TERM_ABOVE_MOST'; readonly tenorMonths: number; readonly most: number }

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
  const pledge = pledgeId === null ? null : await pledgeById(tx, pledgeId)
  const longest = pledgeId === null ? null : await countOf(tx, 'ltv.term_max_m', appliedOn)

  if (!consented) return refuse({ code: 'CONSENT_REQUIRED', uscc })
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (product === 'DATA_PLEDGE' && pledge === null) return refuse({ code: 'PLEDGE_REQUIRED', product })
  if (pledge === undefined || (pledge !== null && pledge.enterpriseId !== enterprise.id)) return notFound('pledge')
  if (pledge?.state === 'RELEASED') return refuse({ code: 'PLEDGE_NOT_LIVE', state: pledge.state })
  if (longest !== null && tenorMonths > longest.value)
    return refuse({ code: 'TERM_ABOVE_MOST', tenorMonths, most: longest.value })
  const order = datesInOrder([
    ['appliedOn', appliedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order

  const application = await insertApplication(tx, {
    lenderId: actor.organisationId,
    enterpriseId: enterprise.id,
    product,
    amount,
    tenorMonths,
    purpose: input.purpose,
    appliedOn,
    pledgeId,
    state: 'APPLIED',
    madeBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'loan_application.made',
    subjectKind: 'loan_application',
    subjectId: application.id,
    detail: {
      uscc,
      product,
      amount: formatMoney(amount),
      tenorMonths,
      purpose: input.purpose,
      appliedOn,
      pledgeId,
      to: 'APPLIED',
    },
  })
  return ok(application)
}
