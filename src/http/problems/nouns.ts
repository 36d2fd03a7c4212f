/**
 * The things a refusal names in its fact `what`, as each language says them. The fact itself stays the English noun, for programs.
 * A noun that is not here is told as it is.
 */
const CHINESE: Readonly<Record<string, string>> = {
  account: '碳账户',
  activity: '活动数据',
  address: '该地址',
  'balance sheet': '资产负债表',
  'business day': '营业日',
  consent: '授权',
  'consent request': '授权申请',
  'credit line': '授信额度',
  'credit line proposal': '授信额度提案',
  'credit report': '征信报告',
  'data product': '数据产品',
  enterprise: '企业',
  filing: '申报',
  finding: '日终事项',
  job: '作业',
  'ledger account': '会计科目',
  lender: '贷款机构',
  loan: '贷款',
  'loan application': '贷款申请',
  organisation: '机构',
  pledge: '质押',
  product: '产品',
  proposal: '提案',
  quota: '额度',
  'quota change': '额度变更',
  quote: '报价',
  'rate decision': '利率决定',
  'rate override': '利率人工调整',
  'quote override': '报价人工调整',
  rating: '评级',
  're-loan': '再贷款',
  valuation: '估值',
  verification: '核验',
  veto: '否决',
  bytes: '字节',
  'bytes unpacked': '解压后字节',
  columns: '列',
  rows: '行',
}

export const nounOf = (language: 'zh' | 'en', what: unknown): unknown =>
  language === 'zh' && typeof what === 'string' ? (CHINESE[what] ?? what) : what
