import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { cronDays } from './cron-days.js'
import { changeScheduleRow, lockSchedule } from './store.js'

export type ScheduleRefusal =
  | RecordRefusal
  | { readonly code: 'SCHEDULE_CRON_UNUSABLE'; readonly cron: string }
  | { readonly code: 'SCHEDULE_UNCHANGED' }

/** Turns a schedule on or off, or changes its days, for a reason. Runs that exist stay as they are. */
export async function changeSchedule(
  command: Command,
  input: {
    readonly id: string
    readonly version: number
    readonly cron: string | null
    readonly active: boolean | null
    readonly reason: string
  },
): Promise<Result<null, ScheduleRefusal>> {
  const { tx, actor } = command
  const { id, reason } = input
  if (input.cron !== null && cronDays(input.cron) === undefined)
    return refuse({ code: 'SCHEDULE_CRON_UNUSABLE', cron: input.cron })
  const held = await lockSchedule(tx, id)
  if (held === undefined) return notFound('job schedule')
  const current = sameVersion(input.version, held.version)
  if (!current.ok) return current
  const { cron = held.cron, active = held.active } = {
    cron: input.cron ?? held.cron,
    active: input.active ?? held.active,
  }
  if (cron === held.cron && active === held.active) return refuse({ code: 'SCHEDULE_UNCHANGED' })
  await changeScheduleRow(tx, id, {
    cron,
    active,
    beginsAgain: active && !held.active,
    reason,
    changedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'job_schedule.changed',
    subjectKind: 'job_schedule',
    subjectId: id,
    detail: { from: { cron: held.cron, active: held.active }, to: { cron, active }, reason },
  })
  return ok(null)
}
