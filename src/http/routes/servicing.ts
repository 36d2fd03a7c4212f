import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { loanView } from '../../app/loans/views.js'
import { chargeFee } from '../../app/servicing/charge-fee.js'
import { decideChange } from '../../app/servicing/decide-change.js'
import { loanAllocations, loanPosition, payoffQuote } from '../../app/servicing/loan-on.js'
import { proposeChange } from '../../app/servicing/propose-change.js'
import type { RequestedChange } from '../../app/servicing/requested-change.js'
import { takePayoff, takeRepayment } from '../../app/servicing/take-payment.js'
import { tellChange } from '../../app/servicing/tell-change.js'
import { eventViews, requestView, requestViews } from '../../app/servicing/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { loanTimesOf } from '../business-times.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { DateText, IdText, PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import {
  AllocationsShape,
  ByEvent,
  ById,
  ChangedShape,
  DecidedRequestShape,
  FeeBody,
  InterestPauseBody,
  ListedEventShape,
  LoanPositionShape,
  MisuseBody,
  OnDayBody,
  PayoffBody,
  PayoffQuoteShape,
  RepaymentBody,
  RequestDecisionBody,
  RequestShape,
  RestructureBody,
  ReversalBody,
} from '../shapes/servicing.js'

const tags = ['loan servicing']
const access = ['loan_officer'] as const
const NEEDS_TWO =
  'A proposal: another person decides it at /v1/servicing-requests/{id}/decisions, and then it happens as worded.'

export function registerServicing(app: App, services: Services): void {
  const today = () => civilDate(services.today())
  const notThere = (request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })

  app.post(
    '/v1/loans/:id/repayments',
    {
      config: { access },
      schema: {
        tags,
        summary: '还款 Take a payment and book where it went',
        description:
          'What is due is paid first, in the order of the contract. It may be backdated into an open period: everything that followed is computed anew. The same receipt is booked once; what a guarantor pays is taken with its call.',
        params: ById,
        body: RepaymentBody,
        response: created(ChangedShape),
      },
    },
    (request, reply) => {
      const { on, amount, excess = 'hold', payer = 'borrower', reference, version } = request.body
      const input = {
        loanId: request.params.id,
        on: civilDate(on),
        amount: money(amount),
        excess,
        payer,
        reference,
        version,
        today: today(),
      }
      return answerCommand(
        services,
        request,
        reply,
        (command) => takeRepayment(command, input),
        (value) => ({ status: 201, body: tellChange(value) }),
      )
    },
  )

  app.post(
    '/v1/loans/:id/payoffs',
    {
      config: { access },
      schema: {
        tags,
        summary: '提前结清 End the loan with what its payoff quote says',
        params: ById,
        body: PayoffBody,
        response: created(ChangedShape),
      },
    },
    (request, reply) => {
      const { on, amount, reference, version } = request.body
      const input = {
        loanId: request.params.id,
        on: civilDate(on),
        amount: money(amount),
        reference,
        version,
        today: today(),
      }
      return answerCommand(
        services,
        request,
        reply,
        (command) => takePayoff(command, input),
        (value) => ({ status: 201, body: tellChange(value) }),
      )
    },
  )

  app.post(
    '/v1/loans/:id/fees',
    {
      config: { access },
      schema: {
        tags,
        summary: '收费 Charge a fee, due on its day',
        params: ById,
        body: FeeBody,
        response: created(ChangedShape),
      },
    },
    (request, reply) => {
      const { on, amount, fee, forGuarantor = false, reason, version } = request.body
      const input = {
        loanId: request.params.id,
        on: civilDate(on),
        amount: money(amount),
        fee,
        forGuarantor,
        reason,
        version,
        today: today(),
      }
      return answerCommand(
        services,
        request,
        reply,
        (command) => chargeFee(command, input),
        (value) => ({ status: 201, body: tellChange(value) }),
      )
    },
  )

  const propose = (
    request: FastifyRequest,
    reply: FastifyReply,
    loanId: string,
    papers: { readonly reason: string; readonly evidenceHash?: string; readonly version: number },
    requested: RequestedChange,
  ) => {
    const { reason, evidenceHash = null, version } = papers
    return answerWithView(
      services,
      request,
      reply,
      201,
      (command) => proposeChange(command, { loanId, requested, reason, evidenceHash, version, today: today() }),
      (tx, { id }) => requestView(tx, id),
    )
  }
  const proposal = <B extends TSchema>(summary: string, body: B) => ({
    config: { access },
    schema: { tags, summary, description: NEEDS_TWO, params: ById, body, response: created(RequestShape) },
  })

  app.post(
    '/v1/loans/:id/interest-pauses',
    proposal('停息 Propose that interest pauses', InterestPauseBody),
    (request, reply) => {
      const { on, to, ...papers } = request.body
      return propose(request, reply, request.params.id, papers, { kind: 'pause', body: { on, to } })
    },
  )
  app.post(
    '/v1/loans/:id/restructures',
    proposal('展期 Propose new due dates for the principal not yet due', RestructureBody),
    (request, reply) => {
      const { on, method, annualRatePercent, dueDates, ...papers } = request.body
      const body = { on, method, annualRatePercent, dueDates }
      return propose(request, reply, request.params.id, papers, { kind: 'restructure', body })
    },
  )
  app.post(
    '/v1/loans/:id/misuse-findings',
    proposal('认定挪用 Propose that principal was misused; all of it unless an amount is given', MisuseBody),
    (request, reply) => {
      const { on, amount = null, ...papers } = request.body
      return propose(request, reply, request.params.id, papers, { kind: 'misuse', body: { on, amount } })
    },
  )
  app.post(
    '/v1/loans/:id/misuse-clearances',
    proposal('解除挪用 Propose that the misuse has ended', OnDayBody),
    (request, reply) => {
      const { on, ...papers } = request.body
      return propose(request, reply, request.params.id, papers, { kind: 'misuse-cleared', body: { on } })
    },
  )
  app.post(
    '/v1/loans/:id/write-offs',
    proposal('核销 Propose that an overdue loan is written off; the claim stays', OnDayBody),
    (request, reply) => {
      const { on, ...papers } = request.body
      return propose(request, reply, request.params.id, papers, { kind: 'write-off', body: { on } })
    },
  )
  app.post(
    '/v1/loans/:id/events/:eventId/reversals',
    {
      config: { access },
      schema: {
        tags,
        summary: '冲销 Propose that an event is taken back; what followed is then computed anew',
        description: NEEDS_TWO,
        params: ByEvent,
        body: ReversalBody,
        response: created(RequestShape),
      },
    },
    (request, reply) => {
      const { id, eventId } = request.params
      return propose(request, reply, id, request.body, { kind: 'reversal', body: { eventId } })
    },
  )

  app.post(
    '/v1/servicing-requests/:id/decisions',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '复核 Approve a proposed change of a loan, which happens at once, or reject it',
        description: 'By another person than proposed it; decided once.',
        params: ById,
        body: RequestDecisionBody,
        response: changed(DecidedRequestShape),
      },
    },
    (request, reply) => {
      const input = { requestId: request.params.id, ...request.body, today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideChange(command, input),
        async (tx, { requestId, changed: done }) => ({
          request: await requestView(tx, requestId),
          changed: done && tellChange(done),
        }),
      )
    },
  )

  app.get(
    '/v1/servicing-requests',
    {
      schema: {
        tags,
        summary: '贷后变更申请列表 Proposed changes of loans, newest first',
        querystring: Shape({
          ...PageQuery,
          loan: Type.Optional(IdText),
          state: Type.Optional(Type.String({ maxLength: 40 })),
        }),
        response: listed(PageOf(RequestShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { loan: loanId = null, state = null } = query
      const filter = { reader: actorOf(request), loanId, state, before, limit: limit + 1 }
      const rows = await read(services, request, (tx) => requestViews(tx, filter))
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
    '/v1/servicing-requests/:id',
    { schema: { tags, summary: '贷后变更申请 One proposed change', params: ById, response: found(RequestShape) } },
    async (request, reply) => {
      const one = await read(services, request, (tx) => requestView(tx, request.params.id))
      return one === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'servicing request' })
        : reply.send(one as never)
    },
  )

  app.get(
    '/v1/loans/:id/payoff-quote',
    {
      schema: {
        tags,
        summary: '结清试算 What settles the loan on a day, as known now',
        params: ById,
        querystring: Shape({ on: DateText }),
        response: { ...found(PayoffQuoteShape), 409: ProblemShape, 422: ProblemShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const quoted = await read(services, request, (tx) => payoffQuote(tx, id, civilDate(request.query.on)))
      return quoted.ok
        ? reply.send({ loanId: id, ...quoted.value } as never)
        : sendProblem(request, reply, quoted.refusal)
    },
  )
  app.get(
    '/v1/loans/:id/position',
    {
      schema: {
        tags,
        summary: '贷款头寸 What is owed when a day is over, as known at an instant',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: found(LoanPositionShape),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const times = await loanTimesOf(services, request, request.params.id, request.query)
      const position = await read(services, request, (tx) => loanPosition(tx, id, times))
      return position === undefined ? notThere(request, reply) : reply.send({ loanId: id, ...times, position } as never)
    },
  )
  app.get(
    '/v1/loans/:id/allocations',
    {
      schema: {
        tags,
        summary: '还款分配 Where all payments went, as known at an instant',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: found(AllocationsShape),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const times = await loanTimesOf(services, request, request.params.id, request.query)
      const allocations = await read(services, request, (tx) => loanAllocations(tx, id, times))
      return allocations === undefined
        ? notThere(request, reply)
        : reply.send({ loanId: id, ...times, allocations } as never)
    },
  )
  app.get(
    '/v1/loans/:id/events',
    {
      schema: {
        tags,
        summary: '贷款事件 The facts of the loan, last recorded first, as known at an instant',
        params: ById,
        querystring: Shape({ ...PageQuery, knownAt: TwoTimesQuery.knownAt }),
        response: { ...listed(PageOf(ListedEventShape)), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { params, query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { knownAt } = query
      const known =
        knownAt === undefined ? null : (await loanTimesOf(services, request, params.id, { knownAt })).knownAt
      const rows = await read(services, request, async (tx) =>
        (await loanView(tx, params.id)) === undefined
          ? undefined
          : eventViews(tx, params.id, known, { before, limit: limit + 1 }),
      )
      if (rows === undefined) return notThere(request, reply)
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
}
