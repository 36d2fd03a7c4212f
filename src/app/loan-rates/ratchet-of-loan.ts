import type { Tx } from '../../db/transaction.js'
import type { AmendmentEvent, RatchetFact, RatchetLife, RatchetTarget } from '../../domain/pricing/ratchet.js'
import { ratchetLife } from '../../domain/pricing/ratchet.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { ratchetTerms } from './ratchet-terms.js'
import { ratchetFactsOf, targetsOf } from './store.js'

type FactRow = Awaited<ReturnType<typeof ratchetFactsOf>>[number]

/** What a fact keeps beside its days. */
export interface RatchetBody {
  readonly results?: readonly { readonly name: string; readonly value: string }[]
  readonly event?: AmendmentEvent
}

export interface RatchetOfLoan {
  readonly targets: readonly RatchetTarget[]
  readonly facts: readonly RatchetFact[]
  /** null without a target. */
  readonly life: RatchetLife | null
}

/** The ratchet of a loan as it stands on a day, as known at an instant (null: now). */
export async function ratchetOfLoan(
  tx: Tx,
  loan: { readonly id: string; readonly signedOn: CivilDate; readonly periodStarts: readonly CivilDate[] },
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<RatchetOfLoan> {
  const targets: readonly RatchetTarget[] = await targetsOf(tx, loan.id, knownAt)
  const facts = (await ratchetFactsOf(tx, loan.id, knownAt)).map(factOf)
  if (targets.length === 0) return { targets, facts, life: null }
  const terms = await ratchetTerms(tx, loan.signedOn)
  return { targets, facts, life: ratchetLife(terms, targets, facts, loan.periodStarts, asOf) }
}

function factOf({ id, on, kind, testOn, body }: FactRow): RatchetFact {
  const { results = [], event = 'merger' } = body as RatchetBody
  switch (kind) {
    case 'report-delivered':
      return {
        id,
        on,
        kind,
        testOn: testOn as CivilDate,
        results: results.map(({ name, value }) => ({ name, value: exact(value) })),
      }
    case 'report-verified':
      return { id, on, kind, testOn: testOn as CivilDate }
    case 'amendment':
      return { id, on, kind, event }
    default:
      return { id, on, kind }
  }
}
