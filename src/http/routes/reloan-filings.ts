import { checkEligibility } from '../../app/relending/check-eligibility.js'
import { drawReloan } from '../../app/relending/draw-reloan.js'
import { fileLoans } from '../../app/relending/file-loans.js'
import type { FilingRow } from '../../app/relending/filing-store.js'
import { filingLoans, filings, filingView, returnedRows, rowCounts } from '../../app/relending/filing-views.js'
import { fillInNotes } from '../../app/relending/fill-in-notes.js'
import { grantFiling } from '../../app/relending/grant-filing.js'
import { listCandidates } from '../../app/relending/list-candidates.js'
import { returnFiling } from '../../app/relending/return-filing.js'
import { reviewFiling } from '../../app/relending/review-filing.js'
import { civilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID, writeCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import {
  BATCH_BYTES,
  CandidatesBody,
  CandidatesShape,
  DrawdownBody,
  EligibilityQuery,
  EligibilityShape,
  FiledShape,
  FilingBody,
  FilingCommandShape,
  FilingDetailShape,
  FilingRowsPage,
  FilingShape,
  FilingsQuery,
  GrantBody,
  IdParams,
  NotesBody,
  NotesShape,
  problemAnswers,
  ReloanCommandShape,
  ReturnBody,
  ReviewBody,
} from '../shapes/relending.js'
import { presentReloan } from './reloans.js'

const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const

export function registerReloanFilings(app: App, services: Services): void {
  registerRows(app, services)
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
      const { loanId, quotaId, requested, mode } = request.query
      const on = civilDate(request.query.on ?? services.today())
      const tested = await read(services, request, (tx) =>
        checkEligibility(tx, {
          loanId,
          quotaId,
          on,
          requested: requested === undefined ? null : money(requested),
          ...(mode !== undefined && { mode }),
        }),
      )
      if (!tested.ok) return sendProblem(request, reply, tested.refusal)
      const { eligible, maxAmount, lines } = tested.value
      return reply.send({ loanId, quotaId, on, eligible, maxAmount: formatMoney(maxAmount), lines } as never)
    },
  )

  app.post(
    '/v1/reloan-filings/candidates',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '可报账贷款 The bank’s loans with their eligibility line by line and what would cure it',
        description:
          'Nothing is written. A page asked for eligible loans only looks at `limit` loans and may show fewer. Without `quotaId` the bank’s active quota of the facility with the most left.',
        body: CandidatesBody,
        response: { 200: CandidatesShape, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { facility, quotaId, mode, eligible, filter = {}, limit = 100 } = request.body
      const cursor = readCursor(request.body.cursor === undefined ? {} : { cursor: request.body.cursor }, { id: UUID })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const on = civilDate(request.body.on ?? services.today())
      const { product = null, uscc = null, disbursedFrom = null, disbursedTo = null, balanceFrom = null } = filter
      const found = await read(services, request, (tx) =>
        listCandidates(tx, {
          lenderId: actorOf(request).organisationId,
          facility,
          quotaId: quotaId ?? null,
          on,
          mode: mode ?? 'LEND_FIRST',
          filter: { product, uscc, disbursedFrom, disbursedTo, balanceFrom },
          eligible: eligible ?? null,
          after: cursor?.id ?? null,
          limit,
        }),
      )
      if (!found.ok) return sendProblem(request, reply, found.refusal)
      const { items, next } = found.value
      return reply.send({
        quotaId: found.value.quotaId,
        on,
        items: items.map(({ row, eligibility }) => ({
          loanId: row.loanId,
          contractNo: row.contractNo,
          uscc: row.uscc,
          enterpriseZh: row.enterpriseZh,
          enterpriseEn: row.enterpriseEn,
          balance: row.balance,
          rate: formatRatePercent(annualRatePercent(row.rate)),
          firstDisbursedOn: row.firstOn,
          eligible: eligibility.eligible,
          maxAmount: formatMoney(eligibility.maxAmount),
          lines: eligibility.lines,
        })),
        nextCursor: next === null ? null : writeCursor({ id: next }),
      } as never)
    },
  )

  app.post(
    '/v1/reloan-filings',
    {
      config: { access: ['loan_officer'] },
      bodyLimit: BATCH_BYTES,
      schema: {
        tags: ['re-lending'],
        summary: '报账 File loans for re-lending',
        description:
          'Up to 10,000 rows. A batch with wrong rows answers with exactly those and files nothing, or files the others when `onlyEligible` is true.',
        body: FilingBody,
        response: { 201: FiledShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { quotaId, filedOn, loans, mode = 'LEND_FIRST', onlyEligible = false } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          fileLoans(command, {
            quotaId,
            filedOn: civilDate(filedOn),
            loans: loans.map(({ loanId, requested, evidenceHash = null }) => ({
              loanId,
              requested: money(requested),
              evidenceHash,
            })),
            mode,
            onlyEligible,
            today: today(),
          }),
        ({ filing, rows, leftOut }) => ({ status: 201, body: { ...present(filing), rows, leftOut } }),
      )
    },
  )

  app.post(
    '/v1/reloan-filings/:id/review',
    {
      config: { access: ['reloan_reviewer'] },
      bodyLimit: BATCH_BYTES,
      schema: {
        tags: ['re-lending'],
        summary: '初审、复审 Pass a filing on row by row, or return it',
        description:
          'Rows that are returned leave the batch and may be filed again; the rest goes on. Of two reviews the first call is the first; the second reviewer is another person.',
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
        (command) => {
          const { decision, opinion, version, rows = [] } = request.body
          const verdicts = rows.map(({ loanId, ...said }) => ({ loan: loanId, ...said }))
          return reviewFiling(command, { filingId: request.params.id, decision, opinion, version, rows: verdicts })
        },
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
        return (
          filing && {
            ...filing,
            ...(await rowCounts(tx, id)),
            loans: await filingLoans(tx, id, { after: null, limit: 200 }),
            returned: await returnedRows(tx, id),
          }
        )
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'filing' })
        : reply.send(detail as never)
    },
  )
}

