import type { AmountAboveLine } from '../../domain/loans/credit-line.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { addMoney, compareMoney, isNegativeMoney, negateMoney, subtractMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Acting } from '../command/command.js'
import {
  drawAgainOnReversal,
  releaseOnLapse,
  releaseOnRepayment,
  reserveAgainOnReversal,
} from '../credit-lines/line-use.js'
import type { HeldLoan } from './hold-loan.js'
import type { Standing } from './store.js'

/** Whether `followLine` may move the loan's line: not where the loan has none, and not where it owes what it owed and goes on. */
export const movesLine = ({ loan, state }: Pick<HeldLoan, 'loan' | 'state'>, after: Standing): boolean =>
  loan.creditLineId !== null &&
  (compareMoney(after.disbursed, state.disbursed) !== 0 ||
    compareMoney(after.balance, state.balance) !== 0 ||
    (after.state === 'SETTLED' && state.state !== 'SETTLED'))

/**
 * Frees the credit line of a loan by the principal repaid since it last stood, or uses it again when a repayment is taken
 * back; what a disbursement drew is reserved again when that is.
 */
export async function followLine(
  command: Acting,
  { loan, state }: HeldLoan,
  after: Standing,
  on: CivilDate,
): Promise<Result<null, AmountAboveLine>> {
  const { creditLineId } = loan
  if (creditLineId === null) return ok(null)
  const drawn = subtractMoney(after.disbursed, state.disbursed)
  const principal = subtractMoney(addMoney(state.balance, drawn), after.balance)
  const line = { creditLineId, loanId: loan.id, on }
  if (isNegativeMoney(drawn)) await reserveAgainOnReversal(command, { ...line, amount: negateMoney(drawn) })
  if (isNegativeMoney(principal)) {
    const again = await drawAgainOnReversal(command, { ...line, principal: negateMoney(principal) })
    if (!again.ok) return again
  } else {
    await releaseOnRepayment(command, { ...line, principal })
  }
  if (after.state === 'SETTLED' && state.state !== 'SETTLED') await releaseOnLapse(command, line)
  return ok(null)
}
