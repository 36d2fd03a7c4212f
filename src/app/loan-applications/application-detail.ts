import type { Tx } from '../../db/transaction.js'
import { quotesOf } from '../quotes/views.js'
import { applicationView, approvalView, trailOf } from './views.js'

/** An application with its quotes, its decision and who did what; undefined when the caller may not see it. */
export async function applicationDetail(tx: Tx, id: string) {
  const application = await applicationView(tx, id)
  if (application === undefined) return undefined
  const { loanId, pledgeId } = application
  return {
    ...application,
    quotes: await quotesOf(tx, id),
    approval: (await approvalView(tx, id)) ?? null,
    trail: await trailOf(
      tx,
      [id, loanId, pledgeId].filter((one) => one !== null),
    ),
  }
}
