import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { QuotaRefusal } from './active-quota.js'
import { type FromParentRefusal, fitsParent } from './allotment-facts.js'
import { facilityInForce } from './facility-rules.js'
import { insertQuota, lenderByCode, type QuotaRow } from './quota-store.js'

export type QuotaProposalRefusal = QuotaRefusal | DateOrderRefusal | FromParentRefusal

export interface QuotaProposal {
  readonly facility: string
  readonly lenderCode: string
  readonly limit: Money
  /** 额度通知书 */
  readonly documentNo: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate
  /** The branch's quota it is given out of; null where the branch keeps none. */
  readonly parentId: string | null
  /** 年内周转: what is returned may be drawn again; otherwise the limit falls with it. */
  readonly revolves: boolean
}

/** A reviewer of the branch proposes a quota 限额 for a lender; nothing may be drawn before an approver activates it. */
export async function proposeQuota(
  command: Command,
  input: QuotaProposal,
): Promise<Result<QuotaRow, QuotaProposalRefusal>> {
  const { tx, actor } = command
  const { facility, lenderCode, limit, documentNo, validFrom, validTo } = input
  if (!isPositiveMoney(limit)) return refuse({ code: 'NOT_POSITIVE', member: 'limit', value: formatMoney(limit) })
  const order = datesInOrder([
    ['validFrom', validFrom],
    ['validTo', validTo],
  ])
  if (!order.ok) return order
  const lender = await lenderByCode(tx, lenderCode)
  if (lender === undefined) return notFound('lender')
  if ((await facilityInForce(tx, facility, validFrom)) === undefined)
    return refuse({ code: 'FACILITY_NOT_IN_FORCE', facility, on: validFrom })
  const fits = input.parentId === null ? ok(null) : await fitsParent(tx, input.parentId, input)
  if (!fits.ok) return fits
  const quota = await refusingConstraints(
    tx,
    { reloan_quota_document_key: { code: 'QUOTA_DOCUMENT_USED', documentNo } },
    (savepoint) =>
      insertQuota(savepoint, {
        facility,
        centralBankId: actor.organisationId,
        lenderId: lender.id,
        parentId: input.parentId,
        revolves: input.revolves,
        documentNo,
        validFrom,
        validTo,
        limit,
        proposedBy: actor.userId,
      }),
  )
  if (!quota.ok) return quota
  await recordEvent(command, {
    action: 'reloan_quota.proposed',
    subjectKind: 'reloan_quota',
    subjectId: quota.value.id,
    detail: {
      facility,
      lender: lenderCode,
      limit: formatMoney(limit),
      documentNo,
      validFrom,
      validTo,
      revolves: input.revolves,
    },
  })
  return quota
}
