import { Type } from 'typebox'
import type { JobSchedule } from '../../app/job-schedules/views.js'
import { JobStateShape } from './job-runs.js'
import { DateText, IdText, Nullable, OpinionText, Shape, VersionNumber } from './primitives.js'

export const JobScheduleShape = Shape({
  id: IdText,
  code: Type.String(),
  organisation: Nullable(Type.String({ description: '机构代码,空为平台 Whose runs they are; null is the platform' })),
  kind: Type.String(),
  cron: Type.String({ description: '分 时 日 月 周 Minute, hour, day of month, month, day of week' }),
  timeZone: Type.String(),
  daysBack: Type.Integer({
    description: '营业日早于到期日的天数 How far the business day lies before the day it is due',
  }),
  dayMember: Type.Union([Type.Literal('asOf'), Type.Literal('on'), Type.Literal('month')]),
  payload: Type.Record(Type.String(), Type.Unknown()),
  reason: Type.String(),
  active: Type.Boolean(),
  fromDay: Type.Unsafe<string>({
    ...DateText,
    description: '此日之后的营业日才会执行 Runs are made for business days after this one',
  }),
  version: VersionNumber,
  changedBy: Nullable(Type.String()),
  changedAt: Nullable(Type.String()),
  lastRun: Nullable(Shape({ id: IdText, businessDay: DateText, state: JobStateShape })),
  nextRun: Nullable(
    Shape(
      { businessDay: DateText, dueOn: DateText, time: Type.String({ examples: ['02:30:00'] }) },
      {
        description:
          '下次执行 The business day that follows, and when it is due in the time zone; null while it is off',
      },
    ),
  ),
})

export const tellJobSchedule = ({ lastRun, nextRun, ...schedule }: JobSchedule) => ({
  ...schedule,
  payload: { ...schedule.payload },
  lastRun: lastRun && { ...lastRun },
  nextRun: nextRun && { ...nextRun },
})

export const ScheduleChangeBody = Shape({
  version: VersionNumber,
  active: Type.Optional(Type.Boolean()),
  cron: Type.Optional(
    Type.String({ minLength: 9, maxLength: 100, description: '分 时 日 月 周 Five fields, once a day at most' }),
  ),
  reason: OpinionText,
})
