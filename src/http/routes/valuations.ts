import { Type } from 'typebox'
import { decideValuation } from '../../app/valuations/decide-valuation.js'
import { listValuer, requestValuation, stepRequest } from '../../app/valuations/request-valuation.js'
import { valuationRequestsOf, valuationRequestView, valuationView } from '../../app/valuations/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { answerCommand } from '../command-route.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  ValuationRequestBody,
  ValuationRequestShape,
  ValuationStepBody,
  ValuerBody,
  ValuerShape,
} from '../shapes/collateral.js'
import { changed, created, found } from '../shapes/command-answers.js'
import { ById, ValuationDecisionBody, ValuationShape } from '../shapes/lending.js'
import { Shape } from '../shapes/primitives.js'

export function registerValuations(app: App, services: Services): void {
  app.post(
    '/v1/valuations/:id/decision',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags: ['valuations'],
        summary: '银行认定 Adopt a value, at most the reported one, or reject the report',
        description: 'By another person than recorded the report. `on` is today in Shanghai unless given.',
        params: ById,
        body: ValuationDecisionBody,
        response: changed(ValuationShape),
      },
    },
    (request, reply) => {
      const { decision, adoptedValue, on, version } = request.body
      const today = civilDate(services.today())
      const input = {
        valuationId: request.params.id,
        decision,
        adoptedValue: adoptedValue === undefined ? null : money(adoptedValue),
        on: on === undefined ? today : civilDate(on),
        version,
        today,
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideValuation(command, input),
        (tx, { id }) => valuationView(tx, id),
      )
    },
  )

  app.post(
    '/v1/valuers',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags: ['valuations'],
        summary: '评估机构入库 Put a valuer on the list of the bank',
        body: ValuerBody,
        response: created(ValuerShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        validFrom: civilDate(body.validFrom),
        validTo: body.validTo === undefined ? null : civilDate(body.validTo),
      }
      return answerCommand(
        services,
        request,
        reply,
        (command) => listValuer(command, input),
        ({ id, name, uscc, validFrom, validTo }) => ({ status: 201, body: { id, name, uscc, validFrom, validTo } }),
      )
    },
  )

  app.post(
    '/v1/data-products/:id/valuation-requests',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['valuations'],
        summary: '委托评估 Ask for a valuation of a data product',
        params: ById,
        body: ValuationRequestBody,
        response: created(ValuationRequestShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const today = civilDate(services.today())
      const input = { ...body, dataProductId: params.id, on: civilDate(body.on), today }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => requestValuation(command, input),
        (tx, { id }) => valuationRequestView(tx, id),
      )
    },
  )

  app.post(
    '/v1/valuation-requests/:id/steps',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['valuations'],
        summary: '指派、开始、撤销 Assign a listed valuer, record the start, or call a request off',
        params: ById,
        body: ValuationStepBody,
        response: changed(ValuationRequestShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const today = civilDate(services.today())
      const input = { ...body, requestId: params.id, valuerId: body.valuerId ?? null, on: civilDate(body.on), today }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => stepRequest(command, input),
        (tx, { id }) => valuationRequestView(tx, id),
      )
    },
  )

  app.get(
    '/v1/data-products/:id/valuation-requests',
    {
      schema: {
        tags: ['valuations'],
        summary: '评估申请 Requests for valuations of a data product, newest first',
        params: ById,
        response: found(Shape({ items: Type.Array(ValuationRequestShape) })),
      },
    },
    async (request, reply) =>
      reply.send({
        items: await read(services, request, (tx) => valuationRequestsOf(tx, request.params.id)),
      } as never),
  )
}
