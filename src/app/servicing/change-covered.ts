import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { type ExtensionRefusal, extensionCovered } from '../pledges/extension-covered.js'
import type { RequestedChange } from './requested-change.js'

/** Other due dates must be covered by what secures the loan; no other change asks for that. */
export const changeCovered = async (
  tx: Tx,
  loan: { readonly id: string; readonly pledgeId: string | null },
  requested: RequestedChange,
  on: CivilDate,
): Promise<Result<null, ExtensionRefusal>> =>
  requested.kind === 'restructure' ? extensionCovered(tx, loan, requested.body.dueDates, on) : ok(null)
