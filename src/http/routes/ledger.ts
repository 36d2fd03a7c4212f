import { Type } from 'typebox'
import { trialBalance } from '../../app/ledger/trial-balance.js'
import { journalEntries, organisationByCode } from '../../app/ledger/views.js'
import { actorOf } from '../authentication.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { found, listed } from '../shapes/command-answers.js'
import { EntryShape } from '../shapes/lending.js'
import {
  DateText,
  IdText,
  InstantText,
  MoneyText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
  TwoTimesQuery,
} from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['ledger']
const Organisation = Type.Optional(
  Type.String({ maxLength: 40, description: "Code of the organisation whose book it is; one's own unless given" }),
)

export function registerLedger(app: App, services: Services): void {
  app.get(
    '/v1/ledger/accounts',
    {
      schema: {
        tags,
        summary: '科目余额与试算平衡 Balances of a book and its trial balance',
        description:
          'What was booked up to and on `asOf`, as known at `knownAt`. Only an auditor sees the book of another.',
        querystring: Shape({ ...TwoTimesQuery, organisation: Organisation }),
        response: {
          400: ProblemShape,
          ...found(
            Shape({
              asOf: DateText,
              knownAt: InstantText,
              accounts: Type.Array(
                Shape({
                  code: Type.String(),
                  nameZh: Type.String(),
                  nameEn: Type.String(),
                  normalSide: Type.Enum(['debit', 'credit']),
                  debit: MoneyText,
                  credit: MoneyText,
                  balance: MoneyText,
                }),
              ),
              trialBalance: Shape({
                debit: MoneyText,
                credit: MoneyText,
                difference: MoneyText,
                balanced: Type.Boolean(),
              }),
            }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const actor = actorOf(request)
      const times = await twoTimesOf(services, query)
      const book = await read(services, request, async (tx) => {
        const organisation =
          query.organisation === undefined
            ? { id: actor.organisationId }
            : await organisationByCode(tx, query.organisation)
        return organisation && trialBalance(tx, organisation.id, times)
      })
      return book === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
        : reply.send(book as never)
    },
  )

  app.get(
    '/v1/ledger/entries',
    {
      schema: {
        tags,
        summary: '会计分录 Entries with their lines, last recorded first',
        querystring: Shape({
          ...PageQuery,
          account: Type.Optional(Type.String({ maxLength: 20 })),
          subject: Type.Optional(IdText),
          organisation: Organisation,
        }),
        response: { ...listed(PageOf(EntryShape)), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { account = null, subject = null } = query
      const actor = actorOf(request)
      const rows = await read(services, request, async (tx) => {
        const organisation =
          query.organisation === undefined
            ? { id: actor.organisationId }
            : await organisationByCode(tx, query.organisation)
        return (
          organisation &&
          journalEntries(tx, { organisationId: organisation.id, account, subject, before, limit: limit + 1 })
        )
      })
      if (rows === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
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
}
