import { loanSavings, loanSegments } from '../../app/reports/loan-savings.js'
import { realisedSaving } from '../../app/reports/realised-saving.js'
import type { SavingFilter } from '../../app/reports/realised-saving-views.js'
import { addMonths, type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { limitOf, pageOf, readCursor, sendBadCursor, UUID, writeCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ById } from '../shapes/lending.js'
import { ProblemShape } from '../shapes/primitives.js'
import {
  LoanSavingsQuery,
  LoanSavingsShape,
  LoanSegmentsShape,
  RealisedSavingQuery,
  RealisedSavingShape,
  SegmentsQuery,
} from '../shapes/realised-saving.js'
import { twoTimesOf } from '../two-times.js'

const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 422: ProblemShape }
const SIGNED_MONEY = /^-?\d{1,18}\.\d{2}$/
const USCC = /^[0-9A-Z]{18}$/

type Filters = { readonly [Name in keyof SavingFilter]?: string }
export const filterOf = ({ city, institution, enterprise, grade, product, sector }: Filters): SavingFilter => ({
  city: city ?? null,
  institution: institution ?? null,
  enterprise: enterprise ?? null,
  grade: grade ?? null,
  product: product ?? null,
  sector: sector ?? null,
})

/** The period of a question with its two times: as of today, unless it asks for another day. */
export async function savingPeriodOf(
  services: Services,
  query: { readonly from: string; readonly to: string; readonly asOf?: string; readonly knownAt?: string },
) {
  const times = await twoTimesOf(services, query)
  return { from: civilDate(query.from), to: civilDate(query.to), ...times }
}

export function registerRealisedSaving(app: App, services: Services): void {
  app.get(
    '/v1/reports/realised-interest-saving',
    {
      config: {
        access: [
          'loan_officer',
          'credit_approver',
          'enterprise_user',
          'reloan_reviewer',
          'reloan_approver',
          'data_steward',
          'auditor',
          'administrator',
        ],
      },
      schema: {
        tags: ['reports'],
        summary: '已实现降息让利报告 Realised interest saving of a period',
        description:
          'Σ balance × (reference − executed rate) × days ÷ basis, reconciled with the ledger. A bank or an enterprise gets its own loans; auditors get the city; the branch, stewards and administrators get sums of the city, without those of fewer than three enterprises and without filters.',
        querystring: RealisedSavingQuery,
        response: { 200: RealisedSavingShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const { by = 'institution' } = query
      const after = readCursor(query, { saving: SIGNED_MONEY, key: USCC })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const period = await savingPeriodOf(services, query)
      const page = by === 'enterprise' ? { after, limit: limit + 1 } : null
      const report = await read(services, request, (tx) =>
        realisedSaving(tx, { ...period, by, filter: filterOf(query), page }),
      )
      if (!report.ok) return sendProblem(request, reply, report.refusal)
      const rows = page === null ? report.value.rows : report.value.rows.slice(0, limit)
      const last = rows.at(-1)
      const more = report.value.rows.length > rows.length && last?.realisedSaving
      const nextCursor = more && last ? writeCursor({ saving: more, key: last.key }) : null
      return reply.send({ ...report.value, rows, nextCursor } as never)
    },
  )

  app.get(
    '/v1/lineage/loan-savings',
    {
      schema: {
        tags: ['reports'],
        summary: '溯源:已实现节约背后的贷款 The loans behind a cell of the realised saving, each with its share',
        querystring: LoanSavingsQuery,
        response: { 200: LoanSavingsShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const after = readCursor(query, { saving: SIGNED_MONEY, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const period = await savingPeriodOf(services, query)
      const found = await read(services, request, (tx) =>
        loanSavings(tx, { ...period, filter: filterOf(query), page: { after, limit: limit + 1 } }),
      )
      if (!found.ok) return sendProblem(request, reply, found.refusal)
      const { loans, ...told } = found.value
      const page = pageOf(
        loans,
        limit,
        (loan) => loan,
        ({ realisedSaving: saving, loanId }) => ({ saving, id: loanId }),
      )
      return reply.send({ ...told, ...page } as never)
    },
  )

  app.get(
    '/v1/loans/:id/interest-segments',
    {
      schema: {
        tags: ['loans'],
        summary: '计息分段 What a loan bore night by night beside its reference rate, and where each rate came from',
        description: 'Of a year up to the day asked for, unless the period is given.',
        params: ById,
        querystring: SegmentsQuery,
        response: { 200: LoanSegmentsShape, ...Refusals, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query, params } = request
      const times = await twoTimesOf(services, query)
      const to: CivilDate = query.to === undefined ? times.asOf : civilDate(query.to)
      const from: CivilDate = query.from === undefined ? addMonths(to, -12) : civilDate(query.from)
      const found = await read(services, request, (tx) => loanSegments(tx, params.id, { from, to, ...times }))
      return found.ok ? reply.send(found.value as never) : sendProblem(request, reply, found.refusal)
    },
  )
}
