import { MalformedValue } from '../../kernel/decimal.js'
import { compareMoney, type Money, money } from '../../kernel/money.js'

/** 微型 · 小型 · 中型 · 大型企业 · 个体工商户 · 小微企业主 */
export const BORROWER_SIZES = ['micro', 'small', 'medium', 'large', 'self-employed', 'owner'] as const
export type BorrowerSize = (typeof BORROWER_SIZES)[number]

/** The borrower as it was when the loan was disbursed. */
export interface Borrower {
  readonly size: BorrowerSize
  /** 民营 */
  readonly isPrivate: boolean
  /** Single-customer credit 单户授信总额 at the lender. */
  readonly customerCredit: Money
}
/** All that is set must hold. */
export interface BorrowerTest {
  readonly sizes: readonly BorrowerSize[] | null
  readonly privateOnly: boolean
  readonly creditAtMost: Money | null
}

/** A borrower is eligible when one of the tests holds. */
export const isEligibleBorrower = (borrower: Borrower, tests: readonly BorrowerTest[]): boolean =>
  tests.some(
    ({ sizes, privateOnly, creditAtMost }) =>
      (sizes === null || sizes.includes(borrower.size)) &&
      (!privateOnly || borrower.isPrivate) &&
      (creditAtMost === null || compareMoney(borrower.customerCredit, creditAtMost) <= 0),
  )

/**
 * Reads `borrower in {micro,small} or (private and customer_credit<=30000000)`: alternatives joined by `or`, each a
 * conjunction of `private`, `size in {…}` (or `borrower in {…}`) and `customer_credit<=yuan`.
 * @throws MalformedValue
 */
export const readBorrowerTests = (text: string): readonly BorrowerTest[] => text.split(' or ').map(readTest)

const readTest = (alternative: string): BorrowerTest => {
  const inner = alternative.trim().replace(/^\((.*)\)$/, '$1')
  let test: BorrowerTest = { sizes: null, privateOnly: false, creditAtMost: null }
  for (const condition of inner.split(' and ')) test = { ...test, ...readCondition(condition.trim()) }
  return test
}

const readCondition = (condition: string): Partial<BorrowerTest> => {
  if (condition === 'private') return { privateOnly: true }
  const credit = /^customer_credit<=(\S+)$/.exec(condition)?.[1]
  if (credit !== undefined) return { creditAtMost: money(credit) }
  const sizes = /^(?:borrower|size) in \{([a-z,-]+)\}$/.exec(condition)?.[1]
  if (sizes !== undefined) return { sizes: sizes.split(',').map(readSize) }
  throw new MalformedValue('a test of a borrower', condition)
}

const readSize = (word: string): BorrowerSize => {
  const size = BORROWER_SIZES.find((one) => one === word)
  if (size === undefined) throw new MalformedValue(BORROWER_SIZES.join(' | '), word)
  return size
}
