import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { type Refusal, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { annotatePledge } from '../pledges/annotate-pledge.js'
import { confirmFreeze } from '../pledges/confirm-freeze.js'
import { registerPledge } from '../pledges/register-pledge.js'
import { movePledge, type Pledge, pledgeById } from '../pledges/store.js'
import { takePledgeStep } from '../pledges/take-pledge-step.js'
import type { Vault } from '../sealing/vault.js'
import type { FileRow, IncomingKind } from './register-files.js'
import { pledgeByRegistration } from './store.js'

export type ReceiptKind = Exclude<IncomingKind, 'movables-register' | 'exchange-register' | 'certificate-register'>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/
const SHA256 = /^[0-9a-f]{64}$/

/** What a receipt says happens to its pledge, as the command of the same name would do it. */
export async function applyReceipt(
  command: Command,
  kind: ReceiptKind,
  row: FileRow,
  { today, vault }: { readonly today: CivilDate; readonly vault: Vault | null },
): Promise<Result<Pledge, Refusal>> {
  const { tx } = command
  const text = (column: string) => row[column] as string
  const day = (column: string) => civilDate(text(column))
  const pledge =
    kind === 'registration-receipts'
      ? UUID.test(text('reference'))
        ? await pledgeById(tx, text('reference'))
        : undefined
      : await pledgeByRegistration(tx, text('registrationNo'))
  if (pledge === undefined) return notFound('pledge')
  const at = { pledgeId: pledge.id, version: pledge.version, today }
  const given = (column: string) => (row[column] === undefined || row[column] === '' ? null : text(column))

  switch (kind) {
    case 'registration-receipts': {
      const [registeredAt, certificateHash] = [given('registeredAt'), given('certificateHash')]
      if (registeredAt !== null && !INSTANT.test(registeredAt))
        return refuse({ code: 'ROW_MALFORMED', column: 'registeredAt' })
      if (certificateHash !== null && !SHA256.test(certificateHash))
        return refuse({ code: 'ROW_MALFORMED', column: 'certificateHash' })
      return registerPledge(
        command,
        {
          ...at,
          registrationNo: text('registrationNo'),
          collateralClass: text('collateralClass'),
          registeredOn: day('registeredOn'),
          validTo: day('validTo'),
          registeredAt,
          certificateHash,
          modificationCode: given('modificationCode'),
        },
        vault,
      )
    }
    case 'freeze-receipts':
      return confirmFreeze(command, { ...at, freezeReceiptNo: text('freezeReceiptNo'), frozenOn: day('frozenOn') })
    case 'annotation-receipts':
      return annotatePledge(command, {
        ...at,
        annotationReceiptNo: text('annotationReceiptNo'),
        annotatedOn: day('annotatedOn'),
      })
    case 'cancellation-receipts':
      return takePledgeStep(command, {
        ...at,
        step: 'cancel-registration',
        on: day('cancelledOn'),
        opinion: '注销登记回执',
        evidenceHash: null,
        reference: text('cancellationNo'),
      })
    case 'unfreeze-receipts':
      return unfrozen(command, pledge, text('unfreezeReceiptNo'), day('unfrozenOn'), today)
  }
}

/** 解冻: told by the exchange once the registration is cancelled; the pledge is released by a person. */
async function unfrozen(
  { tx }: Command,
  pledge: Pledge,
  unfreezeReceiptNo: string,
  unfrozenOn: CivilDate,
  today: CivilDate,
): Promise<Result<Pledge, Refusal>> {
  if (pledge.state !== 'RELEASING')
    return refuse({ code: 'STATE_FORBIDS', state: pledge.state, event: 'unfreeze', allowed: [] })
  const order = datesInOrder([
    ['cancelledOn', pledge.cancelledOn],
    ['unfrozenOn', unfrozenOn],
    ['today', today],
  ])
  if (!order.ok) return order
  return { ok: true, value: await movePledge(tx, pledge, { state: 'RELEASING', unfreezeReceiptNo, unfrozenOn }) }
}
