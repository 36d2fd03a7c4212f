import type { CivilDate } from '../../kernel/civil-date.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, termInForce } from './facility.js'

/** Names the parameter, the document that would settle it, and who enters and approves it. */
export type OverdueRateUnknown = FacilityTermUnknown

/** The penalty rate of the day on which a re-loan became overdue. The central bank has not published it: until it is entered it is unknown. */
export type OverdueRate = (overdueOn: CivilDate) => Result<AnnualRate, OverdueRateUnknown>

export const overdueRateOf =
  (terms: readonly FacilityTermRow[], lineage: Lineage): OverdueRate =>
  (overdueOn) => {
    const term = termInForce(terms, lineage, 'overdue_rate', overdueOn)
    return term.ok ? ok(term.value.value) : term
  }
