/** What the figures of the dashboard are, in the words that stand beside them. */
export const DEFINITIONS = {
  inForce: {
    zh: '统计日有效的授信额度,不论有无优惠。',
    en: 'Credit lines in force on the day, with a discount or without.',
  },
  discounted: {
    zh: '统计日有效、且执行利率低于参考利率的授信额度,与降息让利报告同口径。',
    en: 'Credit lines in force on the day whose rate is below their reference rate, as in the interest-saving report.',
  },
  increase: { zh: '额度减去使用碳账户之前的额度。', en: 'Limit less the limit before the carbon account was used.' },
  growth: {
    zh: '各月最后一日(本月为统计日)有效的额度合计与笔数。',
    en: 'Limits and number of the lines in force on the last day of each month; of the last month, on the day itself.',
  },
  grade: {
    zh: '企业有效额度中最近一次定价所用的等级;没有已定价的有效额度为“无”。',
    en: "The grade of the last price among an enterprise's lines in force; none without a priced line in force.",
  },
  migration: {
    zh: '两日之间等级的变化,按企业计数。',
    en: 'How grades differ between two days, counted in enterprises.',
  },
  discounts: {
    zh: '每 10 个基点一档:正值不含下限、含上限;零单列;只计已定价的有效额度。',
    en: 'Bands of 10 BP: above nought without the lower bound and with the upper; nought by itself; priced lines in force only.',
  },
  averageDiscountBp: { zh: '以额度加权:Σ(额度×优惠)÷Σ额度。', en: 'Weighted by limit: Σ(limit × discount) ÷ Σ limit.' },
  simpleAverageDiscountBp: { zh: '简单平均:Σ优惠÷额度笔数。', en: 'Simple: Σ discount ÷ number of lines.' },
  annualSaving: {
    zh: '额度全部使用一年可节约的利息,逐笔四舍五入到分后相加;不是已实现的节约。',
    en: 'Interest saved if every line is fully used for a year, each line rounded half-up to the fen, then added; not realised saving.',
  },
  movers: {
    zh: '等级变动或可节约利息变动最大的企业,各方向至多十家;无等级、未评级不计升降。',
    en: 'The enterprises whose grade or saving changed most, ten at most each way; without a grade or not rated is no step.',
  },
  hidden: {
    zh: '少于三家企业的单元对只看统计的用户隐藏。',
    en: 'Cells of fewer than three enterprises are hidden from readers of statistics only.',
  },
} as const
