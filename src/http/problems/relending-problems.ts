import type { BranchQuotaRefusal } from '../../app/relending/branch-quotas.js'
import type { DecideQuotaRefusal } from '../../app/relending/decide-quota.js'
import type { TermDecisionRefusal } from '../../app/relending/decide-term.js'
import type { DrawReloanRefusal } from '../../app/relending/draw-reloan.js'
import type { FileLoansRefusal } from '../../app/relending/file-loans.js'
import type { NoteRefusal } from '../../app/relending/fill-in-notes.js'
import type { GrantRefusal } from '../../app/relending/grant-filing.js'
import type { QuotaProposalRefusal } from '../../app/relending/propose-quota.js'
import type { TermProposalRefusal } from '../../app/relending/propose-term.js'
import type { QuotaHistoryRefusal } from '../../app/relending/quota-history.js'
import type { ReviewRefusal } from '../../app/relending/review-filing.js'
import type { ProblemTable } from './problem-table.js'

type RelendingSlice =
  | TermProposalRefusal
  | TermDecisionRefusal
  | QuotaProposalRefusal
  | DecideQuotaRefusal
  | FileLoansRefusal
  | ReviewRefusal
  | GrantRefusal
  | DrawReloanRefusal
  | NoteRefusal
  | BranchQuotaRefusal
  | QuotaHistoryRefusal

/** Facilities, quotas, filings and re-loans. NOT_FOUND and STALE_VERSION are told by the edge, PERIOD_CLOSED by the ledger. */
export const relendingProblems: ProblemTable<
  Exclude<RelendingSlice, { readonly code: 'NOT_FOUND' | 'STALE_VERSION' | 'PERIOD_CLOSED' }>
