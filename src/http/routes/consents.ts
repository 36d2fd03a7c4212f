import { Type } from 'typebox'
import { ALL_FIELD_GROUPS, grantConsent } from '../../app/consents/grant-consent.js'
import { type ConsentRow, consentStateOn, listConsents } from '../../app/consents/views.js'
import { withdrawConsent } from '../../app/consents/withdraw-consent.js'
import { civilDate } from '../../kernel/civil-date.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ConsentShape, FieldGroupsShape, PurposeText } from '../shapes/enterprises.js'
import { DateText, IdText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

export function registerConsents(app: App, services: Services): void {
  app.get(
    '/v1/consents',
    {
      schema: {
        tags: ['consents'],
        summary: '授权 Consents that concern the caller, newest first',
        querystring: Shape(PageQuery),
        response: { 200: PageOf(ConsentShape), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const filter = { reader: actorOf(request), uscc: null, after, limit: limit + 1 }
      const rows = await read(services, request, (tx) => listConsents(tx, filter))
      const keyOf = ({ recordedAt, id }: ConsentRow) => ({ recordedAt, id })
      return reply.send(pageOf(rows, limit, (row) => consentAnswer(row, services), keyOf) as never)
    },
  )

  app.post(
    '/v1/consents',
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags: ['consents'],
        summary: '授权 Let a bank look into the own carbon account',
        description: 'All field groups unless some are named; identity goes with every consent.',
        body: Shape({
          lenderCode: Type.String({ minLength: 1, maxLength: 40, examples: ['RCB-SIHUI'] }),
          purpose: PurposeText,
          fieldGroups: Type.Optional(FieldGroupsShape),
          validFrom: DateText,
          validTo: Type.Optional(DateText),
        }),
        response: { 201: ConsentShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => {
          const { lenderCode, purpose, fieldGroups = ALL_FIELD_GROUPS, validFrom, validTo } = request.body
          return grantConsent(
            command,
            {
              lenderCode,
              purpose,
              fieldGroups,
              validFrom: civilDate(validFrom),
              validTo: validTo === undefined ? null : civilDate(validTo),
            },
            civilDate(services.today()),
          )
        },
        (consent) => ({ status: 201, body: consentAnswer(consent, services) }),
      ),
  )

  app.post(
    '/v1/consents/:id/withdrawal',
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags: ['consents'],
        summary: '撤回授权 Withdraw a consent: the account closes at once',
        params: Shape({ id: IdText }),
        response: { 201: ConsentShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => withdrawConsent(command, request.params.id),
        (consent) => ({ status: 201, body: consentAnswer(consent, services) }),
      ),
  )
}

const consentAnswer = (row: ConsentRow, services: Services) => ({
  id: row.id,
  uscc: row.uscc,
  lender: { code: row.lender, nameZh: row.lenderZh, nameEn: row.lenderEn },
  purpose: row.purpose,
  fieldGroups: row.fieldGroups,
  validFrom: row.validFrom,
  validTo: row.validTo,
  state: consentStateOn(row, civilDate(services.today())),
  basis: row.basis,
  requestId: row.requestId,
  textVersion: row.textVersion,
  textHash: row.textHash,
  recordedAt: row.recordedAt,
  withdrawnAt: row.withdrawnAt,
})
