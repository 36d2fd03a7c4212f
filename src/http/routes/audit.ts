import { Type } from 'typebox'
import { verifyAuditChain } from '../../app/audit/verify.js'
import { auditEvents } from '../../app/audit/views.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { IdText, Nullable, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const EventShape = Shape({
  id: Type.String(),
  at: Type.String(),
  action: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  organisationId: Nullable(IdText),
  organisationCode: Nullable(Type.String()),
  userId: Nullable(IdText),
  username: Nullable(Type.String()),
  requestId: Nullable(Type.String()),
  detail: Type.Unknown(),
  seal: Nullable(Shape({ seq: Type.String(), hash: Type.String() })),
})

export function registerAudit(app: App, services: Services): void {
  app.get(
    '/v1/audit-events',
    {
      config: { access: ['auditor', 'audit_officer'] },
      schema: {
        tags: ['audit'],
        summary: '审计事件 Audit events, newest first',
        querystring: Shape({
          ...PageQuery,
          subjectKind: Type.Optional(Type.String({ maxLength: 60 })),
          subjectId: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        response: { 200: PageOf(EventShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const cursor = readCursor(request.query, { id: /^\d{1,18}$/ })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const events = await read(services, request, (tx) =>
        auditEvents(tx, {
          before: cursor?.id ?? null,
          subjectKind: request.query.subjectKind ?? null,
          subjectId: request.query.subjectId ?? null,
          limit: limit + 1,
        }),
      )
      return reply.send(
        pageOf(
          events,
          limit,
          (event) => event,
          ({ id }) => ({ id }),
        ) as never,
      )
    },
  )

  app.get(
    '/v1/audit-events/verification',
    {
      config: { access: ['auditor', 'audit_officer'] },
      schema: {
        tags: ['audit'],
        summary: '审计链校验 Computes the hash chain again from its first seal',
        response: {
          200: Shape({
            intact: Type.Boolean(),
            sealed: Type.String(),
            unsealed: Type.Integer(),
            head: Type.String(),
            broken: Nullable(Shape({ seq: Type.String(), eventId: Nullable(Type.String()), reason: Type.String() })),
          }),
          403: ProblemShape,
        },
      },
    },
    async (_request, reply) => reply.send(await verifyAuditChain(services.db)),
  )
}
