import { Type } from 'typebox'
import type { ReloanRow } from '../../app/relending/filing-store.js'
import { type ReloanView, reloans, reloanView } from '../../app/relending/filing-views.js'
import { formatMoney } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { IdText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import { IdParams, ReloanShape } from '../shapes/relending.js'

const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const

export function registerReloans(app: App, services: Services): void {
  app.get(
    '/v1/reloans',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '再贷款 Re-loans, newest first',
        querystring: Shape({
          ...PageQuery,
          loanId: Type.Optional(IdText),
          filingId: Type.Optional(IdText),
        }),
        response: { 200: PageOf(ReloanShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const filter = { loanId: query.loanId ?? null, filingId: query.filingId ?? null }
      const rows = await read(services, request, (tx) => reloans(tx, filter, { before, limit: limit + 1 }))
      return reply.send(pageOf(rows, limit, present, ({ recordedAt, id }) => ({ recordedAt, id })))
    },
  )

  app.get(
    '/v1/reloans/:id',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '一笔再贷款 One re-loan',
        params: IdParams,
        response: { 200: ReloanShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const row = await read(services, request, (tx) => reloanView(tx, request.params.id))
      return row === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 're-loan' })
        : reply.send(present(row))
    },
  )
}

const present = (row: ReloanView) => ({ ...row, rate: formatRatePercent(annualRatePercent(row.rate)) })

export const presentReloan = ({ id, filingId, quotaId, facility, loanId, ...row }: ReloanRow) => ({
  id,
  filingId,
  quotaId,
  facility,
  loanId,
  amount: formatMoney(row.amount),
  rate: formatRatePercent(row.rate),
  termMonths: row.termMonths,
  drawnOn: row.drawnOn,
  dueOn: row.dueOn,
  explanation: row.explanation,
  recordedAt: row.recordedAt,
})
