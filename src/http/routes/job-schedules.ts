import { changeSchedule } from '../../app/job-schedules/change-schedule.js'
import { type JobSchedule, jobScheduleById, jobSchedules } from '../../app/job-schedules/views.js'
import { answerWithView } from '../answer-with-view.js'
import { limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, listed } from '../shapes/command-answers.js'
import { JobScheduleShape, ScheduleChangeBody, tellJobSchedule } from '../shapes/job-schedules.js'
import { IdText, PageOf, PageQuery, Shape } from '../shapes/primitives.js'

const tags = ['jobs']
const CODE = /^[\w-]{1,100}$/

export function registerJobSchedules(app: App, services: Services): void {
  app.get(
    '/v1/job-schedules',
    {
      schema: {
        tags,
        summary: '作业排程 What runs by itself, when, and why',
        querystring: Shape(PageQuery),
        response: listed(PageOf(JobScheduleShape)),
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { code: CODE, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const schedules = await read(services, request, (tx) => jobSchedules(tx, { after, limit: limit + 1 }))
      return reply.send(pageOf(schedules, limit, tellJobSchedule, ({ code, id }) => ({ code, id })))
    },
  )

  app.patch(
    '/v1/job-schedules/:id',
    {
      config: { access: ['administrator'] },
      schema: {
        tags,
        summary: '启停或调整作业排程 Turn a schedule on or off, or change its days',
        description: 'One that is turned on again begins with today: what it missed while it was off stays undone.',
        params: Shape({ id: IdText }),
        body: ScheduleChangeBody,
        response: changed(JobScheduleShape),
      },
    },
    (request, reply) => {
      const { id } = request.params
      const { version, active = null, cron = null, reason } = request.body
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => changeSchedule(command, { id, version, active, cron, reason }),
        async (tx) => tellJobSchedule((await jobScheduleById(tx, id)) as JobSchedule),
      )
    },
  )
}
