import type { ApplicationRefusal } from '../../app/loan-applications/apply.js'
import type { DecisionRefusal } from '../../app/loan-applications/decide.js'
import type { DisbursementRefusal } from '../../app/loans/disburse.js'
import type { CancellationRefusal } from '../../app/loans/end-contract.js'
import type { ContractRefusal } from '../../app/loans/sign-contract.js'
import type { QuoteRefusal } from '../../app/quotes/make-quote.js'
import type { businessDayProblems } from './business-day-problems.js'
import type { carbonProblems } from './carbon-problems.js'
import type { collateralProblems } from './collateral-problems.js'
import type { creditLineProblems } from './credit-line-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { ledgerProblems } from './ledger-problems.js'
import type { loanCalculationProblems } from './loan-calculation-problems.js'
import type { loanStepProblems } from './loan-step-problems.js'
import type { ProblemTable } from './problem-table.js'
import type { productProblems } from './product-problems.js'
import type { servicingProblems } from './servicing-problems.js'

type LoanSlice =
  | ApplicationRefusal
  | QuoteRefusal
  | DecisionRefusal
  | ContractRefusal
  | CancellationRefusal
  | DisbursementRefusal
type ToldElsewhere = keyof (typeof edgeProblems &
  typeof businessDayProblems &
  typeof carbonProblems &
  typeof collateralProblems &
  typeof creditLineProblems &
  typeof ledgerProblems &
  typeof loanCalculationProblems &
  typeof loanStepProblems &
  typeof productProblems &
  typeof servicingProblems)

/** Applications, quotes, approvals, contracts and disbursements. */
export const loanProblems: ProblemTable<Exclude<LoanSlice, { readonly code: ToldElsewhere }>> = {
  PLEDGE_REQUIRED: {
    status: 422,
    zh: '产品 {product} 须有质押,请先办理质押合同。',
    en: 'The product {product} needs a pledge; contract one first.',
  },
  TERM_ABOVE_MOST: {
    status: 422,
    zh: '期限 {tenorMonths} 个月超过质押贷款最长 {most} 个月。',
    en: 'The term of {tenorMonths} months is above the {most} months a pledge loan may run.',
  },
  QUOTE_REQUIRED: {
    status: 422,
    zh: '同意贷款须指明所依据的报价。',
    en: 'An approval must name the quote it is bound to.',
  },
  QUOTE_EXPIRED: {
    status: 422,
    zh: '报价已于 {expiresOn} 到期,{on} 不能使用,请重新报价。',
    en: 'The quote expired on {expiresOn} and cannot be used on {on}; make a new one.',
  },
  QUOTE_NOT_AGREED: {
    status: 409,
    zh: '人工报价尚未经第二人同意(状态 {state}),不能作为审批依据。',
    en: 'The quote is set by hand and no second person has agreed to it (state {state}); no approval can rest on it.',
  },
  QUOTE_DOES_NOT_MATCH: {
    status: 422,
    zh: '报价与申请的 {member} 不一致:报价为 {quoted},申请为 {applied}。',
    en: 'The quote does not match the application in {member}: quoted {quoted}, applied {applied}.',
  },
  AMOUNT_ABOVE_APPLIED: {
    status: 422,
    zh: '审批金额 {amount} 元超过申请金额 {applied} 元。',
    en: 'The approved amount {amount} is above the {applied} applied for.',
  },
  AMOUNT_ABOVE_SECURED_LIMIT: {
    status: 422,
    zh: '金额 {amount} 元超过质押的最高债权额 {limit} 元。',
    en: 'The amount {amount} is above the {limit} yuan that the pledge secures at most.',
  },
  TERM_BEYOND_RIGHTS: {
    status: 422,
    zh: '贷款到期日 {endsOn} 晚于质押权利到期日 {rightsEnd}。',
    en: 'The loan would end on {endsOn}, after the pledged rights do on {rightsEnd}.',
  },
  APPROVAL_EXPIRED: {
    status: 409,
    zh: '{approvedOn} 的审批已于 {expiredOn} 失效,{on} 不能使用。',
    en: 'The approval of {approvedOn} expired on {expiredOn} and cannot be used on {on}.',
  },
  AMOUNT_ABOVE_APPROVED: {
    status: 422,
    zh: '合同金额 {amount} 元超过审批金额 {approved} 元。',
    en: 'The contract of {amount} is above the {approved} approved.',
  },
  TERM_ABOVE_APPROVED: {
    status: 422,
    zh: '期限 {tenorMonths} 个月超过审批期限 {approvedTenorMonths} 个月。',
    en: 'The term of {tenorMonths} months is above the {approvedTenorMonths} approved.',
  },
  RATE_BELOW_APPROVED: {
    status: 422,
    zh: '利率 {annualRatePercent}% 低于审批利率 {approvedRatePercent}%。',
    en: 'The rate {annualRatePercent}% is below the approved {approvedRatePercent}%.',
  },
  CONTRACT_BACKS_RELOAN: {
    status: 409,
    zh: '该合同已用于再贷款申报或借款,请先撤回申报或归还再贷款,再撤销合同。',
    en: 'A re-lending filing or a re-loan stands on this contract; withdraw or return that first.',
  },
  CONTRACT_NO_USED: {
    status: 409,
    zh: '合同编号 {contractNo} 已被使用。',
    en: 'The contract number {contractNo} is in use already.',
  },
  DISBURSEMENT_BEFORE_CONTRACT: {
    status: 422,
    zh: '放款日 {on} 早于合同签订日 {signedOn}(状态 {state})。',
    en: 'Nothing is paid out on {on}: the contract was signed on {signedOn} (state {state}).',
  },
  SELF_DISBURSEMENT: {
    status: 403,
    zh: '审批人不能办理放款,请由另一人办理。',
    en: 'The approver may not pay out; another person must.',
  },
  CONDITIONS_NOT_MET: {
    status: 409,
    zh: '放款条件未满足:{conditions}。',
    en: 'Conditions before disbursement are not met: {conditions}.',
  },
  AMOUNT_ABOVE_CONTRACT: {
    status: 422,
    zh: '放款金额 {amount} 元超过合同 {contracted} 元下的可放款额 {available} 元。',
    en: 'The amount {amount} is above the {available} still available under the contract of {contracted}.',
  },
  BILL_DISCOUNTED_WHOLE: {
    status: 422,
    zh: '票据须一次全额贴现:票面 {face} 元,申请放款 {amount} 元。',
    en: 'A bill is discounted whole: its face is {face}, not {amount}.',
  },
  NOTE_NO_USED: {
    status: 409,
    zh: '借据号 {noteNo} 已被使用。',
    en: 'The loan note number {noteNo} is in use already.',
  },
}
