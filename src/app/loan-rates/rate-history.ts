import type { Tx } from '../../db/transaction.js'
import { ratchetStepOn } from '../../domain/pricing/ratchet.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatExact } from '../../kernel/exact.js'
import { formatBp } from '../../kernel/rate.js'
import { lifeOf } from '../servicing/life-of.js'
import { ratedLoan } from './loan-to-reprice.js'
import { ratchetOfLoan } from './ratchet-of-loan.js'
import { loanRateViews } from './views.js'

interface Times {
  readonly asOf: CivilDate
  readonly knownAt: string | null
}

/** Every rate of a loan to a day and why, with the one in force on it; undefined when the caller may not see the loan. */
export async function rateHistory(tx: Tx, loanId: string, times: Times) {
  const items = await loanRateViews(tx, loanId, times)
  return items.length === 0 ? undefined : { loanId, ...times, inForce: items.at(-1), items }
}

/** Targets, reports and steps of a loan's ratchet on a day; undefined when the caller may not see the loan. */
export async function ratchetHistory(tx: Tx, loanId: string, times: Times) {
  const known = await lifeOf(tx, loanId, times.knownAt)
  if (known === undefined) return undefined
  const rated = await ratedLoan(tx, loanId, times.knownAt)
  const { targets, facts, life } = await ratchetOfLoan(
    tx,
    {
      id: loanId,
      signedOn: known.loan.signedOn as CivilDate,
      periodStarts: rated.ok ? rated.value.periodStarts : [],
    },
    times,
  )
  const steps = (life?.steps ?? []).map(({ step, ...rest }) => ({ ...rest, stepBp: formatBp(step) }))
  const inForce = life && ratchetStepOn(life, times.asOf)
  return {
    loanId,
    asOf: times.asOf,
    targets: targets.filter(({ agreedOn }) => agreedOn <= times.asOf).map(tellTarget),
    facts: facts
      .filter(({ on }) => on <= times.asOf)
      .map((fact) => ({
        id: fact.id,
        kind: fact.kind,
        on: fact.on,
        testOn: 'testOn' in fact ? fact.testOn : null,
        event: 'event' in fact ? fact.event : null,
      })),
    tests: life?.tests ?? [],
    steps,
    inForce: { outcome: inForce?.outcome ?? 'baseline', stepBp: inForce ? formatBp(inForce.step) : '0.00' },
    declassified: life?.declassified ?? null,
    eventOfDefault: false as const,
  }
}

const tellTarget = ({
  id,
  name,
  testOn,
  agreedOn,
  comparison,
  value,
}: Awaited<ReturnType<typeof ratchetOfLoan>>['targets'][number]) => ({
  id,
  name,
  testOn,
  agreedOn,
  comparison,
  value: formatExact(value),
})
