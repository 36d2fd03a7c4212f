import { formatMoney, isZeroMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

export type BooksRefusal = {
  readonly code: 'LOANS_DIFFER_FROM_LEDGER'
  /** Accounts of the ledger that hold the principal of loans. */
  readonly accounts: readonly string[]
  readonly loans: string
  readonly ledger: string
  /** Ledger less loans. */
  readonly difference: string
}

/** 贷款—本金, and the face of discounted bills. */
export const PRINCIPAL_ACCOUNTS = ['1303', '130101'] as const

/** 总分核对: what loans say is owed is what the ledger says is lent. */
export function booksAgree(sums: { readonly loans: Money; readonly ledger: Money }): Result<null, BooksRefusal> {
  const difference = subtractMoney(sums.ledger, sums.loans)
  if (isZeroMoney(difference)) return ok(null)
  return refuse({
    code: 'LOANS_DIFFER_FROM_LEDGER',
    accounts: PRINCIPAL_ACCOUNTS,
    loans: formatMoney(sums.loans),
    ledger: formatMoney(sums.ledger),
    difference: formatMoney(difference),
  })
}
