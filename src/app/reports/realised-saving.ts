import type { Tx } from '../../db/transaction.js'
import { gradeNames } from '../../domain/pricing/grade-names.js'
import {
  type RealisedDimension,
  type RealisedFigures,
  realisedFigures,
} from '../../domain/reporting/realised-saving.js'
import { hideSmallCells } from '../../domain/reporting/small-cells.js'
import {
  addDays,
  type CivilDate,
  daysBetween,
  earlierOf,
  firstDayOf,
  lastDayOf,
  laterOf,
} from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { countOf } from '../loans/product-terms.js'
import { PRODUCT_NAMES } from './interest-saving-report.js'
import {
  endOf,
  potentialRows,
  type SavingFilter,
  type SavingPeriod,
  type SavingRow,
  savingRows,
  sumsOnly,
} from './realised-saving-views.js'
import { DEFINITIONS } from './realised-saving-words.js'
import { type SavingReconciliation, savingReconciliation } from './reconcile-saving.js'
import { forStatistics } from './views.js'

export interface SavingQuestion extends SavingPeriod {
  readonly by: RealisedDimension
  readonly filter: SavingFilter
  /** Of enterprises; null for all of them. */
  readonly page: {
    readonly after: { readonly saving: string; readonly key: string } | null
    readonly limit: number
  } | null
}

export type SavingRefusal =
  | { readonly code: 'FROM_AFTER_TO'; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly code: 'PERIOD_NOT_BEGUN'; readonly from: CivilDate; readonly asOf: CivilDate }
  | { readonly code: 'SUMS_ONLY' }

export type PresentedSaving = {
  readonly [Figure in keyof RealisedFigures]: RealisedFigures[Figure] extends number ? number : string
}
type Hidden = { readonly [Figure in keyof PresentedSaving]: null }
const HIDDEN: Hidden = {
  loans: null,
  enterprises: null,
  averageBalance: null,
  executedInterest: null,
  referenceInterest: null,
  realisedSaving: null,
  simpleBp: null,
  weightedBp: null,
}
const present = ({
  executedInterest,
  referenceInterest,
  realisedSaving,
  ...rest
}: RealisedFigures): PresentedSaving => ({
  ...rest,
  executedInterest: formatMoney(executedInterest),
  referenceInterest: formatMoney(referenceInterest),
  realisedSaving: formatMoney(realisedSaving),
})

interface Beside {
  /** 潜在节约: of the credit lines of the same cell on the last day, in full use for a year; null by month, and where it is hidden. */
  readonly potentialAnnualSaving: string | null
  /** Where the loans behind the figures are listed; null where they are closed to the reader. */
  readonly lineage: string | null
  readonly hidden: boolean
}
export type RealisedSavingRow = {
  readonly key: string
  readonly nameZh: string | null
  readonly nameEn: string | null
} & Beside &
  (PresentedSaving | Hidden)
export type RealisedSavingTotals = Beside & (PresentedSaving | Hidden)

export interface RealisedSavingReport {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly by: RealisedDimension
  readonly filter: SavingFilter
  /** Days of the period, as far as it has come. */
  readonly days: number
  readonly rows: readonly RealisedSavingRow[]
  readonly totals: RealisedSavingTotals
  readonly reconciliation: SavingReconciliation | null
  readonly definitions: typeof DEFINITIONS
}

/**
 * 已实现降息让利: what loans bore beside what they would have borne at the reference rate, night by night. Row-level security decides whose
 * loans; a reader of the city who may see none of them gets the sums, without those of few enterprises and without picking any out.
 */
