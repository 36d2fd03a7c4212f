import { booksAgree, PRINCIPAL_ACCOUNTS } from '../../../domain/loans/books-agree.js'
import { loansAndLedger, loansThatDiffer } from '../book-sum-views.js'
import type { WholeStep } from '../end-of-day-step.js'
import { countUnacknowledged, type Finding } from '../store.js'

const STEP = 'reconcile'
/** A finding names so many loans; the first ones lead to the cause. */
const LOANS_NAMED = 100

/**
 * Compares loans with the ledger. A difference holds the day up until a second person has taken note of it; another difference, the
 * next time, is another finding.
 */
export const reconcile: WholeStep = {
  kind: 'whole',
  work: async ({ command: { tx }, organisationId, day }) => {
    const agreement = booksAgree(await loansAndLedger(tx, organisationId, PRINCIPAL_ACCOUNTS))
    if (agreement.ok) return { done: 1, refused: 0, findings: [] }
    const { code, ...detail } = agreement.refusal
    const difference: Finding = { loanId: null, code, detail }
    const open = await countUnacknowledged(tx, { organisationId, day, step: STEP }, [difference])
    if (open === 0) return { done: 1, refused: 0, findings: [] }
    const loans = await loansThatDiffer(tx, organisationId, PRINCIPAL_ACCOUNTS, LOANS_NAMED)
    const named = loans.map(({ loanId, ...sums }) => ({ loanId, code: 'LOAN_DIFFERS_FROM_LEDGER', detail: sums }))
    return { done: 0, refused: 0, findings: [difference, ...named], blocked: true }
  },
}
