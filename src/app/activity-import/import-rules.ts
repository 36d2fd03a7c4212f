import type { Tx } from '../../db/transaction.js'
import type { AnomalyThresholds } from '../../domain/carbon/anomaly.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, exact } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { parametersTable } from '../../rules/parameters.js'
import { rulesInForce } from '../rules/views.js'
import { isSource, SOURCES, type Source } from './columns.js'

/** What a committee sets about imports, as it holds on a day. */
export interface ImportRules {
  readonly thresholds: AnomalyThresholds
  /** Sources whose rows name their bill or invoice. */
  readonly evidenceSources: readonly Source[]
  /** Score 1–5 of a row that does not say. */
  readonly dataQuality: Readonly<Record<Source, string>>
  /** Larger imports are left to the rate-recompute job. */
  readonly rerateMaxRows: Exact
}

export type ImportRuleRefusal = {
  readonly code: 'IMPORT_RULE_MISSING'
  readonly parameter: string
  readonly on: string
}

const THRESHOLDS = {
  unitSlipRatio: 'anomaly.unit_slip_ratio',
  unitSlipTolerance: 'anomaly.unit_slip_tolerance',
  unitSlipMinMonths: 'anomaly.unit_slip_min_months',
  gapMonths: 'anomaly.gap_months',
  yearJumpShare: 'anomaly.year_jump_share',
  repeatedMonths: 'anomaly.repeated_months',
} as const
const EVIDENCE = 'activity.evidence_sources'
const RERATE = 'activity.rerate_max_rows'
const qualityKey = (source: Source) => `activity.data_quality.${source}`

export async function importRules(tx: Tx, on: CivilDate): Promise<Result<ImportRules, ImportRuleRefusal>> {
  const keys = [...Object.values(THRESHOLDS), EVIDENCE, RERATE, ...SOURCES.map(qualityKey)]
  const rows = await rulesInForce(tx, parametersTable, { on, keys })
  const values = new Map(rows.map(({ key, value }) => [key, value.value]))
  const lacking = keys.find((key) => (values.get(key) ?? null) === null)
  if (lacking !== undefined) return refuse({ code: 'IMPORT_RULE_MISSING', parameter: lacking, on })
  const text = (key: string): string => values.get(key) as string
  return ok({
    thresholds: {
      unitSlipRatio: exact(text(THRESHOLDS.unitSlipRatio)),
      unitSlipTolerance: exact(text(THRESHOLDS.unitSlipTolerance)),
      unitSlipMinMonths: exact(text(THRESHOLDS.unitSlipMinMonths)),
      gapMonths: exact(text(THRESHOLDS.gapMonths)),
      yearJumpShare: exact(text(THRESHOLDS.yearJumpShare)),
      repeatedMonths: exact(text(THRESHOLDS.repeatedMonths)),
    },
    evidenceSources: text(EVIDENCE).split('|').filter(isSource),
    dataQuality: Object.fromEntries(
      SOURCES.map((source) => [source, text(qualityKey(source))]),
    ) as ImportRules['dataQuality'],
    rerateMaxRows: exact(text(RERATE)),
  })
}
