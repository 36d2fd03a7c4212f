import { DRAWABLE } from '../../domain/collateral/pledge-machine.js'
import { ratioOf } from '../../domain/collateral/watch.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compare, exact, formatExact, formatFixed } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { type CollateralRefusal, collateralOn } from './collateral.js'
import {
  type CollateralChange,
  changeById,
  decideChangeRow,
  insertChange,
  lockChange,
  secureLoansWith,
} from './collateral-change-store.js'
import { principalOwed, securedBy, securedThrough } from './secured-views.js'
import { lockPledge } from './store.js'

export type CollateralChangeRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | CollateralRefusal
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'PLEDGE_NOT_FROZEN'; readonly state: string }
  | { readonly code: 'PLEDGE_IN_USE'; readonly pledgeId: string; readonly secured: string }
  | { readonly code: 'NOTHING_SECURED'; readonly pledgeId: string }
  | { readonly code: 'COLLATERAL_CHANGE_OPEN'; readonly pledgeId: string }
  | { readonly code: 'SUBSTITUTE_TOO_LOW'; readonly ratio: string; readonly limit: string }
  | { readonly code: 'SUBSTITUTE_ENDS_TOO_SOON'; readonly rightsEnd: CivilDate; readonly loanEnd: CivilDate }

export interface ProposedCollateral {
  /** The pledge that secures the loans now. */
  readonly pledgeId: string
  readonly kind: 'added' | 'substituted'
  readonly otherPledgeId: string
  readonly alertId: string | null
  readonly reason: string
  readonly on: CivilDate
  readonly today: CivilDate
}

/** 追加担保、置换担保: one officer proposes that another frozen pledge secures the loans of a pledge too, or in its place. */
export async function proposeCollateral(
  command: Command,
  input: ProposedCollateral,
): Promise<Result<CollateralChange, CollateralChangeRefusal>> {
  const { tx, actor } = command
  const { pledgeId, kind, otherPledgeId: otherId, alertId, reason, on } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const fit = await otherFits(command, { pledgeId, kind, otherId, on })
  if (!fit.ok) return fit
  const { lenderId, enterpriseId } = fit.value
  const change = await refusingConstraints(
    tx,
    { collateral_change_one_open: { code: 'COLLATERAL_CHANGE_OPEN', pledgeId: otherId } },
    (inner) =>
      insertChange(inner, {
        kind,
        pledgeId,
        otherId,
        alertId,
        lenderId,
        enterpriseId,
        reason,
        onDate: on,
        proposedBy: actor.userId,
      }),
  )
  if (!change.ok) return change
  await recordEvent(command, {
    action: `pledge.collateral-${kind}-proposed`,
    subjectKind: 'pledge',
    subjectId: pledgeId,
    detail: { changeId: change.value.id, otherPledgeId: otherId, reason, on },
  })
  return change
}

/** Another person approves it, after the same tests on the day, or rejects it. */
export async function decideCollateral(
  command: Command,
  input: {
    readonly changeId: string
    readonly decision: 'APPROVE' | 'REJECT'
    readonly opinion: string
    readonly version: number
    readonly today: CivilDate
  },
): Promise<Result<CollateralChange, CollateralChangeRefusal>> {
  const { tx, actor } = command
  const { changeId, decision, opinion, version, today } = input
  const change = await lockChange(tx, changeId)
  if (change === undefined) return notFound('collateral change')
  const seen = sameVersion(version, change.version)
  if (!seen.ok) return seen
  if (change.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: change.state, event: 'decide', allowed: [] })
  if (change.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: change.proposedBy })
  const decided = { decidedBy: actor.userId, decidedOn: today, opinion }
  const { pledgeId, otherId, kind } = change
  if (decision === 'REJECT') await decideChangeRow(tx, change, { ...decided, state: 'REJECTED' })
  else {
    const fit = await otherFits(command, { pledgeId, kind, otherId, on: today })
    if (!fit.ok) return fit
    await decideChangeRow(tx, change, { ...decided, state: 'APPROVED' })
    await secureLoansWith(tx, change)
  }
  await recordEvent(command, {
    action: decision === 'REJECT' ? `pledge.collateral-${kind}-rejected` : `pledge.collateral-${kind}`,
    subjectKind: 'pledge',
    subjectId: pledgeId,
    detail: { changeId, otherPledgeId: otherId, opinion },
  })
  return ok((await changeById(tx, changeId)) as CollateralChange)
}

/** The other pledge is of the same parties, frozen, secures nothing yet, covers the loans' term and, in place of the first, their principal. */
async function otherFits(
  { tx }: Command,
  input: {
    readonly pledgeId: string
    readonly kind: 'added' | 'substituted'
    readonly otherId: string
    readonly on: CivilDate
  },
): Promise<Result<{ readonly lenderId: string; readonly enterpriseId: string }, CollateralChangeRefusal>> {
  const { pledgeId, kind, otherId, on } = input
  // Two changes of one pledge wait for one another; the lower id is locked first.
  for (const id of [pledgeId, otherId].toSorted()) await lockPledge(tx, id)
  const pledge = await lockPledge(tx, pledgeId)
  const other = await collateralOn(tx, otherId, on)
  if (pledge === undefined) return notFound('pledge')
  if (!other.ok) return other
  const { lenderId, enterpriseId } = pledge
  if (other.value.pledge.enterpriseId !== enterpriseId) return notFound('pledge')
  if (pledgeId === otherId || !DRAWABLE.includes(other.value.pledge.state))
    return refuse({ code: 'PLEDGE_NOT_FROZEN', state: other.value.pledge.state })
  const used = subtractMoney(other.value.securedAlready, other.value.pledge.priorLimit)
  if (isPositiveMoney(used)) return refuse({ code: 'PLEDGE_IN_USE', pledgeId: otherId, secured: formatMoney(used) })
  const secured = await securedBy(tx, pledgeId, on)
  if (!isPositiveMoney(secured)) return refuse({ code: 'NOTHING_SECURED', pledgeId })
  const loanEnd = await securedThrough(tx, pledgeId)
  const { rightsEnd } = other.value
  if (loanEnd !== null && rightsEnd < loanEnd) return refuse({ code: 'SUBSTITUTE_ENDS_TOO_SOON', rightsEnd, loanEnd })
  if (kind === 'substituted') {
    const value = subtractMoney(other.value.adoptedValue, other.value.pledge.priorLimit)
    const within = withinCap(await principalOwed(tx, pledgeId), value, formatExact(other.value.ltv.cap))
    if (!within.ok) return within
  }
  return ok({ lenderId, enterpriseId })
}

function withinCap(owed: Money, value: Money, cap: string): Result<null, CollateralChangeRefusal> {
  const ratio = ratioOf(owed, value)
  if (ratio !== null && compare(ratio, exact(cap)) <= 0) return ok(null)
  return refuse({ code: 'SUBSTITUTE_TOO_LOW', ratio: ratio === null ? 'none' : formatFixed(ratio, 6), limit: cap })
}
