import { Type } from 'typebox'
import { confirmFreeze } from '../../app/pledges/confirm-freeze.js'
import { contractPledge } from '../../app/pledges/contract-pledge.js'
import { registerPledge } from '../../app/pledges/register-pledge.js'
import { releasePledge } from '../../app/pledges/release-pledge.js'
import { pledgeView, pledgeViews } from '../../app/pledges/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById, FreezeBody, NewPledgeBody, PledgeRegistrationBody, PledgeShape, ReleaseBody } from '../shapes/lending.js'
import { PageOf, PageQuery, Shape } from '../shapes/primitives.js'

const tags = ['pledges']
const config = { access: ['loan_officer'] as const }
/** 其他可以登记的动产和权利担保 */
const CLASS_OF_DATA = '7'

const utcInstant = (text: string) => new Date(text).toISOString()
const receiptOf = (receipt: { readonly no: string; readonly on: string } | undefined) =>
  receipt === undefined ? null : { no: receipt.no, on: civilDate(receipt.on) }

export function registerPledges(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/pledges',
    {
      config,
      schema: {
        tags,
        summary: '签订质押合同 Contract a pledge',
        body: NewPledgeBody,
        response: created(PledgeShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        securedLimit: money(body.securedLimit),
        contractedOn: civilDate(body.contractedOn),
        queryCertificateOn: civilDate(body.queryCertificateOn),
        queryIsClean: body.queryIsClean ?? true,
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => contractPledge(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/registration',
    {
      config,
      schema: {
        tags,
        summary: '中登网登记 Record the registration with the movables registry',
        params: ById,
        body: PledgeRegistrationBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        pledgeId: request.params.id,
        collateralClass: body.collateralClass ?? CLASS_OF_DATA,
        registeredOn: civilDate(body.registeredOn),
        registeredAt: body.registeredAt === undefined ? null : utcInstant(body.registeredAt),
        validTo: civilDate(body.validTo),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => registerPledge(command, input, services.pledgeCodes ?? null),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/freeze-confirmation',
    {
      config,
      schema: {
        tags,
        summary: '交易场所冻结确认 Record the freeze by the exchange',
        params: ById,
        body: FreezeBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const { annotation } = body
      const input = {
        ...body,
        pledgeId: request.params.id,
        frozenOn: civilDate(body.frozenOn),
        annotation: annotation === undefined ? null : { receiptNo: annotation.no, on: civilDate(annotation.on) },
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => confirmFreeze(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/release',
    {
      config,
      schema: {
        tags,
        summary: '解除质押 Release a pledge that secures nothing any more',
        params: ById,
        body: ReleaseBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        pledgeId: request.params.id,
        releasedOn: civilDate(body.releasedOn),
        cancellation: receiptOf(body.cancellation),
        unfreezing: receiptOf(body.unfreezing),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => releasePledge(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.get(
    '/v1/pledges',
    {
      schema: {
        tags,
        summary: '质押列表 Pledges, newest first',
        querystring: Shape({ ...PageQuery, state: Type.Optional(Type.String({ maxLength: 40 })) }),
        response: listed(PageOf(PledgeShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, (tx) =>
        pledgeViews(tx, { state: query.state ?? null, before, limit: limit + 1 }),
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
    '/v1/pledges/:id',
    { schema: { tags, summary: '质押 One pledge', params: ById, response: found(PledgeShape) } },
    async (request, reply) => {
      const pledge = await read(services, request, (tx) => pledgeView(tx, request.params.id))
      return pledge === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'pledge' })
        : reply.send(pledge as never)
    },
  )
}
