import type { LineDecisionRefusal } from '../../app/credit-lines/decide-proposal.js'
import type { ContractLineRefusal } from '../../app/credit-lines/line-use.js'
import type { LineChangeRefusal } from '../../app/credit-lines/propose-change.js'
import type { LineProposalRefusal } from '../../app/credit-lines/propose-line.js'
import type { ProblemTable } from './problem-table.js'

type CreditLineSlice = ContractLineRefusal | LineProposalRefusal | LineChangeRefusal | LineDecisionRefusal
type ToldElsewhere =
  | 'NOT_FOUND'
  | 'STALE_VERSION'
  | 'NOT_POSITIVE'
  | 'DATES_OUT_OF_ORDER'
  | 'SELF_APPROVAL'
  | 'STATE_FORBIDS'

/** Credit lines and what contracts use of them. */
export const creditLineProblems: ProblemTable<Exclude<CreditLineSlice, { readonly code: ToldElsewhere }>> = {
  LINE_NOT_FOUND: {
    status: 404,
    zh: '没有授信额度 {creditLineId}。',
    en: 'There is no credit line {creditLineId}.',
  },
  LINE_OF_OTHER_ENTERPRISE: {
    status: 422,
    zh: '授信额度 {creditLineId} 属于另一家企业,不能用于本笔借款。',
    en: 'The credit line {creditLineId} is another enterprise’s and cannot be used for this loan.',
  },
  LINE_PRODUCT_MISMATCH: {
    status: 422,
    zh: '授信额度用于产品 {lineProduct},本笔借款的产品为 {product}。',
    en: 'The credit line is for the product {lineProduct}; this loan is of {product}.',
  },
  LINE_NOT_VALID_ON_DAY: {
    status: 422,
    zh: '授信额度的有效期为 {validFrom} 至 {validTo}(open 为未定止期),{on} 不能使用。',
    en: 'The credit line is valid from {validFrom} to {validTo} (open: no end set) and cannot be used on {on}.',
  },
  AMOUNT_ABOVE_LINE: {
    status: 422,
    zh: '金额 {amount} 元超过授信额度 {limit} 元下的可用额度 {available} 元。',
    en: 'The amount {amount} is above the {available} still available under the credit line of {limit}.',
  },
  LINE_LIMIT_BELOW_USE: {
    status: 422,
    zh: '新额度 {limit} 元低于自生效日起已占用和已用的 {inUse} 元。',
    en: 'The limit {limit} is below the {inUse} reserved and used from the day it would take effect.',
  },
  LINE_EXISTS: {
    status: 409,
    zh: '该企业的产品 {product} 已有授信额度,请办理额度调整。',
    en: 'The enterprise has a credit line for the product {product} already; change that one.',
  },
  LINE_SUPERSEDED: {
    status: 409,
    zh: '授信额度 {creditLineId} 已被 {current} 取代,请以其为准重新办理。',
    en: 'The credit line {creditLineId} has been superseded by {current}; start again from that one.',
  },
}
