import { type FilingRefusal, nextFilingState, type RowVerdict, reviewRows } from '../../domain/relending/filing.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import type { Ineligible } from './file-loans.js'
import {
  type FilingRow,
  freeFilingLoans,
  insertOpinions,
  lockFiling,
  lockFilingLoans,
  updateFiling,
} from './filing-store.js'
import { filingOf, testAgain } from './filing-under-test.js'
import { quotaById } from './quota-store.js'

export type ReviewRefusal = RecordRefusal | (FilingRefusal & { readonly ineligible?: readonly Ineligible[] })

export interface Review {
  readonly filingId: string
  /** Of every row that is not named. */
  readonly decision: 'PASS' | 'RETURN'
  readonly opinion: string
  readonly rows: readonly RowVerdict[]
  readonly version: number
}

/**
 * 初审、复审: a reviewer passes a filing on row by row, on loans that still pass their tests. Returned rows are free again; with none left
 * the filing is returned. In a filing of two reviews the first call is the first review, the second must be another person's.
 */
export async function reviewFiling(command: Command, input: Review): Promise<Result<FilingRow, ReviewRefusal>> {
  const { tx, actor } = command
  const filing = await lockFiling(tx, input.filingId)
  if (filing === undefined) return notFound('filing')
  const seen = sameVersion(input.version, filing.version)
  if (!seen.ok) return seen
  const open = nextFilingState(filing.state, stepOf(filing), filing.reviews)
  if (!open.ok) return open
  const rows = await lockFilingLoans(tx, filing.id)
  const quota = await quotaById(tx, filing.quotaId)
  if (quota === undefined) throw new Error(`filing ${filing.id} has no quota`)
  const { loans } = await testAgain(tx, filing, rows, quota.limit)
  const officer = { id: actor.userId, organisation: actor.organisationId }
  const decided = reviewRows(filingOf(filing), officer, input, loans)
  if (!decided.ok) {
    const unfit = loans.filter(({ eligibility }) => !eligibility.eligible)
    const ineligible = unfit.map(({ loan, eligibility }) => ({ loan, lines: eligibility.lines }))
    return refuse({ ...decided.refusal, ...(decided.refusal.code === 'LOAN_NOT_ELIGIBLE' && { ineligible }) })
  }
  const { verdicts, returned } = decided.value
  const isFirst = filing.reviews === 2 && filing.state === 'FILED'
  const second = filing.state === 'FIRST_REVIEWED'
  await insertOpinions(tx, filing, { no: second ? 2 : 1, givenBy: actor.userId, verdicts })
  if (returned.length > 0) await freeFilingLoans(tx, filing.id, returned)
  const { state, firstReviewedBy, reviewedBy } = decided.value.filing
  const reviewed = await updateFiling(tx, filing.id, {
    state,
    firstReviewedBy,
    reviewedBy,
    ...(isFirst ? { firstReviewOpinion: input.opinion } : { reviewOpinion: input.opinion }),
  })
  await recordEvent(command, {
    action: state === 'RETURNED' ? 'reloan_filing.returned' : actionOf(isFirst),
    subjectKind: 'reloan_filing',
    subjectId: filing.id,
    detail: {
      opinion: input.opinion,
      review: second ? 2 : 1,
      passed: verdicts.length - returned.length,
      returned: returned.length,
    },
  })
  return ok(reviewed)
}

const stepOf = ({ reviews, state }: FilingRow) => (reviews === 2 && state === 'FILED' ? 'pass-first' : 'pass')
const actionOf = (isFirst: boolean) => (isFirst ? 'reloan_filing.first_reviewed' : 'reloan_filing.reviewed')
