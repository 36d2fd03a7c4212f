import { bringSetToDate, lockSet } from '../servicing/bring-set-to-date.js'
import { loansTogether } from './each-loan.js'
import type { StepContext, WorkDone } from './end-of-day-step.js'

/** So many loans are held while they are brought to date together: a payment of one of them waits for all. */
export const LOANS_TOGETHER = 250

/**
 * Brings loans to the business day together. They are locked before anything else, in their one order, so that what is tried again in
 * halves waits for nobody.
 */
export const bringingToDate =
  (closing: boolean) =>
  async (context: StepContext, loanIds: readonly string[]): Promise<WorkDone> => {
    await lockSet(context.command, loanIds)
    return loansTogether(context, loanIds, (command, ids) =>
      bringSetToDate(command, ids, { day: context.day, closing }),
    )
  }
