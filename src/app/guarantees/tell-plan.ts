import type { GuaranteePlan } from '../../domain/loans/guarantee.js'
import { formatMoney } from '../../kernel/money.js'
import { formatBp } from '../../kernel/rate.js'

/** The plan as it is told and kept: a reader can add the fees up by hand. */
export const tellPlan = (plan: GuaranteePlan) => ({
  guaranteedPrincipal: formatMoney(plan.guaranteedPrincipal),
  baseFeeBp: formatBp(plan.baseFee),
  feeChangeBp: formatBp(plan.feeChange),
  feeBp: formatBp(plan.fee),
  feeCapBp: formatBp(plan.feeCap),
  validTo: plan.validTo,
  fees: plan.fees.map(({ no, dueOn, to, amount }) => ({ no, dueOn, to, amount: formatMoney(amount) })),
  totalFee: formatMoney(plan.total),
})
