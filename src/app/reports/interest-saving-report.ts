import type { Tx } from '../../db/transaction.js'
import { gradeNames } from '../../domain/pricing/grade-names.js'
import { interestSaving, type SavingDimension, type SavingFigures } from '../../domain/reporting/interest-saving.js'
import { hideSmallCells } from '../../domain/reporting/small-cells.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { bp } from '../../kernel/rate.js'
import { countOf } from '../loans/product-terms.js'
import { forStatistics, instantNow, type PricedLineRow, pricedLinesOn, seesStatisticsOnly } from './views.js'

const DEFINITIONS = {
  population: {
    zh: '统计日有效、且执行利率低于参考利率的授信额度。',
    en: 'Credit lines in force on the day whose rate is below their reference rate.',
  },
  referenceRate: {
    zh: '同一日期、同一产品、不使用碳账户时的利率。',
    en: 'The rate of the same product on the same day without the carbon account.',
  },
  averageDiscountBp: { zh: '以额度加权:Σ(额度×优惠)÷Σ额度。', en: 'Weighted by line: Σ(line × discount) ÷ Σ line.' },
  simpleAverageDiscountBp: { zh: '简单平均:Σ优惠÷额度笔数。', en: 'Simple: Σ discount ÷ number of lines.' },
  annualSaving: {
    zh: '额度全部使用一年可节约的利息:额度×优惠,逐笔四舍五入到分后相加;不是已实现的节约。',
    en: 'Interest saved if every line is fully used for a year: line × discount, each line rounded half-up to the fen, then added; not realised saving.',
  },
} as const

const present = (figures: SavingFigures) => ({
  institutions: figures.institutions,
  enterprises: figures.enterprises,
  lines: figures.lines,
  priorLimit: formatMoney(figures.priorLimit),
  totalLine: formatMoney(figures.totalLine),
  lineIncrease: formatMoney(figures.lineIncrease),
  averageDiscountBp: figures.averageDiscountBp,
  simpleAverageDiscountBp: figures.simpleAverageDiscountBp,
  annualSaving: formatMoney(figures.annualSaving),
})

export type PresentedFigures = ReturnType<typeof present>
type HiddenFigures = { readonly [Figure in keyof PresentedFigures]: null }
const HIDDEN: HiddenFigures = {
  institutions: null,
  enterprises: null,
  lines: null,
  priorLimit: null,
  totalLine: null,
  lineIncrease: null,
  averageDiscountBp: null,
  simpleAverageDiscountBp: null,
  annualSaving: null,
}

export type ReportRow = {
  readonly key: string
  readonly nameZh: string | null
  readonly nameEn: string | null
  /** Where the lines behind this row are listed; null where they are closed to the reader. */
  readonly lineage: string | null
  /** 小单元隐藏: too few enterprises for a reader who may not see them one by one. */
  readonly hidden: boolean
} & (PresentedFigures | HiddenFigures)

export interface InterestSavingReport {
  readonly asOf: string
  readonly knownAt: string
  readonly totals: PresentedFigures & { readonly lineage: string | null }
  readonly byInstitution: readonly ReportRow[]
  readonly byGrade: readonly ReportRow[]
  readonly bySector: readonly ReportRow[]
  readonly byProduct: readonly ReportRow[]
  readonly definitions: typeof DEFINITIONS
}

export const PRODUCT_NAMES: Record<string, readonly [string, string]> = {
  YUN_TAN_DAI: ['云碳贷', 'Carbon loan'],
  YUN_TAN_DAN: ['云碳担', 'Carbon guaranteed loan'],
  YUN_TAN_TIE: ['云碳贴', 'Carbon discount'],
  DATA_PLEDGE: ['数据产品质押贷款', 'Data-product pledge loan'],
}

/**
 * The report for whoever the transaction works for: row-level security decides which lines it counts. A reader of statistics only,
 * who may see none of the lines, gets the totals and every row but the small ones.
 */
export async function interestSavingReport(
  tx: Tx,
  question: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<InterestSavingReport> {
  const knownAt = question.knownAt ?? (await instantNow(tx))
  const statisticsOnly = await seesStatisticsOnly(tx)
  const lines = await forStatistics(tx, () => pricedLinesOn(tx, question.asOf, knownAt))
  const least = statisticsOnly ? (await countOf(tx, 'statistics.min_enterprises', question.asOf)).value : 0
  const { totals, by } = interestSaving(lines.map(toDomain))
  const lenders = new Map(lines.map((line) => [line.lender, [line.lenderZh, line.lenderEn] as const]))
  const link = (filter: string) =>
    statisticsOnly
      ? null
      : `/v1/lineage/credit-lines?asOf=${question.asOf}&knownAt=${encodeURIComponent(knownAt)}${filter}`
  const rows = (
    dimension: SavingDimension,
    names: (key: string) => readonly [string, string] | undefined,
  ): ReportRow[] => {
    const cells = by[dimension].map(({ key, figures }) => ({ key, enterprises: figures.enterprises }))
    const small = hideSmallCells(cells, least)
    return by[dimension].map(({ key, figures }) => ({
      key,
      nameZh: names(key)?.[0] ?? null,
      nameEn: names(key)?.[1] ?? null,
      ...(small.has(key) ? HIDDEN : present(figures)),
      hidden: small.has(key),
      lineage: link(`&${dimension}=${encodeURIComponent(key)}`),
    }))
  }
  return {
    asOf: question.asOf,
    knownAt,
    totals: { ...present(totals), lineage: link('') },
    byInstitution: rows('institution', (key) => lenders.get(key)),
    byGrade: rows('grade', (key) => {
      const { zh, en } = gradeNames(key)
      return [zh, en]
    }),
    bySector: rows('sector', () => undefined),
    byProduct: rows('product', (key) => PRODUCT_NAMES[key]),
    definitions: DEFINITIONS,
  }
}

const toDomain = (row: PricedLineRow) => ({
  enterprise: row.uscc,
  institution: row.lender,
  product: row.product,
  grade: row.grade,
  sector: row.sector,
  priorLimit: money(row.priorLimit),
  limit: money(row.limit),
  discount: bp(row.discountBp),
  annualSaving: money(row.annualSaving),
})
