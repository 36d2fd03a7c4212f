import type { ProductRefusal } from '../../domain/loans/product.js'
import type { ProblemTable } from './problem-table.js'

/** What a product does not offer. */
export const productProblems: ProblemTable<ProductRefusal> = {
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
  UPLIFT_OUTSIDE_LEGAL: {
    status: 422,
    zh: '{term} 为 {value},不在规定的 {least} 至 {most} 之内。',
    en: '{term} of {value} is outside the {least} to {most} that the law allows.',
  },
}
