import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { insertNotice } from './store.js'
import { pledgeesOf } from './views.js'

/** Tells every bank that holds a live pledge of a right what happened to it, the same day. */
export async function tellPledgees(
  tx: Tx,
  news: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly kind: string
    readonly on: CivilDate
    readonly aboutOn?: CivilDate
  },
): Promise<number> {
  const { subjectKind, subjectId, kind, on, aboutOn = on } = news
  let told = 0
  for (const { lenderId, pledgeId } of await pledgeesOf(tx, subjectKind, subjectId))
    if (
      await insertNotice(tx, {
        organisationId: lenderId,
        subjectKind,
        subjectId,
        kind,
        on,
        aboutOn,
        detail: { pledgeId },
      })
    )
      told += 1
  return told
}