function registerRows(app: App, services: Services): void {
  app.get(
    '/v1/reloan-filings/:id/rows',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '报账明细 Rows of a filing with the tests as filed and the opinions of each review',
        params: IdParams,
        querystring: Shape(PageQuery),
        response: { 200: FilingRowsPage, 400: ProblemShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const after = readCursor(request.query, { id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, async (tx) =>
        (await filingView(tx, id)) === undefined
          ? undefined
          : filingLoans(tx, id, { after: after?.id ?? null, limit: limit + 1 }),
      )
      if (rows === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 'filing' })
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ loanId }) => ({ id: loanId }),
        ) as never,
      )
    },
  )

  app.post(
    '/v1/reloan-filings/:id/notes',
    {
      config: { access: ['loan_officer'] },
      bodyLimit: BATCH_BYTES,
      schema: {
        tags: ['re-lending'],
        summary: '后补借据 Fill in the notes of loans that were re-lent first',
        description: 'A note after its day is taken and stays late.',
        params: IdParams,
        body: NotesBody,
        response: { 201: NotesShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { id } = request.params
      const { on, notes } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          fillInNotes(command, { filingId: id, on: civilDate(on), notes, today: civilDate(services.today()) }),
        (filled) => ({
          status: 201,
          body: {
            filingId: id,
            notes: filled.map(({ loanId, noteNo, disbursedOn, dueOn, late }) => ({
              loanId,
              noteNo,
              disbursedOn,
              dueOn,
              late,
            })),
          },
        }),
      )
    },
  )
}

const present = (filing: FilingRow) => ({
  id: filing.id,
  quotaId: filing.quotaId,
  facility: filing.facility,
  filedOn: filing.filedOn,
  mode: filing.mode,
  reviews: filing.reviews,
  state: filing.state,
  requested: formatMoney(filing.requested),
  granted: filing.granted === null ? null : formatMoney(filing.granted),
  drawn: formatMoney(filing.drawn),
  grantedOn: filing.grantedOn,
  version: filing.version,
})
