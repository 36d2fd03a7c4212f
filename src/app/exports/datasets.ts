import { isCivilDate } from '../../kernel/civil-date.js'
import { isUscc } from '../../kernel/uscc.js'
import type { OrganisationKind, Role } from '../actor.js'
import { MASKED_AT_THE_BRANCH, NOT_HELD, REGISTER } from '../reloan-reports/register-columns.js'
import type { CellKind } from '../spreadsheets/cell.js'
import { auditEventsQuery, auditEventsSize } from './audit-events-views.js'
import { rowsByCursor } from './cursor-views.js'
import type { Dataset, ExportColumn, ExportFilter } from './dataset.js'
import { ledgerQuery, ledgerSize } from './ledger-views.js'
import { loanRatesQuery, loanRatesSize } from './loan-rates-views.js'
import { loansQuery, loansSize } from './loans-views.js'
import { rateDecisionsQuery, rateDecisionsSize } from './rate-decisions-views.js'
import { reloanRegisterRows, reloanRegisterSize } from './reloan-register.js'

const LENDING: readonly Role[] = ['loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee']
const RELENDING: readonly Role[] = ['reloan_reviewer', 'reloan_approver']
/** What a bank works with inside: the branch gets what stands behind a re-loan, not how the bank came to it. */
const THE_BRANCH: readonly OrganisationKind[] = ['central_bank_branch']

const column = (
  key: string,
  zh: string,
  en: string,
  kind: CellKind = 'text',
  hiddenFrom?: readonly OrganisationKind[],
): ExportColumn => ({ key, zh, en, kind, ...(hiddenFrom === undefined ? {} : { hiddenFrom }) })

const CODE = /^[\w.:-]{1,60}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const code = (name: string, zh: string, en: string): ExportFilter => ({ name, zh, en, test: CODE })
const FROM: ExportFilter = { name: 'from', zh: '起始日', en: 'From the day', test: { test: isCivilDate } }

const loans: Dataset = {
  name: 'loans',
  zh: '贷款',
  en: 'Loans',
  about: {
    zh: '截至业务时点已签约、知悉时点前已登记的贷款。合同各栏不变;“当前”各栏为写文件时的状态,不是历史状态。',
    en: 'Loans signed by the day and recorded by the instant. Columns of the contract never change; columns named “now” are of the moment of writing, not of the day.',
  },
  access: [...LENDING, ...RELENDING, 'auditor'],
  columns: [
    column('contractNo', '合同号', 'Contract no.'),
    column('lender', '机构代码', 'Lender, code'),
    column('lenderZh', '机构', 'Lender'),
    column('uscc', '统一社会信用代码', 'Credit code'),
    column('enterpriseZh', '企业', 'Enterprise'),
    column('enterpriseEn', '企业(英文)', 'Enterprise, English'),
    column('sector', '行业代码', 'Sector, code'),
    column('product', '产品', 'Product'),
    column('amount', '合同金额(元)', 'Contract amount, yuan', 'money'),
    column('rate', '签约利率(%)', 'Rate at signing, %', 'rate'),
    column('referenceRate', '签约参考利率(%)', 'Reference rate at signing, %', 'rate'),
    column('tenorMonths', '期限(月)', 'Tenor, months', 'count'),
    column('method', '还款方式', 'Method of repayment'),
    column('dayCount', '计息基准', 'Day count'),
    column('purpose', '用途', 'Purpose'),
    column('signedOn', '签约日', 'Signed on', 'date'),
    column('state', '当前状态', 'State now'),
    column('disbursed', '当前累计放款(元)', 'Paid out now, yuan', 'money'),
    column('balance', '当前本金余额(元)', 'Principal now, yuan', 'money'),
    column('daysOverdue', '当前逾期天数', 'Days overdue now', 'count'),
    column('class', '当前五级分类', 'Class now'),
    column('restructured', '当前是否展期', 'Restructured now'),
    column('nextEventOn', '下一事项日', 'Next event on', 'date'),
    column('recordedAt', '登记时刻', 'Recorded at', 'instant'),
    column('loanId', '贷款编号', 'Loan, id'),
    column('applicationId', '申请编号', 'Application, id', 'text', THE_BRANCH),
    column('quoteId', '报价编号', 'Quote, id', 'text', THE_BRANCH),
    column('pledgeId', '质押编号', 'Pledge, id'),
    column('creditLineId', '授信额度编号', 'Credit line, id', 'text', THE_BRANCH),
  ],
  filters: [
    code('state', '当前状态', 'State now'),
    code('product', '产品', 'Product'),
    { name: 'enterprise', zh: '企业统一社会信用代码', en: 'Credit code of the enterprise', test: { test: isUscc } },
  ],
  size: loansSize,
  rows: (tx, question, atATime) => rowsByCursor(tx, loansQuery(question), atATime),
}

