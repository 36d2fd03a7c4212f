import type { Money } from '../../kernel/money.js'

/** Accounts of the bank's chart 会计科目 that a loan touches. */
export const LOAN_ACCOUNTS = {
  /** 1303 贷款 */
  loans: '1303',
  /** 2011 吸收存款, the borrower's account */
  customerDeposits: '2011',
} as const

/** One side of an entry, as the loan asks the ledger to book it. */
export interface Posting {
  readonly account: string
  readonly side: 'debit' | 'credit'
  readonly amount: Money
}
