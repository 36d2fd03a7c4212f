import type { AccountRefusal } from '../../app/carbon/account-refusal.js'
import type { RatingCalculationRefusal } from '../../app/carbon/calculate-rating.js'
import type { ActivityRefusal } from '../../app/carbon/correct-activity.js'
import type { QuoteRefusal } from '../../app/pricing/calculate-quote.js'
import type { ProblemTable } from './problem-table.js'

type CarbonSlice = AccountRefusal | ActivityRefusal | RatingCalculationRefusal | QuoteRefusal

/** Accounts, ratings and prices. NOT_FOUND is told by the edge. */
export const carbonProblems: ProblemTable<Exclude<CarbonSlice, { readonly code: 'NOT_FOUND' }>> = {
  CONSENT_REQUIRED: {
    status: 403,
    zh: '贵单位没有企业 {uscc} 对该类信息的有效授权,不能查看;请企业授权后再试。',
    en: 'You hold no consent of enterprise {uscc} in force that opens this part of its account; ask it for consent.',
  },
  NO_CARBON_ACCOUNT: {
    status: 404,
    zh: '企业 {uscc} 在该日期没有碳账户数据。',
    en: 'Enterprise {uscc} has no carbon account data as of that day.',
  },
  RATING_NOT_FOUND: {
    status: 404,
    zh: '企业 {uscc} 截至 {asOf} 没有评级(原因:{reason})。',
    en: 'Enterprise {uscc} has no rating as of {asOf} (reason: {reason}).',
  },
  ALREADY_SUPERSEDED: {
    status: 409,
    zh: '活动数据 {activityId} 已被更正,现行记录是 {currentId},请更正现行记录。',
    en: 'The reading {activityId} has been corrected already; correct the current one, {currentId}.',
  },
  READING_EXISTS: {
    status: 409,
    zh: '{month} 的 {carrier} 已有记录 {activityId};如需更改,请作为更正提交。',
    en: 'There is already a reading {activityId} of {carrier} for {month}; to change it, submit a correction of it.',
  },
  OWN_VALUE_WITHOUT_EVIDENCE: {
    status: 422,
    zh: '自测或自报的 {member} 必须附证据 evidence。',
    en: 'An own value ({member}) needs its evidence.',
  },
  NOT_THE_SAME_METER: {
    status: 422,
    zh: '更正必须与原记录 {activityId} 的 {member} 相同({is})。',
    en: 'A correction must have the {member} of the reading {activityId} it replaces, {is}.',
  },
  UNKNOWN_CARRIER: {
    status: 422,
    zh: '{place}的能源品种 {carrier} 不在目录内。',
    en: '{place} names the carrier {carrier}, which is not known.',
  },
  UNIT_MISMATCH: {
    status: 422,
    zh: '{place}的 {carrier} 不能用 {unit} 计量,可用:{allowed}。',
    en: 'In {place} {carrier} cannot be measured in {unit}; use {allowed}.',
  },
  NEGATIVE_QUANTITY: {
    status: 422,
    zh: '{place}的 {member} 为负数({quantity})。',
    en: 'In {place} {member} is negative ({quantity}).',
  },
  MONTH_AFTER_AS_OF: {
    status: 422,
    zh: '{place}的月份 {month} 在 {asOf} 时尚未结束。',
    en: 'The month {month} of {place} is not over on {asOf}.',
  },
  GREEN_ABOVE_QUANTITY: {
    status: 422,
    zh: '{place}的绿电量 {greenQuantity} 大于用电量 {quantity}。',
    en: 'In {place} the green part {greenQuantity} is more than the whole {quantity}.',
  },
  GREEN_NOT_ELECTRICITY: {
    status: 422,
    zh: '{place}的 {carrier} 不是电力,不能填绿电量。',
    en: 'In {place} {carrier} is not electricity and has no green part.',
  },
  FACTOR_REQUIRED: {
    status: 422,
    zh: '{place}的 {carrier} 没有已发布的排放因子,必须自报因子(数值、单位和来源)。',
    en: '{place}: no published factor knows this {carrier}, so declare one with its value, unit and source.',
  },
  FACTOR_SOURCE_MISSING: {
    status: 422,
    zh: '{place}的 {carrier} 自报因子缺少来源。',
    en: 'In {place} the declared factor of {carrier} has no source.',
  },
  EXPORT_NOT_DEDUCTIBLE: {
    status: 422,
    zh: '{place}的 {carrier} 不能作为外供扣除,只有电力、热力和蒸汽可以。',
    en: '{place}: {carrier} passed on is not deducted; only electricity, heat and steam are.',
  },
  EXPORT_WITH_CERTIFICATES: {
    status: 422,
    zh: '{place}是外供电力,不能填绿电量({greenQuantity})。',
    en: '{place} is electricity passed on and has no green part ({greenQuantity}).',
  },
  BIOGENIC_NOT_APPLICABLE: {
    status: 422,
    zh: '{place}的 {carrier} 是外购能源,不能标为生物质。',
    en: 'In {place} {carrier} is purchased energy and cannot be biomass.',
  },
  DUPLICATE_ACTIVITY: {
    status: 422,
    zh: '第 {index} 行与第 {firstIndex} 行(从 0 起)完全相同。',
    en: 'Row {index} is the same as row {firstIndex} (from 0).',
  },
  OWN_VALUE_NOT_APPLICABLE: {
    status: 422,
    zh: '{place}的 {carrier} 不适用自测值 {member}。',
    en: 'In {place} {member} does not apply to {carrier}.',
  },
  OWN_VALUE_OUT_OF_RANGE: {
    status: 422,
    zh: '{place}的 {member} 为 {value},超出合理范围。',
    en: 'In {place} {member} is {value}, which is out of range.',
  },
  ENTHALPY_MISSING: {
    status: 422,
    zh: '{place}是蒸汽,必须给出焓值 enthalpyKjPerKg。',
    en: '{place} is steam and needs its enthalpyKjPerKg.',
  },
  ENTHALPY_OUT_OF_RANGE: {
    status: 422,
    zh: '{place}的焓值 {enthalpyKjPerKg} 不高于 20℃ 水的焓值 83.74 kJ/kg。',
    en: 'In {place} the enthalpy {enthalpyKjPerKg} is not above that of water at 20 °C, 83.74 kJ/kg.',
  },
  FACTOR_NOT_FOUND: {
    status: 422,
    zh: '截至 {asOf},因子集 {set}、地区 {region} 没有 {what} 的排放因子。',
    en: 'By {asOf} the set {set} and region {region} have no factor for {what}.',
  },
  NON_POSITIVE_DENOMINATOR: {
    status: 422,
    zh: '{member} 为 {value},必须大于零。',
    en: '{member} is {value}; it must be more than zero.',
  },
  BENCHMARK_MISSING: {
    status: 422,
    zh: '缺少指标 {component} 的行业基准。',
    en: 'The industry benchmark of {component} is missing.',
  },
  BENCHMARK_NON_POSITIVE: {
    status: 422,
    zh: '指标 {component} 的行业基准为 {value},必须大于零。',
    en: 'The industry benchmark of {component} is {value}; it must be more than zero.',
  },
  BENCHMARK_NOT_FOUND: {
    status: 422,
    zh: '行业 {sector} 在 {period} 没有 {component} 的基准。',
    en: 'Sector {sector} has no benchmark of {component} for {period}.',
  },
  RATING_INPUT_OUT_OF_RANGE: {
    status: 422,
    zh: '{member} 为 {value},超出范围。',
    en: '{member} is {value}, which is out of range.',
  },
  RATING_GROUP_NOT_APPLICABLE: {
    status: 422,
    zh: '指标组 {group} 全部不适用,无法评级。',
    en: 'Nothing of the group {group} applies, so there is no rating.',
  },
  UNKNOWN_COMPONENT: {
    status: 422,
    zh: '评级方法中没有指标 {component}。',
    en: 'The method has no component {component}.',
  },
  UNKNOWN_GRADE: { status: 422, zh: '评级方法中没有等级 {grade}。', en: 'The method has no grade {grade}.' },
  UNKNOWN_VETO: { status: 422, zh: '评级方法中没有否决项 {veto}。', en: 'The method has no veto {veto}.' },
  OPERATING_PERIOD_MISSING: {
    status: 422,
    zh: '截至 {asOf} 没有完整十二个月的经营数据。',
    en: 'There are no operating figures of twelve whole months by {asOf}.',
  },
  RATING_METHOD_NOT_IN_FORCE: {
    status: 422,
    zh: '评级方法 {method} 在 {on} 尚未生效。',
    en: 'The rating method {method} is not in force on {on}.',
  },
  RATING_METHOD_UNKNOWN: {
    status: 422,
    zh: '没有已发布的评级方法 {method}。',
    en: 'No published rating method is called {method}.',
  },
  ATTRIBUTION_DENOMINATOR_MISSING: {
    status: 422,
    zh: '第 {index} 笔贷款(从 0 起)缺少 {member},无法归因。',
    en: 'Loan {index} (from 0) lacks {member}, so nothing can be attributed.',
  },
  ATTRIBUTION_DENOMINATOR_NON_POSITIVE: {
    status: 422,
    zh: '第 {index} 笔贷款(从 0 起)的 {member} 为 {value},必须大于零。',
    en: 'In loan {index} (from 0) {member} is {value}; it must be more than zero.',
  },
  FINANCED_INPUT_OUT_OF_RANGE: {
    status: 422,
    zh: '第 {index} 笔贷款(从 0 起)的 {member} 为 {value},超出范围。',
    en: 'In loan {index} (from 0) {member} is {value}, which is out of range.',
  },
  NO_LPR_ON_DAY: { status: 422, zh: '{on} 之前没有公布的 LPR。', en: 'No LPR had been published by {on}.' },
  TENOR_OUT_OF_RANGE: {
    status: 422,
    zh: '期限 {tenorMonths} 个月超出范围(1 至 {most} 个月)。',
    en: 'The tenor of {tenorMonths} months is out of range (1 to {most}).',
  },
  GRADE_NOT_IN_GRID: {
    status: 422,
    zh: '产品 {product} 的定价表没有等级 {grade}。',
    en: 'The pricing grid of {product} has no grade {grade}.',
  },
  RATE_ABOVE_LIMIT: {
    status: 422,
    zh: '利率 {ratePercent}% 未低于上限 {below}%,不能执行。',
    en: 'The rate {ratePercent}% is not below the limit of {below}%.',
  },
  RATE_NEGATIVE: { status: 422, zh: '利率为负({ratePercent}%)。', en: 'The rate would be negative ({ratePercent} %).' },
  PRODUCT_UNKNOWN: {
    status: 422,
    zh: '{on} 没有产品 {product} 的定价规则。',
    en: 'There are no pricing rules for the product {product} on {on}.',
  },
  PRICING_TERM_MISSING: {
    status: 422,
    zh: '产品 {product} 在 {on} 缺少定价参数 {term}。',
    en: 'The product {product} lacks the pricing term {term} on {on}.',
  },
  PRICING_GRID_UNKNOWN: {
    status: 422,
    zh: '{on} 没有产品 {product} 的定价表 {grid}。',
    en: 'There is no pricing grid {grid} for {product} on {on}.',
  },
  AMOUNT_NOT_POSITIVE: {
    status: 422,
    zh: '金额 {amount} 必须大于零。',
    en: 'The amount {amount} must be more than zero.',
  },
}
