import { formatMoney, money } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import type { RegisterLine } from './register.js'

export type ColumnKind = 'text' | 'money' | 'rate' | 'date' | 'count'

export interface RegisterColumn {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly part: keyof typeof PARTS
  readonly kind: ColumnKind
  /** Null: the product does not hold it, so the field stays empty. */
  readonly of: ((line: RegisterLine) => string | number | null) | null
}

export const PARTS = {
  approval: { zh: '审批', en: 'Approval' },
  batching: { zh: '资产包', en: 'Batching' },
  loan: { zh: '支持贷款', en: 'Backing loan' },
  reloan: { zh: '再贷款', en: 'Re-loan' },
  'central-bank': { zh: '人民银行', en: 'Central bank' },
  collateral: { zh: '质押', en: 'Collateral' },
} as const

const WORDS: Readonly<Record<string, string>> = {
  LEND_FIRST: '先贷后借',
  BORROW_FIRST: '先借后贷',
  pledge: '质押',
  guarantee: '保证',
  'pledge+guarantee': '质押+保证',
  NORMAL: '正常',
  SPECIAL_MENTION: '关注',
  SUBSTANDARD: '次级',
  DOUBTFUL: '可疑',
  LOSS: '损失',
  LIVE: '存续',
  OVERDUE: '逾期',
  REPAID: '已归还',
  CLAWED_BACK: '已收回',
  GRANTED: '已批复',
  micro: '微型',
  small: '小型',
  medium: '中型',
  large: '大型',
  'self-employed': '个体工商户',
  owner: '小微企业主',
}
const word = (code: string): string => WORDS[code] ?? code
const percent = (text: string): string => formatRatePercent(annualRatePercent(text))

type Of = RegisterColumn['of']
const column =
  (part: RegisterColumn['part']) =>
  (key: string, zh: string, en: string, kind: ColumnKind, of: Of): RegisterColumn => ({ key, zh, en, part, kind, of })
const approval = column('approval')
const batching = column('batching')
const loan = column('loan')
const reloan = column('reloan')
const centralBank = column('central-bank')
const collateral = column('collateral')

/** The bank's people and its customer's accounts: the branch sees neither. */
export const MASKED_AT_THE_BRANCH: readonly string[] = ['applicant', 'totalAssets']

/**
 * 再贷款台账, with the fields of a bank's regulatory-report program (支小再贷款附加信息 2022, 支小再贷款明细 2022-12 to 2023-09: secondary). What the
 * product does not hold stays empty and is said to be so: never a guess.
 */
