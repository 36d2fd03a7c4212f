import type { Tx } from '../../db/transaction.js'
import type { ViewPurpose } from '../../domain/consent/purpose.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type ActivityRow, activityById, activityVersions } from '../carbon/account-views.js'
import { type LookRefusal, lookInto, type Viewer } from './look-into.js'

export interface ReadingWithVersions extends ActivityRow {
  uscc: string
  supersededBy: string | null
  /** The first first. */
  versions: readonly ActivityRow[]
}

/** One meter reading with all its versions. A reading that is closed to the viewer is one that is not there. */
export async function lookIntoActivity(
  tx: Tx,
  viewer: Viewer,
  { id, purpose }: { readonly id: string; readonly purpose: ViewPurpose | null },
): Promise<Result<ReadingWithVersions, LookRefusal>> {
  const reading = await activityById(tx, id)
  if (!reading) return refuse({ code: 'NOT_FOUND', what: 'activity' })
  const question = { uscc: reading.uscc, what: 'activity', purpose } as const
  return lookInto(tx, viewer, question, async () =>
    ok({ answer: { ...reading, versions: await activityVersions(tx, id) }, asked: { activityId: id } }),
  )
}
