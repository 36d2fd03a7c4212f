import type { Tx } from '../../db/transaction.js'
import { addMonthsToMonth, type CivilDate, type CivilMonth, lastDayOf, monthOf } from '../../kernel/civil-date.js'
import { compare, exactOf } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { AccountRefusal } from '../carbon/account-refusal.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import { rateAndPrice } from '../carbon/correct-activity.js'
import type { RatingOutcome } from '../carbon/rate-enterprises.js'
import { latestRatingDay } from '../carbon/rating-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import type { LineOutcome } from '../pricing/price-credit-lines.js'
import { type Examination, examine, type ImportAnomaly } from './examine.js'
import type { ImportRuleRefusal } from './import-rules.js'
import type { ImportTable, RowProblem } from './import-table.js'
import { appendReadings, insertImport } from './store.js'
import { earlierImport } from './views.js'

export type ImportRefusal =
  | AccountRefusal
  | ImportRuleRefusal
  | { readonly code: 'IMPORT_REPEATED'; readonly importId: string; readonly recordedAt: string }
  | {
      readonly code: 'IMPORT_HAS_PROBLEMS'
      readonly rows: number
      readonly accepted: number
      readonly problemCount: number
      readonly problems: readonly RowProblem[]
      readonly anomalies: readonly ImportAnomaly[]
    }
  | {
      readonly code: 'IMPORT_NOT_ACKNOWLEDGED'
      readonly rows: number
      readonly anomalyCount: number
      readonly anomalies: readonly ImportAnomaly[]
    }

export interface ImportInput {
  readonly uscc: string
  readonly table: ImportTable
  /** Why earlier readings are corrected; needed where any is. */
  readonly reason: string | null
}

export interface DryRun extends Examination {
  readonly earlier: { readonly id: string; readonly recordedAt: string } | null
}

/** Everything an import would do and everything against it; writes nothing. */
export async function tryImport(
  tx: Tx,
  { uscc, table, reason }: ImportInput,
  today: CivilDate,
): Promise<Result<DryRun, ImportRefusal>> {
  const enterprise = await enterpriseByUscc(tx, uscc)
  if (!enterprise) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const examined = await examine(tx, enterprise, table, reason, today)
  if (!examined.ok) return examined
  return ok({ ...examined.value, earlier: (await earlierImport(tx, enterprise.id, table.sha256)) ?? null })
}

/** Whether the enterprise was rated again with the import, or the rate-recompute job will do it. */
export interface RatingAfterImport {
  readonly by: 'this-import' | 'rate-recompute'
  readonly reason:
    | 'LATEST_RATED_PERIOD_TOUCHED'
    | 'LATEST_RATED_PERIOD_UNTOUCHED'
    | 'NEVER_RATED'
    | 'TOO_MANY_ROWS'
    | 'IMPORTED_BY_THE_ENTERPRISE'
  readonly asOf: CivilDate | null
  readonly outcome: RatingOutcome | null
  readonly lines: readonly LineOutcome[]
}

export interface ImportedActivities {
  readonly id: string
  readonly table: ImportTable
  readonly rows: number
  readonly recordedAt: string
  readonly anomalies: readonly ImportAnomaly[]
  readonly acknowledged: boolean
  readonly preview: Examination['preview']
  readonly rating: RatingAfterImport
}

/**
 * Appends all rows of an import, or none. One problem refuses it with all of them; warnings have to be acknowledged and are kept with
 * the import. Corrections supersede: what they replace stays readable.
 */
export async function importActivities(
  command: Command,
  { uscc, table, reason, acknowledge }: ImportInput & { readonly acknowledge: boolean },
  today: CivilDate,
): Promise<Result<ImportedActivities, ImportRefusal>> {
  const { tx, actor } = command
  const enterprise = await enterpriseByUscc(tx, uscc)
  if (!enterprise) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const recordedAt = await lockAccounts(tx, [enterprise.id])
  const earlier = await earlierImport(tx, enterprise.id, table.sha256)
  if (earlier) return refuse({ code: 'IMPORT_REPEATED', importId: earlier.id, recordedAt: earlier.recordedAt })

  const examined = await examine(tx, enterprise, table, reason, today)
  if (!examined.ok) return examined
  const { rows, accepted, problems, anomalies, readings, preview } = examined.value
  if (problems.length > 0) {
    const facts = { rows, accepted, problemCount: problems.length, problems, anomalies }
    return refuse({ code: 'IMPORT_HAS_PROBLEMS', ...facts })
  }
  const acknowledged = anomalies.length > 0 && acknowledge
  if (anomalies.length > 0 && !acknowledged)
    return refuse({ code: 'IMPORT_NOT_ACKNOWLEDGED', rows, anomalyCount: anomalies.length, anomalies })

  const { format, fileName, sha256 } = table
  const recordedBy = actor.userId
  const made = {
    ...{ enterpriseId: enterprise.id, format, fileName, sha256, rows, anomalies, acknowledged, reason },
    ...{ recordedBy, recordedAt },
  }
  const id = await insertImport(tx, made)
  await appendReadings(tx, id, made, readings)
  const rating = await rateAfter(command, enterprise.id, examined.value)
  if (!rating.ok) return rating
  await recordEvent(command, {
    action: 'activity.imported',
    subjectKind: 'activity_import',
    subjectId: id,
    detail: {
      uscc,
      format,
      fileName,
      sha256,
      rows,
      anomalies: anomalies.length,
      acknowledged,
      reason,
      rating: rating.value,
    },
  })
  return ok({ id, table, rows, recordedAt, anomalies, acknowledged, preview, rating: rating.value })
}

/** Ratings are given by the data steward's office, so what an enterprise imports itself waits for the job, as large imports do. */
async function rateAfter(
  command: Command,
  enterpriseId: string,
  { rows, readings, rules }: Examination,
): Promise<Result<RatingAfterImport, AccountRefusal>> {
  const asOf = (await latestRatingDay(command.tx, enterpriseId)) ?? null
  const left = (reason: RatingAfterImport['reason']) =>
    ok({ by: 'rate-recompute', reason, asOf, outcome: null, lines: [] } as const)
  if (asOf === null) return left('NEVER_RATED')
  if (!readings.some(({ month }) => isRatedOn(month, asOf))) return left('LATEST_RATED_PERIOD_UNTOUCHED')
  if (!command.actor.roles.includes('data_steward')) return left('IMPORTED_BY_THE_ENTERPRISE')
  if (compare(exactOf(rows), rules.rerateMaxRows) > 0) return left('TOO_MANY_ROWS')
  const again = await rateAndPrice(command, enterpriseId, asOf)
  if (!again.ok) return again
  const { rating, lines } = again.value
  return ok({ by: 'this-import', reason: 'LATEST_RATED_PERIOD_TOUCHED', asOf, outcome: rating, lines })
}

/** A rating reads twelve months up to its day, and the twelve before for the trend. */
const isRatedOn = (month: CivilMonth, asOf: CivilDate): boolean =>
  lastDayOf(month) <= asOf && month > addMonthsToMonth(monthOf(asOf), -24)
