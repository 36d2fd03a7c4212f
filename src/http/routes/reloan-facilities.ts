import { Type } from 'typebox'
import { listFacilities } from '../../app/relending/list-facilities.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { DateText, InstantText, Nullable, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import { FacilityShape } from '../shapes/relending.js'
import { twoTimesOf } from '../two-times.js'

export function registerReloanFacilities(app: App, services: Services): void {
  app.get(
    '/v1/reloan-facilities',
    {
      schema: {
        tags: ['re-lending'],
        summary: '再贷款工具及其规则 Facilities and their terms on a day, as known at an instant',
        description:
          'A term without a value names the document that must be entered before anything is filed or granted.',
        querystring: Shape(TwoTimesQuery),
        response: {
          200: Shape({
            asOf: DateText,
            knownAt: InstantText,
            items: Type.Array(FacilityShape),
            nextCursor: Nullable(Type.String()),
          }),
          400: ProblemShape,
          401: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const { asOf, knownAt } = await twoTimesOf(services, request.query)
      const items = await read(services, request, (tx) => listFacilities(tx, asOf, knownAt))
      return reply.send({ asOf, knownAt, items, nextCursor: null } as never)
    },
  )
}
