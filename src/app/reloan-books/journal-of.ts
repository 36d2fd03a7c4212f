import type { Tx } from '../../db/transaction.js'
import { type ReloanContract, type ReloanJournal, reloanJournal } from '../../domain/relending/accrual.js'
import { overdueRateOf } from '../../domain/relending/overdue-rate.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { facilityRules } from '../relending/facility-rules.js'
import { settlementRuleOn } from './settlement-rule.js'
import { type ReloanLife, reloanLife } from './views.js'

export interface JournalOfReloan {
  readonly life: ReloanLife
  readonly journal: ReloanJournal
}

/** What the facts of a re-loan call for by the end of a day, as known at an instant (null: now), and what the books hold. */
export async function journalOf(
  tx: Tx,
  reloan: ReloanContract & { readonly facility: string },
  through: CivilDate,
  knownAt: string | null = null,
): Promise<JournalOfReloan> {
  const life = await reloanLife(tx, reloan.id, knownAt)
  const rule = await settlementRuleOn(tx, reloan.drawnOn, knownAt)
  const { lineage, terms } = await facilityRules(tx, reloan.facility, knownAt)
  return { life, journal: reloanJournal(reloan, life.facts, rule, overdueRateOf(terms, lineage), through) }
}
