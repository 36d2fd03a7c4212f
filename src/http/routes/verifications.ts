import { confirmVerification } from '../../app/verifications/confirm-verification.js'
import { recordVerification } from '../../app/verifications/record-verification.js'
import { listVerifications, type VerificationRow } from '../../app/verifications/views.js'
import { civilDate, civilMonth } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape, UsccText } from '../shapes/primitives.js'
import { VerificationBody, VerificationShape } from '../shapes/verifications.js'

const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

export function registerVerifications(app: App, services: Services): void {
  app.get(
    '/v1/enterprises/:uscc/verifications',
    {
      schema: {
        tags: ['enterprises'],
        summary: '核查记录 Verification records of an account, newest first',
        description: 'Whoever may see the account or its rating sees them.',
        params: Shape({ uscc: UsccText }),
        querystring: Shape(PageQuery),
        response: { 200: PageOf(VerificationShape), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const filter = { uscc: request.params.uscc, after, limit: limit + 1 }
      const rows = await read(services, request, (tx) => listVerifications(tx, filter))
      return reply.send(pageOf(rows, limit, verificationAnswer, ({ recordedAt, id }) => ({ recordedAt, id })) as never)
    },
  )

  app.post(
    '/v1/enterprises/:uscc/verifications',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '录入核查记录 Enter who verified an account, how far and until when',
        description:
          'Counts in ratings from its entry on; limited and reasonable assurance from the confirmation by an auditor on. A record of level none withdraws an earlier one.',
        params: Shape({ uscc: UsccText }),
        body: VerificationBody,
        response: { 201: VerificationShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => {
          const { level, period, verifierCode, verifierName, statementNo, evidenceHash, validFrom, validTo } =
            request.body
          return recordVerification(command, {
            uscc: request.params.uscc,
            level,
            periodStart: civilMonth(period.from),
            periodEnd: civilMonth(period.to),
            verifierCode: verifierCode ?? null,
            verifierName: verifierName ?? null,
            statementNo: statementNo ?? null,
            evidenceHash: evidenceHash ?? null,
            validFrom: civilDate(validFrom),
            validTo: validTo === undefined ? null : civilDate(validTo),
          })
        },
        (row) => ({ status: 201, body: verificationAnswer(row) }),
      ),
  )

  app.post(
    '/v1/verifications/:id/confirmation',
    {
      config: { access: ['auditor'] },
      schema: {
        tags: ['enterprises'],
        summary: '确认核查记录 Confirm limited or reasonable assurance: maker and checker are two people',
        params: Shape({ id: IdText }),
        response: { 201: VerificationShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => confirmVerification(command, request.params.id),
        (row) => ({ status: 201, body: verificationAnswer(row) }),
      ),
  )
}

const verificationAnswer = (row: VerificationRow) => ({
  id: row.id,
  uscc: row.uscc,
  level: row.level,
  period: { from: row.periodStart, to: row.periodEnd },
  verifierCode: row.verifierCode,
  verifierName: row.verifierName,
  statementNo: row.statementNo,
  evidenceHash: row.evidenceHash,
  validFrom: row.validFrom,
  validTo: row.validTo,
  recordedAt: row.recordedAt,
  confirmedAt: row.confirmedAt,
  stands: row.stands,
})
