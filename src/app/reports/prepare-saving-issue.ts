import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { canonicalJson, sha256 } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { partyById } from '../credit-reports/views.js'
import type { SavingRefusal } from './realised-saving.js'
import { type SavingDocument, savingDocument } from './saving-document.js'
import { insertSavingIssue, lockSavingIssues, nextSavingNumber } from './saving-issue-store.js'
import { savingIssueById, standingIssue } from './saving-issue-views.js'

export type PrepareIssueRefusal =
  | SavingRefusal
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'SAVING_PERIOD_NOT_OVER'; readonly to: CivilDate; readonly today: CivilDate }
  | { readonly code: 'PERIOD_ISSUED_ALREADY'; readonly number: string; readonly issueId: string }
  | { readonly code: 'SAVING_ISSUE_NOT_SIGNED'; readonly number: string; readonly state: string }
  | { readonly code: 'SAVING_ISSUE_RESTATED'; readonly number: string; readonly restatedBy: string }
  | {
      readonly code: 'SAVING_ISSUE_OF_ANOTHER_PERIOD'
      readonly number: string
      readonly from: CivilDate
      readonly to: CivilDate
    }
  | { readonly code: 'NOTHING_TO_RESTATE'; readonly number: string; readonly knownAt: string }

export interface PreparingIssue {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly knownAt: string
  /** The issue that is restated; null for the first of a period. */
  readonly restates: string | null
  readonly today: CivilDate
}

/**
 * Prepares the report of a period that is over, as known at an instant, with its number and its hash; another person of the same
 * organisation signs it. What was signed is never changed: what became known later makes a report that restates it.
 * @returns its id
 */
export async function prepareSavingIssue(
  command: Command,
  { from, to, knownAt, restates, today }: PreparingIssue,
): Promise<Result<string, PrepareIssueRefusal>> {
  const { tx, actor } = command
  if (from > to) return refuse({ code: 'FROM_AFTER_TO', from, to })
  if (to >= today) return refuse({ code: 'SAVING_PERIOD_NOT_OVER', to, today })
  await lockSavingIssues(tx, actor.organisationId)
  const earlier = restates === null ? null : await restatable(command, restates, { from, to })
  if (earlier !== null && !earlier.ok) return earlier
  const standing = await standingIssue(tx, actor.organisationId, { from, to })
  if (earlier === null && standing !== undefined)
    return refuse({ code: 'PERIOD_ISSUED_ALREADY', number: standing.number, issueId: standing.id })
  const party = await partyById(tx, actor.organisationId)
  if (party === undefined) throw new Error(`organisation ${actor.organisationId} is not there`)
  const { code, nameZh, nameEn } = party
  const number = await nextSavingNumber(tx)
  const head = { number, issuer: { code, nameZh, nameEn } }
  const composed = await savingDocument(tx, { from, to, knownAt }, head, earlier?.value ?? null)
  if (!composed.ok) return composed
  const document = composed.value
  if (earlier !== null && saysTheSame(document, earlier.value.document))
    return refuse({ code: 'NOTHING_TO_RESTATE', number: earlier.value.number, knownAt })
  const text = canonicalJson(document)
  const documentHash = sha256(text)
  const id = await insertSavingIssue(tx, {
    number,
    organisationId: actor.organisationId,
    from,
    to,
    asOf: to,
    knownAt,
    document: text,
    documentHash,
    restates,
    madeBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'saving-report.prepared',
    subjectKind: 'saving_issue',
    subjectId: id,
    detail: { number, from, to, knownAt, documentHash, restates, realisedSaving: document.totals.realisedSaving },
  })
  return ok(id)
}

type Earlier = {
  readonly id: string
  readonly number: string
  readonly knownAt: string
  readonly realisedSaving: string | null
  readonly document: SavingDocument
}

async function restatable(
  { tx, actor }: Command,
  id: string,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
): Promise<Result<Earlier, PrepareIssueRefusal>> {
  const issue = await savingIssueById(tx, id)
  if (issue === undefined || issue.organisationId !== actor.organisationId)
    return refuse({ code: 'NOT_FOUND', what: 'saving report' })
  const { number, state, restatedBy } = issue
  if (state !== 'SIGNED') return refuse({ code: 'SAVING_ISSUE_NOT_SIGNED', number, state })
  if (restatedBy !== null) return refuse({ code: 'SAVING_ISSUE_RESTATED', number, restatedBy: restatedBy.number })
  if (issue.from !== from || issue.to !== to)
    return refuse({ code: 'SAVING_ISSUE_OF_ANOTHER_PERIOD', number, from: issue.from, to: issue.to })
  return ok(issue)
}

/** Links carry the instant of asking; what a report says does not depend on it. */
function saysTheSame(document: SavingDocument, earlier: SavingDocument): boolean {
  const figures = ({ totals, rows, reconciliation }: SavingDocument) =>
    canonicalJson(
      JSON.parse(
        JSON.stringify({ totals, rows, reconciliation }, (key, value) => (key === 'lineage' ? undefined : value)),
      ),
    )
  return figures(document) === figures(earlier)
}
