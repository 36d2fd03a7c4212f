import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { EnterpriseRow } from '../carbon/account-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { type ComposedReport, composeReport } from './compose.js'
import type { Difference } from './differences.js'
import type { ReportHeader } from './dossier.js'
import { type CreditReportRefusal, reportIssued, seeWholeAccount } from './issue.js'
import { insertDocument, nextNumber } from './store.js'
import { instantAndDay, reportById, type StoredReport } from './views.js'

export type Reissued =
  | {
      /** The report itself, byte for byte. */
      readonly outcome: 'identical'
      readonly report: StoredReport
      /** Whether facts and rules of its instant still give the same bytes; false when something was entered with an earlier date of knowledge. */
      readonly reproduced: boolean
    }
  | { readonly outcome: 'unchanged'; readonly report: StoredReport }
  | { readonly outcome: 'restated'; readonly report: StoredReport; readonly differences: readonly Difference[] }

export interface ReissueRequest {
  readonly id: string
  /** null is now. */
  readonly knownAt: string | null
  readonly verifyAt: string | null
  readonly address: string
}

/** Of a stored report what was fixed when it was issued. */
export const headerOf = ({ document }: StoredReport): ReportHeader => {
  const { header } = JSON.parse(document) as ComposedReport['dossier']
  const { purposeZh: _zh, purposeEn: _en, ...fixed } = header
  return fixed
}

/**
 * Issues a report again. With its own instant it is the same document, made anew to prove it; with a later one (null: now) it
 * is a restatement that names every figure that moved and why, unless none did.
 */
export async function reissueReport(
  command: Command,
  request: ReissueRequest,
): Promise<Result<Reissued, CreditReportRefusal>> {
  const found = await reportById(command.tx, request.id)
  if (!found) return refuse({ code: 'NOT_FOUND', what: 'credit report' })
  const { uscc, purpose } = found
  return seeWholeAccount(command, { uscc, purpose, address: request.address }, (enterprise) =>
    reissue(command, request, enterprise),
  )
}

async function reissue(
  command: Command,
  request: ReissueRequest,
  enterprise: EnterpriseRow,
): Promise<Result<Reissued, CreditReportRefusal>> {
  const { tx } = command
  const issuedAt = await lockAccounts(tx, [enterprise.id])
  // Read under the lock: another restatement may have come first.
  const report = await reportIssued(command, request.id)
  const { at: knownAt, day } = await instantAndDay(tx, request.knownAt ?? issuedAt)
  const header = headerOf(report)
  if (knownAt === report.knownAt) {
    const again = await composeReport(tx, enterprise, header)
    const reproduced = again.ok && again.value.text === report.document
    await record(command, 'credit-report.reproduced', report, { reproduced })
    return ok({ outcome: 'identical', report, reproduced })
  }
  if (knownAt < report.knownAt) return refuse({ code: 'KNOWN_BEFORE_REPORT', knownAt, reportKnownAt: report.knownAt })
  if (knownAt > issuedAt) return refuse({ code: 'KNOWN_AT_IN_FUTURE', knownAt, now: issuedAt })
  if (report.restatedByNumber !== null)
    return refuse({ code: 'REPORT_ALREADY_RESTATED', number: report.number, restatedBy: report.restatedByNumber })

  const number = await nextNumber(tx, issuedAt)
  const { number: restated, issuedAt: before, asOf, factorsPublishedBy } = header
  const composed = await composeReport(tx, enterprise, {
    ...header,
    number,
    issuedAt,
    knownAt,
    factorsPublishedBy: day,
    verifyAt: request.verifyAt,
    restates: {
      number: restated,
      hash: report.documentHash,
      issuedAt: before,
      asOf,
      knownAt: report.knownAt,
      factorsPublishedBy,
    },
  })
  if (!composed.ok) return composed
  const differences = composed.value.dossier.restatement?.differences ?? []
  if (differences.length === 0) {
    await record(command, 'credit-report.confirmed', report, { knownAt })
    return ok({ outcome: 'unchanged', report })
  }
  const id = await insertDocument(tx, {
    number,
    enterpriseId: report.enterpriseId,
    uscc: report.uscc,
    issuedFor: report.issuedForId,
    purpose: report.purpose,
    asOf: report.asOf,
    knownAt,
    issuedAt,
    document: composed.value.text,
    documentHash: composed.value.hash,
    restates: report.id,
    issuedBy: command.actor.userId,
  })
  const issued = await reportIssued(command, id)
  await record(command, 'credit-report.restated', issued, {
    restates: report.number,
    figures: differences.length,
    causes: [...new Set(differences.flatMap(({ causes }) => causes.map(({ cause }) => cause)))],
  })
  return ok({ outcome: 'restated', report: issued, differences })
}

const record = (
  command: Command,
  action: string,
  { id, number, uscc, documentHash }: StoredReport,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> =>
  recordEvent(command, {
    action,
    subjectKind: 'credit-report',
    subjectId: id,
    detail: { number, uscc, documentHash, ...detail },
  })
