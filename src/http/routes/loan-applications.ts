import { type Static, Type } from 'typebox'
import { applicationDetail } from '../../app/loan-applications/application-detail.js'
import { applyForLoan } from '../../app/loan-applications/apply.js'
import { approve, type DecisionRefusal, reject } from '../../app/loan-applications/decide.js'
import { returnForm } from '../../app/loan-applications/return-form.js'
import { applicationView, applicationViews } from '../../app/loan-applications/views.js'
import { tellLoan } from '../../app/loans/loan-detail.js'
import { sign } from '../../app/loans/sign-contract.js'
import { type LoanView, loanView } from '../../app/loans/views.js'
import { makeQuote } from '../../app/quotes/make-quote.js'
import { quoteView } from '../../app/quotes/views.js'
import type { ContractChoices } from '../../domain/loans/product.js'
import { civilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { formatMoney, money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import {
  ApplicationDecisionBody,
  ApplicationDetail,
  ApplicationShape,
  ById,
  ContractBody,
  LoanShape,
  NewApplicationBody,
  QuoteBody,
  QuoteShape,
} from '../shapes/lending.js'
import { PageOf, PageQuery, Shape, UsccText } from '../shapes/primitives.js'

const tags = ['loan applications']

export function registerLoanApplications(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/loan-applications',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '受理贷款申请 Take in an application',
        description: 'Of an enterprise whose consent is in force. A data pledge loan names its pledge.',
        body: NewApplicationBody,
        response: created(ApplicationShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        amount: money(body.amount),
        appliedOn: civilDate(body.appliedOn),
        pledgeId: body.pledgeId ?? null,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => applyForLoan(command, input),
        (tx, { id }) => applicationView(tx, id),
      )
    },
  )

  app.get(
    '/v1/loan-applications',
    {
      schema: {
        tags,
        summary: '贷款申请列表 Applications, newest first',
        querystring: Shape({
          ...PageQuery,
          state: Type.Optional(Type.String({ maxLength: 40 })),
          enterprise: Type.Optional(UsccText),
        }),
        response: listed(PageOf(ApplicationShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { state = null, enterprise = null } = query
      const rows = await read(services, request, (tx) =>
        applicationViews(tx, { reader: actorOf(request), state, enterprise, before, limit: limit + 1 }),
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
    '/v1/loan-applications/:id',
    {
      schema: {
        tags,
        summary: '贷款申请、报价、审批与轨迹 One application with quotes, decision and audit trail',
        params: ById,
        response: found(ApplicationDetail),
      },
    },
    async (request, reply) => {
      const application = await read(services, request, (tx) => applicationDetail(tx, request.params.id))
      return application === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan application' })
        : reply.send(application as never)
    },
  )

  app.post(
    '/v1/loan-applications/:id/quotes',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['quotes'],
        summary: '报价 Price the application; the quote never changes and has an expiry',
        params: ById,
        body: QuoteBody,
        response: created(QuoteShape),
      },
    },
    (request, reply) => {
      const input = { applicationId: request.params.id, on: civilDate(request.body.on), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => makeQuote(command, input),
        (tx, { id }) => quoteView(tx, id),
      )
    },
  )

  app.get(
    '/v1/quotes/:id',
    {
      schema: {
        tags: ['quotes'],
        summary: '报价及其解释 One quote with its explanation',
        params: ById,
        response: found(QuoteShape),
      },
    },
    async (request, reply) => {
      const quote = await read(services, request, (tx) => quoteView(tx, request.params.id))
      return quote === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'quote' })
        : reply.send(quote as never)
    },
  )

  app.post(
    '/v1/loan-applications/:id/decision',
    {
      config: { access: ['credit_approver', 'credit_committee'] },
      schema: {
        tags,
        summary: '审批 Approve the application as quoted, reject it, or return it to be amended',
        description:
          'By nobody who took it in, surveyed or reviewed it, and within the limit of the role. Approved or rejected once; an approval names its quote.',
        params: ById,
        body: ApplicationDecisionBody,
        response: changed(ApplicationDetail),
      },
    },
    (request, reply) => {
      const { decision, quoteId = null, approvedAmount, on, opinion, evidenceHash = null, version } = request.body
      const { id: applicationId } = request.params
      const step = { applicationId, on: civilDate(on), opinion, evidenceHash, version, today: today() }
      const granted = approvedAmount === undefined ? null : money(approvedAmount)
      return answerWithView(
        services,
        request,
        reply,
        200,
        async (command): Promise<Result<unknown, DecisionRefusal>> => {
          if (decision === 'RETURN') return returnForm(command, step)
          if (decision === 'REJECT') return reject(command, step)
          return approve(command, { ...step, quoteId, approvedAmount: granted })
        },
        (tx) => applicationDetail(tx, applicationId),
      )
    },
  )

  app.post(
    '/v1/loan-applications/:id/contract',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['loans'],
        summary: '签订借款合同 Sign the loan contract',
        description:
          'At the quoted rate, for the approved amount unless a smaller one is given, by the terms of its product with what the contract chooses among them. With a credit line, the amount is reserved on it.',
        params: ById,
        body: ContractBody,
        response: created(LoanShape),
      },
    },
    (request, reply) => {
      const { contractNo, signedOn, method, amount, creditLineId = null, terms = {}, version } = request.body
      const input = {
        applicationId: request.params.id,
        contractNo,
        signedOn: civilDate(signedOn),
        choices: choicesOf(method, terms),
        amount: amount === undefined ? null : money(amount),
        creditLineId,
        version,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => sign(command, input),
        async (tx, { id }) => tellLoan((await loanView(tx, id)) as LoanView),
      )
    },
  )
}

/** What the contract chooses, in the words of the domain. */
const choicesOf = (
  method: Static<typeof ContractBody>['method'],
  { customRows, overdueUplift, misuseUplift, ...chosen }: NonNullable<Static<typeof ContractBody>['terms']>,
): ContractChoices => ({
  ...chosen,
  method,
  customRows: customRows?.map(({ dueOn, principal }) => ({
    dueOn: civilDate(dueOn),
    principal: formatMoney(money(principal)),
  })),
  overdueUplift: overdueUplift === undefined ? undefined : exact(overdueUplift),
  misuseUplift: misuseUplift === undefined ? undefined : exact(misuseUplift),
})
