import { type ProductRefusal, withinProduct } from '../../domain/loans/product.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney } from '../../kernel/money.js'
import { type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { countOf } from '../loans/product-terms.js'
import { NOT_LIVE } from '../pledges/collateral.js'
import { pledgeById } from '../pledges/store.js'
import { productInForce } from '../products/product-in-force.js'
import type { Form } from './store.js'

export type FormRefusal =
  | RecordRefusal
  | ProductRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'PLEDGE_REQUIRED'; readonly product: string }
  | { readonly code: 'PLEDGE_NOT_LIVE'; readonly state: string }
  | { readonly code: 'TERM_ABOVE_MOST'; readonly tenorMonths: number; readonly most: number }

/** Whether an application may come in as this form says, on this day; the same for each of its rounds. */
export async function checkForm(
  { tx }: Command,
  form: Form & { readonly product: string; readonly enterpriseId: string; readonly on: CivilDate },
): Promise<Result<null, FormRefusal>> {
  const { product, enterpriseId, amount, tenorMonths, pledgeId, on } = form
  const pledge = pledgeId === null ? null : await pledgeById(tx, pledgeId)
  const longest = pledgeId === null ? null : await countOf(tx, 'ltv.term_max_m', on)
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (product === 'DATA_PLEDGE' && pledge === null) return refuse({ code: 'PLEDGE_REQUIRED', product })
  if (pledge === undefined || (pledge !== null && pledge.enterpriseId !== enterpriseId)) return notFound('pledge')
  if (pledge !== null && NOT_LIVE.includes(pledge.state))
    return refuse({ code: 'PLEDGE_NOT_LIVE', state: pledge.state })
  if (longest !== null && tenorMonths > longest.value)
    return refuse({ code: 'TERM_ABOVE_MOST', tenorMonths, most: longest.value })
  const offered = await productInForce(tx, product, { on, knownAt: null })
  return offered.ok ? withinProduct(offered.value, { amount, tenorMonths }) : offered
}
