import type { ApplicationUnderWay } from '../../domain/loans/judge-application.js'
import { requiredSteps } from '../../domain/loans/required-steps.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { productTerm, type RuledText } from '../loans/product-terms.js'
import { partsTaken } from './step-views.js'
import { type Application, lockApplication } from './store.js'

export interface Loaded {
  readonly application: Application
  readonly underWay: ApplicationUnderWay
  /** The day of the step before; the next one is not earlier. */
  readonly lastOn: CivilDate
  /** Which steps its product requires, with the rule row. */
  readonly required: RuledText
}

/** An application that a step is to be taken of, locked, as the caller saw it: with who has done what of it until now. */
export async function loadUnderWay(
  { tx }: Command,
  input: { readonly applicationId: string; readonly on: CivilDate; readonly version: number },
): Promise<Result<Loaded, RecordRefusal>> {
  const application = await lockApplication(tx, input.applicationId)
  if (application === undefined) return notFound('loan application')
  const seen = sameVersion(input.version, application.version)
  if (!seen.ok) return seen
  const required = await productTerm(tx, application.product, 'approval_steps', input.on)
  const { parts, lastOn } = await partsTaken(tx, application.id)
  const { state, round, madeBy } = application
  return ok({
    application,
    underWay: {
      state,
      round,
      parts: [{ step: 'apply', by: madeBy, round: 1 }, ...parts],
      required: requiredSteps(required.value),
    },
    lastOn: lastOn ?? application.appliedOn,
    required,
  })
}
