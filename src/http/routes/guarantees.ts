import { Type } from 'typebox'
import { calculateGuarantee } from '../../app/guarantees/calculate-guarantee.js'
import { callGuarantee } from '../../app/guarantees/call-guarantee.js'
import { guaranteeLoan } from '../../app/guarantees/guarantee-loan.js'
import { recordGuarantorPayment } from '../../app/guarantees/record-guarantor-payment.js'
import { guaranteeView, guaranteeViews } from '../../app/guarantees/views.js'
import { readPublic } from '../../app/read-as.js'
import { civilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { money } from '../../kernel/money.js'
import { annualRatePercent, bp } from '../../kernel/rate.js'
import { answerWithView } from '../answer-with-view.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { created, found, listed } from '../shapes/command-answers.js'
import {
  CallOfGuarantee,
  GuaranteeCallBody,
  GuaranteeCostAnswer,
  GuaranteeCostBody,
  GuaranteeShape,
  GuarantorPaymentBody,
  NewGuaranteeBody,
} from '../shapes/guarantees.js'
import { ById } from '../shapes/lending.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const tags = ['guarantees']
const config = { access: ['loan_officer'] as const }

export function registerGuarantees(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/loans/:id/guarantees',
    {
      config,
      schema: {
        tags,
        summary: '担保合同 Record the guarantee of a guaranteed loan',
        description:
          'For the whole term of the loan. The fee is told year by year, with the cost of the loan in all as annualised rates. Nothing is paid out of a guaranteed loan before.',
        params: ById,
        body: NewGuaranteeBody,
        response: created(GuaranteeShape),
      },
    },
    (request, reply) => {
      const { guarantor, guaranteeNo, share, baseFeeBp = null, signedOn } = request.body
      const input = {
        loanId: request.params.id,
        guarantorCode: guarantor,
        guaranteeNo,
        share: exact(share),
        baseFee: baseFeeBp === null ? null : bp(baseFeeBp),
        signedOn: civilDate(signedOn),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => guaranteeLoan(command, input),
        (tx, { id }) => guaranteeView(tx, id),
      )
    },
  )

  app.get(
    '/v1/loans/:id/guarantees',
    {
      schema: {
        tags,
        summary: '贷款的担保 The guarantee of a loan',
        params: ById,
        response: { 200: Shape({ items: Type.Array(GuaranteeShape) }), 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const items = await read(services, request, (tx) =>
        guaranteeViews(tx, { loanId: request.params.id, before: null, limit: 1 }),
      )
      return reply.send({ items } as never)
    },
  )

  app.get(
    '/v1/guarantees',
    {
      schema: {
        tags,
        summary: '担保列表 Guarantees, newest first',
        description:
          'A bank sees those of its loans, a guarantor those it gave, with the identity of their loans and nothing else of them.',
        querystring: Shape({ ...PageQuery, loan: Type.Optional(IdText) }),
        response: listed(PageOf(GuaranteeShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, (tx) =>
        guaranteeViews(tx, { loanId: query.loan ?? null, before, limit: limit + 1 }),
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
    '/v1/guarantees/:id',
    { schema: { tags, summary: '担保 One guarantee with its calls', params: ById, response: found(GuaranteeShape) } },
    async (request, reply) => {
      const guarantee = await read(services, request, (tx) => guaranteeView(tx, request.params.id))
      return guarantee === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'guarantee' })
        : reply.send(guarantee as never)
    },
  )

  app.post(
    '/v1/guarantees/:id/calls',
    {
      config,
      schema: {
        tags,
        summary: '代偿通知 Call on the guarantor for its share of what is overdue',
        params: ById,
        body: GuaranteeCallBody,
        response: created(GuaranteeShape),
      },
    },
    (request, reply) => {
      const { amount, on, reason } = request.body
      const input = { guaranteeId: request.params.id, amount: money(amount), on: civilDate(on), reason, today: today() }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => callGuarantee(command, input),
        (tx, { guaranteeId }) => guaranteeView(tx, guaranteeId),
      )
    },
  )

  app.post(
    '/v1/guarantees/:id/calls/:no/payment',
    {
      config,
      schema: {
        tags,
        summary: '代偿 Record that the guarantor paid a call',
        description:
          'The call is paid whole and repays the loan as any payment does. What was paid becomes the claim of the guarantor on the borrower 追偿.',
        params: CallOfGuarantee,
        body: GuarantorPaymentBody,
        response: created(GuaranteeShape),
      },
    },
    (request, reply) => {
      const { id, no } = request.params
      const { paidOn, reference, version } = request.body
      const input = {
        guaranteeId: id,
        no: Number.parseInt(no, 10),
        paidOn: civilDate(paidOn),
        reference,
        version,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => recordGuarantorPayment(command, input),
        (tx) => guaranteeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/calculations/guarantee',
    {
      config: { access: 'calculator' },
      schema: {
        tags: ['calculations'],
        summary: '担保贷款综合成本试算 The fee of a guarantor and what the loan costs in all',
        description: 'By the rules of the first day, on a plan of monthly due dates; nothing is stored.',
        body: GuaranteeCostBody,
        response: { 200: GuaranteeCostAnswer, 400: ProblemShape, 401: ProblemShape, 422: ProblemShape },
      },
    },
    async (request, reply) => {
      const { body } = request
      const { share = null, baseFeeBp = null } = body
      const asked = {
        product: body.product,
        grade: body.grade ?? 'NOT_RATED',
        principal: money(body.principal),
        annualRate: annualRatePercent(body.annualRatePercent),
        from: civilDate(body.from),
        months: body.months,
        method: body.method,
        share: share === null ? null : exact(share),
        baseFee: baseFeeBp === null ? null : bp(baseFeeBp),
      }
      const result = await readPublic(services.db, (tx) => calculateGuarantee(tx, asked))
      return result.ok ? reply.send(result.value as never) : sendProblem(request, reply, result.refusal)
    },
  )
}
