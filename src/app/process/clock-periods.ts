import type { Tx } from '../../db/transaction.js'
import type { Machine } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { countOf } from '../loans/product-terms.js'

/** How long the clock of an event runs, with the row that says so; nothing for an event without such a clock. */
export async function clockPeriods(
  tx: Tx,
  machine: Machine,
  { state, event, on }: { readonly state: string | null; readonly event: string; readonly on: CivilDate },
): Promise<{ readonly periods: Readonly<Record<string, number>>; readonly ruleIds: readonly string[] }> {
  const clock = machine.transitions.find((one) => one.from === state && one.event === event)?.clock ?? null
  if (clock === null || !('parameter' in clock)) return { periods: {}, ruleIds: [] }
  const { value, rule } = await countOf(tx, clock.parameter, on)
  return { periods: { [clock.parameter]: value }, ruleIds: [rule.ruleId] }
}
