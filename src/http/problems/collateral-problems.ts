import type { RegistrationRefusal } from '../../app/data-products/register-product.js'
import type { AnnotationRefusal } from '../../app/pledges/annotate-pledge.js'
import type { CollateralChangeRefusal } from '../../app/pledges/change-collateral.js'
import type { CollateralRefusal } from '../../app/pledges/collateral.js'
import type { RankConsentRefusal } from '../../app/pledges/consent-second-rank.js'
import type { PledgeContractRefusal } from '../../app/pledges/contract-pledge.js'
import type { PledgeRegistrationRefusal } from '../../app/pledges/register-pledge.js'
import type { CollateralStopped } from '../../app/pledges/stop.js'
import type { FileRefusal } from '../../app/registers/read-file.js'
import type { SendRefusal } from '../../app/registers/send-file.js'
import type { ValuationDecisionRefusal } from '../../app/valuations/decide-valuation.js'
import type { ValuationRequestRefusal } from '../../app/valuations/request-valuation.js'
import type { AlertRefusal } from '../../domain/collateral/alert.js'
import type { ProblemTable } from './problem-table.js'
import type { processProblems } from './process-problems.js'
import type { rightsChainProblems } from './rights-chain-problems.js'

type CollateralSlice =
  | RegistrationRefusal
  | ValuationDecisionRefusal
  | PledgeContractRefusal
  | PledgeRegistrationRefusal
  | CollateralRefusal
  | AnnotationRefusal
  | RankConsentRefusal
  | CollateralChangeRefusal
  | CollateralStopped
  | AlertRefusal
  | FileRefusal
  | SendRefusal
  | ValuationRequestRefusal
type ToldElsewhere =
  | 'NOT_FOUND'
  | 'STALE_VERSION'
  | 'NOT_POSITIVE'
  | 'OWN_ORGANISATION'
  | 'TOOK_PART_BEFORE'
  | keyof typeof processProblems
  | keyof typeof rightsChainProblems

