import { Type } from 'typebox'
import { type AccountViewRow, listViews } from '../../app/account-views/views.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { AccountViewShape } from '../shapes/consents.js'
import { PageOf, PageQuery, ProblemShape, Shape, UsccText } from '../shapes/primitives.js'

export function registerAccountViews(app: App, services: Services): void {
  app.get(
    '/v1/account-views',
    {
      schema: {
        tags: ['consents'],
        summary: '查询日志 Who looked into an account, when and for what, newest first',
        description:
          'An enterprise sees every look into its account, a bank or branch its own looks, supervisors all. resultHash is the SHA-256 of the answer as canonical JSON.',
        querystring: Shape({ ...PageQuery, uscc: Type.Optional(UsccText) }),
        response: { 200: PageOf(AccountViewShape), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { at: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { uscc = null } = request.query
      const rows = await read(services, request, (tx) => listViews(tx, { uscc, after, limit: limit + 1 }))
      return reply.send(pageOf(rows, limit, viewAnswer, ({ at, id }) => ({ at, id })) as never)
    },
  )
}

const viewAnswer = (row: AccountViewRow) => ({
  id: row.id,
  at: row.at,
  uscc: row.uscc,
  organisation: { code: row.organisation, nameZh: row.organisationZh, nameEn: row.organisationEn },
  username: row.username,
  purpose: row.purpose,
  consentId: row.consentId,
  what: row.what,
  asked: row.asked,
  requestId: row.requestId,
  resultHash: row.resultHash,
})
