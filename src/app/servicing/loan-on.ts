import type { Tx } from '../../db/transaction.js'
import { type Replay, type ReplayRefusal, replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { notFound } from '../command/record-refusal.js'
import { type KnownLife, lifeOf } from './life-of.js'
import { tellAllocation } from './tell-allocation.js'
import { positionBefore, tellPayoff, tellPosition } from './tell-position.js'

export interface LoanQuestion {
  readonly asOf: CivilDate
  /** Null is now. */
  readonly knownAt: string | null
}

/** A loan as it was on a day and as known at an instant: only facts of that day and before. */
export interface LoanOn extends KnownLife {
  /** Null while nothing was paid out. */
  readonly replayed: Replay | null
}

/** Undefined when the caller may not see the loan. */
export async function loanOn(tx: Tx, loanId: string, { asOf, knownAt }: LoanQuestion): Promise<LoanOn | undefined> {
  const known = await lifeOf(tx, loanId, knownAt)
  if (known === undefined) return undefined
  const facts = known.life?.facts.filter(({ on }) => on <= asOf) ?? []
  if (known.life === null || !facts.some(({ kind }) => kind === 'disbursement')) return { ...known, replayed: null }
  const replayed = replay({ ...known.life, facts }, [asOf])
  // Every fact was replayed before it was recorded.
  if (!replayed.ok) throw new Error(`loan ${loanId} has no life: ${JSON.stringify(replayed.refusal)}`)
  return { ...known, replayed: replayed.value }
}

/** Who owes what on a day. */
export async function loanPosition(tx: Tx, loanId: string, question: LoanQuestion) {
  const found = await loanOn(tx, loanId, question)
  return found && positionTold(found, question.asOf)
}

export const positionTold = ({ loan, replayed }: LoanOn, asOf: CivilDate) =>
  tellPosition(replayed?.positionOn(asOf) ?? positionBefore(loan, asOf))

/** Where all money went by a day, in the order in which it went there. */
export async function loanAllocations(tx: Tx, loanId: string, question: LoanQuestion) {
  const found = await loanOn(tx, loanId, question)
  return found && (found.replayed?.allocationsThrough(question.asOf) ?? []).map(tellAllocation)
}

/** What settles a loan on a day, as it is known now. */
export async function payoffQuote(
  tx: Tx,
  loanId: string,
  on: CivilDate,
): Promise<
  Result<
    ReturnType<typeof tellPayoff>,
    | ReplayRefusal
    | { readonly code: 'NOT_FOUND'; readonly what: string }
    | { readonly code: 'LOAN_SETTLED'; readonly settledOn: CivilDate | null }
  >
> {
  const found = await loanOn(tx, loanId, { asOf: on, knownAt: null })
  if (found === undefined) return notFound('loan')
  if (found.replayed === null) return refuse({ code: 'NOTHING_DISBURSED' })
  const { state, settledOn } = found.replayed.positionOn(on)
  if (state === 'SETTLED') return refuse({ code: 'LOAN_SETTLED', settledOn })
  const quoted = found.replayed.payoffOn(on)
  return quoted.ok ? ok(tellPayoff(quoted.value)) : quoted
}
