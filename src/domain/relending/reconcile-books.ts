import { addMoney, formatMoney, isZeroMoney, type Money, negateMoney, subtractMoney } from '../../kernel/money.js'

/** What a re-loan moved on a lender's account and on the branch's that mirrors it, debits less credits. */
export interface AccountPair {
  readonly lenderAccount: string
  readonly branchAccount: string
  /** Booked by the day. */
  readonly lender: Money
  readonly branch: Money
  /** For the day, whenever it was booked. */
  readonly lenderFor: Money
  readonly branchFor: Money
}

/**
 * Why two books differ: what one of them books forward because its period was closed, an entry that stands in one of them only, or a
 * principal that is not what the facts of the re-loan leave.
 */
export type DifferenceCause = 'BOOKED_FORWARD' | 'ENTRY_ON_ONE_BOOK' | 'PRINCIPAL_NOT_AS_FACTS'

export interface PairAgreement {
  readonly lenderAccount: string
  readonly branchAccount: string
  readonly lender: string
  readonly branch: string
  /** Lender plus branch: nought, because one is the mirror of the other. */
  readonly difference: string
  readonly cause: DifferenceCause | null
}

export interface BooksAgreement {
  readonly accounts: readonly PairAgreement[]
  readonly causes: readonly DifferenceCause[]
}

const PRINCIPAL = '2004'

/** Compares both books of one re-loan; `principal` is what its facts leave outstanding. */
export function reconcileBooks(pairs: readonly AccountPair[], principal: Money): BooksAgreement {
  const accounts = pairs.map((pair): PairAgreement => {
    const difference = addMoney(pair.lender, pair.branch)
    return {
      lenderAccount: pair.lenderAccount,
      branchAccount: pair.branchAccount,
      lender: formatMoney(pair.lender),
      branch: formatMoney(pair.branch),
      difference: formatMoney(difference),
      cause: causeOf(pair, difference, principal),
    }
  })
  return { accounts, causes: [...new Set(accounts.flatMap(({ cause }) => cause ?? []))] }
}

function causeOf(pair: AccountPair, difference: Money, principal: Money): DifferenceCause | null {
  if (!isZeroMoney(difference))
    return isZeroMoney(addMoney(pair.lenderFor, pair.branchFor)) ? 'BOOKED_FORWARD' : 'ENTRY_ON_ONE_BOOK'
  if (pair.lenderAccount !== PRINCIPAL) return null
  return isZeroMoney(subtractMoney(negateMoney(pair.lenderFor), principal)) ? null : 'PRINCIPAL_NOT_AS_FACTS'
}