const loanRates: Dataset = {
  name: 'loan-rates',
  zh: '贷款利率决定',
  en: 'Rate decisions of loans',
  about: {
    zh: '签约之后各次利率决定(重定价、评级、挂钩、人工调整),逐笔贷款按生效日排列;签约利率见“贷款”。',
    en: 'Rates that followed the contract (repricing, rating, ratchet, override), loan by loan as they took effect; the rate at signing is told with the loans.',
  },
  access: [...LENDING, ...RELENDING, 'auditor'],
  columns: [
    column('contractNo', '合同号', 'Contract no.'),
    column('lender', '机构代码', 'Lender, code'),
    column('uscc', '统一社会信用代码', 'Credit code'),
    column('enterpriseZh', '企业', 'Enterprise'),
    column('effectiveOn', '生效日', 'Effective on', 'date'),
    column('cause', '原因', 'Cause'),
    column('grade', '等级', 'Grade'),
    column('rate', '执行利率(%)', 'Rate, %', 'rate'),
    column('referenceRate', '参考利率(%)', 'Reference rate, %', 'rate'),
    column('discountBp', '优惠(BP)', 'Discount, BP', 'bp'),
    column('reason', '人工调整理由', 'Reason of an override', 'text', THE_BRANCH),
    column('opinion', '复核意见', 'Opinion of the checker', 'text', THE_BRANCH),
    column('madeBy', '经办', 'Maker', 'text', THE_BRANCH),
    column('decidedBy', '复核', 'Checker', 'text', THE_BRANCH),
    column('documentHash', '依据文件 SHA-256', 'SHA-256 of the explanation'),
    column('recordedAt', '登记时刻', 'Recorded at', 'instant'),
    column('decisionId', '利率决定编号', 'Decision, id'),
    column('loanId', '贷款编号', 'Loan, id'),
  ],
  filters: [code('cause', '原因', 'Cause'), FROM],
  size: loanRatesSize,
  rows: (tx, question, atATime) => rowsByCursor(tx, loanRatesQuery(question), atATime),
}

const rateDecisions: Dataset = {
  name: 'rate-decisions',
  zh: '授信利率决定',
  en: 'Rate decisions of credit lines',
  about: {
    zh: '截至业务时点、知悉时点前登记的授信额度定价,含历次。',
    en: 'Every price of a credit line up to the day, recorded by the instant.',
  },
  access: [...LENDING, ...RELENDING, 'data_steward', 'auditor'],
  columns: [
    column('lender', '机构代码', 'Lender, code'),
    column('uscc', '统一社会信用代码', 'Credit code'),
    column('enterpriseZh', '企业', 'Enterprise'),
    column('sector', '行业代码', 'Sector, code'),
    column('product', '产品', 'Product'),
    column('limit', '额度(元)', 'Limit, yuan', 'money'),
    column('pricedOn', '定价日', 'Priced on', 'date'),
    column('grade', '等级', 'Grade'),
    column('rate', '执行利率(%)', 'Rate, %', 'rate'),
    column('referenceRate', '参考利率(%)', 'Reference rate, %', 'rate'),
    column('discountBp', '优惠(BP)', 'Discount, BP', 'bp'),
    column('annualSaving', '全额使用一年可省利息(元)', 'Saved a year at full use, yuan', 'money'),
    column('documentHash', '依据文件 SHA-256', 'SHA-256 of the explanation'),
    column('recordedAt', '登记时刻', 'Recorded at', 'instant'),
    column('decisionId', '利率决定编号', 'Decision, id'),
  ],
  filters: [code('grade', '等级', 'Grade'), FROM],
  size: rateDecisionsSize,
  rows: (tx, question, atATime) => rowsByCursor(tx, rateDecisionsQuery(question), atATime),
}

