import type { Tx } from '../../db/transaction.js'
import type { Standing } from '../../domain/process/take.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor } from '../actor.js'
import { partiesOf } from './parties.js'
import { dutiesOf, organisationIs, type SubjectState } from './views.js'

/** Nobody: the program itself, because a clock has run out. */
export type StepTaker = Pick<Actor, 'organisationId' | 'userId' | 'roles'> | null

/** What an actor is to a subject on a day, for the machine to judge by. */
export async function standingOf(
  tx: Tx,
  actor: StepTaker,
  subject: Pick<SubjectState, 'round' | 'deadlineOn' | 'applicantId'> & {
    readonly subjectKind: string
    readonly subjectId: string
  },
  { on, met }: { readonly on: CivilDate; readonly met: readonly string[] },
): Promise<Standing> {
  const { subjectKind, subjectId, round, deadlineOn, applicantId } = subject
  const duties = await dutiesOf(tx, subjectKind, subjectId, round)
  const shared = { on, met, deadlineOn, applicant: applicantId, duties }
  if (actor === null) return { ...shared, parties: ['timer'], organisation: null, user: null }
  return {
    ...shared,
    parties: partiesOf(actor, await organisationIs(tx, subjectKind, subjectId, actor.organisationId)),
    organisation: actor.organisationId,
    user: actor.userId,
  }
}
