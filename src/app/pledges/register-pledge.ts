import { type PledgeRefusal, registerPledge as planRegistration } from '../../domain/collateral/pledge.js'
import { stepsTo } from '../../domain/collateral/pledge-state.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { countOf } from '../loans/product-terms.js'
import type { StepRefusal } from '../process/take-step.js'
import type { Vault } from '../sealing/vault.js'
import { insertCode } from './code-store.js'
import { stepPledge } from './pledge-process.js'
import { receiptsRequired } from './receipts-required.js'
import { securedThrough } from './secured-views.js'
import { lockPledge, type Pledge } from './store.js'

export type PledgeRegistrationRefusal =
  | RecordRefusal
  | PledgeRefusal
  | StepRefusal
  | { readonly code: 'REGISTRATION_NO_USED'; readonly registrationNo: string }
  | { readonly code: 'CODE_KEY_MISSING' }

export interface PledgeRegistration {
  readonly pledgeId: string
  readonly registrationNo: string
  readonly collateralClass: string
  readonly registeredOn: CivilDate
  /** The instant on the registry's certificate. */
  readonly registeredAt?: string | null
  /** SHA-256 of the certificate's file 初始登记证明. */
  readonly certificateHash?: string | null
  /** 修改码: sealed at once, told to nobody. */
  readonly modificationCode?: string | null
  readonly validTo: CivilDate
  readonly version: number
  readonly today: CivilDate
}

const MONTHS_A_YEAR = 12

/** Registered with 中登网; from here on the right of pledge exists. */
export async function registerPledge(
  command: Command,
  input: PledgeRegistration,
  vault: Vault | null = null,
): Promise<Result<Pledge, PledgeRegistrationRefusal>> {
  const { tx, actor } = command
  const { registrationNo, collateralClass, registeredOn, validTo } = input
  const { registeredAt = null, certificateHash = null, modificationCode = null } = input
  const before = await lockPledge(tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const shortest = await countOf(tx, 'pledge.term_min_m', registeredOn)
  const longest = await countOf(tx, 'pledge.term_max_y', registeredOn)
  const margin = await countOf(tx, 'pledge.term_margin_m', registeredOn)
  const state = planRegistration({
    state: before.state,
    on: input.today,
    contractedOn: before.contractedOn,
    registrationNo,
    collateralClass,
    registeredOn,
    validTo,
    // A loan that was contracted before its pledge is registered must be covered by it.
    loanEnd: await securedThrough(tx, before.id),
    term: {
      minMonths: shortest.value,
      maxMonths: longest.value * MONTHS_A_YEAR,
      marginMonths: margin.value,
      rule: shortest.rule,
    },
    papers: (await receiptsRequired(tx, registeredOn))
      ? [
          { member: 'registeredAt', given: registeredAt !== null },
          { member: 'certificateHash', given: certificateHash !== null },
        ]
      : [],
  })
  if (!state.ok) return state
  const steps = stepsTo(before.state, 'register')
  if (!steps.ok) return steps
  if (modificationCode !== null && vault === null) return refuse({ code: 'CODE_KEY_MISSING' })

  const moved = await refusingConstraints(
    tx,
    { pledge_registration_key: { code: 'REGISTRATION_NO_USED', registrationNo } },
    (inner) =>
      stepPledge({ ...command, tx: inner }, before, {
        events: steps.value,
        on: registeredOn,
        met: ['registration-complete'],
        evidenceHash: certificateHash,
        detail: { registrationNo, collateralClass, validTo },
        after: {
          state: 'REGISTERED',
          registrationNo,
          collateralClass,
          registeredOn,
          registeredAt,
          certificateHash,
          registrationValidTo: validTo,
        },
      }),
  )
  if (!moved.ok) return moved
  const pledge = moved.value
  if (!pledge.ok) return pledge
  if (modificationCode !== null && vault !== null) {
    const { id: pledgeId, lenderId, enterpriseId } = before
    const sealed = vault.seal(pledgeId, modificationCode)
    await insertCode(tx, { ...sealed, pledgeId, lenderId, enterpriseId, recordedBy: actor.userId })
  }
  await recordEvent(command, {
    action: 'pledge.registered',
    subjectKind: 'pledge',
    subjectId: before.id,
    detail: {
      registrationNo,
      collateralClass,
      registeredOn,
      registeredAt,
      certificateHash,
      validTo,
      hasModificationCode: modificationCode !== null,
      from: before.state,
      to: 'REGISTERED',
    },
  })
  return ok(pledge.value)
}
