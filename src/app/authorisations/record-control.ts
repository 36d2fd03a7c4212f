import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { enterpriseIdOf, organisationByCode } from '../process/views.js'
import { insertControl } from './store.js'

/** The bureau records that a body controls a firm, which then never holds a product made under that body's operation. */
export async function recordControl(
  command: Command,
  { controller, firm, basis }: { readonly controller: string; readonly firm: string; readonly basis: string },
): Promise<Result<{ readonly controller: string; readonly firm: string; readonly basis: string }, RecordRefusal>> {
  const { tx, actor } = command
  const above = await organisationByCode(tx, controller)
  if (above === undefined) return notFound('organisation')
  const below = await enterpriseIdOf(tx, firm)
  if (below === undefined) return notFound('enterprise')
  await insertControl(tx, { controllerId: above.id, firmId: below, basis, recordedBy: actor.userId })
  await recordEvent(command, {
    action: 'organisation_control.recorded',
    subjectKind: 'organisation',
    subjectId: below,
    detail: { controller, firm, basis },
  })
  return ok({ controller, firm, basis })
}
