import { type FilingRefusal, passReview, returnFiling } from '../../domain/relending/filing.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { type FilingRow, freeFilingLoans, lockFiling, lockFilingLoans, updateFiling } from './filing-store.js'
import { filingOf, testAgain } from './filing-under-test.js'
import { quotaById } from './quota-store.js'

export type ReviewRefusal = RecordRefusal | FilingRefusal

export interface Review {
  readonly filingId: string
  readonly decision: 'PASS' | 'RETURN'
  readonly opinion: string
  readonly version: number
}

/** 审查: a reviewer passes a filing on, on loans that still pass their tests, or returns it, which frees its loans. */
export async function reviewFiling(command: Command, input: Review): Promise<Result<FilingRow, ReviewRefusal>> {
  const { tx, actor } = command
  const filing = await lockFiling(tx, input.filingId)
  if (filing === undefined) return notFound('filing')
  const seen = sameVersion(input.version, filing.version)
  if (!seen.ok) return seen
  const officer = { id: actor.userId, organisation: actor.organisationId }
  const loans = await lockFilingLoans(tx, filing.id)
  const decided =
    input.decision === 'PASS'
      ? passReview(filingOf(filing), officer, await loansNow(command, filing, loans))
      : returnFiling(filingOf(filing), officer)
  if (!decided.ok) return decided
  if (decided.value.state === 'RETURNED') await freeFilingLoans(tx, filing.id)
  const reviewed = await updateFiling(tx, filing.id, {
    state: decided.value.state,
    reviewedBy: actor.userId,
    reviewOpinion: input.opinion,
  })
  await recordEvent(command, {
    action: input.decision === 'PASS' ? 'reloan_filing.reviewed' : 'reloan_filing.returned',
    subjectKind: 'reloan_filing',
    subjectId: filing.id,
    detail: { opinion: input.opinion },
  })
  return ok(reviewed)
}

async function loansNow({ tx }: Command, filing: FilingRow, loans: Parameters<typeof testAgain>[2]) {
  const quota = await quotaById(tx, filing.quotaId)
  if (quota === undefined) throw new Error(`filing ${filing.id} has no quota`)
  return (await testAgain(tx, filing, loans, quota.limit)).loans
}
