/** The side that increases an account. */
export type Side = 'debit' | 'credit'

export interface Account {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly normalSide: Side
}

/**
 * Accounts 会计科目 of a lender by 企业会计准则——应用指南 附录 (Ministry of Finance, 财会〔2006〕18号), and the two of the central bank
 * that a re-loan touches, whose codes are ours: its chart is not published.
 */
export const CHART_OF_ACCOUNTS: readonly Account[] = [
  { code: '1003', nameZh: '存放中央银行款项', nameEn: 'Deposits with the central bank', normalSide: 'debit' },
  { code: '1303', nameZh: '贷款', nameEn: 'Loans to customers', normalSide: 'debit' },
  { code: '2004', nameZh: '向中央银行借款', nameEn: 'Borrowing from the central bank', normalSide: 'credit' },
  { code: '2011', nameZh: '吸收存款', nameEn: 'Customer deposits', normalSide: 'credit' },
  { code: 'CB-1301', nameZh: '对金融机构再贷款', nameEn: 'Re-loans to lenders', normalSide: 'debit' },
  { code: 'CB-2001', nameZh: '金融机构存款', nameEn: 'Deposits of lenders', normalSide: 'credit' },
]

export const accountByCode = (code: string): Account | undefined =>
  CHART_OF_ACCOUNTS.find((account) => account.code === code)
