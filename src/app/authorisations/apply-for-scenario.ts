import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { openSubject } from '../process/open-subject.js'
import { organisationByCode } from '../process/views.js'
import { type ChainRefusal, chainRefusals } from './chain-refusals.js'
import { insertAuthorisation, type NewAuthorisation } from './store.js'
import { grantView } from './views.js'

/** An enterprise drafts its application for one scenario; a later version of the same scenario is its renewal. */
export async function applyForScenario(
  command: Command,
  input: NewAuthorisation & {
    readonly grantId: string
    /** Code of the department the data come from. */
    readonly source: string
    readonly on: CivilDate
  },
): Promise<Result<{ readonly id: string }, RecordRefusal | ChainRefusal>> {
  const { tx, actor } = command
  const { grantId, source, on, ...asked } = input
  const grant = await grantView(tx, grantId)
  if (grant === undefined) return notFound('operator grant')
  const department = await organisationByCode(tx, source)
  if (department?.kind !== 'data_authority') return notFound('source department')
  const { bureauId, operatorId } = grant
  const added = await refusingConstraints(tx, chainRefusals, (inner) =>
    insertAuthorisation(inner, {
      ...asked,
      grantId,
      bureauId,
      operatorId,
      sourceId: department.id,
      developerId: actor.organisationId,
      recordedBy: actor.userId,
    }),
  )
  if (!added.ok) return added
  await openSubject(command, {
    subjectKind: 'scenario_authorisation',
    subjectId: added.value,
    event: 'draft',
    on,
    parties: { developer: actor.organisationId, operator: operatorId, bureau: bureauId, source: department.id },
    detail: { ...asked, grantId, source },
  })
  return ok({ id: added.value })
}
