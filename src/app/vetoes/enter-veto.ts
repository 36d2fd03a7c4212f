import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { insertVeto } from './store.js'
import { PENALTY_MONTHS, type VetoReason } from './veto.js'
import { vetoView } from './views.js'

export type EnterVetoRefusal =
  | RecordRefusal
  | { readonly code: 'VETO_PERIOD_INVERTED'; readonly validFrom: string; readonly validTo: string }
  | { readonly code: 'VETO_PENALTY_TOO_LONG'; readonly validTo: string; readonly most: string }
  | { readonly code: 'VETO_NOT_STANDING'; readonly vetoId: string; readonly state: string }

export interface EnteredVeto {
  readonly uscc: string
  readonly reason: VetoReason
  readonly validFrom: CivilDate
  /** Open where nothing is said; a penalty ends after its 24 months. */
  readonly validTo: CivilDate | null
  /** The document that states it. */
  readonly source: string
  /** The confirmed veto that this one corrects. */
  readonly supersedes: string | null
}

/** A steward enters a ground on which an enterprise is not rated; it counts when another person has confirmed it. */
export async function enterVeto(command: Command, input: EnteredVeto): Promise<Result<string, EnterVetoRefusal>> {
  const { tx, actor } = command
  const enterprise = await enterpriseByUscc(tx, input.uscc)
  if (!enterprise) return notFound('enterprise')
  const { reason, validFrom, source, supersedes } = input
  const penaltyEnd = addDays(addMonths(validFrom, PENALTY_MONTHS), -1)
  const isPenalty = reason === 'MAJOR_ENV_PENALTY_24M'
  const validTo = input.validTo ?? (isPenalty ? penaltyEnd : null)
  if (validTo !== null && validTo < validFrom) return refuse({ code: 'VETO_PERIOD_INVERTED', validFrom, validTo })
  if (isPenalty && validTo !== null && validTo > penaltyEnd)
    return refuse({ code: 'VETO_PENALTY_TOO_LONG', validTo, most: penaltyEnd })
  if (supersedes !== null) {
    const corrected = await vetoView(tx, supersedes)
    if (!corrected || corrected.uscc !== input.uscc) return notFound('veto')
    if (corrected.state !== 'CONFIRMED')
      return refuse({ code: 'VETO_NOT_STANDING', vetoId: supersedes, state: corrected.state })
  }
  const id = await insertVeto(tx, {
    enterpriseId: enterprise.id,
    reason,
    validFrom,
    validTo,
    source,
    supersedes,
    enteredBy: actor.userId,
  })
  const detail = { uscc: input.uscc, reason, validFrom, validTo, source, supersedes }
  await recordEvent(command, { action: 'veto.entered', subjectKind: 'enterprise_veto', subjectId: id, detail })
  return ok(id)
}
