import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { requestJobOfDay } from '../../app/jobs/request-job.js'
import { type Steering, steerJob } from '../../app/jobs/steer-job.js'
import { jobRunById } from '../../app/jobs/store.js'
import { jobChunks, jobFailures, jobProgress, jobRuns } from '../../app/jobs/views.js'
import { RATE_RECOMPUTE } from '../../app/rate-recompute/recompute-rates.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, found, listed } from '../shapes/command-answers.js'
import {
  ChunkStateShape,
  JobChunkShape,
  JobFailureShape,
  JobProgressShape,
  JobRunShape,
  JobStateShape,
  tellJobChunk,
  tellJobFailure,
  tellJobProgress,
  tellJobRun,
} from '../shapes/job-runs.js'
import { DateText, IdText, OpinionText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import { registerJobEvents } from './job-events.js'

const JobBody = Type.Union([Shape({ asOf: Type.Optional(DateText) }), Type.Null()])

const LoanRatesBody = Shape({
  on: Type.Unsafe<string>({ ...DateText, description: '测试日 The day whose repricing is decided; it must have come' }),
  loans: Type.Enum(['all', 'changed'], {
    description:
      'all: 全部贷款 every loan that the day tests; changed: 仅有变化的 those whose inputs became known since the last run of the day',
  }),
})

const NO_SUCH_JOB = { code: 'NOT_FOUND', what: 'job' } as const
const ById = Shape({ id: IdText })
const NUMBER = /^\d{1,9}$/
const KindText = Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' })
const SteeringBody = Type.Union([Shape({ reason: Type.Optional(OpinionText) }), Type.Null()])

const STEERINGS: Readonly<Record<Steering, string>> = {
  pause: '暂停作业 Pause a run: chunks at work are done, no other begins',
  resume: '继续作业 Resume a paused run where it stopped',
  cancel: '取消作业 Cancel a run: what is done stays done, the rest is not begun',
}

const KINDS = {
  'rate-recompute': {
    summary: '利率重算 Rate every enterprise and price every line as of a day',
    access: ['administrator', 'data_steward'],
  },
  'interest-segments': {
    summary: '补录计息分段 Write the interest segments of loans that were paid out before segments were kept',
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
      (request, reply) => start(services, { kind, asOf: request.body?.asOf ?? services.today() }, request, reply),
    )

  app.post(
    '/v1/jobs/loan-rate-recompute',
    {
      config: { access: ['administrator', 'data_steward'] },
      schema: {
        tags: ['jobs'],
        summary: '贷款利率重算 Decide the rate of every loan that a day tests, or of those whose inputs changed',
        description:
          'Goes over the loans of all banks in chunks, while people work. Repeatable: a rate that was decided already is not decided again. What cannot be decided is told by /failures, loan by loan.',
        body: LoanRatesBody,
        response: { 202: JobRunShape, 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 422: ProblemShape },
      },
    },
    (request, reply) => {
      const { on, loans } = request.body
      return start(services, { kind: RATE_RECOMPUTE, asOf: on, payload: { on, loans } }, request, reply)
    },
  )

  for (const [steering, summary] of Object.entries(STEERINGS) as [Steering, string][])
    app.post(
      `/v1/jobs/:id/${steering}`,
      {
        schema: {
          tags: ['jobs'],
          summary,
          description: 'By whoever asked for the run, or an administrator.',
          params: ById,
          body: SteeringBody,
          response: changed(JobRunShape),
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await answerWithView(
          services,
          request,
          reply,
          200,
          (command) => steerJob(command, { runId: id, steering, reason: request.body?.reason ?? null }),
          async (tx) => tellJobRun((await jobRunById(tx, id)) as NonNullable<Awaited<ReturnType<typeof jobRunById>>>),
        )
        if (reply.statusCode === 200 && steering !== 'pause') await services.jobs.enqueue(id)
      },
    )

  app.get(
    '/v1/jobs/:id',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业进度与结果 One job run',
        params: ById,
        response: found(JobProgressShape),
      },
    },
    async (request, reply) => {
      const run = await read(services, request, (tx) => jobProgress(tx, request.params.id))
      return run === undefined ? sendProblem(request, reply, NO_SUCH_JOB) : reply.send(tellJobProgress(run))
    },
  )

  app.get(
    '/v1/jobs/:id/chunks',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业分块 The chunks of a run',
        params: ById,
        querystring: Shape({ ...PageQuery, state: Type.Optional(ChunkStateShape) }),
        response: { ...listed(PageOf(JobChunkShape)), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { no: NUMBER })
      if (after === undefined) return sendBadCursor(request, reply)
      const { id } = request.params
      const limit = limitOf(request.query)
      const page = { after: Number(after?.no ?? 0), limit: limit + 1, state: request.query.state }
      const chunks = await read(services, request, async (tx) =>
        (await jobRunById(tx, id)) === undefined ? undefined : jobChunks(tx, id, page),
      )
      if (chunks === undefined) return sendProblem(request, reply, NO_SUCH_JOB)
      return reply.send(pageOf(chunks, limit, tellJobChunk, ({ no }) => ({ no: String(no) })))
    },
  )

  app.get(
    '/v1/jobs/:id/failures',
    {
      schema: {
        tags: ['jobs'],
        summary: '未能处理的对象与原因 What a run could not do, and why',
        params: ById,
        querystring: Shape(PageQuery),
        response: { ...listed(PageOf(JobFailureShape)), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { chunkNo: NUMBER, no: NUMBER })
      if (after === undefined) return sendBadCursor(request, reply)
      const { id } = request.params
      const limit = limitOf(request.query)
      const failures = await read(services, request, async (tx) =>
        (await jobRunById(tx, id)) === undefined ? undefined : jobFailures(tx, id, { after, limit: limit + 1 }),
      )
      if (failures === undefined) return sendProblem(request, reply, NO_SUCH_JOB)
      const key = ({ chunkNo, no }: { chunkNo: number; no: number }) => ({ chunkNo: String(chunkNo), no: String(no) })
      return reply.send(pageOf(failures, limit, tellJobFailure, key))
    },
  )

  app.get(
    '/v1/jobs',
    {
      schema: {
        tags: ['jobs'],
        summary: '作业列表 Job runs, newest first',
        querystring: Shape({ ...PageQuery, kind: Type.Optional(KindText), state: Type.Optional(JobStateShape) }),
        response: { 200: PageOf(JobRunShape) },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { createdAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { kind, state } = request.query
      const runs = await read(services, request, (tx) => jobRuns(tx, { before, limit: limit + 1, kind, state }))
      return reply.send(pageOf(runs, limit, tellJobRun, ({ createdAt, id }) => ({ createdAt, id })))
    },
  )

  registerJobEvents(app, services)
}

async function start(
  services: Services,
  job: { readonly kind: string; readonly asOf: string; readonly payload?: Record<string, unknown> },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  let runId: string | undefined
  await answerCommand(
    services,
    request,
    reply,
    (command) => requestJobOfDay(command, { ...job, asOf: civilDate(job.asOf), today: civilDate(services.today()) }),
    ({ run }) => {
      runId = run.id
      return { status: 202, body: tellJobRun(run) }
    },
    { repeatable: true },
  )
  if (runId !== undefined) await services.jobs.enqueue(runId)
}
