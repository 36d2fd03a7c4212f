import { Type } from 'typebox'
import { workingYear } from '../../app/working-days/working-year.js'
import { dateParts } from '../../kernel/civil-date.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { listed } from '../shapes/command-answers.js'
import { Shape, TwoTimesQuery } from '../shapes/primitives.js'
import { WorkingYearShape } from '../shapes/products.js'
import { twoTimesOf } from '../two-times.js'

export function registerWorkingDays(app: App, services: Services): void {
  app.get(
    '/v1/working-days',
    {
      schema: {
        tags: ['products'],
        summary: '工作日历 Holidays and make-up working days of a year',
        description:
          'As the State Council announced them. Of a year not announced yet only the week decides: `published` is false then.',
        querystring: Shape({
          year: Type.Optional(Type.String({ pattern: '^(19|20|21)\\d{2}$', description: 'this year unless told' })),
          knownAt: TwoTimesQuery.knownAt,
        }),
        response: listed(WorkingYearShape),
      },
    },
    async (request, reply) => {
      const { year, ...asked } = request.query
      const { asOf, knownAt } = await twoTimesOf(services, asked)
      const wanted = year === undefined ? dateParts(asOf).year : Number(year)
      const answer = await read(services, request, (tx) => workingYear(tx, wanted, knownAt))
      return reply.send({ ...answer, knownAt } as never)
    },
  )
}
