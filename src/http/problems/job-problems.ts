import type { ScheduleRefusal } from '../../app/job-schedules/change-schedule.js'
import type { SteeringRefusal } from '../../app/jobs/steer-job.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = 'NOT_FOUND' | 'STALE_VERSION'

/** Job runs and what makes them run by themselves. */
export const jobProblems: ProblemTable<Exclude<SteeringRefusal | ScheduleRefusal, { readonly code: ToldElsewhere }>> = {
  JOB_OF_OTHERS: {
    status: 403,
    zh: '作业由他人发起,只有发起人或系统管理员可以暂停、继续或取消。',
    en: 'Somebody else asked for this job; only that person or an administrator may pause, resume or cancel it.',
  },
  JOB_ENDED: {
    status: 409,
    zh: '作业已结束(状态 {state}),不能再暂停、继续或取消。',
    en: 'The job has ended ({state}); it cannot be paused, resumed or cancelled any more.',
  },
  JOB_CANCELLING: {
    status: 409,
    zh: '作业正在取消,进行中的分块完成后即结束。',
    en: 'The job is being cancelled; it ends when the chunks at work are done.',
  },
  JOB_PAUSED: {
    status: 409,
    zh: '作业已经暂停。',
    en: 'The job is paused already.',
  },
  JOB_NOT_PAUSED: {
    status: 409,
    zh: '作业没有暂停(状态 {state}),无须继续。',
    en: 'The job is not paused ({state}), so it cannot be resumed.',
  },
  JOB_NOT_PAUSABLE: {
    status: 409,
    zh: '作业正在整体执行、划分或收尾,此时不能暂停;分块作业可在分块执行期间暂停。',
    en: 'The job is at work as a whole, being planned or being finished, and cannot be paused now; a job in chunks can be paused while its chunks are at work.',
  },
  SCHEDULE_CRON_UNUSABLE: {
    status: 422,
    zh: '“{cron}”不是可用的排程:须为五段 cron 表达式,分、时各为一个数字(每天至多一次),且会到来。',
    en: 'The expression "{cron}" is no usable schedule: it takes five cron fields, with one number each for minute and hour (once a day at most), and a day that comes.',
  },
  SCHEDULE_UNCHANGED: {
    status: 422,
    zh: '没有改动:请给出新的 cron 或启用状态。',
    en: 'Nothing changes: give a new cron or another active.',
  },
}
