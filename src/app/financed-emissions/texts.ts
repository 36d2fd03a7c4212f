import type { NoFigures } from './attribute-loan.js'

export interface Both {
  readonly zh: string
  readonly en: string
}

type OwnReason = Exclude<NoFigures['code'], CarbonReason>
type CarbonReason = Exclude<
  NoFigures['code'],
  | 'GUARANTEE_NOT_CALLED'
  | 'NOT_DRAWN'
  | 'ACCOUNT_CLOSED'
  | 'BALANCE_SHEET_MISSING'
  | 'EMISSIONS_MISSING'
  | 'EMISSIONS_INCOMPLETE'
  | 'EMISSIONS_NEGATIVE'
  | 'ATTRIBUTION_DENOMINATOR_MISSING'
  | 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE'
>

const REASONS: Record<OwnReason, Both> = {
  GUARANTEE_NOT_CALLED: {
    zh: '担保未代偿前不归因:由放款银行归因。',
    en: 'A guarantee attributes nothing until it is called: the lending bank attributes.',
  },
  NOT_DRAWN: { zh: '没有贷款余额,不归因。', en: 'Nothing is outstanding, so nothing is attributed.' },
  ACCOUNT_CLOSED: {
    zh: '企业没有授权查看该类信息,数值不详,不等于零。',
    en: 'The account is closed to you in this part: the figure is unknown to you, not zero.',
  },
  BALANCE_SHEET_MISSING: {
    zh: '没有当日或更早的资产负债表;行业资产因子没有公布值,不能以余额估算。',
    en: 'There is no balance sheet of the day or an earlier one, and no sector factor per asset is published to estimate by.',
  },
  ATTRIBUTION_DENOMINATOR_MISSING: {
    zh: '资产负债表缺少该方法所需的数字。',
    en: 'The balance sheet lacks a figure that the method divides by.',
  },
  ATTRIBUTION_DENOMINATOR_NON_POSITIVE: {
    zh: '该方法的分母不大于零。',
    en: 'What the method divides by is not above zero.',
  },
  EMISSIONS_MISSING: {
    zh: '该年度没有碳账户数据,也没有可用于估算的收入与行业因子。',
    en: 'The year has no carbon account data, nor revenue with a sector factor to estimate by.',
  },
  EMISSIONS_INCOMPLETE: {
    zh: '该年度碳账户缺月,缺失不等于零。',
    en: 'The account lacks months of the year; what is missing is not zero.',
  },
  EMISSIONS_NEGATIVE: {
    zh: '外供能源扣减后为负,不作为融资排放。',
    en: 'After energy passed on the figure is negative, and nothing negative is financed.',
  },
}

/** The reason with its facts and a sentence in both languages. */
export function reasonAnswer(reason: NoFigures) {
  const said = (REASONS as Readonly<Record<string, Both | undefined>>)[reason.code]
  return {
    ...withoutIndex(reason),
    ...(said ?? { zh: '碳账户不能核算。', en: 'The carbon account cannot be computed.' }),
  }
}

/** Places in a list that the reader never sent. */
const withoutIndex = (reason: NoFigures): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(reason).filter(([name]) => name !== 'index'))

export const QUALITY: Readonly<Record<string, Both>> = {
  1: { zh: '报告值,第三方核查', en: 'reported and assured by a third party' },
  2: {
    zh: '报告值未经核查,或由能源数据与专用因子核算',
    en: 'reported unassured, or energy data with specific factors',
  },
  3: { zh: '由产量数据估算', en: 'from production data' },
  4: { zh: '由收入与行业因子估算', en: 'from revenue and a sector factor' },
  5: { zh: '由行业因子估算,借款人权益与债务不详', en: 'from sector factors, equity and debt unknown' },
}

/** What stands apart from the figures and is netted with none of them. */
export const APART = {
  scope3: {
    value: null,
    zh: '碳账户不核算范围三;另列,不计入合计。',
    en: 'Carbon accounts do not cover scope 3; it would stand apart, outside the total.',
  },
  removals: { value: null, zh: '未登记清除量;不抵减。', en: 'No removals are recorded; none would be netted.' },
  credits: {
    value: null,
    zh: '未登记碳信用;绿证不抵减:范围二基于位置。',
    en: 'No credits are recorded; certificates are not netted: scope 2 is by location.',
  },
} as const

export const DEFINITIONS = {
  outstanding: {
    zh: '统计日贷款本金余额:已放款减已还本金,不含利息。',
    en: 'Principal on the day: paid out less repaid, without interest.',
  },
  'average-balance': {
    zh: '截至统计日一年的日均余额,四舍五入到分。',
    en: 'Average daily balance of the year to the day, rounded half-up to the fen.',
  },
  emissions: {
    zh: '借款人截至最近完整月份的 12 个月范围一加范围二(基于位置),绝对值,不作调整。',
    en: "The borrower's scopes 1 and 2 (by location) in the 12 months to the last whole month; absolute and unadjusted.",
  },
  denominators: {
    zh: '依次取第一个已知者;负的权益按零计;权益或债务不详时取总资产。',
    en: 'The first that is known; negative equity counts as zero; total assets where equity or debt is unknown.',
  },
  dataQuality: {
    zh: 'PCAF 得分 1(最好)至 5;按方法规定以余额或排放加权。',
    en: 'PCAF score, 1 (best) to 5; weighted by amount or by emissions as the method says.',
  },
  coverage: {
    zh: '只计查询人可见的贷款;没有数字的贷款列明原因,不计入合计。',
    en: 'Only loans that the reader may see; those without figures are named with their reason and are in no sum.',
  },
  guarantees: { zh: '担保未代偿前不归因。', en: 'Guarantees attribute nothing until called.' },
} as const satisfies Record<string, Both>

/** Whose book the figures are of: row-level security decides about rows, and this says how. */
export const POPULATIONS: Readonly<Record<string, Both>> = {
  lender: { zh: '本机构的贷款。', en: "The institution's own loans." },
  'central-bank': {
    zh: '已向本行报账的贷款;其余贷款对本行不可见,不是全市数。',
    en: 'Loans filed with the branch; all others are not visible to it, so this is not the city.',
  },
  auditor: { zh: '全市平台内全部贷款。', en: 'All loans of the city on the platform.' },
  steward: {
    zh: '数据管理方不可见任何贷款。',
    en: 'The data authority sees accounts and no loan.',
  },
}
