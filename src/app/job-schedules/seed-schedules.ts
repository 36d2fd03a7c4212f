import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { jobSchedulesTable } from '../../rules/job-schedules.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { rulesInForce } from '../rules/views.js'
import { addDefaultSchedules } from './store.js'

/** Adds the default schedules of the rules that are not there yet; those that are stay as administrators left them. */
export const seedSchedules = (db: Database, today: CivilDate): Promise<number> =>
  withTransaction(db, SYSTEM, async (tx) => {
    const rules = await rulesInForce(tx, jobSchedulesTable, { on: today })
    const added = await addDefaultSchedules(
      tx,
      rules.map(({ value }) => value),
    )
    if (added > 0)
      await insertAuditEvent(tx, {
        action: 'job_schedule.added',
        subjectKind: 'job_schedule',
        subjectId: 'rules',
        detail: { added },
      })
    return added
  })
