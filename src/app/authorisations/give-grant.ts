import { addMonths } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { countOf } from '../loans/product-terms.js'
import { organisationByCode } from '../process/views.js'
import { type ChainRefusal, chainRefusals } from './chain-refusals.js'
import { insertGrant, type NewGrant } from './store.js'

const MONTHS_A_YEAR = 12

/** The bureau lets an operating unit run fields of public data for a time, at most as long as `grant.max_y` says. */
export async function giveGrant(
  command: Command,
  { operator, ...input }: Omit<NewGrant, 'operatorId'> & { readonly operator: string },
): Promise<Result<{ readonly id: string }, RecordRefusal | ChainRefusal>> {
  const { tx, actor } = command
  const unit = await organisationByCode(tx, operator)
  if (unit?.kind !== 'data_operator') return notFound('operator')
  const longest = await countOf(tx, 'grant.max_y', input.validFrom)
  if (input.endsOn <= input.validFrom || input.endsOn > addMonths(input.validFrom, longest.value * MONTHS_A_YEAR))
    return refuse({ code: 'GRANT_TOO_LONG' })
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertGrant(inner, { ...input, operatorId: unit.id, bureauId: actor.organisationId, recordedBy: actor.userId }),
  )
  if (!added.ok) return added
  await recordEvent(command, {
    action: 'operator_grant.given',
    subjectKind: 'operator_grant',
    subjectId: added.value,
    detail: { ...input, operator, ruleId: longest.rule.ruleId },
  })
  return ok({ id: added.value })
}
