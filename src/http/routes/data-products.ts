import { Type } from 'typebox'
import { registerProduct } from '../../app/data-products/register-product.js'
import { traceOf } from '../../app/data-products/trace-views.js'
import { dataProductView, dataProductViews } from '../../app/data-products/views.js'
import { recordValuation } from '../../app/valuations/record-valuation.js'
import { valuationsOf, valuationView } from '../../app/valuations/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { DAY, INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { created, found, listed } from '../shapes/command-answers.js'
import {
  ById,
  DataProductShape,
  DataProductWithValuations,
  NewDataProductBody,
  NewValuationBody,
  ValuationShape,
} from '../shapes/lending.js'
import { InstantText, PageOf, PageQuery, Shape, UsccText } from '../shapes/primitives.js'
import { TraceAnswer } from '../shapes/product-trace.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['data products']

export function registerDataProducts(app: App, services: Services): void {
  app.post(
    '/v1/data-products',
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags,
        summary: '登记数据产品 Enter a right in a data product',
        body: NewDataProductBody,
        response: created(DataProductShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const { listing = null } = body
      const input = {
        ...body,
        certificateValidFrom: civilDate(body.certificateValidFrom),
        certificateValidTo: civilDate(body.certificateValidTo),
        authorisationValidTo: civilDate(body.authorisationValidTo),
        listing: listing && { no: listing.no, validTo: civilDate(listing.validTo) },
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => registerProduct(command, input),
        (tx, { id }) => dataProductView(tx, id),
      )
    },
  )

  app.get(
    '/v1/data-products',
    {
      schema: {
        tags,
        summary: '数据产品列表 Data products, newest first',
        querystring: Shape({ ...PageQuery, enterprise: Type.Optional(UsccText) }),
        response: listed(PageOf(DataProductShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, (tx) =>
        dataProductViews(tx, { enterprise: query.enterprise ?? null, before, limit: limit + 1 }),
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
    '/v1/data-products/:id',
    {
      schema: {
        tags,
        summary: '数据产品及评估 One data product with the valuations the caller may see',
        params: ById,
        response: found(DataProductWithValuations),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const product = await read(services, request, async (tx) => {
        const view = await dataProductView(tx, id)
        return view && { ...view, valuations: await valuationsOf(tx, id) }
      })
      return product === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'data product' })
        : reply.send(product as never)
    },
  )

  app.get(
    '/v1/data-products/:id/trace',
    {
      schema: {
        tags,
        summary: '全流程追溯 Everything that happened to a data product, in order, as far as the caller may see',
        description:
          'Authorisation, reviews, registrations, listing, orders, disputes, valuations, pledges, loans, re-loans and look-ups as one timeline. A bank sees the evidence and results it was granted, never raw rows.',
        params: ById,
        querystring: Shape({ ...PageQuery, knownAt: Type.Optional(InstantText) }),
        response: found(TraceAnswer),
      },
    },
    async (request, reply) => {
      const { query, params } = request
      const after = readCursor(query, { on: DAY, recordedAt: INSTANT, place: /^\d{1,7}$/, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const { knownAt } = await twoTimesOf(services, query)
      const limit = limitOf(query)
      const rows = await read(services, request, async (tx) =>
        (await dataProductView(tx, params.id)) === undefined
          ? undefined
          : traceOf(tx, { productId: params.id, knownAt, after, limit: limit + 1 }),
      )
      if (rows === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'data product' })
      const page = pageOf(
        rows,
        limit,
        ({ place: _, ...row }) => row,
        ({ on, recordedAt, place, id }) => ({ on, recordedAt, place: `${place}`, id }),
      )
      return reply.send({ knownAt, ...page } as never)
    },
  )

  app.post(
    '/v1/data-products/:id/valuations',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['valuations'],
        summary: "录入评估报告 Record a valuer's report",
        params: ById,
        body: NewValuationBody,
        response: created(ValuationShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        dataProductId: request.params.id,
        baseDate: civilDate(body.baseDate),
        reportValue: money(body.reportValue),
        horizonTo: body.horizonTo === undefined ? null : civilDate(body.horizonTo),
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => recordValuation(command, input),
        (tx, { id }) => valuationView(tx, id),
      )
    },
  )
}
