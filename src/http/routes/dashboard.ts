import { cityDashboard, MONTHS_UNLESS_TOLD } from '../../app/dashboard/city-dashboard.js'
import { financedDashboard } from '../../app/dashboard/financed-dashboard.js'
import { dashboardLines, gradeMoves } from '../../app/dashboard/lineage.js'
import { relendingDashboard } from '../../app/dashboard/relending-dashboard.js'
import { DEFAULT_ATTRIBUTION } from '../../app/financed-emissions/attribution-method.js'
import { civilDate } from '../../kernel/civil-date.js'
import { look } from '../look.js'
import { limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  DashboardLinesQuery,
  DashboardLinesShape,
  DashboardQuery,
  DashboardShape,
  FinancedDashboardShape,
  GradeMovesQuery,
  GradeMovesShape,
  RelendingDashboardShape,
  RelendingQuery,
} from '../shapes/dashboard.js'
import { ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const READERS_OF_LINES = [
  'loan_officer',
  'credit_approver',
  'reloan_reviewer',
  'reloan_approver',
  'data_steward',
  'auditor',
] as const
const READERS = [...READERS_OF_LINES, 'administrator'] as const
const READERS_OF_RELOANS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const
const READERS_OF_LOANS = READERS_OF_RELOANS
const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 422: ProblemShape }
const WHOSE =
  'City-wide for the branch, stewards, auditors and administrators; a bank gets its own book in the same shape. An administrator sees no line: no names, and no cell of too few enterprises.'

const monthsOf = ({ months }: { readonly months?: string }): number =>
  months === undefined ? MONTHS_UNLESS_TOLD : Number(months)

export function registerDashboard(app: App, services: Services): void {
  registerFigures(app, services)
  registerLineage(app, services)
}

function registerFigures(app: App, services: Services): void {
  app.get(
    '/v1/dashboard/city',
    {
      config: { access: READERS },
      schema: {
        tags: ['dashboard'],
        summary: '全市看板 Lines, grades and discounts of the city, by month and between two days',
        description: `${WHOSE} Figures of a large book are kept by a daily job; without knownAt they answer as of the instant they were kept at, which the answer names, unless fresh is asked for. Grades and savings are compared with the day since, so many months before unless given.`,
        querystring: DashboardQuery,
        response: { 200: DashboardShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const times = await twoTimesOf(services, query)
      const question = {
        ...times,
        atThatInstant: query.knownAt !== undefined || query.fresh !== undefined,
        months: monthsOf(query),
        since: query.since === undefined ? null : civilDate(query.since),
      }
      const told = await read(services, request, (tx) => cityDashboard(tx, question))
      return told.ok ? reply.send(told.value as never) : sendProblem(request, reply, told.refusal)
    },
  )

  app.get(
    '/v1/dashboard/city/relending',
    {
      config: { access: READERS_OF_RELOANS },
      schema: {
        tags: ['dashboard'],
        summary: '再贷款使用与期限 Use of quotas by month, bank and facility, and the maturity ladder of re-loans',
        description: 'A bank gets its own, the branch those it granted, an auditor all.',
        querystring: RelendingQuery,
        response: { 200: RelendingDashboardShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const question = { ...(await twoTimesOf(services, request.query)), months: monthsOf(request.query) }
      return reply.send((await read(services, request, (tx) => relendingDashboard(tx, question))) as never)
    },
  )

  app.get(
    '/v1/dashboard/city/financed-emissions',
    {
      config: { access: READERS_OF_LOANS },
      schema: {
        tags: ['dashboard'],
        summary: '融资碳排放与同比 Financed emissions of the day and of the day a year before',
        description:
          "A bank gets its own loans, the branch those filed with it, an auditor all. A borrower's account is read by consent or office and each look is logged.",
        querystring: Shape(TwoTimesQuery),
        response: { 200: FinancedDashboardShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const question = { ...(await twoTimesOf(services, request.query)), method: DEFAULT_ATTRIBUTION }
      const told = await look(services, request, (tx, viewer) => financedDashboard(tx, viewer, question))
      return told.ok ? reply.send(told.value as never) : sendProblem(request, reply, told.refusal)
    },
  )
}

function registerLineage(app: App, services: Services): void {
  app.get(
    '/v1/dashboard/city/lines',
    {
      config: { access: READERS_OF_LINES },
      schema: {
        tags: ['dashboard'],
        summary: '溯源:看板数字背后的额度 The credit lines in force behind a figure of the dashboard',
        description: 'All of a day, those of one discount band, or those of one enterprise.',
        querystring: DashboardLinesQuery,
        response: { 200: DashboardLinesShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const after = readCursor(query, { id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const times = await twoTimesOf(services, query)
      const lines = await read(services, request, (tx) =>
        dashboardLines(tx, {
          ...times,
          band: query.band === undefined ? null : Number(query.band),
          uscc: query.uscc ?? null,
          after: after?.id ?? null,
          limit: limit + 1,
        }),
      )
      const page = pageOf(
        lines,
        limit,
        (line) => line,
        ({ creditLineId }) => ({ id: creditLineId }),
      )
      return reply.send({ ...times, ...page } as never)
    },
  )

  app.get(
    '/v1/dashboard/city/grade-moves',
    {
      config: { access: READERS_OF_LINES },
      schema: {
        tags: ['dashboard'],
        summary: '溯源:等级迁徙背后的企业 The enterprises behind a cell of the grade migration',
        querystring: GradeMovesQuery,
        response: { 200: GradeMovesShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const after = readCursor(query, { uscc: /^[0-9A-Z]{18}$/ })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const times = await twoTimesOf(services, query)
      const since = civilDate(query.since)
      const rows = await read(services, request, (tx) =>
        gradeMoves(tx, {
          ...times,
          since,
          from: query.from ?? null,
          to: query.to ?? null,
          after: after?.uscc ?? null,
          limit: limit + 1,
        }),
      )
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        ({ uscc }) => ({ uscc }),
      )
      return reply.send({ ...times, since, ...page } as never)
    },
  )
}
