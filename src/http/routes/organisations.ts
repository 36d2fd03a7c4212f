import { Type } from 'typebox'
import { createOrganisation } from '../../app/organisations/create-organisation.js'
import { requireSecondFactor } from '../../app/organisations/require-second-factor.js'
import { organisations } from '../../app/organisations/views.js'
import { roleEntries } from '../../app/users/roles.js'
import { holdersByRole } from '../../app/users/views.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ReasonText } from '../shapes/access.js'
import { IdText, NameText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const TAGS = ['users and roles']
const OFFICERS = ['administrator', 'security_officer', 'audit_officer'] as const
/** Enterprises come with their portfolio, and the platform is one. */
const ENTERED = Type.Enum([
  'central_bank_branch',
  'data_authority',
  'data_operator',
  'data_exchange',
  'data_registry',
  'lender',
  'guarantor',
  'auditor',
])

const OrganisationShape = Shape({
  id: IdText,
  code: Type.String(),
  kind: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  secondFactorRequired: Type.Boolean(),
  users: Type.Integer({ description: 'active people' }),
  withSecondFactor: Type.Integer({ description: 'active people who have a second factor' }),
  recordedAt: Type.String(),
})

/** Organisations, what they demand at the sign-in, and the roles their people may have. */
export function registerOrganisations(app: App, services: Services): void {
  app.get(
    '/v1/organisations',
    {
      config: { access: OFFICERS },
      schema: {
        tags: TAGS,
        summary: '机构 Organisations in reach, by code, enterprises last',
        querystring: Shape({
          ...PageQuery,
          text: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          kind: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        }),
        response: { 200: PageOf(OrganisationShape) },
      },
    },
    async (request, reply) => {
      const cursor = readCursor(request.query, { kind: /^(enterprise|other)$/, code: /^.{1,100}$/ })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { text = null, kind = null } = request.query
      const { organisationKind, organisationId } = actorOf(request)
      const only = organisationKind === 'platform' ? null : organisationId
      const found = await read(services, request, (tx) =>
        organisations(tx, {
          after: cursor && { code: cursor.code, isEnterprise: cursor.kind === 'enterprise' },
          limit: limit + 1,
          text,
          kind,
          only,
        }),
      )
      return reply.send(
        pageOf(
          found,
          limit,
          (organisation) => organisation,
          ({ code, kind }) => ({ code, kind: kind === 'enterprise' ? kind : 'other' }),
        ),
      )
    },
  )

  app.post(
    '/v1/organisations',
    {
      config: { access: ['administrator'] },
      schema: {
        tags: TAGS,
        summary: '新建机构 An organisation; enterprises come with their portfolio',
        body: Shape({
          code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$', examples: ['RCB-SIHUI'] }),
          kind: ENTERED,
          nameZh: NameText,
          nameEn: NameText,
        }),
        response: { 201: Shape({ id: IdText }), 409: ProblemShape },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => createOrganisation(command, request.body),
        ({ id }) => ({ status: 201, body: { id } }),
      ),
  )

  app.post(
    '/v1/organisations/:id/second-factor',
    {
      config: { access: ['security_officer'] },
      schema: {
        tags: TAGS,
        summary: '双因素认证要求 Whether its people need a second factor from their next sign-in on',
        params: Shape({ id: IdText }),
        body: Shape({ required: Type.Boolean(), reason: ReasonText }),
        response: { 200: Shape({ required: Type.Boolean() }), 404: ProblemShape, 409: ProblemShape },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => requireSecondFactor(command, services.secondFactors ?? null, request.params.id, request.body),
        () => ({ status: 200, body: { required: request.body.required } }),
      ),
  )

  app.get(
    '/v1/roles',
    {
      config: { access: OFFICERS },
      schema: {
        tags: TAGS,
        summary: '角色 Every role, whose people may have it, and how many in reach do',
        response: {
          200: Shape({
            items: Type.Array(
              Shape({
                role: Type.String(),
                officer: Type.Boolean({ description: '三员之一: excludes every other role' }),
                kinds: Type.Array(Type.String()),
                holders: Type.Integer(),
              }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const holders = await read(services, request, holdersByRole)
      return reply.send({
        items: roleEntries.map(({ kinds, ...entry }) => ({
          ...entry,
          kinds: [...kinds],
          holders: holders.get(entry.role) ?? 0,
        })),
      })
    },
  )
}