/** Data products, valuations and pledges. */
export const collateralProblems: ProblemTable<Exclude<CollateralSlice, { readonly code: ToldElsewhere }>> = {
  NAME_TOO_LONG: {
    status: 422,
    zh: '产品名称有 {length} 个字,最多 {most} 个。',
    en: 'The name has {length} characters; at most {most} are allowed.',
  },
  OPERATOR_OWNS_PRODUCT: {
    status: 422,
    zh: '运营机构 {operator} 不得持有数据产品(运商分离)。',
    en: 'The operator {operator} may not hold a data product: operating and developing are kept apart.',
  },
  CERTIFICATE_CODE_MALFORMED: {
    status: 422,
    zh: '登记证编号 {certificate} 不符合格式:{form}。',
    en: 'The certificate number {certificate} does not have the form {form}.',
  },
  CERTIFICATE_PERIOD_REVERSED: {
    status: 422,
    zh: '登记证有效期终止日 {validTo} 应晚于起始日 {validFrom}。',
    en: 'The certificate ends on {validTo}, which is not after its first day {validFrom}.',
  },
  CERTIFICATE_TOO_LONG: {
    status: 422,
    zh: '登记证有效期至 {validTo},最迟只能到 {latest}。',
    en: 'The certificate runs to {validTo}; {latest} is the latest day allowed.',
  },
  AUTHORISATION_ENDED: {
    status: 422,
    zh: '授权已于 {authorisationValidTo} 到期,早于 {on}。',
    en: 'The authorisation ended on {authorisationValidTo}, before {on}.',
  },
  CERTIFICATE_REGISTERED: {
    status: 409,
    zh: '登记证 {certificateNo} 的 {right} 权利已登记过。',
    en: 'The right "{right}" of certificate {certificateNo} has been entered already.',
  },
  VALUER_NOT_INDEPENDENT: {
    status: 422,
    zh: '评估机构 {valuer} 是交易一方({party}),不独立。',
    en: 'The valuer {valuer} is a party ({party}) and not independent.',
  },
  VALUATION_BASE_DATE_AHEAD: {
    status: 422,
    zh: '评估基准日 {baseDate} 晚于 {on}。',
    en: 'The base date {baseDate} lies after {on}.',
  },
  VALUATION_BEYOND_RIGHTS: {
    status: 422,
    zh: '评估基准日 {baseDate} 晚于权利到期日 {rightsEnd}。',
    en: 'The base date {baseDate} lies after the end of the rights, {rightsEnd}.',
  },
  VALUATION_EXPIRED: {
    status: 422,
    zh: '评估报告已于 {validTo} 失效,不能在 {on} 认定。',
    en: 'The report was good until {validTo} and cannot be adopted on {on}.',
  },
  ADOPTED_ABOVE_REPORT: {
    status: 422,
    zh: '认定价值 {adoptedValue} 元高于评估值 {reportValue} 元。',
    en: 'The adopted value {adoptedValue} is above the reported value {reportValue}.',
  },
  ADOPTED_VALUE_REQUIRED: {
    status: 422,
    zh: '认定评估时须填写认定价值。',
    en: 'Adopting a valuation needs the adopted value.',
  },
  SELF_APPROVAL: {
    status: 403,
    zh: '经办人不能审批自己经办的业务,请由另一人审批。',
    en: 'Nobody approves what they made themselves; another person must decide.',
  },
  STATE_FORBIDS: {
    status: 409,
    zh: '当前状态 {state} 不允许 {event};可进行:{allowed}。',
    en: 'The state {state} does not allow {event}; it allows: {allowed}.',
  },
  VALUE_NOT_ADOPTED: {
    status: 422,
    zh: '本行尚未认定该数据产品的价值,请先评估并认定。',
    en: 'Your bank has adopted no value for this data product; have it valued and adopt a value first.',
  },
  VALUATION_NOT_IN_FORCE: {
    status: 422,
    zh: '银行认定价值自 {decidedOn} 至 {validTo} 有效,{on} 不在其内。',
    en: 'The adopted value holds from {decidedOn} to {validTo}; {on} lies outside.',
  },
  PLEDGE_EXISTS: {
    status: 409,
    zh: '登记证 {certificate} 的 {right} 权利已有未解除的质押。',
    en: 'The right "{right}" of certificate {certificate} is pledged already.',
  },
  PLEDGOR_NOT_ALLOWED: {
    status: 422,
    zh: '出质人 {pledgor} 属于 {kind},行政事业单位不得以数据资产提供担保。',
    en: 'The pledgor {pledgor} is of kind {kind}; public bodies may not give data assets as security.',
  },
  PLEDGOR_NOT_HOLDER: {
    status: 422,
    zh: '出质人 {pledgor} 不是权利人 {holder}。',
    en: 'The pledgor {pledgor} is not the holder {holder}.',
  },
  RIGHT_NOT_PLEDGEABLE: {
    status: 422,
    zh: '{right} 权利不能质押,只有 {required}(经营权)可以设立担保。',
    en: 'The right "{right}" cannot be pledged; only "{required}" includes giving security.',
  },
  OWNERSHIP_DISPUTED: {
    status: 409,
    zh: '登记证 {certificate} 存在权属争议,不能质押。',
    en: 'The ownership of certificate {certificate} is disputed; it cannot be pledged.',
  },
  RIGHT_NOT_IN_FORCE: {
    status: 422,
    zh: '{on} 权利 {right} 无效(有效期 {validFrom} 至 {validTo})。',
    en: 'The {right} does not hold on {on}; it runs from {validFrom} to {validTo}.',
  },
  QUERY_CERTIFICATE_AHEAD: {
    status: 422,
    zh: '查询证明日期 {takenOn} 晚于 {on}。',
    en: 'The query certificate is dated {takenOn}, after {on}.',
  },
  QUERY_CERTIFICATE_OLD: {
    status: 422,
    zh: '查询证明日期 {takenOn} 过早,最早须为 {oldest},请重新查询。',
    en: 'The query certificate of {takenOn} is too old; it must be of {oldest} or later. Query again.',
  },
  QUERY_CERTIFICATE_NOT_CLEAN: {
    status: 409,
    zh: '查询证明 {queryCertificate} 显示已有其他登记。',
    en: 'The query certificate {queryCertificate} shows another registration.',
  },
  RIGHT_ENDS_BEFORE_LOAN: {
    status: 422,
    zh: '权利 {right} 于 {rightEnd} 到期,早于贷款到期日 {loanEnd}。',
    en: 'The {right} ends on {rightEnd}, before the loan does on {loanEnd}.',
  },
  REGISTRATION_INCOMPLETE: { status: 422, zh: '登记信息缺少 {member}。', en: 'The registration lacks {member}.' },
  REGISTRATION_CLASS_WRONG: {
    status: 422,
    zh: '担保类型为 {given},数据资产质押应登记为 {required} 类。',
    en: 'The class is {given}; a pledge of data is registered under class {required}.',
  },
  REGISTRATION_DATE_WRONG: {
    status: 422,
    zh: '登记日 {registeredOn} 应在质押合同日 {contractedOn} 与 {on} 之间。',
    en: 'The registration day {registeredOn} must lie between the contract of {contractedOn} and {on}.',
  },
  REGISTRATION_TERM_OUT_OF_RANGE: {
    status: 422,
    zh: '登记到期日 {validTo} 应在 {earliest} 与 {latest} 之间。',
    en: 'The registration runs to {validTo}; it must end between {earliest} and {latest}.',
  },
  REGISTRATION_NO_USED: {
    status: 409,
    zh: '登记编号 {registrationNo} 已被使用。',
    en: 'The registration number {registrationNo} is in use already.',
  },
  FREEZE_INCOMPLETE: { status: 422, zh: '冻结回执缺少 {member}。', en: 'The freeze receipt lacks {member}.' },
  FREEZE_BEFORE_REGISTRATION: {
    status: 422,
    zh: '冻结日 {frozenOn} 早于质押登记日 {registeredOn}。',
    en: 'The freeze of {frozenOn} lies before the registration of {registeredOn}.',
  },
  DEBT_OUTSTANDING: {
    status: 409,
    zh: '质押仍担保 {owed} 元债权,不能解除。',
    en: 'The pledge still secures {owed} yuan and cannot be released.',
  },
  PLEDGE_NOT_FROZEN: {
    status: 409,
    zh: '质押状态为 {state},交易场所尚未确认冻结。',
    en: 'The pledge is {state}; the exchange has not confirmed the freeze.',
  },
  PLEDGE_NOT_LIVE: {
    status: 409,
    zh: '质押状态为 {state},不能用于贷款。',
    en: 'The pledge is {state} and secures no loan.',
  },
  LTV_CAP_UNKNOWN: {
    status: 422,
    zh: '{on} 没有公布 {class} 类的质押率上限。',
    en: 'No loan-to-value cap of class {class} is published for {on}.',
  },
  AMOUNT_ABOVE_LTV: {
    status: 422,
    zh: '金额 {requested} 元超过质押率上限 {ltvCap} 下的可用额 {available} 元。',
    en: 'The amount {requested} is above the {available} yuan left under the loan-to-value cap {ltvCap}.',
  },
  DATES_OUT_OF_ORDER: {
    status: 422,
    zh: '日期次序有误:{later}({laterOn})不能早于 {earlier}({earlierOn})。',
    en: 'The days are out of order: {later} ({laterOn}) cannot be before {earlier} ({earlierOn}).',
  },
  ANNOTATION_MISSING: {
    status: 409,
    zh: '冻结回执 {freezeReceiptNo} 之外,还须有登记机构的备注回执,或由两名人员签署的豁免。',
    en: 'Beside the freeze receipt {freezeReceiptNo}, the annotation of the registry is needed, or a waiver signed by two officers.',
  },
  REGISTRATION_ENDED: {
    status: 409,
    zh: '登记已于 {validTo} 到期,{on} 不能再展期,请重新签约登记。',
    en: 'The registration ended on {validTo}; on {on} it can no longer be extended. Contract and register anew.',
  },
  RELEASE_INCOMPLETE: {
    status: 422,
    zh: '解除质押缺少 {member}(注销登记、解冻回执)。',
    en: 'The release lacks {member} (receipts of the cancellation and of the unfreezing).',
  },
  CODE_KEY_MISSING: {
    status: 422,
    zh: '系统未设置修改码密钥,不能保存修改码;请管理员设置 PLEDGE_CODE_KEY。',
    en: 'There is no key for modification codes, so none is kept. Ask the administrator to set PLEDGE_CODE_KEY.',
  },
  WAIVER_SIGNED: {
    status: 409,
    zh: '质押 {pledgeId} 的备注豁免已由两人签署。',
    en: 'The waiver of the annotation of pledge {pledgeId} is signed by two already.',
  },
  RANK_CONSENT_NOT_FOR_THIS: {
    status: 409,
    zh: '第二顺位同意 {rankConsentId} 不适用于本质押:须由第一质权人就同一登记证、权利和本行出具,在有效期内,且尚未使用。',
    en: 'The consent {rankConsentId} does not fit: it must be of the first pledgee, for this certificate, right and bank, in force and unused.',
  },
  RANK_CONSENT_EXCEEDED: {
    status: 422,
    zh: '最高债权额 {securedLimit} 元超过第一质权人同意的 {most} 元。',
    en: 'The secured limit {securedLimit} is above the {most} yuan that the first pledgee agreed to.',
  },
  RANK_CONSENT_TO_ITSELF: {
    status: 422,
    zh: '{lender} 就是第一质权人,无须同意自己。',
    en: '{lender} is the first pledgee itself.',
  },
  RANK_TAKEN: {
    status: 409,
    zh: '该质押为第 {rank} 顺位,只有第一顺位质权人可以同意。',
    en: 'This pledge is of rank {rank}; only the first pledgee consents.',
  },
  COLLATERAL_STOPPED: {
    status: 409,
    zh: '押品预警 {kind} 尚未消除,停止放款。',
    en: 'The alert {kind} is open on the collateral: nothing more is paid out until it is cured.',
  },
  LTV_ABOVE_STOP: {
    status: 409,
    zh: '按当前价值计算的质押率 {ratio} 超过停贷线 {stop},停止放款。',
    en: 'The loan-to-value ratio {ratio} of the current value is above the stop level {stop}: nothing more is paid out.',
  },
  PLEDGE_IN_USE: {
    status: 409,
    zh: '质押 {pledgeId} 已担保 {secured} 元,不能用于追加或置换。',
    en: 'The pledge {pledgeId} secures {secured} yuan already and can neither be added nor substituted.',
  },
  NOTHING_SECURED: {
    status: 409,
    zh: '质押 {pledgeId} 未担保任何贷款。',
    en: 'The pledge {pledgeId} secures no loan.',
  },
  COLLATERAL_CHANGE_OPEN: {
    status: 409,
    zh: '质押 {pledgeId} 已有待复核的追加或置换。',
    en: 'A change of collateral with pledge {pledgeId} waits for its second person already.',
  },
  SUBSTITUTE_TOO_LOW: {
    status: 422,
    zh: '置换后质押率 {ratio} 超过上限 {limit}。',
    en: 'With the substitute the ratio would be {ratio}, above its cap {limit}.',
  },
  SUBSTITUTE_ENDS_TOO_SOON: {
    status: 422,
    zh: '该质押的权利和登记只保障至 {rightsEnd},贷款至 {loanEnd}。',
    en: 'The rights and registration of that pledge cover loans to {rightsEnd}; the loans run to {loanEnd}.',
  },
  ANSWER_NOT_FOR_KIND: {
    status: 422,
    zh: '预警 {kind} 不能以 {answer} 答复,须部分还款、追加担保或置换担保。',
    en: 'An alert {kind} is not answered by {answer}: repay in part, add collateral or substitute it.',
  },
  ANSWER_NOT_ON_RECORD: {
    status: 422,
    zh: '未找到预警之后的 {answer} 记录 {reference}。',
    en: 'There is no {answer} {reference} on record since the alert.',
  },
  REGISTER_FILE_UNREADABLE: {
    status: 422,
    zh: '文件不是可读的 {format}。',
    en: 'The file cannot be read as {format}.',
  },
  REGISTER_FILE_COLUMNS: {
    status: 422,
    zh: '文件列不符:缺少 {missing};多余 {unknown}。',
    en: 'The columns do not fit; missing: {missing}; unknown: {unknown}.',
  },
  REGISTER_FILE_EMPTY: {
    status: 422,
    zh: '{kind} 文件没有数据行。',
    en: 'The file of {kind} has no rows.',
  },
  REGISTER_FILE_TOO_LONG: {
    status: 422,
    zh: '文件有 {rows} 行,最多 {most} 行。',
    en: 'The file has {rows} rows; at most {most} are allowed.',
  },
  NOTHING_TO_SEND: {
    status: 409,
    zh: '没有需要发出的 {kind}。',
    en: 'There is nothing to send as {kind}.',
  },
  SIGNERS_TOO_FEW: {
    status: 422,
    zh: '报告由 {signers} 人签字,至少须 {least} 人。',
    en: 'The report is signed by {signers}; at least {least} must sign.',
  },
  HORIZON_BEYOND_RIGHTS: {
    status: 422,
    zh: '收益期至 {horizonTo},晚于权利到期日 {rightsEnd}。',
    en: 'The income counted runs to {horizonTo}, beyond the end of the rights, {rightsEnd}.',
  },
  VALUER_NOT_LISTED: {
    status: 422,
    zh: '评估机构 {valuer} 在 {on} 不在本行名录内。',
    en: 'The valuer {valuer} is not on the list of the bank on {on}.',
  },
  VALUER_LISTED: {
    status: 409,
    zh: '评估机构 {uscc} 自 {validFrom} 起已在名录内。',
    en: 'The valuer {uscc} is on the list from {validFrom} already.',
  },
  VALUATION_REQUEST_NOT_FOR_THIS: {
    status: 422,
    zh: '评估申请 {requestId} 不适用于本报告:须为同一数据产品、已指派的评估机构。',
    en: 'The request {requestId} does not fit this report: it must be of this product and its assigned valuer.',
  },
}
