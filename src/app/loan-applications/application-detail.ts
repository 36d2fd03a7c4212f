import type { Tx } from '../../db/transaction.js'
import { quotesOf } from '../quotes/views.js'
import { stepsOf } from './step-views.js'
import { applicationView, approvalView, trailOf } from './views.js'

/** An application with its quotes, its decision, its first 500 steps and who did what; undefined when the caller may not see it. */
export async function applicationDetail(tx: Tx, id: string) {
  const application = await applicationView(tx, id)
  if (application === undefined) return undefined
  const { loanId, pledgeId } = application
  return {
    ...application,
    quotes: await quotesOf(tx, id),
    approval: (await approvalView(tx, id)) ?? null,
    steps: await stepsOf(tx, id),
    trail: await trailOf(
      tx,
      [id, loanId, pledgeId].filter((one) => one !== null),
    ),
  }
}
