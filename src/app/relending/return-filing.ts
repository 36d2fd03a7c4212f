import { returnFiling as decideReturn } from '../../domain/relending/filing.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { type FilingRow, freeFilingLoans, lockFiling, updateFiling } from './filing-store.js'
import { filingOf } from './filing-under-test.js'
import type { ReviewRefusal } from './review-filing.js'

/** 退回: an approver returns a reviewed filing instead of granting it; its loans are free again. */
export async function returnFiling(
  command: Command,
  input: { readonly filingId: string; readonly opinion: string; readonly version: number },
): Promise<Result<FilingRow, ReviewRefusal>> {
  const { tx, actor } = command
  const filing = await lockFiling(tx, input.filingId)
  if (filing === undefined) return notFound('filing')
  const seen = sameVersion(input.version, filing.version)
  if (!seen.ok) return seen
  const decided = decideReturn(filingOf(filing), { id: actor.userId, organisation: actor.organisationId })
  if (!decided.ok) return decided
  await freeFilingLoans(tx, filing.id)
  const returned = await updateFiling(tx, filing.id, {
    state: decided.value.state,
    reviewedBy: decided.value.reviewedBy,
    grantOpinion: input.opinion,
  })
  await recordEvent(command, {
    action: 'reloan_filing.returned',
    subjectKind: 'reloan_filing',
    subjectId: filing.id,
    detail: { opinion: input.opinion },
  })
  return ok(returned)
}
