import { type RateDecisionRow, rateDecisionById } from '../../app/credit-lines/views.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { RateDecisionShape } from '../shapes/credit-lines.js'
import { IdText, ProblemShape, Shape } from '../shapes/primitives.js'

export function registerRateDecisions(app: App, services: Services): void {
  app.get(
    '/v1/rate-decisions/:id',
    {
      schema: {
        tags: ['credit lines'],
        summary: '利率决定 A rate, step by step, with the rating and the rules it came from',
        params: Shape({ id: IdText }),
        response: { 200: RateDecisionShape, 401: ProblemShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const decision = await read(services, request, (tx) => rateDecisionById(tx, request.params.id))
      return decision
        ? reply.send(decisionAnswer(decision) as never)
        : sendProblem(request, reply, { code: 'NOT_FOUND', what: 'rate decision' } as never)
    },
  )
}

function decisionAnswer({ explanation, lender, lenderZh, lenderEn, ...row }: RateDecisionRow) {
  const account = `/v1/enterprises/${row.uscc}`
  const times = `asOf=${row.pricedOn}&knownAt=${row.recordedAt}`
  return {
    id: row.id,
    creditLineId: row.creditLineId,
    uscc: row.uscc,
    lender: { code: lender, nameZh: lenderZh, nameEn: lenderEn },
    product: row.product,
    limit: row.limit,
    pricedOn: row.pricedOn,
    tenorMonths: explanation.tenorMonths,
    grade: row.grade,
    rate: row.rate,
    referenceRate: row.referenceRate,
    discountBp: row.discountBp,
    annualSaving: row.annualSaving,
    route: explanation.route,
    steps: explanation.steps,
    ratingId: row.ratingId,
    ratedAsOf: row.ratedAsOf,
    documentHash: row.documentHash,
    recordedAt: row.recordedAt,
    links: {
      rating: row.ratingId === null ? null : `${account}/rating?${times}`,
      carbonAccount: `${account}/carbon-account?${times}`,
    },
  }
}
