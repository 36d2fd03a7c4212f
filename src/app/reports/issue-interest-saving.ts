import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { documentHash } from '../canonical-json.js'
import { answerableInstant } from '../known-at/views.js'
import { interestSavingReport, type PresentedFigures } from './interest-saving-report.js'
import { insertIssue } from './store.js'
import { lastIssue } from './views.js'

const KIND = 'interest-saving'

export interface IssueOutcome {
  readonly asOf: string
  readonly reportId: string
  readonly documentHash: string
  /** False when the last issue of that day says the same: nothing was written. */
  readonly changed: boolean
  readonly totals: PresentedFigures
}

/** Issues the city's report of a day, unless its last issue already says the same. */
export async function issueInterestSaving(
  db: Database,
  input: { readonly asOf: CivilDate; readonly jobRunId: string | null },
): Promise<IssueOutcome> {
  const { latest } = await answerableInstant(db, null)
  return withTransaction(db, SYSTEM, async (tx) => {
    const report = await interestSavingReport(tx, { asOf: input.asOf, knownAt: latest })
    const { knownAt, ...content } = report
    const { lineage: _, ...totals } = report.totals
    const hash = documentHash(withoutLinks(content))
    const earlier = await lastIssue(tx, KIND, input.asOf)
    if (earlier?.documentHash === hash)
      return { asOf: input.asOf, reportId: earlier.id, documentHash: hash, changed: false, totals }
    const reportId = await insertIssue(tx, {
      kind: KIND,
      asOf: input.asOf,
      knownAt,
      document: report,
      documentHash: hash,
      jobRunId: input.jobRunId,
    })
    await insertAuditEvent(tx, {
      action: 'report.issued',
      subjectKind: 'report',
      subjectId: reportId,
      detail: { kind: KIND, asOf: input.asOf, documentHash: hash, annualSaving: totals.annualSaving },
    })
    return { asOf: input.asOf, reportId, documentHash: hash, changed: true, totals }
  })
}

/** Links carry the instant of asking; what the report says does not depend on it. */
const withoutLinks = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutLinks)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => key !== 'lineage')
            .map(([key, member]) => [key, withoutLinks(member)]),
        )
      : value
