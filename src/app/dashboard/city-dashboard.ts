import type { Tx } from '../../db/transaction.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { gradeNames } from '../../domain/pricing/grade-names.js'
import { average, bandBounds, monthEnds, NO_GRADE } from '../../domain/reporting/city-figures.js'
import { hideSmallCells, hideSmallMatrixCells } from '../../domain/reporting/small-cells.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { exact, exactOf } from '../../kernel/exact.js'
import { formatMoney, money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { countOf } from '../loans/product-terms.js'
import { forStatistics, seesStatisticsOnly } from '../reports/views.js'
import { type BookFigures, bookFigures, type Mover } from './book-views.js'
import { DEFINITIONS } from './definitions.js'
import { keptFigures } from './kept-views.js'

export const MONTHS_UNLESS_TOLD = 12

export interface DashboardQuestion {
  readonly asOf: CivilDate
  /** The latest instant that can be answered. */
  readonly knownAt: string
  /** Whether the reader named the instant, or will have nothing older: then kept figures answer only if they still hold. */
  readonly atThatInstant: boolean
  readonly months: number
  /** Null is so many months before. */
  readonly since: CivilDate | null
}

/**
 * 全市看板: what the lines that the reader may see add up to. A bank gets its own book in the same shape; a reader of statistics only gets
 * no names, and no cell of too few enterprises.
 */
export async function cityDashboard(
  tx: Tx,
  question: DashboardQuestion,
): Promise<Result<DashboardAnswer, DateOrderRefusal>> {
  const { asOf, months } = question
  const since = question.since ?? addMonths(asOf, -months)
  const order = datesInOrder([
    ['since', since],
    ['asOf', asOf],
  ])
  if (!order.ok) return order
  const statisticsOnly = await seesStatisticsOnly(tx)
  const { figures, knownAt, kept } = await forStatistics(tx, () => figuresOf(tx, question, since))
  const least = statisticsOnly ? (await countOf(tx, 'statistics.min_enterprises', asOf, knownAt)).value : 0
  return ok(told(figures, { asOf, knownAt, since, months, kept, statisticsOnly, least }))
}

async function figuresOf(tx: Tx, question: DashboardQuestion, since: CivilDate) {
  const { asOf, knownAt, months, atThatInstant } = question
  const holds = await keptFigures(tx, { asOf, months, since, knownAt })
  if (holds !== undefined) return { figures: holds.figures, knownAt, kept: holds.knownAt }
  const last = atThatInstant ? undefined : await keptFigures(tx, { asOf, months, since, knownAt: null })
  if (last !== undefined) return { figures: last.figures, knownAt: last.knownAt, kept: last.knownAt }
  return {
    figures: await bookFigures(tx, { asOf, knownAt, since, days: monthEnds(asOf, months) }),
    knownAt,
    kept: null,
  }
}

interface Told {
  readonly asOf: string
  readonly knownAt: string
  readonly since: string
  readonly months: number
  readonly kept: string | null
  readonly statisticsOnly: boolean
  readonly least: number
}

export type DashboardAnswer = ReturnType<typeof told>

function told(figures: BookFigures, how: Told) {
  const { asOf, knownAt, since, months, kept, statisticsOnly, least } = how
  const times = (day: string) => `asOf=${day}&knownAt=${encodeURIComponent(knownAt)}`
  const link = (address: string) => (statisticsOnly ? null : address)
  const linesOn = (day: string, filter = '') => link(`/v1/dashboard/city/lines?${times(day)}${filter}`)
  const { inForce, discounted } = figures
  const hiddenOf = <C>(cells: readonly C[], keyOf: (cell: C) => string, size: (cell: C) => number) =>
    hideSmallCells(
      cells.map((cell) => ({ key: keyOf(cell), enterprises: size(cell) })),
      least,
    )
  const grades = hiddenOf(
    figures.grades,
    ({ grade }) => grade,
    ({ enterprises }) => enterprises,
  )
  const bands = hiddenOf(
    figures.bands,
    ({ band }) => `${band}`,
    ({ enterprises }) => enterprises,
  )
  const moves = hideSmallMatrixCells(
    figures.moves.map(({ from, to, enterprises }) => ({ row: from, column: to, enterprises })),
    least,
  )
  const few = (enterprises: number) => enterprises < least
  return {
    asOf,
    knownAt,
    since,
    months,
    /** The instant at which the figures were added up beforehand; null where they were added up now. */
    keptAt: kept,
    statisticsOnly,
    inForce: {
      institutions: inForce.institutions,
      enterprises: inForce.enterprises,
      lines: inForce.lines,
      ...limits(inForce),
      lineage: linesOn(asOf),
    },
    discounted: {
      institutions: discounted.institutions,
      enterprises: discounted.enterprises,
      lines: discounted.lines,
      ...limits(discounted),
      averageDiscountBp: average(exact(discounted.weighted), exact(discounted.limit), 2),
      simpleAverageDiscountBp: average(exact(discounted.discount), exactOf(discounted.lines), 2),
      annualSaving: discounted.annualSaving,
      lineage: link(`/v1/lineage/credit-lines?${times(asOf)}`),
    },
    growth: figures.growth.map(({ day, enterprises, lines, ...amounts }) => ({
      day,
      hidden: few(enterprises) && enterprises > 0,
      ...(few(enterprises) && enterprises > 0
        ? { enterprises: null, lines: null, priorLimit: null, limit: null, increase: null }
        : { enterprises, lines, ...limits(amounts) }),
      lineage: linesOn(day),
    })),
    grades: figures.grades.map(({ grade, enterprises, lines, limit }) => ({
      ...named(grade),
      hidden: grades.has(grade),
      ...(grades.has(grade) ? { enterprises: null, lines: null, limit: null } : { enterprises, lines, limit }),
      lineage: link(`/v1/dashboard/city/grade-moves?${times(asOf)}&since=${since}&to=${grade}`),
    })),
    migration: figures.moves.map(({ from, to, enterprises }) => ({
      from,
      to,
      hidden: moves(from, to),
      enterprises: moves(from, to) ? null : enterprises,
      lineage: link(`/v1/dashboard/city/grade-moves?${times(asOf)}&since=${since}&from=${from}&to=${to}`),
    })),
    discounts: figures.bands.map(({ band, enterprises, lines, limit }) => ({
      ...bandBounds(band),
      hidden: bands.has(`${band}`),
      ...(bands.has(`${band}`) ? { enterprises: null, lines: null, limit: null } : { enterprises, lines, limit }),
      lineage: linesOn(asOf, `&band=${band}`),
    })),
    movers: statisticsOnly
      ? null
      : {
          gradeUp: figures.movers.gradeUp.map(mover),
          gradeDown: figures.movers.gradeDown.map(mover),
          savingUp: figures.movers.savingUp.map(mover),
          savingDown: figures.movers.savingDown.map(mover),
        },
    definitions: DEFINITIONS,
  }
  function mover({ savingBefore, savingAfter, ...one }: Mover) {
    return {
      ...one,
      savingBefore,
      savingAfter,
      savingChange: formatMoney(subtractMoney(money(savingAfter), money(savingBefore))),
      lineage: linesOn(asOf, `&uscc=${one.uscc}`),
    }
  }
}

const limits = ({ priorLimit, limit }: { readonly priorLimit: string; readonly limit: string }) => ({
  priorLimit,
  limit,
  increase: formatMoney(subtractMoney(money(limit), money(priorLimit))),
})

const named = (grade: string) => {
  const { zh, en } = grade === NO_GRADE ? { zh: '无', en: 'none' } : gradeNames(grade)
  return { grade, nameZh: zh, nameEn: en }
}