export async function realisedSaving(
  tx: Tx,
  question: SavingQuestion,
): Promise<Result<RealisedSavingReport, SavingRefusal>> {
  const { from, to, asOf, knownAt, by, filter, page } = question
  if (from > to) return refuse({ code: 'FROM_AFTER_TO', from, to })
  if (asOf < from) return refuse({ code: 'PERIOD_NOT_BEGUN', from, asOf })
  const closed = await sumsOnly(tx)
  if (closed && (by === 'enterprise' || Object.values(filter).some((value) => value !== null)))
    return refuse({ code: 'SUMS_ONLY' })
  const least = closed ? (await countOf(tx, 'statistics.min_enterprises', asOf)).value : 0
  const lastDay = earlierOf(to, asOf)
  const { stored, potential, reconciliation } = await forStatistics(tx, async () => {
    const stored = await savingRows(tx, question, filter, by, page)
    const potential = await potentialRows(tx, { asOf: lastDay, knownAt }, filter, by)
    const added = by === 'institution' ? stored : null
    return {
      stored,
      potential,
      reconciliation: await savingReconciliation(tx, question, filter, { closed, least, added }),
    }
  })
  const days = daysBetween(from, endOf(question))
  const cells = stored.filter((row) => row.key !== null) as readonly (SavingRow & { readonly key: string })[]
  const small = hideSmallCells(cells, least)
  const whole = stored.find(({ key }) => key === null) as SavingRow
  const potentialOf = potentialShown(potential, least)
  const link = linkOf(question, closed)
  const beside = (key: string | null, hidden: boolean): Beside => ({
    potentialAnnualSaving: hidden ? null : potentialOf(key),
    lineage: hidden ? null : link(key),
    hidden,
  })
  const hidesAll = whole.enterprises < least
  return ok({
    from,
    to,
    asOf,
    knownAt,
    by,
    filter,
    days,
    rows: cells.map((row) => {
      const hidden = hidesAll || small.has(row.key)
      const figures = hidden ? HIDDEN : present(realisedFigures(row, daysOf(question, row.key, days)))
      return { key: row.key, ...namesOf(by, row), ...figures, ...beside(row.key, hidden) }
    }),
    totals: { ...(hidesAll ? HIDDEN : present(realisedFigures(whole, days))), ...beside(null, hidesAll) },
    reconciliation: hidesAll ? null : reconciliation,
    definitions: DEFINITIONS,
  })
}

/** A month's average is over its own days. */
const daysOf = (period: SavingQuestion, key: string, days: number): number => {
  if (period.by !== 'month') return days
  const { from, to } = monthWithin(period, key)
  return daysBetween(from, addDays(to, 1))
}

const monthWithin = (period: SavingQuestion, key: string): { from: CivilDate; to: CivilDate } => {
  const month = key as Parameters<typeof firstDayOf>[0]
  return {
    from: laterOf(period.from, firstDayOf(month)),
    to: earlierOf(addDays(endOf(period), -1), lastDayOf(month)),
  }
}

function potentialShown(
  rows: readonly { readonly key: string | null; readonly enterprises: number; readonly annualSaving: string }[],
  least: number,
): (key: string | null) => string | null {
  const cells = rows.filter((row) => row.key !== null) as { key: string; enterprises: number; annualSaving: string }[]
  const small = hideSmallCells(cells, least)
  const whole = rows.find(({ key }) => key === null)
  return (key) => {
    if (rows.length === 0 || (whole?.enterprises ?? 0) < least) return null
    if (key === null) return formatMoney(money(whole?.annualSaving ?? '0'))
    return small.has(key) ? null : formatMoney(money(cells.find((cell) => cell.key === key)?.annualSaving ?? '0'))
  }
}

const namesOf = (by: RealisedDimension, { key, nameZh, nameEn }: SavingRow) => {
  if (by === 'grade') {
    const { zh, en } = gradeNames(key as string)
    return { nameZh: zh, nameEn: en }
  }
  const product = by === 'product' ? PRODUCT_NAMES[key as string] : undefined
  return product === undefined ? { nameZh, nameEn } : { nameZh: product[0], nameEn: product[1] }
}

/** Where the loans behind a cell are: its dimension is one more filter, and a month a shorter period. */
const linkOf =
  (question: SavingQuestion, closed: boolean) =>
  (key: string | null): string | null => {
    if (closed) return null
    const { from, to, asOf, knownAt, by, filter } = question
    const picked = key !== null && by !== 'month' ? { ...filter, [by]: key } : filter
    const period = key !== null && by === 'month' ? monthWithin(question, key) : { from, to }
    const members = Object.entries({ ...period, asOf, knownAt, ...picked }).filter(([, value]) => value !== null)
    return `/v1/lineage/loan-savings?${members.map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`).join('&')}`
  }
