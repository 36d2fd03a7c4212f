import type { Money } from '../../kernel/money.js'
import type { EntryLine } from './entry.js'
import { reversalOf } from './entry.js'

/** Whose money a subsidy is: passed on to the borrower who paid the interest, or the bank's own. */
export type SubsidyBeneficiary = 'enterprise' | 'lender'

/** 贴息获批: the treasury owes it. What is due to a borrower is held until it arrives; what is the bank's is income, never interest. */
export const subsidyApproved = (amount: Money, beneficiary: SubsidyBeneficiary): readonly EntryLine[] => [
  { account: '1221', side: 'debit', amount },
  { account: beneficiary === 'enterprise' ? '224120' : '6117', side: 'credit', amount },
]

/** 批后撤回: an approved claim comes to nothing. */
export const subsidyWithdrawn = (amount: Money, beneficiary: SubsidyBeneficiary): readonly EntryLine[] =>
  reversalOf(subsidyApproved(amount, beneficiary))

/** 贴息到账: the treasury pays, and the borrower's settlement account is credited the same day. */
export const subsidyPaid = (amount: Money, beneficiary: SubsidyBeneficiary): readonly EntryLine[] => [
  { account: '1003', side: 'debit', amount },
  { account: '1221', side: 'credit', amount },
  ...(beneficiary === 'enterprise'
    ? ([
        { account: '224120', side: 'debit', amount },
        { account: '2011', side: 'credit', amount },
      ] as const)
    : []),
]

/** 贴息追回: money that was not due is taken back from whoever had it and returned to the treasury. */
export const subsidyRecovered = (amount: Money, beneficiary: SubsidyBeneficiary): readonly EntryLine[] => [
  { account: beneficiary === 'enterprise' ? '2011' : '6117', side: 'debit', amount },
  { account: '1003', side: 'credit', amount },
]
