export type Side = 'debit' | 'credit'

/** An account of the chart; codes follow the subject codes of Chinese financial enterprises (企业会计准则应用指南). */
export interface Account {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly normalSide: Side
}

export const CHART = [
  { code: '1003', nameZh: '存放中央银行款项', nameEn: 'Deposits with the central bank', normalSide: 'debit' },
  { code: '1303', nameZh: '贷款—本金', nameEn: 'Loans: principal', normalSide: 'debit' },
  { code: '1132', nameZh: '应收利息', nameEn: 'Interest receivable', normalSide: 'debit' },
  { code: '113210', nameZh: '应收利息—罚息', nameEn: 'Penalty interest receivable', normalSide: 'debit' },
  { code: '113220', nameZh: '应收利息—复利', nameEn: 'Compound interest receivable', normalSide: 'debit' },
  { code: '1124', nameZh: '应收手续费及佣金', nameEn: 'Fees receivable', normalSide: 'debit' },
  { code: '1221', nameZh: '其他应收款—财政贴息', nameEn: 'Interest subsidy receivable', normalSide: 'debit' },
  { code: '130101', nameZh: '贴现资产—面值', nameEn: 'Discounted bills: face', normalSide: 'debit' },
  { code: '130102', nameZh: '贴现资产—利息调整', nameEn: 'Discounted bills: unearned interest', normalSide: 'credit' },
  { code: '1304', nameZh: '贷款损失准备', nameEn: 'Allowance for loan losses', normalSide: 'credit' },
  { code: '2004', nameZh: '向中央银行借款', nameEn: 'Borrowings from the central bank', normalSide: 'credit' },
  {
    code: '2011',
    nameZh: '吸收存款—客户结算户',
    nameEn: 'Customer deposits: settlement accounts',
    normalSide: 'credit',
  },
  { code: '2231', nameZh: '应付利息', nameEn: 'Interest payable', normalSide: 'credit' },
  { code: '2241', nameZh: '其他应付款—溢缴款', nameEn: 'Payments held for borrowers', normalSide: 'credit' },
  {
    code: '224110',
    nameZh: '其他应付款—代收担保费',
    nameEn: 'Guarantee fees collected for guarantors',
    normalSide: 'credit',
  },
  {
    code: '224120',
    nameZh: '其他应付款—待付财政贴息',
    nameEn: 'Interest subsidies to be passed on',
    normalSide: 'credit',
  },
  { code: '6011', nameZh: '利息收入', nameEn: 'Interest income', normalSide: 'credit' },
  { code: '601110', nameZh: '利息收入—罚息', nameEn: 'Penalty interest income', normalSide: 'credit' },
  { code: '601120', nameZh: '利息收入—复利', nameEn: 'Compound interest income', normalSide: 'credit' },
  { code: '601130', nameZh: '利息收入—贴现', nameEn: 'Discount income', normalSide: 'credit' },
  { code: '6021', nameZh: '手续费及佣金收入', nameEn: 'Fee income', normalSide: 'credit' },
  { code: '6117', nameZh: '其他收益—财政贴息', nameEn: 'Other income: interest subsidies', normalSide: 'credit' },
  { code: '6702', nameZh: '信用减值损失', nameEn: 'Credit impairment losses', normalSide: 'debit' },
  { code: '6411', nameZh: '利息支出', nameEn: 'Interest expense', normalSide: 'debit' },
  { code: '1302', nameZh: '再贷款', nameEn: 'Re-loans to banks (central-bank branch)', normalSide: 'debit' },
  { code: '2002', nameZh: '金融机构存款', nameEn: 'Deposits of banks (central-bank branch)', normalSide: 'credit' },
] as const satisfies readonly Account[]

export type AccountCode = (typeof CHART)[number]['code']

const BY_CODE: ReadonlyMap<string, Account> = new Map(CHART.map((account) => [account.code, account]))

export const accountOf = (code: string): Account | undefined => BY_CODE.get(code)
