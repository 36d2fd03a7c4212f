import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Viewer } from '../account-views/look-into.js'
import { type FinancedQuestion, type FinancedRefusal, financedBook } from './book.js'
import { lineAnswer, loanAnswer } from './loan-answer.js'
import { bookedLoans, type LoanQuestion } from './loan-views.js'

/** One loan with inputs, steps and sources; a loan not yet known then is one that is not there. */
export async function financedLoan(
  tx: Tx,
  viewer: Viewer,
  loanId: string,
  question: FinancedQuestion,
): Promise<
  Result<ReturnType<typeof loanAnswer>, FinancedRefusal | { readonly code: 'NOT_FOUND'; readonly what: string }>
> {
  const book = await financedBook(tx, viewer, question, (times) => bookedLoans(tx, { ...times, loanId }))
  if (!book.ok) return book
  const [line] = book.value.loans
  return line ? ok(loanAnswer(book.value, line)) : refuse({ code: 'NOT_FOUND', what: 'loan' })
}

/** The loans behind the report by lender and contract: one page attributes, and looks into, its own loans only. */
export async function financedLoans(
  tx: Tx,
  viewer: Viewer,
  question: FinancedQuestion,
  { after, limit }: { readonly after: LoanQuestion['after']; readonly limit: number },
) {
  let more = false
  const book = await financedBook(tx, viewer, question, async (times) => {
    const rows = await bookedLoans(tx, { ...times, after: after ?? null, limit: limit + 1 })
    more = rows.length > limit
    return rows.slice(0, limit)
  })
  if (!book.ok) return book
  const { asOf, knownAt, loans } = book.value
  return ok({ asOf, knownAt, lines: loans.map(lineAnswer), more })
}
