import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { Vault } from '../sealing/vault.js'
import { recoveryHashOf } from './recovery-codes.js'
import { insertUse, useRecoveryCode } from './store.js'
import { matchingStep } from './totp.js'
import { type OpenFactor, unixSeconds } from './views.js'

export type CodeRefusal =
  | { readonly code: 'CODE_WRONG' }
  | { readonly code: 'CODE_USED' }
  | { readonly code: 'SECOND_FACTOR_UNAVAILABLE' }

const SIX_DIGITS = /^\d{6}$/

/** Accepts a code of the app, or one recovery code of a confirmed factor, for this once. @returns which of them it was */
export async function acceptCode(
  tx: Tx,
  vault: Vault | null,
  { id, confirmed, ...sealed }: OpenFactor,
  organisationId: string,
  given: string,
): Promise<Result<'app' | 'recovery', CodeRefusal>> {
  if (!SIX_DIGITS.test(given))
    return confirmed && (await useRecoveryCode(tx, id, recoveryHashOf(given)))
      ? ok('recovery')
      : refuse({ code: 'CODE_WRONG' })
  if (vault === null) return refuse({ code: 'SECOND_FACTOR_UNAVAILABLE' })
  const step = matchingStep(vault.open(id, sealed), given, await unixSeconds(tx))
  if (step === undefined) return refuse({ code: 'CODE_WRONG' })
  const used = await refusingConstraints(tx, { second_factor_code_once: { code: 'CODE_USED' } }, (tx) =>
    insertUse(tx, id, organisationId, step),
  )
  return used.ok ? ok('app') : used
}
