import { Type } from 'typebox'
import { lookInto } from '../../app/account-views/look-into.js'
import { type PostingAnswer, readPostings } from '../../app/carbon/adjustments-read.js'
import { readStatements } from '../../app/carbon/statements.js'
import { civilMonth } from '../../kernel/civil-date.js'
import { look } from '../look.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ViewQuery } from '../shapes/consents.js'
import { MonthText, PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'
import { PeriodText, PostingShape, StatementsShape } from '../shapes/statements.js'
import { twoTimesOf } from '../two-times.js'

const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape }
const monthOrNull = (text: string | undefined) => (text === undefined ? null : civilMonth(text))

export function registerStatements(app: App, services: Services): void {
  app.get(
    '/v1/enterprises/:uscc/statements',
    {
      schema: {
        tags: ['enterprises'],
        summary: '碳排放报表 Statements by month, quarter, year or rolling twelve months',
        description:
          'On a day, as known at an instant. restated=true adds the like-for-like history with the causes of each change. A bank needs a consent in force and sees the field groups it opens; every look is logged.',
        params: Shape({ uscc: UsccText }),
        querystring: Shape({
          ...TwoTimesQuery,
          ...ViewQuery,
          period: Type.Optional(PeriodText),
          from: Type.Optional(MonthText),
          to: Type.Optional(MonthText),
          restated: Type.Optional(Type.Enum(['true', 'false'])),
        }),
        response: { 200: StatementsShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { purpose = null, period = 'year', from, to, restated } = request.query
      const times = await twoTimesOf(services, request.query)
      const asked = { period, from: monthOrNull(from), to: monthOrNull(to), restated: restated === 'true' }
      const question = { uscc: request.params.uscc, what: 'account', purpose } as const
      const statements = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, (open) => readStatements(tx, open, times, asked)),
      )
      return statements.ok
        ? reply.send(statements.value as never)
        : sendProblem(request, reply, statements.refusal as never)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/emission-postings',
    {
      schema: {
        tags: ['enterprises'],
        summary: '排放过账 First figures and the adjustments since, in the order in which they were posted',
        description: 'Postings as of a day, as known at an instant. A bank needs a consent that opens the meters.',
        params: Shape({ uscc: UsccText }),
        querystring: Shape({
          ...TwoTimesQuery,
          ...ViewQuery,
          ...PageQuery,
          month: Type.Optional(MonthText),
          carrier: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
        }),
        response: { 200: PageOf(PostingShape), ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const cursor = readCursor(query, { id: /^[1-9]\d{0,17}$/ })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { purpose = null, month, carrier = null } = query
      const times = await twoTimesOf(services, query)
      const filter = { month: monthOrNull(month), carrier, after: cursor?.id ?? null, limit: limit + 1 }
      const question = { uscc: request.params.uscc, what: 'activity', purpose } as const
      const postings = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, (open) => readPostings(tx, open, times, filter)),
      )
      if (!postings.ok) return sendProblem(request, reply, postings.refusal)
      return reply.send(
        pageOf(
          postings.value,
          limit,
          (row: PostingAnswer) => row,
          ({ id }) => ({ id }),
        ) as never,
      )
    },
  )
}
