import type { Tx } from '../../db/transaction.js'
import type { RealisedDimension } from '../../domain/reporting/realised-saving.js'
import { daysBetween } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { checkCodeOf } from '../credit-reports/verify.js'
import { countOf } from '../loans/product-terms.js'
import {
  type RealisedSavingReport,
  type RealisedSavingRow,
  realisedSaving,
  type SavingQuestion,
  type SavingRefusal,
} from '../reports/realised-saving.js'
import { endOf, NO_FILTER, sumsOnly } from '../reports/realised-saving-views.js'
import { ISSUED_CUTS, type SavingRestatement } from '../reports/saving-document.js'
import type { savingIssueById } from '../reports/saving-issue-views.js'
import { forStatistics } from '../reports/views.js'
import { type DiscountBand, discountBands } from './discount-bands-views.js'

/** Who signed an issued report, and where it can be verified. */
export interface SavingIssue {
  readonly number: string
  /** SHA-256 of the issued document. */
  readonly documentHash: string
  readonly checkCode: string
  readonly issuedAt: string
  readonly maker: { readonly name: string; readonly at: string }
  /** Null: not signed by a second person. */
  readonly checker: { readonly name: string; readonly at: string } | null
  /** Where who may read it finds the document that its hash is of. */
  readonly verifyAt: string
  readonly issuer: { readonly nameZh: string; readonly nameEn: string }
  /** The number of the report that it restates. */
  readonly restates: string | null
}

export interface SavingCut {
  readonly by: RealisedDimension
  readonly rows: readonly RealisedSavingRow[]
}

/** What is printed of a realised-saving report; everything on paper and in a workbook is in here, so the same gives the same bytes. */
export interface PrintedSaving
  extends Pick<
    RealisedSavingReport,
    'from' | 'to' | 'asOf' | 'knownAt' | 'days' | 'filter' | 'totals' | 'reconciliation' | 'definitions'
  > {
  readonly cuts: readonly SavingCut[]
  /** Balance by how far the rate lies below the reference rate; bands of few enterprises are left out for a reader of sums. */
  readonly bands: readonly DiscountBand[]
  /** Null: an answer of the moment that nobody has signed. */
  readonly issue: SavingIssue | null
  readonly restatement: SavingRestatement | null
}

/** Answers a question by every dimension at once, enterprises, of whom there may be tens of thousands, where they are asked for; for a document that nobody has signed. */
export async function printedSaving(
  tx: Tx,
  question: Omit<SavingQuestion, 'by' | 'page'>,
  { enterprises }: { readonly enterprises: boolean },
): Promise<Result<PrintedSaving, SavingRefusal>> {
  const cuts: SavingCut[] = []
  let report: RealisedSavingReport | undefined
  for (const by of enterprises ? [...ISSUED_CUTS, 'enterprise' as const] : ISSUED_CUTS) {
    const answered = await realisedSaving(tx, { ...question, by, page: null })
    if (!answered.ok) return answered
    report ??= answered.value
    cuts.push({ by, rows: answered.value.rows })
  }
  const { from, to, asOf, knownAt, days, filter, totals, reconciliation, definitions } = report as RealisedSavingReport
  const least = (await sumsOnly(tx)) ? (await countOf(tx, 'statistics.min_enterprises', asOf)).value : 0
  const bands = await forStatistics(tx, () =>
    discountBands(tx, question, filter, daysBetween(from, endOf(question)), least),
  )
  return ok({
    from,
    to,
    asOf,
    knownAt,
    days,
    filter,
    totals,
    reconciliation,
    definitions,
    cuts,
    bands,
    issue: null,
    restatement: null,
  })
}

/** An issued report from the document that was signed; nothing is computed again. */
export function printedIssue(
  issue: NonNullable<Awaited<ReturnType<typeof savingIssueById>>>,
  names: { readonly maker: string; readonly checker: string | null },
  publicUrl: string,
): PrintedSaving {
  const { document, documentHash, madeAt, decidedAt, state } = issue
  const { from, to, asOf, knownAt, days, totals, reconciliation, definitions, restatement } = document
  const signed = state === 'SIGNED' && decidedAt !== null
  return {
    from,
    to,
    asOf,
    knownAt,
    days,
    totals,
    reconciliation,
    definitions,
    restatement,
    filter: NO_FILTER,
    cuts: ISSUED_CUTS.map((by) => ({ by, rows: document.rows[by] })),
    bands: [],
    issue: {
      number: document.number,
      documentHash,
      checkCode: checkCodeOf(documentHash),
      issuedAt: signed ? decidedAt : madeAt,
      maker: { name: names.maker, at: madeAt },
      checker: signed ? { name: names.checker ?? document.issuer.nameZh, at: decidedAt } : null,
      verifyAt: `${publicUrl}/v1/reports/realised-interest-saving/issues/${issue.id}`,
      issuer: document.issuer,
      restates: restatement?.of.number ?? null,
    },
  }
}
