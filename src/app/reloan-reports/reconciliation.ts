import type { Tx } from '../../db/transaction.js'
import { type BooksAgreement, reconcileBooks } from '../../domain/relending/reconcile-books.js'
import { money } from '../../kernel/money.js'
import type { ReportPage, ReportTimes } from './position-views.js'
import { booksOfReloans } from './reconciliation-views.js'

export interface ReconciledReloan extends BooksAgreement {
  readonly reloanId: string
  readonly contractNo: string
  readonly lender: string
  readonly centralBank: string
  readonly facility: string
  readonly drawnOn: string
  readonly amount: string
  /** What its facts leave outstanding. */
  readonly principal: string
}

/** 两本账核对: what each re-loan moved on the lender's book and on the branch's, account by account, and why where they differ. */
export async function reconcileReloans(
  tx: Tx,
  times: ReportTimes,
  page: ReportPage,
): Promise<readonly ReconciledReloan[]> {
  const rows = await booksOfReloans(tx, times, page)
  return rows.map(({ id, balance, pairs, ...row }) => ({
    ...row,
    reloanId: id,
    principal: balance,
    ...reconcileBooks(
      pairs.map(({ lenderAccount, branchAccount, lender, branch, lenderFor, branchFor }) => ({
        lenderAccount,
        branchAccount,
        lender: money(lender),
        branch: money(branch),
        lenderFor: money(lenderFor),
        branchFor: money(branchFor),
      })),
      money(balance),
    ),
  }))
}
