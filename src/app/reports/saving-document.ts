import type { Tx } from '../../db/transaction.js'
import type { RealisedDimension } from '../../domain/reporting/realised-saving.js'
import { hideSmallCells } from '../../domain/reporting/small-cells.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { countOf } from '../loans/product-terms.js'
import {
  type RealisedSavingReport,
  type RealisedSavingRow,
  realisedSaving,
  type SavingRefusal,
} from './realised-saving.js'
import { NO_FILTER, type SavingPeriod, sumsOnly } from './realised-saving-views.js'
import { savingChanges } from './saving-restatement-views.js'
import { forStatistics } from './views.js'

/** The cuts of an issued report; single enterprises stay where the reader may ask for them. */
export const ISSUED_CUTS = ['city', 'institution', 'grade', 'product', 'sector', 'month'] as const

export const CHANGE_NAMES = {
  payment: { zh: '追溯入账的还款', en: 'A payment recorded later for an earlier day' },
  'rate-change': { zh: '后来记录的利率决定', en: 'A decision on the rate recorded later' },
  rating: { zh: '评级更正或变动引起的利率变动', en: 'A rate changed because the rating was corrected or changed' },
  'loan-recorded-later': { zh: '后来记录的贷款', en: 'A loan recorded later' },
  disbursement: { zh: '后来记录的放款', en: 'A further disbursement recorded later' },
  pause: { zh: '停息约定', en: 'An agreement to pause interest' },
  restructure: { zh: '展期', en: 'An extension' },
  'write-off': { zh: '核销', en: 'A write-off' },
  reversal: { zh: '冲正', en: 'A reversal' },
  settlement: { zh: '后来入账的利息', en: 'Interest that the books took in later' },
} as const

export interface SavingChange {
  /** The lender. */
  readonly key: string
  readonly cause: string
  readonly loans: number | null
  readonly executedInterest: string | null
  readonly referenceInterest: string | null
  readonly realisedSaving: string | null
  readonly hidden: boolean
}
export interface SavingRestatement {
  readonly of: { readonly id: string; readonly number: string; readonly knownAt: string }
  readonly before: string | null
  readonly after: string | null
  readonly difference: string | null
  /** They add up to the difference. */
  readonly changes: readonly SavingChange[]
  readonly causeNames: typeof CHANGE_NAMES
}
export interface SavingDocument
  extends Pick<
    RealisedSavingReport,
    'from' | 'to' | 'asOf' | 'knownAt' | 'days' | 'totals' | 'reconciliation' | 'definitions'
  > {
  readonly number: string
  readonly issuer: { readonly code: string; readonly nameZh: string; readonly nameEn: string }
  readonly rows: Readonly<Record<(typeof ISSUED_CUTS)[number], readonly RealisedSavingRow[]>>
  readonly restatement: SavingRestatement | null
}

export interface Restated {
  readonly id: string
  readonly number: string
  readonly knownAt: string
  readonly realisedSaving: string | null
}

/** The report of a whole period by every cut, as its issuer is told it. */
export async function savingDocument(
  tx: Tx,
  { from, to, knownAt }: { readonly from: CivilDate; readonly to: CivilDate; readonly knownAt: string },
  head: Pick<SavingDocument, 'number' | 'issuer'>,
  restates: Restated | null,
): Promise<Result<SavingDocument, SavingRefusal>> {
  const period = { from, to, asOf: to, knownAt }
  const told: Partial<Record<RealisedDimension, RealisedSavingReport>> = {}
  for (const by of ISSUED_CUTS) {
    const report = await realisedSaving(tx, { ...period, by, filter: NO_FILTER, page: null })
    if (!report.ok) return report
    told[by] = report.value
  }
  const reports = told as Record<(typeof ISSUED_CUTS)[number], RealisedSavingReport>
  const { days, totals, reconciliation, definitions } = reports.institution
  const { city, institution, grade, product, sector, month } = reports
  return ok({
    ...head,
    ...period,
    days,
    totals,
    rows: {
      city: city.rows,
      institution: institution.rows,
      grade: grade.rows,
      product: product.rows,
      sector: sector.rows,
      month: month.rows,
    },
    reconciliation,
    definitions,
    restatement: restates && (await restatement(tx, period, restates, totals.realisedSaving)),
  })
}

async function restatement(
  tx: Tx,
  period: SavingPeriod,
  { id, number, knownAt, realisedSaving: before }: Restated,
  after: string | null,
): Promise<SavingRestatement> {
  const closed = await sumsOnly(tx)
  const least = closed ? (await countOf(tx, 'statistics.min_enterprises', period.asOf)).value : 0
  const changes = await forStatistics(tx, () => savingChanges(tx, period, knownAt))
  const placeOf = ({ lender, cause }: { lender: string; cause: string }) => `${lender} ${cause}`
  const small = hideSmallCells(
    changes.map((change) => ({ key: placeOf(change), enterprises: change.enterprises })),
    least,
  )
  return {
    of: { id, number, knownAt },
    before,
    after,
    difference: before === null || after === null ? null : formatMoney(subtractMoney(money(after), money(before))),
    changes: changes.map((change) => {
      const { lender: key, cause, loans, executed, reference } = change
      const place = { key, cause }
      if (small.has(placeOf(change)))
        return {
          ...place,
          loans: null,
          executedInterest: null,
          referenceInterest: null,
          realisedSaving: null,
          hidden: true,
        }
      return {
        ...place,
        loans,
        executedInterest: executed,
        referenceInterest: reference,
        realisedSaving: formatMoney(subtractMoney(money(reference), money(executed))),
        hidden: false,
      }
    }),
    causeNames: CHANGE_NAMES,
  }
}
