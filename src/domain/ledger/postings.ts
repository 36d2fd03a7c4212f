import type { Money } from '../../kernel/money.js'
import type { EntryLine } from './entry.js'

/** A loan is paid out to the borrower's settlement account at the lender: the claim grows, and what the bank owes the customer. */
export const loanDisbursement = (amount: Money): readonly EntryLine[] => [
  { account: '1303', side: 'debit', amount },
  { account: '2011', side: 'credit', amount },
]

/** A re-loan is drawn: the bank's balance at the central bank grows with its borrowing, and the branch books the mirror. */
export const reloanDrawdown = (
  amount: Money,
): { readonly lender: readonly EntryLine[]; readonly branch: readonly EntryLine[] } => ({
  lender: [
    { account: '1003', side: 'debit', amount },
    { account: '2004', side: 'credit', amount },
  ],
  branch: [
    { account: '1302', side: 'debit', amount },
    { account: '2002', side: 'credit', amount },
  ],
})
