import type { Tx } from '../../db/transaction.js'
import { type Anomaly, anomaliesOf } from '../../domain/carbon/anomaly.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { accountRows, type EnterpriseRow } from '../carbon/account-views.js'
import { checkPlaces } from './check-places.js'
import type { Member } from './columns.js'
import { type ImportRuleRefusal, type ImportRules, importRules } from './import-rules.js'
import { columnName, type ImportTable, type RowProblem, type RowProblemCode } from './import-table.js'
import { seriesAfter } from './meter-series.js'
import { accountingOn, previewOf, unaccountable } from './preview.js'
import { type DraftReading, readRow } from './read-row.js'
import { readingsById } from './views.js'

/** An anomaly with the sender's name of its column. */
export type ImportAnomaly = Anomaly & { readonly column: string }

/** What an import would do, and everything that speaks against it. */
export interface Examination {
  readonly rows: number
  /** Rows without a problem. */
  readonly accepted: number
  readonly readings: readonly DraftReading[]
  readonly problems: readonly RowProblem[]
  readonly anomalies: readonly ImportAnomaly[]
  /** Emissions per month before and after the accepted rows; null where the account cannot be accounted. */
  readonly preview: ReturnType<typeof previewOf>
  readonly rules: ImportRules
}

/** Judges an import against the account as it stands; writes nothing. */
export async function examine(
  tx: Tx,
  enterprise: EnterpriseRow,
  table: ImportTable,
  reason: string | null,
  today: CivilDate,
): Promise<Result<Examination, ImportRuleRefusal>> {
  const rules = await importRules(tx, today)
  if (!rules.ok) return rules
  const accounting = await accountingOn(tx, enterprise.regionCode, today)
  const readings = (await accountRows(tx, [enterprise.id], null)).get(enterprise.id)?.activities ?? []

  const problems: RowProblem[] = [...table.problems]
  // A cell that could not be read is not judged as well, and nothing is told twice.
  const unread = new Set(problems.map(({ row, column }) => `${row} ${column}`))
  const told = new Set<string>()
  const note = (row: number, member: Member, code: RowProblemCode, facts: RowProblem['facts'] = {}) => {
    const column = columnName(table.format, member)
    const key = `${row} ${column} ${code}`
    if (!told.has(key) && !unread.has(`${row} ${column}`)) problems.push({ row, column, code, facts })
    told.add(key)
  }
  const drafts = table.rows.flatMap(
    (row) => readRow(row, rules.value, today, (member, code, facts) => note(row.row, member, code, facts)) ?? [],
  )
  const ids = [...new Set(drafts.flatMap(({ supersedes }) => supersedes ?? []))]
  const superseded = await readingsById(tx, ids)
  checkPlaces(drafts, { enterpriseId: enterprise.id, readings, superseded, reason }, (draft, member, code, facts) =>
    note(draft.row, member, code, facts),
  )
  for (const draft of drafts) {
    const refusal = unaccountable(draft, accounting)
    if (refusal) note(draft.row, 'carrier', 'FACTOR_NOT_FOUND', { carrier: draft.carrier, month: draft.month })
  }

  const faulty = new Set(problems.map(({ row }) => row))
  const accepted = drafts.filter(({ row }) => !faulty.has(row))
  const anomalies = seriesAfter(readings, accepted)
    .flatMap((series) => anomaliesOf(series, rules.value.thresholds))
    .map((anomaly) => ({ ...anomaly, column: columnName(table.format, anomaly.member) }))
  return ok({
    rows: table.rows.length,
    accepted: accepted.length,
    readings: accepted,
    problems: [...problems].sort((a, b) => a.row - b.row),
    anomalies: anomalies.sort((a, b) => a.row - b.row),
    preview: previewOf(readings, accepted, accounting),
    rules: rules.value,
  })
}
