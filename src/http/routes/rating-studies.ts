import { Type } from 'typebox'
import { lookInto } from '../../app/account-views/look-into.js'
import { recomputeRating } from '../../app/methods/recompute-rating.js'
import { type Simulation, simulateRating } from '../../app/methods/simulate-rating.js'
import { whatWouldLift } from '../../app/methods/what-if.js'
import { look } from '../look.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ViewQuery } from '../shapes/consents.js'
import { RecomputationShape, SimulationBody, SimulationShape, WhatIfShape } from '../shapes/methods.js'
import { IdText, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const Params = Shape({ uscc: UsccText })
const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}
const LOOK = 'From the rating in force. A bank needs a consent that opens the rating; every look is logged.'

/** What would lift a grade, what changes would do, and whether a rating can be made again to the same bytes. */
export function registerRatingStudies(app: App, services: Services): void {
  app.get(
    '/v1/enterprises/:uscc/rating/what-if',
    {
      schema: {
        tags: ['enterprises'],
        summary: '如何升级 What would lift the enterprise to a grade',
        description: `The change needed of each component alone, and the smallest cut of all emissions. ${LOOK}`,
        params: Params,
        querystring: Shape({
          ...TwoTimesQuery,
          ...ViewQuery,
          target: Type.Optional(Type.String({ minLength: 1, maxLength: 40, examples: ['DEEP_GREEN'] })),
        }),
        response: { 200: WhatIfShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const { purpose = null, target = 'DEEP_GREEN' } = request.query
      const question = { uscc: request.params.uscc, what: 'rating', purpose } as const
      const answer = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, ({ enterprise }) => whatWouldLift(tx, enterprise, target, times)),
      )
      return answer.ok ? reply.send(answer.value as never) : sendProblem(request, reply, answer.refusal as never)
    },
  )

  app.post(
    '/v1/enterprises/:uscc/rating/simulation',
    {
      schema: {
        tags: ['enterprises'],
        summary: '评级模拟 The rating that changed facts or another method would give, and what lines would cost',
        description: `Nothing is stored. ${LOOK}`,
        params: Params,
        querystring: Shape({ ...TwoTimesQuery, ...ViewQuery }),
        body: SimulationBody,
        response: { 200: SimulationShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const { purpose = null } = request.query
      const question = { uscc: request.params.uscc, what: 'rating', purpose } as const
      const answer = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, ({ enterprise }) =>
          simulateRating(tx, enterprise, request.body as Simulation, times),
        ),
      )
      return answer.ok ? reply.send(answer.value as never) : sendProblem(request, reply, answer.refusal as never)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/rating/recomputation',
    {
      config: { access: ['auditor', 'data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '复算 Make a rating again from what was known when it was made, and compare the bytes',
        description: 'The rating named by ratingId, else the one in force on asOf.',
        params: Params,
        querystring: Shape({ ...TwoTimesQuery, ratingId: Type.Optional(IdText) }),
        response: { 200: RecomputationShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { ratingId } = request.query
      const wanted = ratingId === undefined ? await twoTimesOf(services, request.query) : { ratingId }
      const answer = await read(services, request, (tx) => recomputeRating(tx, request.params.uscc, wanted))
      return answer.ok ? reply.send(answer.value as never) : sendProblem(request, reply, answer.refusal as never)
    },
  )
}
