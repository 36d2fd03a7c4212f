import { checkEligibility } from '../../app/relending/check-eligibility.js'
import { drawReloan } from '../../app/relending/draw-reloan.js'
import { fileLoans } from '../../app/relending/file-loans.js'
import type { FilingRow } from '../../app/relending/filing-store.js'
import { filingLoans, filings, filingView } from '../../app/relending/filing-views.js'
import { grantFiling } from '../../app/relending/grant-filing.js'
import { returnFiling } from '../../app/relending/return-filing.js'
import { reviewFiling } from '../../app/relending/review-filing.js'
import { civilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { PageOf, ProblemShape } from '../shapes/primitives.js'
import {
  DrawdownBody,
  EligibilityQuery,
  EligibilityShape,
  FilingBody,
  FilingCommandShape,
  FilingDetailShape,
  FilingShape,
  FilingsQuery,
  GrantBody,
  IdParams,
  problemAnswers,
  ReloanCommandShape,
  ReturnBody,
  ReviewBody,
} from '../shapes/relending.js'
import { presentReloan } from './reloans.js'

const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const

export function registerReloanFilings(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.get(
    '/v1/reloan-eligibility',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '合格性逐项检查 Tests a loan line by line before it is filed',
        description: 'Without `requested` it says how much there could be.',
        querystring: EligibilityQuery,
        response: { 200: EligibilityShape, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { loanId, quotaId, requested } = request.query
      const on = civilDate(request.query.on ?? services.today())
      const tested = await read(services, request, (tx) =>
        checkEligibility(tx, { loanId, quotaId, on, requested: requested === undefined ? null : money(requested) }),
      )
      if (!tested.ok) return sendProblem(request, reply, tested.refusal)
      const { eligible, maxAmount, lines } = tested.value
      return reply.send({ loanId, quotaId, on, eligible, maxAmount: formatMoney(maxAmount), lines } as never)
    },
  )

  app.post(
    '/v1/reloan-filings',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['re-lending'],
        summary: '报账 File loans for re-lending',
        body: FilingBody,
        response: { 201: FilingCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { quotaId, filedOn, loans } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          fileLoans(command, {
            quotaId,
            filedOn: civilDate(filedOn),
            loans: loans.map(({ loanId, requested }) => ({ loanId, requested: money(requested) })),
            today: today(),
          }),
        (filing) => ({ status: 201, body: present(filing) }),
      )
    },
  )

  app.post(
    '/v1/reloan-filings/:id/review',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '审查 Pass a filing on, or return it',
        params: IdParams,
        body: ReviewBody,
        response: { 200: FilingCommandShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => reviewFiling(command, { filingId: request.params.id, ...request.body }),
        (filing) => ({ status: 200, body: present(filing) }),
      ),
  )

  app.post(
    '/v1/reloan-filings/:id/return',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '退回 Return a reviewed filing instead of granting it',
        params: IdParams,
        body: ReturnBody,
        response: { 200: FilingCommandShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => returnFiling(command, { filingId: request.params.id, ...request.body }),
        (filing) => ({ status: 200, body: present(filing) }),
      ),
  )

  app.post(
    '/v1/reloan-filings/:id/grant',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '批准 Grant a reviewed filing and set quota aside',
        params: IdParams,
        body: GrantBody,
        response: { 200: FilingCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { amount, on, opinion, version } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          grantFiling(command, {
            filingId: request.params.id,
            amount: money(amount),
            on: civilDate(on),
            opinion,
            version,
            today: today(),
          }),
        (filing) => ({ status: 200, body: present(filing) }),
      )
    },
  )

  app.post(
    '/v1/reloan-filings/:id/drawdowns',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '提款 Draw a re-loan on a loan of a granted filing',
        params: IdParams,
        body: DrawdownBody,
        response: { 201: ReloanCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { loanId, amount, on, termMonths } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          drawReloan(command, {
            filingId: request.params.id,
            loanId,
            amount: money(amount),
            on: civilDate(on),
            termMonths,
            today: today(),
          }),
        (reloan) => ({ status: 201, body: presentReloan(reloan) }),
      )
    },
  )

  app.get(
    '/v1/reloan-filings',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '报账记录 Filings, newest first',
        querystring: FilingsQuery,
        response: { 200: PageOf(FilingShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, (tx) =>
        filings(tx, request.query.state ?? null, { before, limit: limit + 1 }),
      )
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ recordedAt, id }) => ({ recordedAt, id }),
        ),
      )
    },
  )

  app.get(
    '/v1/reloan-filings/:id',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '一次报账 One filing with its loans and their tests as filed',
        params: IdParams,
        response: { 200: FilingDetailShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const detail = await read(services, request, async (tx) => {
        const filing = await filingView(tx, id)
        return filing && { ...filing, loans: await filingLoans(tx, id) }
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'filing' })
        : reply.send(detail as never)
    },
  )
}

const present = (filing: FilingRow) => ({
  id: filing.id,
  quotaId: filing.quotaId,
  facility: filing.facility,
  filedOn: filing.filedOn,
  state: filing.state,
  requested: formatMoney(filing.requested),
  granted: filing.granted === null ? null : formatMoney(filing.granted),
  drawn: formatMoney(filing.drawn),
  grantedOn: filing.grantedOn,
  version: filing.version,
})
