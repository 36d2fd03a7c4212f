import { Type } from 'typebox'
import { decideRequest } from '../../app/consents/decide-request.js'
import { requestConsent } from '../../app/consents/request-consent.js'
import { type ConsentRequestRow, listRequests, requestStateOn } from '../../app/consents/request-views.js'
import { consentTextOn } from '../../app/consents/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ConsentRequestShape, ConsentTextShape, HashText } from '../shapes/consents.js'
import { FieldGroupsShape, PurposeText } from '../shapes/enterprises.js'
import {
  DateText,
  IdText,
  OpinionText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
  UsccText,
} from '../shapes/primitives.js'

const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

export function registerConsentRequests(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.get(
    '/v1/consent-texts/current',
    {
      schema: {
        tags: ['consents'],
        summary: '授权书文本 The wording in force that a consent signs',
        response: { 200: ConsentTextShape, 401: ProblemShape },
      },
    },
    async (request, reply) => reply.send((await read(services, request, (tx) => consentTextOn(tx, today()))) as never),
  )

  app.get(
    '/v1/consent-requests',
    {
      schema: {
        tags: ['consents'],
        summary: '授权申请 Requests that the caller made or is asked by, newest first',
        querystring: Shape(PageQuery),
        response: { 200: PageOf(ConsentRequestShape), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, (tx) => listRequests(tx, { after, limit: limit + 1 }))
      const keyOf = ({ recordedAt, id }: ConsentRequestRow) => ({ recordedAt, id })
      return reply.send(pageOf(rows, limit, (row) => requestAnswer(row, services), keyOf) as never)
    },
  )

  app.post(
    '/v1/consent-requests',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags: ['consents'],
        summary: '申请授权 Ask whoever has this code for a look into its account',
        description:
          'Always 202, whether or not the code is known here: the answer tells nothing of it. Unanswered, a request lapses.',
        body: Shape({
          uscc: UsccText,
          purpose: PurposeText,
          fieldGroups: FieldGroupsShape,
          validFrom: DateText,
          validTo: Type.Optional(DateText),
          reason: OpinionText,
        }),
        response: { 202: ConsentRequestShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => {
          const { validFrom, validTo, ...asked } = request.body
          const period = {
            validFrom: civilDate(validFrom),
            validTo: validTo === undefined ? null : civilDate(validTo),
          }
          return requestConsent(command, { ...asked, ...period }, today())
        },
        (asked) => ({ status: 202, body: requestAnswer(asked, services) }),
      ),
  )

  app.post(
    '/v1/consent-requests/:id/decision',
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags: ['consents'],
        summary: '授权或拒绝 Grant a request, in whole or in part, or refuse it',
        description: 'A grant names the wording it signs by its hash (GET /v1/consent-texts/current).',
        params: Shape({ id: IdText }),
        body: Type.Union([
          Shape({
            decision: Type.Literal('grant'),
            textHash: HashText,
            fieldGroups: Type.Optional(FieldGroupsShape),
            validTo: Type.Optional(DateText),
            reason: Type.Optional(OpinionText),
          }),
          Shape({ decision: Type.Literal('refuse'), reason: Type.Optional(OpinionText) }),
        ]),
        response: { 201: ConsentRequestShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => {
          const { body } = request
          const grant =
            body.decision === 'refuse'
              ? null
              : {
                  textHash: body.textHash,
                  fieldGroups: body.fieldGroups ?? null,
                  validTo: body.validTo === undefined ? null : civilDate(body.validTo),
                }
          return decideRequest(command, { requestId: request.params.id, grant, reason: body.reason ?? null }, today())
        },
        (decided) => ({ status: 201, body: requestAnswer(decided, services) }),
      ),
  )
}

const requestAnswer = (row: ConsentRequestRow, services: Services) => ({
  id: row.id,
  uscc: row.uscc,
  lender: { code: row.lender, nameZh: row.lenderZh, nameEn: row.lenderEn },
  purpose: row.purpose,
  fieldGroups: row.fieldGroups,
  validFrom: row.validFrom,
  validTo: row.validTo,
  reason: row.reason,
  state: requestStateOn(row, civilDate(services.today())),
  requestedOn: row.requestedOn,
  expiresOn: row.expiresOn,
  consentId: row.consentId,
  decisionReason: row.decisionReason,
  decidedAt: row.decidedAt,
  recordedAt: row.recordedAt,
})
