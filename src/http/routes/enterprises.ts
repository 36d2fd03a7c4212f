import { Type } from 'typebox'
import { lookInto } from '../../app/account-views/look-into.js'
import { type ListedEnterprise, listEnterprises } from '../../app/carbon/enterprise-views.js'
import { readCarbonAccount } from '../../app/carbon/read-carbon-account.js'
import { readRating } from '../../app/carbon/read-rating.js'
import { type ConsentRow, listConsents } from '../../app/consents/views.js'
import { actorOf } from '../authentication.js'
import { look } from '../look.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { CarbonAccountShape, GradeText, RatingShape } from '../shapes/carbon.js'
import { ViewQuery } from '../shapes/consents.js'
import { ConsentSummaryShape, EnterpriseMembers } from '../shapes/enterprises.js'
import { PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const CONSENTS_SHOWN = 200
const OneEnterprise = { params: Shape({ uscc: UsccText }), querystring: Shape(TwoTimesQuery) }
const OneAccount = { params: OneEnterprise.params, querystring: Shape({ ...TwoTimesQuery, ...ViewQuery }) }
const LOOK =
  'On a day, as known at an instant. A bank needs a consent in force and sees the field groups it opens; every look is logged.'
const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape }

export function registerEnterprises(app: App, services: Services): void {
  app.get(
    '/v1/enterprises',
    {
      schema: {
        tags: ['enterprises'],
        summary: '企业 Enterprises that the caller may see, by code',
        querystring: Shape({
          ...TwoTimesQuery,
          ...PageQuery,
          q: Type.Optional(Type.String({ maxLength: 100, description: 'part of a name or of the code' })),
          grade: Type.Optional(GradeText),
          sector: Type.Optional(Type.String({ pattern: '^\\d{2,4}$', description: 'GB/T 4754, two to four digits' })),
        }),
        response: { 200: PageOf(Shape(EnterpriseMembers)), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query } = request
      const cursor = readCursor(query, { uscc: /^[0-9A-Z]{18}$/ })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { q = null, grade = null, sector = null } = query
      const after = cursor?.uscc ?? null
      const filter = { ...(await twoTimesOf(services, query)), uscc: null, q, grade, sector, after, limit: limit + 1 }
      const rows = await read(services, request, (tx) => listEnterprises(tx, filter))
      return reply.send(pageOf(rows, limit, enterpriseAnswer, ({ uscc }) => ({ uscc })) as never)
    },
  )

  app.get(
    '/v1/enterprises/:uscc',
    {
      schema: {
        tags: ['enterprises'],
        summary: '企业概况 One enterprise with its consents that concern the caller',
        ...OneEnterprise,
        response: {
          200: Shape({ ...EnterpriseMembers, consents: Type.Array(ConsentSummaryShape) }),
          ...Refusals,
        },
      },
    },
    async (request, reply) => {
      const { uscc } = request.params
      const times = await twoTimesOf(services, request.query)
      const none = { q: null, grade: null, sector: null, after: null }
      const { enterprise, consents } = await read(services, request, async (tx) => ({
        enterprise: (await listEnterprises(tx, { ...times, ...none, uscc, limit: 1 }))[0],
        consents: await listConsents(tx, { reader: actorOf(request), uscc, after: null, limit: CONSENTS_SHOWN }),
      }))
      if (!enterprise) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'enterprise' } as never)
      return reply.send({ ...enterpriseAnswer(enterprise), consents: consents.map(consentSummary) } as never)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/carbon-account',
    {
      schema: {
        tags: ['enterprises'],
        summary: '碳账户 Emissions by month, scope and carrier, with the rows they came from',
        description: LOOK,
        ...OneAccount,
        response: { 200: CarbonAccountShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const { purpose = null } = request.query
      const question = { uscc: request.params.uscc, what: 'account', purpose } as const
      const account = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, (open) => readCarbonAccount(tx, open, times)),
      )
      return account.ok ? reply.send(account.value as never) : sendProblem(request, reply, account.refusal as never)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/rating',
    {
      schema: {
        tags: ['enterprises'],
        summary: '碳评级 The rating in force, with inputs, rules and hashes',
        description: LOOK,
        ...OneAccount,
        response: { 200: RatingShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const { purpose = null } = request.query
      const question = { uscc: request.params.uscc, what: 'rating', purpose } as const
      const rating = await look(services, request, (tx, viewer) =>
        lookInto(tx, viewer, question, (open) => readRating(tx, open, times)),
      )
      return rating.ok ? reply.send(rating.value as never) : sendProblem(request, reply, rating.refusal as never)
    },
  )
}

const enterpriseAnswer = (row: ListedEnterprise) => ({
  uscc: row.uscc,
  nameZh: row.nameZh,
  nameEn: row.nameEn,
  sectorCode: row.sectorCode,
  regionCode: row.regionCode,
  employees: row.employees,
  verification: row.verification,
  dataQuality: row.dataQuality,
  origin: row.origin,
  grade: row.grade,
  score: row.score,
  ratedAsOf: row.ratedAsOf,
})

const consentSummary = (row: ConsentRow) => ({
  id: row.id,
  lender: { code: row.lender, nameZh: row.lenderZh, nameEn: row.lenderEn },
  purpose: row.purpose,
  fieldGroups: row.fieldGroups,
  validFrom: row.validFrom,
  validTo: row.validTo,
  withdrawnAt: row.withdrawnAt,
})
