import { Type } from 'typebox'
import { businessDateOfLoan } from '../../app/business-days/business-date.js'
import { journalEntry } from '../../app/ledger/views.js'
import { disburse } from '../../app/loans/disburse.js'
import { cancelContract } from '../../app/loans/end-contract.js'
import { loanDetail, loanScheduleView, tellLoan } from '../../app/loans/loan-detail.js'
import { disbursementViews, type LoanView, loanView, loanViews } from '../../app/loans/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { loanTimesOf } from '../business-times.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById, DisbursedShape, DisbursementBody, LoanDetail, LoanShape, ScheduleShape } from '../shapes/lending.js'
import { WithdrawalBody } from '../shapes/loan-steps.js'
import { PageOf, PageQuery, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'

const tags = ['loans']

export function registerLoans(app: App, services: Services): void {
  app.post(
    '/v1/loans/:id/disbursements',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '放款 Pay out under the contract and book it',
        description:
          'Not by the approver. A pledge loan needs the confirmed freeze and a second query certificate, other than the first and at most three days old.',
        params: ById,
        body: DisbursementBody,
        response: created(DisbursedShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const { queryCertificateNo = null, queryCertificateOn = null } = body
      const input = {
        loanId: request.params.id,
        amount: money(body.amount),
        on: civilDate(body.on),
        noteNo: body.noteNo,
        payee: body.payee,
        useEvidence: body.useEvidence,
        queryCertificateNo,
        queryCertificateOn: queryCertificateOn === null ? null : civilDate(queryCertificateOn),
        queryIsClean: body.queryIsClean ?? true,
        version: body.version,
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => disburse(command, input),
        async (tx, { loan, disbursement }) => {
          const disbursements = await disbursementViews(tx, loan.id)
          return {
            loan: tellLoan((await loanView(tx, loan.id)) as LoanView),
            disbursement: disbursements.find(({ id }) => id === disbursement.id),
            entry: await journalEntry(tx, disbursement.entryId),
          }
        },
      )
    },
  )

  app.post(
    '/v1/loans/:id/cancellation',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '撤销合同 End a contract of which nothing is paid out, and free its credit line',
        description:
          'By another person than signed it. A contract that is not drawn while its approval holds lapses at the end of a day.',
        params: ById,
        body: WithdrawalBody,
        response: changed(LoanShape),
      },
    },
    (request, reply) => {
      const { on, opinion, version } = request.body
      const input = {
        loanId: request.params.id,
        on: civilDate(on),
        opinion,
        version,
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => cancelContract(command, input),
        async (tx, loanId) => tellLoan((await loanView(tx, loanId)) as LoanView),
      )
    },
  )

  app.get(
    '/v1/loans',
    {
      schema: {
        tags,
        summary: '贷款列表 Loans, newest first',
        querystring: Shape({
          ...PageQuery,
          state: Type.Optional(Type.String({ maxLength: 40 })),
          enterprise: Type.Optional(UsccText),
        }),
        response: listed(PageOf(LoanShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { state = null, enterprise = null } = query
      const filter = { reader: actorOf(request), state, enterprise, before, limit: limit + 1 }
      const rows = await read(services, request, (tx) => loanViews(tx, filter))
      return reply.send(pageOf(rows, limit, tellLoan, ({ recordedAt, id }) => ({ recordedAt, id })) as never)
    },
  )

  app.get(
    '/v1/loans/:id',
    {
      schema: {
        tags,
        summary: '贷款详情 One loan with quote, pledge, schedule, disbursements, ledger entries and re-loans',
        params: ById,
        response: found(LoanDetail),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const loan = await read(services, request, async (tx) =>
        loanDetail(tx, id, await businessDateOfLoan(tx, id, civilDate(services.today()))),
      )
      return loan === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })
        : reply.send(loan as never)
    },
  )

  app.get(
    '/v1/loans/:id/schedule',
    {
      schema: {
        tags,
        summary: '还款计划 The schedule, computed anew from the contract and its facts, with what was paid of each row',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: found(ScheduleShape),
      },
    },
    async (request, reply) => {
      const times = await loanTimesOf(services, request, request.params.id, request.query)
      const schedule = await read(services, request, (tx) => loanScheduleView(tx, request.params.id, times))
      return schedule === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })
        : reply.send({ ...schedule, knownAt: times.knownAt } as never)
    },
  )
}
