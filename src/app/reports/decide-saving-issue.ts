import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { insertSavingDecision, lockSavingIssues } from './saving-issue-store.js'
import { savingIssueById, standingIssue } from './saving-issue-views.js'

export type DecideIssueRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'SAVING_ISSUE_DECIDED'; readonly number: string; readonly state: string }
  | { readonly code: 'PERIOD_ISSUED_ALREADY'; readonly number: string; readonly issueId: string }

/** Another person of the issuer's own organisation signs a prepared report, which then stands for good, or returns it. */
export async function decideSavingIssue(
  command: Command,
  input: { readonly issueId: string; readonly decision: 'SIGN' | 'RETURN'; readonly opinion: string },
): Promise<Result<string, DecideIssueRefusal>> {
  const { tx, actor } = command
  const { issueId, opinion } = input
  await lockSavingIssues(tx, actor.organisationId)
  const issue = await savingIssueById(tx, issueId)
  if (issue === undefined || issue.organisationId !== actor.organisationId)
    return refuse({ code: 'NOT_FOUND', what: 'saving report' })
  const { number, state, madeBy, documentHash, restates } = issue
  if (state !== 'PREPARED') return refuse({ code: 'SAVING_ISSUE_DECIDED', number, state })
  if (madeBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy })
  const decision = input.decision === 'SIGN' ? 'SIGNED' : 'RETURNED'
  const standing = await standingIssue(tx, actor.organisationId, issue)
  if (decision === 'SIGNED' && standing !== undefined && standing.id !== restates?.id)
    return refuse({ code: 'PERIOD_ISSUED_ALREADY', number: standing.number, issueId: standing.id })
  await insertSavingDecision(tx, {
    issueId,
    organisationId: issue.organisationId,
    madeBy,
    decision,
    opinion,
    decidedBy: actor.userId,
  })
  await recordEvent(command, {
    action: decision === 'SIGNED' ? 'saving-report.signed' : 'saving-report.returned',
    subjectKind: 'saving_issue',
    subjectId: issueId,
    detail: { number, documentHash, opinion, restates: restates?.number ?? null },
  })
  return ok(issueId)
}
