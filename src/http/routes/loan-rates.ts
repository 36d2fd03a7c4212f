import { Type } from 'typebox'
import { agreeTarget } from '../../app/loan-rates/agree-target.js'
import { decideOverride } from '../../app/loan-rates/decide-override.js'
import { proposeOverride } from '../../app/loan-rates/propose-override.js'
import { ratchetHistory, rateHistory } from '../../app/loan-rates/rate-history.js'
import { recordRatchetFact } from '../../app/loan-rates/record-ratchet-fact.js'
import { repriceLoan } from '../../app/loan-rates/reprice-loan.js'
import { loanRateViews, rateOverrideView, rateOverrideViews } from '../../app/loan-rates/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { loanTimesOf } from '../business-times.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import {
  LoanRateShape,
  OverrideDecisionBody,
  RatchetFactBody,
  RatchetShape,
  RatchetStandingShape,
  RatchetTargetBody,
  RateHistoryShape,
  RateOverrideBody,
  RateOverrideShape,
  RepricingBody,
} from '../shapes/loan-rates.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'

const tags = ['loan rates']

export function registerLoanRates(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/loans/:id/repricings',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags,
        summary: '重定价 Decide the rate from a day on as the contract says',
        description:
          'On a day of reset, on the first day of an interest period after a change of grade, or where a step of the ratchet takes effect. Days are decided in their order.',
        params: ById,
        body: RepricingBody,
        response: created(LoanRateShape),
      },
    },
    (request, reply) => {
      const { on, version } = request.body
      const input = { loanId: request.params.id, on: civilDate(on), version, today: today() }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => repriceLoan(command, input),
        async (tx, { id, loanId, effectiveOn }) =>
          (await loanRateViews(tx, loanId, { asOf: effectiveOn, knownAt: null })).find((row) => row.id === id),
      )
    },
  )

  app.post(
    '/v1/loans/:id/rate-overrides',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags,
        summary: '人工调整利率(经办) Propose a rate set by hand, with a reason',
        description:
          'Never below a floor. It holds, once another person has agreed, until the next decision under the contract.',
        params: ById,
        body: RateOverrideBody,
        response: created(RateOverrideShape),
      },
    },
    (request, reply) => {
      const { rate, on, reason, version } = request.body
      const input = {
        loanId: request.params.id,
        rate: annualRatePercent(rate),
        on: civilDate(on),
        reason,
        version,
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => proposeOverride(command, input),
        (tx, { id }) => rateOverrideView(tx, id),
      )
    },
  )

  app.post(
    '/v1/rate-overrides/:id/decisions',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '人工调整利率(复核) Agree to a rate set by hand, or reject it',
        description: 'By another person than proposed it; decided once.',
        params: ById,
        body: OverrideDecisionBody,
        response: changed(RateOverrideShape),
      },
    },
    (request, reply) => {
      const input = { overrideId: request.params.id, ...request.body, today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideOverride(command, input),
        (tx, { id }) => rateOverrideView(tx, id),
      )
    },
  )

  app.get(
    '/v1/rate-overrides',
    {
      schema: {
        tags,
        summary: '人工调整利率列表 Rates set by hand, newest first',
        querystring: Shape({
          ...PageQuery,
          loan: Type.Optional(IdText),
          state: Type.Optional(Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED'])),
        }),
        response: listed(PageOf(RateOverrideShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { loan: loanId = null, state = null } = query
      const filter = { reader: actorOf(request), loanId, state, before, limit: limit + 1 }
      const rows = await read(services, request, (tx) => rateOverrideViews(tx, filter))
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
    '/v1/loans/:id/rates',
    {
      schema: {
        tags,
        summary: '利率历史 Every rate of the loan to a day, each with why',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: { ...found(RateHistoryShape), 400: ProblemShape },
      },
    },
    async (request, reply) => {
      const times = await loanTimesOf(services, request, request.params.id, request.query)
      const history = await read(services, request, (tx) => rateHistory(tx, request.params.id, times))
      return history === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })
        : reply.send(history as never)
    },
  )

  app.post(
    '/v1/loans/:id/ratchet-targets',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '约定绩效目标 Agree a target that the rate is linked to',
        description: 'Agreed again under its name for the same day, the later one counts.',
        params: ById,
        body: RatchetTargetBody,
        response: created(RatchetStandingShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        loanId: request.params.id,
        value: exact(body.value),
        testOn: civilDate(body.testOn),
        agreedOn: civilDate(body.agreedOn),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => agreeTarget(command, input),
        (tx) => ratchetHistory(tx, input.loanId, { asOf: input.today, knownAt: null }),
      )
    },
  )

  app.post(
    '/v1/loans/:id/ratchet-facts',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags,
        summary: '登记绩效事实 Record a report, its verification, an amendment event or a fraud',
        description: 'What it makes of the rate takes effect on the first day of the next interest period.',
        params: ById,
        body: RatchetFactBody,
        response: created(RatchetStandingShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        loanId: request.params.id,
        kind: body.kind,
        on: civilDate(body.on),
        testOn: body.testOn === undefined ? null : civilDate(body.testOn),
        results: (body.results ?? []).map(({ name, value }) => ({ name, value: exact(value) })),
        event: body.event ?? null,
        evidence: body.evidence,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => recordRatchetFact(command, input),
        (tx) => ratchetHistory(tx, input.loanId, { asOf: input.today, knownAt: null }),
      )
    },
  )

  app.get(
    '/v1/loans/:id/ratchet',
    {
      schema: {
        tags,
        summary: '绩效挂钩 Targets, reports and steps of the ratchet',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: { ...found(RatchetShape), 400: ProblemShape },
      },
    },
    async (request, reply) => {
      const times = await loanTimesOf(services, request, request.params.id, request.query)
      const ratchet = await read(services, request, (tx) => ratchetHistory(tx, request.params.id, times))
      return ratchet === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })
        : reply.send({ ...ratchet, knownAt: times.knownAt } as never)
    },
  )
}
