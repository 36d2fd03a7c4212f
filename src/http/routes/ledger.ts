import { Type } from 'typebox'
import { accountBalances } from '../../app/ledger/account-balances.js'
import { closePeriod } from '../../app/ledger/close-period.js'
import { trialBalance } from '../../app/ledger/trial-balance.js'
import { verifyJournal } from '../../app/ledger/verify-journal.js'
import { journalEntries, organisationByCode, periodCloses } from '../../app/ledger/views.js'
import type { ReadTransaction } from '../../app/read-as.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { ownTimesOf } from '../business-times.js'
import { DAY, INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { created, found, listed } from '../shapes/command-answers.js'
import {
  AccountCodeText,
  BalanceShape,
  BookQuery,
  BookShape,
  ClosePeriodBody,
  EntryShape,
  JournalVerdictShape,
  OrganisationQuery,
  PeriodCloseShape,
  PeriodClosesPage,
  VerificationQuery,
} from '../shapes/ledger.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const tags = ['ledger']

export function registerLedger(app: App, services: Services): void {
  app.get(
    '/v1/ledger/accounts',
    {
      schema: {
        tags,
        summary: '科目余额与试算平衡 Balances of a book and its trial balance',
        description:
          'What was booked up to and on `asOf`, as known at `knownAt`. Only an auditor sees the book of another.',
        querystring: BookQuery,
        response: { 400: ProblemShape, ...found(BookShape) },
      },
    },
    async (request, reply) => {
      const { query } = request
      const times = await ownTimesOf(services, request, query)
      const book = await read(services, request, async (tx) => {
        const organisation = await bookOwner(tx, query.organisation, actorOf(request).organisationId)
        return organisation && trialBalance(tx, organisation.id, times)
      })
      return book === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
        : reply.send(book as never)
    },
  )

  app.get(
    '/v1/ledger/accounts/:code/balance',
    {
      schema: {
        tags,
        summary: '单科目余额 The balance of one account on a day, as known at an instant',
        description: 'Read from sums over the sealed entries: in time that grows with the logarithm of the book.',
        params: Shape({ code: AccountCodeText }),
        querystring: BookQuery,
        response: { 400: ProblemShape, ...found(BalanceShape) },
      },
    },
    async (request, reply) => {
      const { query, params } = request
      const times = await ownTimesOf(services, request, query)
      const rows = await read(services, request, async (tx) => {
        const organisation = await bookOwner(tx, query.organisation, actorOf(request).organisationId)
        return organisation && accountBalances(tx, organisation.id, { ...times, account: params.code })
      })
      const account = rows?.[0]
      return account === undefined
        ? sendProblem(request, reply, {
            code: 'NOT_FOUND',
            what: rows === undefined ? 'organisation' : 'ledger account',
          })
        : reply.send({ ...times, account })
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
          organisation: OrganisationQuery,
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
      const rows = await read(services, request, async (tx) => {
        const organisation = await bookOwner(tx, query.organisation, actorOf(request).organisationId)
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

  app.post(
    '/v1/ledger/periods',
    {
      // Who approves closes, never who books; each closes the book of its own organisation.
      config: { access: ['credit_approver', 'reloan_approver'] },
      schema: {
        tags,
        summary: '关账 Close the accounting periods through a day',
        description:
          'Refused unless the day is over and the book balances up to it. Afterwards nothing is booked on a closed day: what is for one is refused, or booked on the first open day with its own day beside.',
        body: ClosePeriodBody,
        response: created(PeriodCloseShape),
      },
    },
    (request, reply) => {
      const { closeThrough, opinion } = request.body
      const { organisationId } = actorOf(request)
      const input = {
        closeThrough: civilDate(closeThrough),
        opinion,
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => closePeriod(command, input),
        async (tx) => (await periodCloses(tx, organisationId, { before: null, limit: 1 }))[0],
      )
    },
  )

  app.get(
    '/v1/ledger/periods',
    {
      schema: {
        tags,
        summary: '关账记录 Through which days a book was closed, last first',
        querystring: Shape({ ...PageQuery, organisation: OrganisationQuery }),
        response: { ...listed(PeriodClosesPage), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { closedThrough: DAY })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, async (tx) => {
        const organisation = await bookOwner(tx, query.organisation, actorOf(request).organisationId)
        return (
          organisation && periodCloses(tx, organisation.id, { before: before?.closedThrough ?? null, limit: limit + 1 })
        )
      })
      if (rows === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ closedThrough }) => ({ closedThrough }),
        ),
      )
    },
  )

  app.get(
    '/v1/ledger/verification',
    {
      config: { access: ['credit_approver', 'reloan_approver', 'auditor'] },
      schema: {
        tags,
        summary: '账簿链校验 Computes the hash chain of a book again from its first seal, and every sum over it',
        querystring: VerificationQuery,
        response: { 400: ProblemShape, 403: ProblemShape, ...found(JournalVerdictShape) },
      },
    },
    async (request, reply) => {
      const { query } = request
      const [seq, hash] = query.expect?.split(':') ?? []
      const noted = seq === undefined || hash === undefined ? null : { seq, hash }
      const verdict = await read(services, request, async (tx) => {
        const organisation = await bookOwner(tx, query.organisation, actorOf(request).organisationId)
        return organisation && verifyJournal(tx, organisation.id, noted)
      })
      return verdict === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'organisation' })
        : reply.send(verdict)
    },
  )
}

/** Whose book is asked for; row-level security decides what of it the caller sees. */
const bookOwner = async (tx: ReadTransaction, code: string | undefined, own: string) =>
  code === undefined ? { id: own } : organisationByCode(tx, code)
