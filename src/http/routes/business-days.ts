import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { acknowledgeFinding } from '../../app/business-days/acknowledge-finding.js'
import { businessDayDetail, type ToldFinding, tellFinding } from '../../app/business-days/business-day-detail.js'
import { advanceTo, type ClosingRefusal, closeDay } from '../../app/business-days/close-day.js'
import { openFirst } from '../../app/business-days/open-first-day.js'
import {
  type BusinessDayView,
  businessDayView,
  businessDayViews,
  type FindingView,
  findingOfDay,
} from '../../app/business-days/views.js'
import type { Command } from '../../app/command/command.js'
import type { RequestedJob } from '../../app/jobs/request-job.js'
import { organisationByCode } from '../../app/ledger/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { DAY, limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { languageOf, problems, sendProblem, sentence } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { BusinessDayDetail, BusinessDayShape, FindingShape, OpeningBody } from '../shapes/business-days.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { JobRunShape, tellJobRun } from '../shapes/job-runs.js'
import {
  DateText,
  IdText,
  OpinionText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
  VersionNumber,
} from '../shapes/primitives.js'

const tags = ['business days']
const Organisation = Type.Optional(
  Type.String({ maxLength: 40, description: "Code of the bank whose days they are; one's own unless given" }),
)
const ByDay = Shape({ day: DateText })

const PROBLEMS = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

export function registerBusinessDays(app: App, services: Services): void {
  app.post(
    '/v1/business-days',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '启用营业日 Begin to keep business days with a first one',
        description:
          'Once for a bank. From then on no command of the bank may be dated after the business day at work, and each later day is opened by the end of the one before.',
        body: OpeningBody,
        response: created(BusinessDayShape),
      },
    },
    (request, reply) => {
      const { day, calendar = 'every-day' } = request.body
      const input = { day: civilDate(day), calendar, today: civilDate(services.today()) }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => openFirst(command, input),
        async (tx, opened) =>
          tellDay((await businessDayView(tx, opened.organisationId, opened.day)) as BusinessDayView),
      )
    },
  )

  app.post(
    '/v1/business-days/:day/close',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags,
        summary: '日终 Close the business day at work',
        description:
          'Starts the end of the day as a job. On a day that is closing already it starts the job again: after its findings were acknowledged, or when it had failed.',
        params: ByDay,
        body: Shape({ version: VersionNumber }),
        response: { 202: JobRunShape, ...PROBLEMS },
      },
    },
    (request, reply) => {
      const { day } = request.params
      const input = { day: civilDate(day), version: request.body.version, today: civilDate(services.today()) }
      return startEnd(services, request, reply, (command) => closeDay(command, input))
    },
  )

  app.post(
    '/v1/business-days/advance',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '推进营业日 Close day after day until a day is at work',
        description: 'For catching up: every day before `to` is closed in turn, each with all its steps.',
        body: Shape({ to: DateText }),
        response: { 202: JobRunShape, ...PROBLEMS },
      },
    },
    (request, reply) => {
      const input = { to: civilDate(request.body.to), today: civilDate(services.today()) }
      return startEnd(services, request, reply, (command) => advanceTo(command, input))
    },
  )

  app.post(
    '/v1/business-days/:day/findings/:id/acknowledgement',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '确认日终事项 Take note of what holds a day up, with an opinion',
        description: 'By somebody else than who closes the day. Closing the day again then goes on.',
        params: Shape({ day: DateText, id: IdText }),
        body: Shape({ opinion: OpinionText }),
        response: changed(FindingShape),
      },
    },
    (request, reply) => {
      const day = civilDate(request.params.day)
      const input = { day, findingId: request.params.id, opinion: request.body.opinion }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => acknowledgeFinding(command, input),
        async (tx, { findingId: id }) => {
          const { organisationId } = actorOf(request)
          const finding = (await findingOfDay(tx, { organisationId, day, id })) as FindingView
          return withReason(request, tellFinding(finding))
        },
      )
    },
  )

  app.get(
    '/v1/business-days',
    {
      config: { access: ['loan_officer', 'credit_approver', 'auditor'] },
      schema: {
        tags,
        summary: '营业日列表 Business days of a bank, the last first',
        querystring: Shape({ ...PageQuery, organisation: Organisation }),
        response: { 403: ProblemShape, 404: ProblemShape, ...listed(PageOf(BusinessDayShape)) },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { day: DAY })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, async (tx) => {
        const organisationId = await bankOf(tx, request, query.organisation)
        return organisationId === undefined
          ? undefined
          : businessDayViews(tx, { organisationId, before, limit: limit + 1 })
      })
      return rows === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
        : reply.send(pageOf(rows, limit, tellDay, ({ day }) => ({ day })) as never)
    },
  )

  app.get(
    '/v1/business-days/:day',
    {
      config: { access: ['loan_officer', 'credit_approver', 'auditor'] },
      schema: {
        tags,
        summary: '营业日详情 One business day with the steps of its end, refused loans and findings',
        params: ByDay,
        querystring: Shape({ organisation: Organisation }),
        response: { 400: ProblemShape, 403: ProblemShape, ...found(BusinessDayDetail) },
      },
    },
    async (request, reply) => {
      const day = civilDate(request.params.day)
      const detail = await read(services, request, async (tx) => {
        const organisationId = await bankOf(tx, request, request.query.organisation)
        return organisationId === undefined ? undefined : businessDayDetail(tx, organisationId, day)
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'business day' })
        : reply.send({
            ...detail,
            findings: detail.findings.map((finding) => withReason(request, finding)),
          } as never)
    },
  )
}

/** Answers with the job that ends the day, and hands it over once it is recorded. */
async function startEnd(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  useCase: (command: Command) => Promise<Result<RequestedJob, ClosingRefusal>>,
): Promise<void> {
  let runId: string | undefined
  await answerCommand(services, request, reply, useCase, ({ run }) => {
    runId = run.id
    return { status: 202, body: tellJobRun(run) }
  })
  if (runId !== undefined) await services.jobs.enqueue(runId)
}

const bankOf = async (
  tx: Command['tx'],
  request: FastifyRequest,
  code: string | undefined,
): Promise<string | undefined> =>
  code === undefined ? actorOf(request).organisationId : (await organisationByCode(tx, code))?.id

const tellDay = (row: BusinessDayView) => ({ ...row })

/** A finding with its sentence in the reader's language, as the refusal of that code is told. */
function withReason(request: FastifyRequest, finding: ToldFinding) {
  const { code, detail } = finding
  const problem = code in problems ? problems[code as keyof typeof problems] : undefined
  return { ...finding, reason: problem === undefined ? code : sentence(problem[languageOf(request)], detail) }
}
