/** What the report's figures mean; told with every answer and printed under every document. */
export const DEFINITIONS = {
  population: {
    zh: '统计期内计息的贷款:未到期本金按合同利率计收的正常利息。逾期本金的罚息、复利不计入;停息之夜不计入。',
    en: 'Loans that bore interest in the period: normal interest on principal not yet due at the contract rate. Penalty and compound interest on what is overdue are no part of it, nor are paused nights.',
  },
  period: {
    zh: '自起始日之夜至截止日之夜,以业务时点为限;最近一个月末或结息日之后尚未计提入账的天数,待入账后计入。',
    en: 'From the night of the first day to the night of the last, as far as the day asked for has come; nights after the last month end or due date count once the books have taken their interest in.',
  },
  executedInterest: {
    zh: '实际利息:Σ 余额×执行利率×天数÷计息基准,与账上利息收入一致;贴现利息按夜平均实现,提前结清的余额当日实现。',
    en: 'Σ balance × executed rate × days ÷ basis, as the books earn it; the interest of a discounted bill is earned in equal parts a night, and the rest of it on the day a bill ends early.',
  },
  referenceInterest: {
    zh: '参考利息:同一余额、同一天数按参考利率(同日同产品不使用碳账户的利率)计算的利息。',
    en: 'The same balances and days at the reference rate: that of the same product on the same day without the carbon account.',
  },
  realisedSaving: {
    zh: '已实现节约=参考利息−实际利息;执行利率高于参考利率的为负数。',
    en: 'Reference interest − executed interest; negative where the executed rate is the higher one.',
  },
  rounding: {
    zh: '每笔贷款每个结息期的利息按累计数四舍五入到分(合同约定银行家舍入的从其约定),统计期的利息为期末累计数减期初累计数,然后相加;因此各行之和等于合计,各月之和等于全年。',
    en: 'Per loan and settlement, interest is rounded to the fen as a running total (half-up, half-even where the contract says so); a period has the difference of two such totals, and these are added. So rows add up to their total, and months to the year.',
  },
  averageBalance: {
    zh: '日均余额:Σ(计息余额×天数)÷统计期天数。',
    en: 'Σ (balance bearing interest × nights) ÷ days of the period.',
  },
  simpleBp: {
    zh: '简单平均:Σ((参考利率−执行利率)×天数)÷Σ天数,每笔贷款每天权重相同。',
    en: 'Simple: Σ ((reference − executed rate) × nights) ÷ Σ nights; every night of a loan counts alike.',
  },
  weightedBp: {
    zh: '余额加权:Σ(余额×(参考利率−执行利率)×天数)÷Σ(余额×天数)。',
    en: 'Weighted by balance: Σ (balance × (reference − executed rate) × nights) ÷ Σ (balance × nights).',
  },
  potentialAnnualSaving: {
    zh: '潜在节约:期末有效授信额度全部使用一年可节约的利息;不是已实现的节约。',
    en: 'Potential: what the credit lines in force on the last day save in a year when used in full; not realised.',
  },
  grade: {
    zh: '执行利率所依据的利率决定中的评级;一笔贷款在期内换级的,在两级中各计一笔,合计只计一笔。',
    en: 'The grade of the decision that gave the rate; a loan that changed grade within the period counts in both, and once in the total. The same holds of months.',
  },
} as const