> = {
  SELF_APPROVAL: {
    status: 403,
    zh: '经办人与审查、审批人须为不同的人:此事此前已由您经手。',
    en: 'Who makes, who reviews and who approves must be different people: you have already acted on this.',
  },
  OWN_ORGANISATION: {
    status: 403,
    zh: '不能审查或审批本机构提交的申请。',
    en: 'Nobody reviews or approves what their own organisation filed.',
  },
  STATE_FORBIDS: {
    status: 409,
    zh: '当前状态 {state} 不允许此操作({event});现在可以:{allowed}。',
    en: 'In state {state} this step ({event}) is not possible; possible now: {allowed}.',
  },
  NOT_POSITIVE: {
    status: 422,
    zh: '{member} 必须大于零,现为 {value}。',
    en: '{member} must be above zero; it is {value}.',
  },
  DATES_OUT_OF_ORDER: {
    status: 422,
    zh: '日期次序有误:{later}({laterOn})不能早于 {earlier}({earlierOn})。',
    en: 'The days are out of order: {later} ({laterOn}) cannot be before {earlier} ({earlierOn}).',
  },
  FACILITY_NOT_IN_FORCE: {
    status: 422,
    zh: '再贷款工具 {facility} 在 {on} 不存在或未生效。',
    en: 'There is no re-lending facility {facility} in force on {on}.',
  },
  FACILITY_TERM_UNKNOWN: {
    status: 422,
    zh: '{facility} 的规则 {parameter} 在 {on} 未知:请由再贷款审查岗依据{document}录入,并由再贷款审批岗批准。',
    en: 'The rule {parameter} of {facility} is not known on {on}: a re-loan reviewer enters it from {document}, a re-loan approver approves it.',
  },
  FACILITY_TERMS_UNKNOWN: {
    status: 422,
    zh: '{facility} 在 {on} 有规则未知({parameters}),不能办理:请由再贷款审查岗依据以下文件录入,并由再贷款审批岗批准:{documents}。',
    en: 'Rules of {facility} are not known on {on} ({parameters}), so nothing can be filed or granted: a re-loan reviewer enters them, a re-loan approver approves them, from: {documents}.',
  },
  TERM_PARAMETER_UNKNOWN: {
    status: 422,
    zh: '没有名为 {parameter} 的规则;可录入:{known}。',
    en: 'There is no rule {parameter}; what may be entered: {known}.',
  },
  TERM_VALUE_UNFIT: {
    status: 422,
    zh: '{value} 不能作为 {parameter} 的值,应为:{expected}。',
    en: '{value} cannot be the value of {parameter}; expected: {expected}.',
  },
  TERM_ALREADY_PUBLISHED: {
    status: 409,
    zh: '规则 {key} 的同一内容已经发布。',
    en: 'The same value of {key} is published already.',
  },
  QUOTA_DOCUMENT_USED: {
    status: 409,
    zh: '文号 {documentNo} 已用于另一项额度。',
    en: 'The document {documentNo} has been used for a quota already.',
  },
  QUOTA_NOT_ACTIVE: {
    status: 409,
    zh: '该额度尚未生效(状态 {state}),须先由再贷款审批岗批准。',
    en: 'The quota is not active (state {state}); a re-loan approver activates it first.',
  },
  QUOTA_NOT_IN_FORCE: {
    status: 422,
    zh: '{on} 不在额度有效期({validFrom} 至 {validTo})之内。',
    en: 'The quota may be used from {validFrom} to {validTo}, not on {on}.',
  },
  QUOTA_EXCEEDED: {
    status: 409,
    zh: '额度不足:需要 {requested} 元,额度 {limit} 元中尚余 {available} 元。',
    en: 'The quota does not suffice: {requested} yuan asked, {available} left of {limit}.',
  },
  QUOTA_NOT_RESERVED: {
    status: 409,
    zh: '额度中已占用 {reserved} 元,不足 {requested} 元。',
    en: 'Only {reserved} yuan of the quota are set aside, less than the {requested} asked.',
  },
  QUOTA_NOT_DRAWN: {
    status: 409,
    zh: '额度中已提款 {drawn} 元,少于 {requested} 元。',
    en: 'Only {drawn} yuan of the quota are drawn, less than {requested}.',
  },
  QUOTA_BELOW_USED: {
    status: 409,
    zh: '额度不能调整为 {limit} 元:已占用和提款合计 {used} 元。',
    en: 'The limit cannot become {limit} yuan: {used} are reserved or drawn.',
  },
  BRANCH_QUOTA_NOT_ACTIVE: {
    status: 409,
    zh: '上级限额尚未生效(状态 {state}),不能从中分配。',
    en: 'The branch’s quota is not active (state {state}); nothing is given out of it.',
  },
  QUOTA_OF_ANOTHER_FACILITY: {
    status: 422,
    zh: '上级限额属于 {given},不能用于 {facility}:分项额度之间不得调剂。',
    en: 'The branch’s quota is one of {given} and not for {facility}: sub-limits are not swapped.',
  },
  QUOTA_BEYOND_PARENT_PERIOD: {
    status: 422,
    zh: '有效期({validFrom} 至 {validTo})超出上级限额的有效期({parentFrom} 至 {parentTo})。',
    en: 'The period from {validFrom} to {validTo} goes beyond that of the branch’s quota, {parentFrom} to {parentTo}.',
  },
  QUOTA_ABOVE_PARENT: {
    status: 409,
    zh: '下级额度合计不得超过上级限额:需要 {requested} 元,上级限额 {limit} 元中尚可分配 {left} 元。',
    en: 'What is given out may not exceed the branch’s quota: {requested} yuan asked, {left} left of {limit}.',
  },
  QUOTA_BELOW_ALLOTTED: {
    status: 409,
    zh: '限额不能调整为 {limit} 元:已向下分配 {allotted} 元。',
    en: 'The limit cannot become {limit} yuan: {allotted} are given out already.',
  },
  PERIOD_TOO_LONG: {
    status: 422,
    zh: '{from} 至 {to} 超过 {days} 天,请缩短期间。',
    en: 'From {from} to {to} are more than {days} days; ask for a shorter period.',
  },
  MODE_NOT_OFFERED: {
    status: 422,
    zh: '{facility} 不支持发放模式 {mode},可选:{offered}。',
    en: '{facility} is not lent in the mode {mode}; offered: {offered}.',
  },
  FILING_ROWS_WRONG: {
    status: 422,
    zh: '{filed} 笔中有 {wrong} 笔不能报账,全部未提交;逐笔原因与补正办法见 rows。',
    en: '{wrong} of {filed} rows cannot be filed, so none is; each with its reasons and cures is in rows.',
  },
  VERDICT_OF_NO_ROW: {
    status: 422,
    zh: '贷款 {loan} 不在本次报账的待审明细中。',
    en: 'Loan {loan} is no row of this batch any more.',
  },
  VERDICT_TWICE: {
    status: 422,
    zh: '贷款 {loan} 有两条审查意见。',
    en: 'There are two verdicts on loan {loan}.',
  },
  NOTE_NOT_AWAITED: {
    status: 409,
    zh: '贷款 {loan} 没有待补的借据:须为先借后贷、已提款且尚未补录。',
    en: 'No note is awaited for loan {loan}: it must have been re-lent first, and not been filled in yet.',
  },
  NOTE_TWICE: {
    status: 422,
    zh: '贷款 {loan} 在本次补录中出现了两次。',
    en: 'Loan {loan} is named twice.',
  },
  NOTE_UNKNOWN: {
    status: 422,
    zh: '贷款 {loan} 没有借据号 {noteNo}:请先放款。',
    en: 'Loan {loan} has no note {noteNo}: pay it out first.',
  },
  FILING_EMPTY: { status: 422, zh: '请至少选择一笔贷款。', en: 'Choose at least one loan.' },
  LOAN_OF_ANOTHER_LENDER: {
    status: 422,
    zh: '贷款 {loan} 不是本机构发放的。',
    en: 'Loan {loan} is not one of yours.',
  },
  LOAN_TWICE_IN_FILING: {
    status: 422,
    zh: '贷款 {loan} 在本次申请中出现了两次。',
    en: 'Loan {loan} is in the filing twice.',
  },
  LOAN_ALREADY_FILED: {
    status: 409,
    zh: '贷款 {loan} 已在另一次申请({filing},{facility})中,一笔贷款只能申请一次再贷款。',
    en: 'Loan {loan} is in another live filing already ({filing}, {facility}); a loan backs one re-loan filing only.',
  },
  AMOUNT_ABOVE_RATIO: {
    status: 422,
    zh: '贷款 {loan} 申请 {requested} 元,超过比例上限,最多 {most} 元。',
    en: 'For loan {loan} {requested} yuan are asked, above the ratio; {most} at most.',
  },
  LOAN_NOT_ELIGIBLE: {
    status: 422,
    zh: '贷款 {loan} 不符合条件,未通过:{checks};各项原因与补正办法见 ineligible。',
    en: 'Loan {loan} does not qualify; failed: {checks}. Reasons and cures, line by line, are in ineligible.',
  },
  GRANT_BEFORE_FILING: {
    status: 422,
    zh: '批准日 {on} 早于申请日 {filedOn}。',
    en: 'The grant of {on} would be before the filing of {filedOn}.',
  },
  GRANT_ABOVE_REQUEST: {
    status: 422,
    zh: '批准金额 {amount} 元超过申请金额 {requested} 元。',
    en: 'The grant of {amount} yuan is above the {requested} asked.',
  },
  GRANT_ABOVE_RATIO: {
    status: 422,
    zh: '批准金额 {amount} 元超过按比例上限可批的 {most} 元。',
    en: 'The grant of {amount} yuan is above the {most} that the ratio allows.',
  },
  DRAW_BEFORE_LOAN: {
    status: 422,
    zh: '提款日 {on} 早于贷款发放日({disbursedOn}):先贷后借。',
    en: 'The draw of {on} would be before the loan was paid out ({disbursedOn}): lend first, then borrow.',
  },
  DRAW_BEFORE_GRANT: {
    status: 422,
    zh: '提款日 {on} 早于批准日 {grantedOn}。',
    en: 'The draw of {on} would be before the grant of {grantedOn}.',
  },
  DRAW_ABOVE_GRANT: {
    status: 422,
    zh: '提款 {requested} 元超过批准后尚未提取的 {left} 元。',
    en: 'The draw of {requested} yuan is above the {left} left of the grant.',
  },
  DRAW_ABOVE_FILED: {
    status: 422,
    zh: '贷款 {loan} 提款 {requested} 元,超过该笔申请尚余的 {left} 元。',
    en: 'On loan {loan} the draw of {requested} yuan is above the {left} left of what was filed for it.',
  },
  DRAW_ABOVE_RATIO: {
    status: 422,
    zh: '贷款 {loan}(余额 {balance} 元,比例 {ratioCap})最多还可提款 {left} 元,少于 {requested} 元。',
    en: 'On loan {loan} (balance {balance}, ratio {ratioCap}) {left} yuan may still be drawn, less than {requested}.',
  },
  TERM_NOT_OFFERED: {
    status: 422,
    zh: '产品 {product} 的 {term} 不提供 {value};可选:{offered}。',
    en: 'The product {product} does not offer {value} for {term}; it offers {offered}.',
  },
  NO_RELOAN_RATE: {
    status: 422,
    zh: '{on} 没有 {rateTable} 的 {termMonths} 个月再贷款利率。',
    en: 'No re-loan rate of {rateTable} for {termMonths} months is posted on {on}.',
  },
}
