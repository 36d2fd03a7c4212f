import {
  checkVerification,
  type VerificationDraft,
  type VerificationRefusal,
} from '../../domain/carbon/verification.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { insertVerification } from './store.js'
import { type VerificationRow, verificationById, verifierByCode } from './views.js'

export type VerificationCommandRefusal = VerificationRefusal | { readonly code: 'NOT_FOUND'; readonly what: string }

export interface VerificationInput extends Omit<VerificationDraft, 'verifier'> {
  readonly uscc: string
  readonly verifierCode: string | null
  readonly verifierName: string | null
}

/** 核查记录: a steward enters who assured the account. Up to a bank's review it counts at once, assurance once it is confirmed. */
export async function recordVerification(
  command: Command,
  input: VerificationInput,
): Promise<Result<VerificationRow, VerificationCommandRefusal>> {
  const { tx, actor } = command
  const enterprise = await enterpriseByUscc(tx, input.uscc)
  if (!enterprise) return notFound('enterprise')
  const { verifierCode, verifierName } = input
  const verifier = verifierCode === null ? null : await verifierByCode(tx, verifierCode)
  if (verifier === undefined) return refuse({ code: 'VERIFIER_UNKNOWN', verifierCode: verifierCode ?? '' })
  const checked = checkVerification({ ...input, verifier: verifierCode ?? verifierName })
  if (!checked.ok) return checked

  const recordedAt = await lockAccounts(tx, [enterprise.id])
  const id = await insertVerification(tx, {
    ...checked.value,
    enterpriseId: enterprise.id,
    verifierId: verifier?.id ?? null,
    recordedBy: actor.userId,
    recordedAt,
  })
  await recordEvent(command, {
    action: 'verification.recorded',
    subjectKind: 'verification',
    subjectId: id,
    detail: { ...input },
  })
  return verificationOf(command, id)
}

export async function verificationOf(
  { tx }: Command,
  id: string,
): Promise<Result<VerificationRow, VerificationCommandRefusal>> {
  const row = await verificationById(tx, id)
  return row ? ok(row) : notFound('verification')
}
