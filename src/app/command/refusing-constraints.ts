import { constraintOf } from '../../db/faults.js'
import type { Tx } from '../../db/transaction.js'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.js'

/**
 * Does one write inside a savepoint, so that a violation of a named constraint becomes the refusal it stands for and the
 * transaction can still be read from. A violation without a name here is a defect and goes on.
 */
export async function refusingConstraints<T, const R extends Refusal>(
  tx: Tx,
  refusals: Readonly<Record<string, R>>,
  write: (tx: Tx) => Promise<T>,
): Promise<Result<T, R>> {
  try {
    return ok(await tx.transaction(write))
  } catch (error) {
    const refusal = refusals[constraintOf(error) ?? '']
    if (refusal === undefined) throw error
    return refuse(refusal)
  }
}
