import type { FastifyReply, FastifyRequest } from 'fastify'
import { calculateEmissions } from '../../app/carbon/calculate-emissions.js'
import { calculateFinancedEmissions } from '../../app/carbon/calculate-financed-emissions.js'
import { calculateRating } from '../../app/carbon/calculate-rating.js'
import { calculateQuote } from '../../app/pricing/calculate-quote.js'
import { readPublic } from '../../app/read-as.js'
import { civilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { type KnownRefusal, sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  EmissionsAnswer,
  EmissionsBody,
  FinancedAnswer,
  FinancedBody,
  QuoteAnswer,
  QuoteBody,
  RatingAnswer,
  RatingBody,
} from '../shapes/carbon-calculations.js'
import { ProblemShape } from '../shapes/primitives.js'

const DEFAULT_METHOD = 'zq-carbon-rating'
const config = { access: 'calculator' } as const
const tags = ['calculations']
const Refusals = { 400: ProblemShape, 401: ProblemShape, 422: ProblemShape }

/** Nothing is stored: the rules of the day and the figures of the request, nothing else. */
export function registerCarbonCalculations(app: App, services: Services): void {
  app.post(
    '/v1/calculations/emissions',
    {
      config,
      schema: {
        tags,
        summary: '碳排放计算 Emissions of activities by scope, with the factor of each row',
        body: EmissionsBody,
        response: { 200: EmissionsAnswer, ...Refusals },
      },
    },
    async (request, reply) =>
      tell(request, reply, await readPublic(services.db, (tx) => calculateEmissions(tx, request.body))),
  )

  app.post(
    '/v1/calculations/rating',
    {
      config,
      schema: {
        tags,
        summary: '评级计算 Rate figures by a published method',
        body: RatingBody,
        response: { 200: RatingAnswer, ...Refusals },
      },
    },
    async (request, reply) => {
      const { method = DEFAULT_METHOD, ...facts } = request.body
      const today = civilDate(services.today())
      const rated = await readPublic(services.db, (tx) => calculateRating(tx, { method, ...facts }, today))
      return tell(request, reply, rated)
    },
  )

  app.post(
    '/v1/calculations/financed-emissions',
    {
      config,
      schema: {
        tags,
        summary: '融资碳排放计算 Attribute emissions to loans by a named method',
        body: FinancedBody,
        response: { 200: FinancedAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateFinancedEmissions(request.body)),
  )

  app.post(
    '/v1/calculations/quote',
    {
      config,
      schema: {
        tags,
        summary: '利率试算 Price a loan by the rules of a day, step by step',
        body: QuoteBody,
        response: { 200: QuoteAnswer, ...Refusals },
      },
    },
    async (request, reply) =>
      tell(request, reply, await readPublic(services.db, (tx) => calculateQuote(tx, request.body))),
  )
}

async function tell(
  request: FastifyRequest,
  reply: FastifyReply,
  result: Result<unknown, KnownRefusal>,
): Promise<void> {
  if (result.ok) await reply.send(result.value)
  else await sendProblem(request, reply, result.refusal)
}
