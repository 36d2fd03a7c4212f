import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { enterpriseByUscc } from '../../app/carbon/account-views.js'
import { listCreditLines, type PricedLine } from '../../app/credit-lines/views.js'
import { limitOf, type PageRequest, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { GradeText, ProductText } from '../shapes/carbon.js'
import { CreditLineShape } from '../shapes/credit-lines.js'
import { PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

interface LineQuery extends PageRequest {
  readonly asOf?: string
  readonly knownAt?: string
  readonly product?: string
  readonly grade?: string
}

const LINES = { 200: PageOf(CreditLineShape), 400: ProblemShape, 401: ProblemShape }

export function registerCreditLines(app: App, services: Services): void {
  app.get(
    '/v1/credit-lines',
    {
      schema: {
        tags: ['credit lines'],
        summary: '授信额度 Credit lines with the price they have on a day',
        description: 'A bank sees its own lines, an enterprise its own across banks.',
        querystring: Shape({
          ...TwoTimesQuery,
          ...PageQuery,
          product: Type.Optional(ProductText),
          grade: Type.Optional(GradeText),
        }),
        response: LINES,
      },
    },
    (request, reply) => answer(services, request, reply, request.query, null),
  )

  app.get(
    '/v1/enterprises/:uscc/credit-lines',
    {
      schema: {
        tags: ['credit lines'],
        summary: "企业的授信额度 An enterprise's credit lines",
        params: Shape({ uscc: UsccText }),
        querystring: Shape({ ...TwoTimesQuery, ...PageQuery }),
        response: { ...LINES, 404: ProblemShape },
      },
    },
    (request, reply) => answer(services, request, reply, request.query, request.params.uscc),
  )
}

async function answer(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  query: LineQuery,
  uscc: string | null,
): Promise<void> {
  const after = readCursor(query, { uscc: /^[0-9A-Z]{18}$/, id: UUID })
  if (after === undefined) {
    await sendBadCursor(request, reply)
    return
  }
  const limit = limitOf(query)
  const { product = null, grade = null } = query
  const filter = { ...(await twoTimesOf(services, query)), uscc, product, grade, after, limit: limit + 1 }
  const lines = await read(services, request, async (tx) =>
    uscc === null || (await enterpriseByUscc(tx, uscc)) ? listCreditLines(tx, filter) : null,
  )
  if (lines === null) await sendProblem(request, reply, { code: 'NOT_FOUND', what: 'enterprise' } as never)
  else await reply.send(pageOf(lines, limit, lineAnswer, ({ uscc: code, id }) => ({ uscc: code, id })))
}

const lineAnswer = (line: PricedLine) => ({
  id: line.id,
  enterprise: { uscc: line.uscc, nameZh: line.enterpriseZh, nameEn: line.enterpriseEn },
  lender: { code: line.lender, nameZh: line.lenderZh, nameEn: line.lenderEn },
  product: line.product,
  priorLimit: line.priorLimit,
  limit: line.limit,
  increase: line.increase,
  effectiveFrom: line.effectiveFrom,
  pricedOn: line.pricedOn,
  grade: line.grade,
  rate: line.rate,
  referenceRate: line.referenceRate,
  discountBp: line.discountBp,
  annualSaving: line.annualSaving,
  rateDecisionId: line.rateDecisionId,
})
