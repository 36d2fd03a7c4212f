import type { CustomRowsRefusal } from '../../domain/loans/custom-schedule.js'
import type { ProductRefusal } from '../../domain/loans/product.js'
import type { ProblemTable } from './problem-table.js'

/** What a product does not offer. */
export const productProblems: ProblemTable<ProductRefusal | CustomRowsRefusal> = {
  PRODUCT_NOT_OFFERED: {
    status: 422,
    zh: '产品 {product} 在 {on} 未推出。',
    en: 'The product {product} is not offered on {on}.',
  },
  PRODUCT_TERM_UNKNOWN: {
    status: 422,
    zh: '产品 {product} 在 {on} 的条款 {term} 尚未确定,不能办理。',
    en: 'The term {term} of the product {product} is not known on {on}; nothing can be agreed until it is.',
  },
  METHOD_NOT_OFFERED: {
    status: 422,
    zh: '产品 {product} 不提供还款方式 {method};可选:{offered}。',
    en: 'The product {product} does not offer the method {method}; it offers {offered}.',
  },
  TERM_NOT_OFFERED: {
    status: 422,
    zh: '产品 {product} 的 {term} 不提供 {value};可选:{offered}。',
    en: 'The product {product} does not offer {value} for {term}; it offers {offered}.',
  },
  TENOR_OUTSIDE_PRODUCT: {
    status: 422,
    zh: '期限 {tenorMonths} 个月不在产品 {product} 的 {least} 至 {most} 个月之内。',
    en: 'The term of {tenorMonths} months is outside the {least} to {most} months of the product {product}.',
  },
  AMOUNT_OUTSIDE_PRODUCT: {
    status: 422,
    zh: '金额 {amount} 元不在产品 {product} 的 {least} 至 {most} 元之内。',
    en: 'The amount {amount} is outside the {least} to {most} yuan of the product {product}.',
  },
  GRACE_ABOVE_PRODUCT: {
    status: 422,
    zh: '{term} 为 {value} 期,超过产品 {product} 最多允许的 {most} 期。',
    en: '{term} of {value} is above the {most} periods that the product {product} allows.',
  },
  CUSTOM_ROWS_MISSING: {
    status: 422,
    zh: '还款方式 {method} 须逐期列明到期日和本金。',
    en: 'The method {method} needs its rows: each due date with its principal.',
  },
  CUSTOM_ROWS_WITHOUT_METHOD: {
    status: 422,
    zh: '只有自定义还款方式可以逐期列明本金,还款方式为 {method}。',
    en: 'Only the method custom takes rows of its own; the method is {method}.',
  },
  CUSTOM_ROWS_SUM: {
    status: 422,
    zh: '各期本金合计 {sum} 元,与合同金额 {amount} 元不符。',
    en: 'The rows repay {sum}, not the {amount} of the contract.',
  },
  CUSTOM_ROW_BEYOND_TERM: {
    status: 422,
    zh: '到期日 {dueOn} 晚于贷款到期日 {endsOn}。',
    en: 'The row of {dueOn} is after the loan ends on {endsOn}.',
  },
  UPLIFT_OUTSIDE_LEGAL: {
    status: 422,
    zh: '{term} 为 {value},不在规定的 {least} 至 {most} 之内。',
    en: '{term} of {value} is outside the {least} to {most} that the law allows.',
  },
}
