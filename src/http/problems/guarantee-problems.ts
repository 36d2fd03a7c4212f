import type { calculateGuarantee } from '../../app/guarantees/calculate-guarantee.js'
import type { CallingRefusal } from '../../app/guarantees/call-guarantee.js'
import type { GuaranteeingRefusal } from '../../app/guarantees/guarantee-loan.js'
import type { GuarantorPaymentRefusal } from '../../app/guarantees/record-guarantor-payment.js'
import type { ChangeRefusal } from '../../app/servicing/record-change.js'
import type { collateralProblems } from './collateral-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { loanCalculationProblems } from './loan-calculation-problems.js'
import type { loanProblems } from './loan-problems.js'
import type { ProblemTable } from './problem-table.js'

type CalculationRefusal = Extract<Awaited<ReturnType<typeof calculateGuarantee>>, { readonly ok: false }>['refusal']
type ToldElsewhere =
  | ChangeRefusal['code']
  | keyof (typeof edgeProblems & typeof collateralProblems & typeof loanProblems & typeof loanCalculationProblems)

/** Guarantees and what is called on them. */
export const guaranteeProblems: ProblemTable<
  Exclude<
    GuaranteeingRefusal | CallingRefusal | GuarantorPaymentRefusal | CalculationRefusal,
    { readonly code: ToldElsewhere }
  >
> = {
  GUARANTEE_NOT_FOR_PRODUCT: {
    status: 422,
    zh: '产品 {product} 在 {on} 不是担保贷款。',
    en: 'The product {product} is no guaranteed loan on {on}.',
  },
  GUARANTEE_TERM_MISSING: {
    status: 422,
    zh: '产品 {product} 在 {on} 没有担保条件 {term},请先录入。',
    en: 'The product {product} has no {term} on {on}; it must be entered first.',
  },
  GUARANTEE_SHARE_TOO_HIGH: {
    status: 422,
    zh: '担保比例 {share} 高于产品允许的 {most}。',
    en: 'The share {share} is above the {most} that the product lets a guarantor take.',
  },
  GUARANTEE_FEE_ABOVE_CAP: {
    status: 422,
    zh: '担保费率 {feeBp} BP 高于上限 {capBp} BP(担保金额 {guaranteed} 元)。',
    en: 'The fee of {feeBp} BP is above the cap of {capBp} BP for {guaranteed} yuan guaranteed.',
  },
  GUARANTEE_GIVEN: {
    status: 409,
    zh: '合同 {contractNo} 的贷款已有担保。',
    en: 'The loan of contract {contractNo} has its guarantee already.',
  },
  GUARANTEE_NO_USED: {
    status: 409,
    zh: '担保合同编号 {guaranteeNo} 已被使用。',
    en: 'The guarantee number {guaranteeNo} is in use already.',
  },
  GUARANTEE_NOT_IN_FORCE: {
    status: 422,
    zh: '担保自 {validFrom} 起有效,{on} 不能要求代偿。',
    en: 'The guarantee holds from {validFrom}; nothing can be called on {on}.',
  },
  GUARANTEE_NOTHING_OVERDUE: {
    status: 409,
    zh: '{on} 没有逾期款项,不能要求代偿。',
    en: 'Nothing is overdue on {on}; there is nothing to call for.',
  },
  GUARANTEE_CALL_ABOVE_SHARE: {
    status: 422,
    zh: '要求代偿 {amount} 元,超过可要求的 {available} 元(比例 {share},逾期 {overdue} 元,已要求 {called} 元)。',
    en: 'The call of {amount} is above the {available} available: share {share}, overdue {overdue}, called before {called}.',
  },
  GUARANTEE_CALL_PAID: {
    status: 409,
    zh: '第 {no} 次代偿通知已由担保机构支付。',
    en: 'Call no. {no} has been paid by the guarantor already.',
  },
  GUARANTEE_CALL_ABOVE_OVERDUE: {
    status: 409,
    zh: '代偿 {amount} 元超过 {on} 的逾期款项 {overdue} 元(借款人可能已还款)。',
    en: 'The call of {amount} is above the {overdue} still overdue on {on}: the borrower may have paid meanwhile.',
  },
}
