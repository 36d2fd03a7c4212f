import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { requestJobOfDay } from '../../app/jobs/request-job.js'
import { jobRunById, jobRuns } from '../../app/jobs/store.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { JobRunShape, tellJobRun } from '../shapes/job-runs.js'
import { DateText, IdText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const JobBody = Type.Union([Shape({ asOf: Type.Optional(DateText) }), Type.Null()])

const KINDS = {
  'rate-recompute': {
    summary: '利率重算 Rate every enterprise and price every line as of a day',
    access: ['administrator', 'data_steward'],
  },
  'post-emissions': {
    summary: '排放过账 Post the emissions of ended months, and adjustments for later vintages and corrections',
    access: ['administrator', 'data_steward'],
  },
  'reloan-settlement': {
    summary: '再贷款结息 Bring the interest of re-loans to the end of a day on both books',
    access: ['loan_officer', 'reloan_reviewer', 'reloan_approver'],
  },
  'process-timers': {
    summary:
      '流程期限 Take the steps whose time has run out, halt listings whose rights no longer stand, tell parties of ends that come near',
    access: ['administrator', 'data_steward', 'registrar', 'exchange_officer'],
  },
  'collateral-watch': {
    summary: '押品监测 Raise and cure alerts of pledges as of a day; lapse what has run out',
    access: ['administrator', 'loan_officer', 'credit_approver'],
  },
  'collateral-revaluation': {
    summary: '押品重估 Record what pledges in service are worth and may secure as of a day',
    access: ['administrator', 'loan_officer', 'credit_approver'],
  },
  'quota-snapshot': {
    summary: '额度快照 Keep every re-loan quota as it stood at the end of a day',
    access: ['administrator', 'reloan_reviewer', 'reloan_approver'],
  },
  'city-dashboard': {
    summary: '看板取数 Keep the figures of large books for the city dashboard as of a day',
    access: ['administrator', 'data_steward', 'reloan_reviewer', 'reloan_approver'],
  },
  'register-reconciliation': {
    summary: '登记核对 Compare pledges with the latest lists of the registers as of a day',
    access: ['administrator', 'loan_officer', 'credit_approver'],
  },
  'interest-saving-report': {
    summary: '降息让利报告 Issue the interest-saving report of a day',
    access: ['administrator', 'data_steward', 'reloan_reviewer', 'reloan_approver', 'auditor'],
  },
} as const

export function registerJobs(app: App, services: Services): void {
  for (const [kind, { summary, access }] of Object.entries(KINDS))
    app.post(
      `/v1/jobs/${kind}`,
      {
        config: { access },
        schema: {
          tags: ['jobs'],
          summary,
          description:
            'Repeatable: what comes out as before is not written again, and the result says so. asOf is today in Shanghai unless given.',
          body: JobBody,
          response: { 202: JobRunShape, 400: ProblemShape, 401: ProblemShape, 403: ProblemShape },
        },
      },
      (request, reply) => start(services, kind, request.body?.asOf ?? services.today(), request, reply),
    )

  app.get(
    '/v1/jobs/:id',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业进度与结果 One job run',
        params: Shape({ id: IdText }),
        response: { 200: JobRunShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const run = await read(services, request, (tx) => jobRunById(tx, request.params.id))
      return run === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'job' })
        : reply.send(tellJobRun(run))
    },
  )

  app.get(
    '/v1/jobs',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业列表 Job runs, newest first',
        querystring: Shape(PageQuery),
        response: { 200: PageOf(JobRunShape) },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { createdAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const runs = await read(services, request, (tx) => jobRuns(tx, { before, limit: limit + 1 }))
      return reply.send(pageOf(runs, limit, tellJobRun, ({ createdAt, id }) => ({ createdAt, id })))
    },
  )
}

async function start(
  services: Services,
  kind: string,
  asOf: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  let runId: string | undefined
  await answerCommand(
    services,
    request,
    reply,
    (command) => requestJobOfDay(command, { kind, asOf: civilDate(asOf), today: civilDate(services.today()) }),
    ({ run }) => {
      runId = run.id
      return { status: 202, body: tellJobRun(run) }
    },
    { repeatable: true },
  )
  if (runId !== undefined) await services.jobs.enqueue(runId)
}
