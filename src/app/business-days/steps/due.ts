import { bringToDate } from '../../servicing/bring-to-date.js'
import { eachLoan } from '../each-loan.js'
import type { StepFunction } from '../end-of-day-step.js'
import { loansDue } from '../loan-chunk-views.js'
import { lapse } from './lapse.js'

/** Books what has fallen due by the day on every loan whose next event has come; before the first, contracts lapse. */
export const due: StepFunction = async (context, cursor) => {
  const lapsed = cursor === null ? await lapse(context) : null
  const chunk = await eachLoan(context, cursor, loansDue(context.organisationId, context.day), (command, loanId) =>
    bringToDate(command, loanId, context.day, false),
  )
  if (lapsed === null) return chunk
  return {
    ...chunk,
    done: chunk.done + lapsed.done,
    refused: chunk.refused + lapsed.refused,
    findings: [...lapsed.findings, ...chunk.findings],
  }
}
