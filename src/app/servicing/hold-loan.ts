import type { Tx } from '../../db/transaction.js'
import type { LoanLife } from '../../domain/loans/servicing/facts.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import type { Loan, LoanStateRow } from '../loans/store.js'
import type { BookedLine } from './difference.js'
import type { FactRow } from './fact-rows.js'
import { lifeFrom, loanTerms } from './life-of.js'
import { lifeRows, livesAndBooks } from './life-views.js'
import { lockServiced, servicedLoan, servicedLoans } from './store.js'

/** A loan held until the transaction ends, with everything that its next fact is decided and booked by. */
export interface HeldLoan {
  readonly loan: Loan
  readonly state: LoanStateRow
  /** Null before the first disbursement. */
  readonly life: LoanLife | null
  /** Its rows that stand. */
  readonly events: readonly FactRow[]
  readonly lastNo: number
  readonly booked: readonly BookedLine[]
  /** The day that its bank has at work; null for a bank that keeps no business days. */
  readonly dayAtWork: CivilDate | null
}

/**
 * First the lock, and after it, in the same round trip, the life, which another command may have changed while this one waited.
 * @param version that was decided on; null where it does not matter
 */
export async function holdLoan(
  tx: Tx,
  loanId: string,
  version: number | null,
): Promise<Result<HeldLoan, RecordRefusal>> {
  const [, locked, rows] = await Promise.all([
    lockServiced(tx, loanId),
    servicedLoan(tx, loanId),
    lifeRows(tx, loanId, { knownAt: null, withBook: true }),
  ])
  if (locked === undefined) return notFound('loan')
  const seen = version === null ? ok(null) : sameVersion(version, locked.state.version)
  if (!seen.ok) return seen
  const life = lifeFrom(rows, locked.loan, await loanTerms(tx, locked.loan))
  return ok({ ...locked, ...rows, life })
}

/**
 * Loans that are locked already, read with a fixed number of statements however many they are: each as `holdLoan` holds it. A loan is put
 * together when it is asked for, so that one whose rows make no life fails alone.
 */
export async function heldLoans(
  tx: Tx,
  loanIds: readonly string[],
): Promise<(loanId: string) => Promise<Result<HeldLoan, RecordRefusal>>> {
  const [serviced, lives] = await Promise.all([servicedLoans(tx, loanIds), livesAndBooks(tx, loanIds)])
  return async (loanId) => {
    const locked = serviced.get(loanId)
    const rowsOf = lives.get(loanId)
    if (locked === undefined || rowsOf === undefined) return notFound('loan')
    const rows = rowsOf()
    return ok({ ...locked, ...rows, life: lifeFrom(rows, locked.loan, await loanTerms(tx, locked.loan)) })
  }
}