const ledgerEntries: Dataset = {
  name: 'ledger-entries',
  zh: '会计分录',
  en: 'Ledger entries',
  about: {
    zh: '本机构账簿(审计:全部账簿)截至业务时点记账、知悉时点前登记的分录,每行一条借或贷。',
    en: 'Entries of the own book (an auditor: of all books) booked by the day and recorded by the instant; a row for each line.',
  },
  access: [...LENDING, ...RELENDING, 'auditor'],
  columns: [
    column('organisation', '机构代码', 'Organisation, code'),
    column('bookedOn', '记账日', 'Booked on', 'date'),
    column('forOn', '所属日', 'For the day', 'date'),
    column('event', '事件', 'Event'),
    column('account', '科目代码', 'Account, code'),
    column('accountZh', '科目', 'Account'),
    column('accountEn', '科目(英文)', 'Account, English'),
    column('debit', '借方(元)', 'Debit, yuan', 'money'),
    column('credit', '贷方(元)', 'Credit, yuan', 'money'),
    column('subjectKind', '对象种类', 'Subject'),
    column('subjectId', '对象编号', 'Subject, id'),
    column('postingKey', '分录键', 'Posting key'),
    column('adjusts', '调整的分录', 'Adjusts'),
    column('reverses', '冲销的分录', 'Reverses'),
    column('recordedBy', '登记人', 'Recorded by'),
    column('recordedAt', '登记时刻', 'Recorded at', 'instant'),
    column('entryId', '分录编号', 'Entry, id'),
  ],
  filters: [
    FROM,
    { name: 'subject', zh: '对象编号', en: 'Id of the subject', test: UUID },
    code('organisation', '机构代码', 'Code of the organisation'),
  ],
  size: ledgerSize,
  rows: (tx, question, atATime) => rowsByCursor(tx, ledgerQuery(question), atATime),
}

const auditEvents: Dataset = {
  name: 'audit-events',
  zh: '审计事件',
  en: 'Audit events',
  about: {
    zh: '截至业务时点、知悉时点前的审计事件,按写入次序;已封存的附链上序号和哈希。',
    en: 'Audit events up to the day and the instant, in the order in which they were written, with their place in the chain once sealed.',
  },
  access: ['auditor'],
  columns: [
    column('eventId', '事件编号', 'Event, no.'),
    column('at', '时刻', 'At', 'instant'),
    column('organisation', '机构代码', 'Organisation, code'),
    column('username', '用户', 'User'),
    column('action', '动作', 'Action'),
    column('subjectKind', '对象种类', 'Subject'),
    column('subjectId', '对象编号', 'Subject, id'),
    column('requestId', '请求编号', 'Request, id'),
    column('detail', '内容', 'Detail'),
    column('sealNo', '封存序号', 'Seal, no.'),
    column('sealHash', '封存哈希', 'Seal, hash'),
  ],
  filters: [
    FROM,
    code('action', '动作', 'Action'),
    code('subjectKind', '对象种类', 'Subject'),
    code('subjectId', '对象编号', 'Subject, id'),
  ],
  size: auditEventsSize,
  rows: (tx, question, atATime) => rowsByCursor(tx, auditEventsQuery(question), atATime),
}

const reloanRegister: Dataset = {
  name: 'reloan-register',
  zh: '再贷款台账',
  en: 'Register of re-loans',
  about: {
    zh: `截至业务时点发放、知悉时点前登记的再贷款及其支持贷款。系统未收录、留空的字段:${fieldsNotHeld('zh')}。`,
    en: `Re-loans drawn by the day and recorded by the instant, with what they stand on. Not held, left empty: ${fieldsNotHeld('en')}.`,
  },
  access: ['loan_officer', 'credit_approver', ...RELENDING, 'auditor'],
  columns: REGISTER.map(({ key, zh, en, kind }) =>
    MASKED_AT_THE_BRANCH.includes(key) ? column(key, zh, en, kind, THE_BRANCH) : column(key, zh, en, kind),
  ),
  filters: [],
  size: reloanRegisterSize,
  rows: reloanRegisterRows,
}

function fieldsNotHeld(language: 'zh' | 'en'): string {
  return REGISTER.filter(({ key }) => NOT_HELD.includes(key))
    .map((one) => one[language])
    .join(language === 'zh' ? '、' : ', ')
}

/** What can be exported, by name. */
export const DATASETS: Readonly<Record<string, Dataset>> = Object.fromEntries(
  [loans, loanRates, rateDecisions, ledgerEntries, auditEvents, reloanRegister].map((one) => [one.name, one]),
)
export const DATASET_NAMES: readonly string[] = Object.keys(DATASETS)
