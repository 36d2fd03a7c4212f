import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { checkTermValue, type TermValueRefusal } from '../../domain/relending/term-value.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { facilityTermsTable } from '../../rules/facility-terms.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { insertProposal, type ProposalRow } from '../rules/proposal-store.js'
import { facilityInForce } from './facility-rules.js'

export type TermProposalRefusal =
  | TermValueRefusal
  | DateOrderRefusal
  | { readonly code: 'FACILITY_NOT_IN_FORCE'; readonly facility: string; readonly on: string }

export interface TermProposal {
  readonly facility: string
  readonly parameter: string
  readonly value: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  /** Number and name of the document that states the value. */
  readonly document: string
}

/**
 * A reviewer enters what a document says about a facility. It is confirmed, for its document states it, and holds only when an
 * approver has published it.
 */
export async function proposeTerm(
  command: Command,
  input: TermProposal,
): Promise<Result<ProposalRow, TermProposalRefusal>> {
  const { tx, actor } = command
  const { facility, parameter, validFrom, validTo, document } = input
  const order = datesInOrder([
    ['validFrom', validFrom],
    ['validTo', validTo],
  ])
  if (!order.ok) return order
  if ((await facilityInForce(tx, facility, validFrom)) === undefined)
    return refuse({ code: 'FACILITY_NOT_IN_FORCE', facility, on: validFrom })
  const term = checkTermValue(parameter, input.value)
  if (!term.ok) return term
  const body = { facility, parameter, value: input.value, unit: term.value.unit }
  const proposal = await insertProposal(tx, {
    organisationId: actor.organisationId,
    tableName: facilityTermsTable.name,
    key: facilityTermsTable.key(body),
    validFrom,
    validTo,
    source: document,
    status: 'confirmed',
    body,
    enteredBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'rule.proposed',
    subjectKind: 'rule_proposal',
    subjectId: proposal.id,
    detail: { ...body, validFrom, validTo, document },
  })
  return ok(proposal)
}
