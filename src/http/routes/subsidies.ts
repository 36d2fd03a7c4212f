import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { claimSubsidy } from '../../app/subsidies/claim-subsidy.js'
import { type SubsidyStepping, takeStep } from '../../app/subsidies/take-step.js'
import { programmesOn, subsidyView, subsidyViews } from '../../app/subsidies/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import {
  ProgrammeCode,
  ProgrammeShape,
  SubsidyClaimBody,
  SubsidyDecisionBody,
  SubsidyPaymentBody,
  SubsidyRecoveryBody,
  SubsidyShape,
  SubsidyStateWord,
} from '../shapes/subsidies.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['subsidies']
const config = { access: ['loan_officer'] as const }
const decides = { access: ['credit_approver'] as const }

export function registerSubsidies(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.get(
    '/v1/subsidy-programmes',
    {
      schema: {
        tags,
        summary: '贴息项目 Interest-subsidy programmes in force on a day',
        description: 'One whose terms are unknown has no shape; nothing can be claimed from it.',
        querystring: Shape(TwoTimesQuery),
        response: { 200: Shape({ items: Type.Array(ProgrammeShape) }), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const { asOf, knownAt } = await twoTimesOf(services, request.query)
      const items = await read(services, request, (tx) => programmesOn(tx, { on: asOf, knownAt }))
      return reply.send({ items } as never)
    },
  )

  app.post(
    '/v1/loans/:id/subsidies',
    {
      config,
      schema: {
        tags,
        summary: '申报贴息 Claim the subsidy on interest that a loan has paid',
        description:
          'Both days of the period are included. What counts is the interest in term that was paid, neither penalty nor compound interest nor what was paid after the loan first matured. The rate of the loan stays as it is. The cap of an enterprise and year counts its claims at all banks.',
        params: ById,
        body: SubsidyClaimBody,
        response: created(SubsidyShape),
      },
    },
    (request, reply) => {
      const { programme, from, to, on, opinion } = request.body
      const input = {
        loanId: request.params.id,
        programme,
        period: { from: civilDate(from), to: civilDate(to) },
        on: civilDate(on),
        opinion,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => claimSubsidy(command, input),
        (tx, { id }) => subsidyView(tx, id),
      )
    },
  )

  const step = (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    to: SubsidyStepping['to'],
    body: { on: string; opinion: string; reference?: string | null; version: number },
  ): Promise<void> => {
    const { on, opinion, reference = null, version } = body
    const input = { subsidyId: id, to, on: civilDate(on), opinion, reference, version, today: today() }
    return answerWithView(
      services,
      request,
      reply,
      200,
      (command) => takeStep(command, input),
      (tx, subsidy) => subsidyView(tx, subsidy.id),
    )
  }

  app.post(
    '/v1/subsidies/:id/decision',
    {
      config: decides,
      schema: {
        tags,
        summary: '贴息批复 Record that a claim was approved or rejected',
        description:
          'Not by whoever claimed. Approval books what the treasury owes; rejecting an approved claim undoes it.',
        params: ById,
        body: SubsidyDecisionBody,
        response: changed(SubsidyShape),
      },
    },
    (request, reply) => {
      const { decision, ...body } = request.body
      return step(request, reply, request.params.id, decision === 'APPROVE' ? 'APPROVED' : 'REJECTED', body)
    },
  )

  app.post(
    '/v1/subsidies/:id/payment',
    {
      config,
      schema: {
        tags,
        summary: '贴息到账 Record that the treasury paid',
        description: 'Not by whoever approved. A subsidy of the borrower is credited to its settlement account.',
        params: ById,
        body: SubsidyPaymentBody,
        response: changed(SubsidyShape),
      },
    },
    (request, reply) => step(request, reply, request.params.id, 'PAID', request.body),
  )

  app.post(
    '/v1/subsidies/:id/recovery',
    {
      config: decides,
      schema: {
        tags,
        summary: '追回贴息 Take back a subsidy that was not due',
        description: 'Not by whoever recorded the payment. The period and its share of the cap can be claimed anew.',
        params: ById,
        body: SubsidyRecoveryBody,
        response: changed(SubsidyShape),
      },
    },
    (request, reply) => step(request, reply, request.params.id, 'RECOVERED', request.body),
  )

  app.get(
    '/v1/subsidies',
    {
      schema: {
        tags,
        summary: '贴息台账 Subsidy claims, newest first',
        querystring: Shape({
          ...PageQuery,
          loan: Type.Optional(IdText),
          programme: Type.Optional(ProgrammeCode),
          state: Type.Optional(SubsidyStateWord),
        }),
        response: listed(PageOf(SubsidyShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { loan: loanId = null, programme = null, state = null } = query
      const rows = await read(services, request, (tx) =>
        subsidyViews(tx, { loanId, programme, state, before, limit: limit + 1 }),
      )
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ recordedAt, id }) => ({ recordedAt, id }),
        ) as never,
      )
    },
  )

  app.get(
    '/v1/subsidies/:id',
    { schema: { tags, summary: '贴息 One subsidy claim', params: ById, response: found(SubsidyShape) } },
    async (request, reply) => {
      const subsidy = await read(services, request, (tx) => subsidyView(tx, request.params.id))
      return subsidy === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'interest subsidy' })
        : reply.send(subsidy as never)
    },
  )
}
