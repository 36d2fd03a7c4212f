import type { Tx } from '../../db/transaction.js'
import type { RuleRef } from '../../domain/pricing/pricing-rules.js'
import type { RatchetTerms } from '../../domain/pricing/ratchet.js'
import type { RuledCount } from '../../domain/pricing/repricing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Bp, bp } from '../../kernel/rate.js'
import { countOf, parameter } from '../loans/product-terms.js'

/** A count of days, months or grades with its row. */
export const ruledCount = (tx: Tx, code: string, on: CivilDate): Promise<RuledCount> => countOf(tx, code, on)

async function ruledBp(tx: Tx, code: string, on: CivilDate): Promise<{ readonly value: Bp; readonly rule: RuleRef }> {
  const { value, ...rule } = await parameter(tx, code, on)
  return { value: bp(value), rule }
}

/** What was published about ratchets on the day a contract was signed. */
export async function ratchetTerms(tx: Tx, on: CivilDate): Promise<RatchetTerms> {
  return {
    steps: {
      all_met: await ruledBp(tx, 'ratchet.step.all_met', on),
      some_met: await ruledBp(tx, 'ratchet.step.some_met', on),
      baseline: await ruledBp(tx, 'ratchet.step.baseline', on),
      none_met: await ruledBp(tx, 'ratchet.step.none_met', on),
    },
    cap: await ruledBp(tx, 'ratchet.cap', on),
    reportDueDays: await ruledCount(tx, 'ratchet.report_due_d', on),
    cureDays: await ruledCount(tx, 'ratchet.cure_d', on),
    recalibrationDays: await ruledCount(tx, 'ratchet.recalibration_d', on),
    missingInARow: await ruledCount(tx, 'ratchet.missing_in_a_row', on),
  }
}
