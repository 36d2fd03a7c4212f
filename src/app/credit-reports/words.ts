/** A word in both languages of a report. */
export interface Words {
  readonly zh: string
  readonly en: string
}
const words = (zh: string, en: string): Words => ({ zh, en })

/** The word of a code; a code without one stands for itself. */
export const told = (table: Readonly<Record<string, Words>>, code: string): Words => table[code] ?? words(code, code)

export const CARRIER_WORDS: Readonly<Record<string, Words>> = {
  electricity: words('电力', 'Electricity'),
  heat: words('热力', 'Heat'),
  steam: words('蒸汽', 'Steam'),
  natural_gas: words('天然气', 'Natural gas'),
  diesel: words('柴油', 'Diesel'),
  gasoline: words('汽油', 'Gasoline'),
  lpg: words('液化石油气', 'LPG'),
  lng: words('液化天然气', 'LNG'),
  fuel_oil: words('燃料油', 'Fuel oil'),
  anthracite: words('无烟煤', 'Anthracite'),
  bituminous: words('烟煤', 'Bituminous coal'),
  lignite: words('褐煤', 'Lignite'),
  cleaned_coal: words('洗精煤', 'Cleaned coal'),
  coke: words('焦炭', 'Coke'),
  raw_coal: words('原煤', 'Raw coal'),
  process: words('生产过程', 'Process'),
  biomass: words('生物质', 'Biomass'),
}

export const READING_SOURCE_WORDS: Readonly<Record<string, Words>> = {
  'park-platform': words('园区平台', 'park platform'),
  utility: words('供能单位', 'utility'),
  invoice: words('发票', 'invoice'),
  'self-declared': words('企业自报', 'self-declared'),
}

/** How well a source is known. `synthetic` is said of demonstration data. */
export const STATUS_WORDS: Readonly<Record<string, Words>> = {
  confirmed: words('已核实', 'confirmed'),
  secondary: words('二手来源', 'secondary source'),
  recalled: words('凭记忆', 'recalled'),
  derived: words('推算', 'derived'),
  assumption: words('假设', 'assumption'),
  unknown: words('不详', 'unknown'),
  given: words('提供', 'given'),
  synthetic: words('合成演示', 'synthetic'),
}

export const VERIFICATION_WORDS: Readonly<Record<string, Words>> = {
  none: words('未核验', 'none'),
  'self-declared': words('企业自证', 'self-declared'),
  'bank-reviewed': words('银行复核', 'bank-reviewed'),
  limited: words('有限保证', 'limited assurance'),
  reasonable: words('合理保证', 'reasonable assurance'),
}

export const PURPOSE_WORDS: Readonly<Record<string, Words>> = {
  pre_loan: words('贷前', 'before lending'),
  post_loan: words('贷后', 'during the loan'),
  reloan_review: words('再贷款审核', 're-loan review'),
  own_use: words('企业自用', 'own use'),
}

export const VETO_WORDS: Readonly<Record<string, Words>> = {
  DATA_FRAUD: words('数据造假', 'Data fraud'),
  MAJOR_ENV_PENALTY_24M: words('24 个月内重大环境处罚', 'Major environmental penalty within 24 months'),
  SERIOUS_DISHONESTY: words('严重失信', 'Serious dishonesty'),
  CONSENT_WITHDRAWN: words('授权已撤回', 'Consent withdrawn'),
}

export const CAP_WORDS: Readonly<Record<string, Words>> = {
  UNVERIFIED: words('数据未经核验', 'data are not verified'),
  LOW_DATA_QUALITY: words('数据质量为 4 级或更差', 'data quality is 4 or worse'),
  SHORT_HISTORY: words('连续数据不足 12 个月', 'fewer than 12 months of history'),
  THIN_BENCHMARK: words('行业基准样本少于 8 家', 'the benchmark rests on fewer than 8 firms'),
  COMPONENT_NOT_APPLICABLE: words('有指标不适用', 'a component does not apply'),
}

export const CAUSE_WORDS = {
  RATING_DAY: words('评级日变化', 'another rating day'),
  ACTIVITY_CORRECTION: words('活动数据更正或补录', 'activity data corrected or added'),
  OPERATING_CORRECTION: words('经营数据更正', 'operating figures corrected'),
  ENTERPRISE_RECORD: words('企业登记信息变化', 'record of the enterprise changed'),
  FACTOR_VINTAGE: words('排放因子年份更新', 'later factor vintage'),
  BENCHMARK: words('行业基准更新', 'benchmark changed'),
  METHOD: words('评级方法变化', 'method changed'),
  PREVIOUS_GRADE: words('上期等级变化', 'earlier grade changed'),
  VETO: words('不评级事项变化', 'a veto stands or has ended'),
} as const satisfies Record<string, Words>
export type Cause = keyof typeof CAUSE_WORDS
