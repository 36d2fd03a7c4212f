import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type FilingRefusal, grant, nextFilingState } from '../../domain/relending/filing.js'
import { type FacilityTermsUnknown, requiredTermsKnown } from '../../domain/relending/term-value.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, sumMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { type FilingRow, lockFiling, lockFilingLoans, lockLoanStates, updateFiling } from './filing-store.js'
import { filingOf, testAgain } from './filing-under-test.js'
import { addMovement, lockQuota, quotaById, updateQuota } from './quota-store.js'

export type GrantRefusal = RecordRefusal | QuotaRefusal | FilingRefusal | DateOrderRefusal | FacilityTermsUnknown

export interface GrantInput {
  readonly filingId: string
  readonly amount: Money
  readonly on: CivilDate
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** 审批: another person grants for the rows that passed, and the quota sets the amount aside. Grants of one quota wait for one another. */
export async function grantFiling(command: Command, input: GrantInput): Promise<Result<FilingRow, GrantRefusal>> {
  const { tx, actor } = command
  const { amount, on } = input
  const order = datesInOrder([
    ['on', on],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const filing = await lockFiling(tx, input.filingId)
  const unlocked = filing && (await quotaById(tx, filing.quotaId))
  if (unlocked === undefined || filing === undefined) return notFound('filing')
  const seen = sameVersion(input.version, filing.version)
  if (!seen.ok) return seen
  const active = activeQuota(unlocked)
  if (!active.ok) return active
  const open = nextFilingState(filing.state, 'grant', filing.reviews)
  if (!open.ok) return open
  if (on < filing.filedOn) return refuse({ code: 'GRANT_BEFORE_FILING', on, filedOn: filing.filedOn })
  const filed = await lockFilingLoans(tx, filing.id)
  await lockLoanStates(
    tx,
    filed.map(({ loanId }) => loanId),
  )
  const { rules, loans } = await testAgain(tx, filing, filed, unlocked.limit)
  const required = requiredTermsKnown(rules.terms, rules.lineage, on)
  if (!required.ok) return required
  const approver = { id: actor.userId, organisation: actor.organisationId }
  const quota = await lockQuota(tx, filing.quotaId)
  if (quota === undefined) return notFound('filing')
  const asked = filingOf(filing, sumMoney(filed.map(({ requested }) => requested)))
  const granted = grant({ filing: asked, approver, amount, on, loans, quota })
  if (!granted.ok) return granted

  await updateQuota(tx, quota.id, { reserved: granted.value.quota.reserved })
  await addMovement(tx, quota, {
    kind: 'RESERVED',
    amount,
    movedOn: on,
    subjectId: filing.id,
    recordedBy: actor.userId,
  })
  const updated = await updateFiling(tx, filing.id, {
    state: granted.value.filing.state,
    granted: amount,
    grantedOn: on,
    grantedBy: actor.userId,
    grantOpinion: input.opinion,
  })
  await recordEvent(command, {
    action: 'reloan_filing.granted',
    subjectKind: 'reloan_filing',
    subjectId: filing.id,
    detail: { amount: formatMoney(amount), on, quotaId: quota.id, opinion: input.opinion },
  })
  return ok(updated)
}
