import type { Tx } from '../../db/transaction.js'
import { type GuaranteeRefusal, planGuarantee } from '../../domain/loans/guarantee.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { loanSchedule } from '../../domain/loans/schedule.js'
import type { RepaymentMethod } from '../../domain/loans/schedule-request.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Exact } from '../../kernel/exact.js'
import { formatExact } from '../../kernel/exact.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { type AnnualRate, type Bp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { productTerm } from '../loans/product-terms.js'
import { allInCost } from './all-in-cost.js'
import { type GuaranteeRuleRefusal, guaranteeRules } from './guarantee-rules.js'
import { tellPlan } from './tell-plan.js'

export interface GuaranteeQuestion {
  readonly product: string
  readonly grade: string
  readonly principal: Money
  readonly annualRate: AnnualRate
  readonly from: CivilDate
  readonly months: number
  readonly method: RepaymentMethod
  /** Null: the most the product lets a guarantor take. */
  readonly share: Exact | null
  /** Null: the product's. */
  readonly baseFee: Bp | null
}

/** What a guaranteed loan costs in all, on a plan of monthly due dates; stored nowhere. */
export async function calculateGuarantee(
  tx: Tx,
  asked: GuaranteeQuestion,
): Promise<Result<object, GuaranteeRefusal | GuaranteeRuleRefusal | CalculationRefusal>> {
  const { product, grade, principal, annualRate, from, months, method } = asked
  const ruled = await guaranteeRules(tx, product, grade, from)
  if (!ruled.ok) return ruled
  const share = asked.share ?? ruled.value.rules.mostShare
  const plan = planGuarantee(ruled.value.rules, { principal, share, baseFee: asked.baseFee, from, months })
  if (!plan.ok) return plan
  const dayCount = await productTerm(tx, product, 'day_count', from)
  const schedule = loanSchedule({
    principal,
    annualRate,
    disbursedOn: from,
    periods: months,
    every: { months: 1 },
    method,
    dayCount: dayCount.value,
  })
  if (!schedule.ok) return schedule
  const cost = allInCost(principal, from, schedule.value.rows, plan.value.fees)
  if (!cost.ok) return cost
  return ok({
    product,
    grade,
    principal: formatMoney(principal),
    annualRatePercent: formatRatePercent(annualRate),
    from,
    share: formatExact(share),
    feeBasis: ruled.value.rules.basis,
    ...tellPlan(plan.value),
    interest: formatMoney(schedule.value.totals.interest),
    cost: cost.value,
    rules: ruled.value.sources,
  })
}
