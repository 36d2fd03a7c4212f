import { productViews } from '../../app/products/views.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { found, listed } from '../shapes/command-answers.js'
import { CodeText } from '../shapes/lending.js'
import { ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import { OneProductShape, ProductListShape } from '../shapes/products.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['products']

export function registerProducts(app: App, services: Services): void {
  app.get(
    '/v1/products',
    {
      schema: {
        tags,
        summary: '贷款产品及其条款 Products with every term, its source and how well it is known',
        description:
          'As they are offered on `asOf`, as known at `knownAt`. Where a term has several words, the first is what a contract gets unless it chooses.',
        querystring: Shape(TwoTimesQuery),
        response: listed(ProductListShape),
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const items = await read(services, request, (tx) => productViews(tx, times))
      return reply.send({ ...times, items } as never)
    },
  )

  app.get(
    '/v1/products/:code',
    {
      schema: {
        tags,
        summary: '一个产品的条款 One product with every term',
        params: Shape({ code: CodeText }),
        querystring: Shape(TwoTimesQuery),
        response: { 400: ProblemShape, ...found(OneProductShape) },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const products = await read(services, request, (tx) => productViews(tx, times))
      const product = products.find(({ code }) => code === request.params.code)
      return product === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'product' })
        : reply.send({ ...times, product } as never)
    },
  )
}