export const REGISTER: readonly RegisterColumn[] = [
  approval('documentNo', '人行批复文号', 'Central-bank document no.', 'text', (r) => r.documentNo),
  approval('documentName', '人行批复文件名', 'Central-bank document name', 'text', null),
  approval('documentDate', '人行批复日期', 'Central-bank document date', 'date', null),
  approval('quotaLimit', '人行额度', 'Limit', 'money', (r) => r.quotaLimit),
  approval('quotaRemaining', '剩余额度', 'Remaining limit', 'money', (r) => r.quotaRemaining),
  approval('appliedOn', '申请日期', 'Applied on', 'date', (r) => r.appliedOn),
  approval('applicant', '申请人', 'Applicant', 'text', (r) => r.applicant),
  approval('lenderCode', '申请机构代码', 'Applying bank, code', 'text', (r) => r.lenderCode),
  approval('lenderName', '申请机构', 'Applying bank', 'text', (r) => r.lenderZh),
  approval('branch', '经办支行', 'Branch of the bank', 'text', null),
  approval('approvalStatus', '审批状态', 'Approval status', 'text', (r) => word(r.filingState)),
  approval('reloanStatus', '再贷款状态', 'Re-loan status', 'text', (r) => word(r.reloanState)),
  batching('packageOneId', '一级资产包编号', 'Level-1 package (one approval)', 'text', (r) => r.filingId),
  batching('packageOneName', '一级资产包名称', 'Level-1 package name', 'text', null),
  batching('packageTwoId', '二级资产包编号', 'Level-2 package (one draw)', 'text', (r) => r.reloanId),
  batching('packageTwoName', '二级资产包名称', 'Level-2 package name', 'text', null),
  batching('packageStatus', '资产包状态', 'Package status', 'text', null),
  loan('noteNo', '借据号', 'Note no.', 'text', (r) => r.noteNo),
  loan('loanContractNo', '借款合同号', 'Loan contract no.', 'text', (r) => r.contractNo),
  loan('customerId', '客户统一社会信用代码', 'Customer, credit code', 'text', (r) => r.uscc),
  loan('customerName', '客户名称', 'Customer', 'text', (r) => r.customerZh),
  loan('customerType', '客户类型', 'Customer type', 'text', null),
  loan('entityName', '经营主体名称', 'Business entity', 'text', null),
  loan('entityUscc', '经营主体统一社会信用代码', 'Business entity, credit code', 'text', null),
  loan('industry', '行业', 'Industry', 'text', (r) => r.sector),
  loan('smallLoanIndustry', '支小行业类型', 'Industry type of the facility', 'text', null),
  loan('size', '企业规模', 'Enterprise size', 'text', (r) => word(r.size)),
  loan('ownership', '所有制', 'Ownership', 'text', (r) => (r.ownership === 'private' ? '民营' : r.ownership)),
  loan('staff', '从业人数', 'Staff', 'count', (r) => r.employees),
  loan('revenue', '上年营业收入', 'Revenue of last year', 'money', null),
  loan('totalAssets', '资产总额', 'Total assets', 'money', (r) => r.totalAssets),
  loan('customerCredit', '客户授信总额', "Customer's total credit limit", 'money', (r) => r.customerCredit),
  loan('loanAmount', '借据金额', 'Paid out', 'money', (r) => r.paidOut),
  loan('contractAmount', '合同金额', 'Contract amount', 'money', (r) => r.loanAmount),
  loan('loanBalance', '贷款余额', 'Loan balance', 'money', (r) => formatMoney(r.loanBalance)),
  loan('averageBalance', '月均余额', 'Monthly average balance', 'money', null),
  loan('loanRate', '签约执行利率(%)', 'Rate at signing, %', 'rate', (r) => percent(r.loanRate)),
  loan('disbursedOn', '放款日', 'Disbursed on', 'date', (r) => r.disbursedOn),
  loan('maturesOn', '约定到期日', 'Agreed maturity', 'date', (r) => r.maturesOn),
  loan('settledOn', '结清日', 'Settled on', 'date', (r) => r.loanSettledOn),
  loan('purpose', '贷款用途', 'Use of the loan', 'text', (r) => r.purpose),
  loan('guaranteeMode', '担保方式', 'Guarantee mode', 'text', (r) => (r.guarantee === null ? null : word(r.guarantee))),
  loan('class', '五级分类', 'Five-grade class', 'text', (r) => word(r.class)),
  loan('daysOverdue', '逾期天数', 'Days overdue', 'count', (r) => r.daysOverdue),
  loan('currency', '币种', 'Currency', 'text', () => 'CNY'),
  loan('filed', '报账标志', 'Filed', 'text', () => '是'),
  loan('backfilled', '后补借据标志', 'Note filled in later', 'text', (r) => (r.backfilled ? '是' : '否')),
  reloan('amount', '再贷款金额', 'Re-loan amount', 'money', (r) => r.amount),
  reloan('balance', '再贷款余额', 'Re-loan balance', 'money', (r) => r.balance),
  reloan('reloanContractNo', '再贷款合同号', 'Re-loan contract no.', 'text', null),
  reloan('drawnOn', '发放日', 'Disbursed', 'date', (r) => r.drawnOn),
  reloan('dueOn', '到期日', 'Due', 'date', (r) => r.dueOn),
  reloan('actuallyDrawnOn', '实际发放日', 'Actually disbursed', 'date', (r) => r.drawnOn),
  reloan('endedOn', '实际终止日', 'Actually ended', 'date', (r) => r.endedOn),
  reloan('mode', '发放模式', 'Mode', 'text', (r) => word(r.mode)),
  reloan('kind', '再贷款种类代码', 'Kind, code', 'text', (r) => r.facility),
  reloan('kindName', '再贷款种类', 'Kind', 'text', (r) => r.facilityZh),
  reloan('rate', '再贷款利率(%)', 'Re-loan rate, %', 'rate', (r) => percent(r.rate)),
  reloan('interestMethod', '计息方式', 'Interest method', 'text', () => '按季结息,按实际天数'),
  reloan('termMonths', '期限(月)', 'Term, months', 'count', (r) => r.termMonths),
  reloan('extensions', '展期次数', 'Extensions', 'count', (r) => r.extensions),
  centralBank('branchCode', '人行机构代码', 'Institution code', 'text', (r) => r.branchCode),
  centralBank('branchName', '人行机构名称', 'Institution', 'text', (r) => r.branchZh),
  centralBank('payeeAccount', '收款账号', 'Payee account', 'text', null),
  centralBank('payerAccount', '付款账号', 'Payer account', 'text', null),
  centralBank('claimType', '债权类型', 'Claim type', 'text', null),
  collateral('collateralType', '质押物类型', 'Type', 'text', null),
  collateral('collateralContract', '质押合同编号', 'Contract id', 'text', null),
  collateral('collateralValue', '质押物价值', 'Value', 'money', null),
  collateral('collateralTotal', '质押物总价值', 'Total value', 'money', null),
  collateral('claimBalance', '债权余额', 'Balance of claim', 'money', null),
]

/** Fields that the product does not hold. */
export const NOT_HELD: readonly string[] = REGISTER.filter(({ of }) => of === null).map(({ key }) => key)

/** A cell as text; empty where nothing is known, or where it is masked. */
export const cellText = ({ key, of, kind }: RegisterColumn, line: RegisterLine, masked: readonly string[]): string => {
  const value = masked.includes(key) ? null : (of?.(line) ?? null)
  if (value === null) return ''
  return kind === 'money' ? formatMoney(money(`${value}`)) : `${value}`
}
