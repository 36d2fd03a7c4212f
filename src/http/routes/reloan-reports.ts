import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { recordInterestFact } from '../../app/reloan-books/record-interest-fact.js'
import { reloanOn } from '../../app/reloan-books/reloan-on.js'
import { disclosureReport } from '../../app/reloan-reports/disclosure.js'
import { maturityReport } from '../../app/reloan-reports/maturity.js'
import { passThroughReport } from '../../app/reloan-reports/pass-through.js'
import type { ReportPage, ReportTimes } from '../../app/reloan-reports/position-views.js'
import { reconcileReloans } from '../../app/reloan-reports/reconciliation.js'
import { recordProject } from '../../app/reloan-reports/record-project.js'
import { maskedFor, registerLines } from '../../app/reloan-reports/register.js'
import { cellText, NOT_HELD, REGISTER } from '../../app/reloan-reports/register-columns.js'
import {
  logRegisterExport,
  type RegisterFormat,
  registerCsv,
  registerWorkbook,
} from '../../app/reloan-reports/register-files.js'
import { utilisationReport } from '../../app/reloan-reports/utilisation.js'
import { addDays, civilDate } from '../../kernel/civil-date.js'
import { exact, formatExact } from '../../kernel/exact.js'
import { fractionFixed } from '../../kernel/fraction.js'
import { formatMoney, money } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok } from '../../kernel/result.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { look } from '../look.js'
import { DAY, limitOf, type PageRequest, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { IdText, PageQuery, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import {
  DisclosureShape,
  InterestFactBody,
  InterestFactShape,
  MaturityShape,
  PassThroughShape,
  ProjectBody,
  ProjectShape,
  ReconciliationShape,
  RegisterQuery,
  RegisterShape,
  ReloanJournalShape,
  UtilisationQuery,
  UtilisationShape,
} from '../shapes/reloan-reports.js'
import { twoTimesOf } from '../two-times.js'

const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const
const Refusals = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}
const WHOSE = 'A bank gets its own re-loans, the branch those it granted, an auditor all.'
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The page asked for, one row longer than it is told; undefined for a cursor of another list. */
const pageAsked = (query: PageRequest): ReportPage | undefined => {
  const after = readCursor(query, { drawnOn: DAY, id: UUID })
  return after === undefined ? undefined : { after, limit: limitOf(query) + 1 }
}

export function registerReloanReports(app: App, services: Services): void {
  registerBooks(app, services)
  registerRegister(app, services)
  registerFigures(app, services)
  registerFacts(app, services)
}

function registerBooks(app: App, services: Services): void {
  app.get(
    '/v1/reports/reloan-reconciliation',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: "再贷款两本账核对 Re-loans on the lender's book against the branch's, oldest first",
        description: `${WHOSE} Each pair of accounts adds up to nought; where it does not, the cause is named.`,
        querystring: Shape({ ...TwoTimesQuery, ...PageQuery }),
        response: { 200: ReconciliationShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const page = pageAsked(request.query)
      if (page === undefined) return sendBadCursor(request, reply)
      const times = await twoTimesOf(services, request.query)
      const rows = await read(services, request, (tx) => reconcileReloans(tx, times, page))
      const keyOf = ({ drawnOn, reloanId }: (typeof rows)[number]) => ({ drawnOn, id: reloanId })
      return reply.send({ ...times, ...pageOf(rows, page.limit - 1, (row) => row, keyOf) } as never)
    },
  )

  app.get(
    '/v1/reloans/:id/interest',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '一笔再贷款的结息 The settlements of a re-loan and what has accrued since',
        description:
          'At the contract rate by actual days; past the due date nothing is counted until the penalty rate is entered.',
        params: Shape({ id: IdText }),
        querystring: Shape(TwoTimesQuery),
        response: { 200: ReloanJournalShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const journal = await read(services, request, (tx) => reloanOn(tx, request.params.id, times))
      if (journal === undefined) return sendProblem(request, reply, { code: 'NOT_FOUND', what: 're-loan' })
      const { principal, arrears, accrued, rate, dueOn, blocked, settlements } = journal
      return reply.send({
        ...times,
        reloanId: request.params.id,
        principal: formatMoney(principal),
        rate: formatRatePercent(rate),
        dueOn,
        arrears: formatMoney(arrears),
        accrued: fractionFixed(accrued, 6),
        settlements: settlements.map((one) => ({
          ...one,
          interest: formatMoney(one.interest),
          unpaid: formatMoney(one.unpaid),
        })),
        blocked,
      })
    },
  )
}

function registerRegister(app: App, services: Services): void {
  app.get(
    '/v1/reports/reloan-register',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '再贷款台账 The register of re-loans, oldest first',
        description: `${WHOSE} By pages as JSON, or whole as CSV or XLSX, which leaves a row in the audit log. Fields that the product does not hold stay empty and are named, as are those left empty for the reader.`,
        querystring: RegisterQuery,
        response: {
          200: {
            description: 'JSON by pages unless format is csv or xlsx',
            content: {
              'application/json': { schema: RegisterShape },
              'text/csv': { schema: Type.Unsafe({ type: 'string' }) },
              [TYPES.xlsx]: { schema: Type.Unsafe({ type: 'string', format: 'binary' }) },
            },
          },
          ...Refusals,
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const times = await twoTimesOf(services, query)
      const { format = 'json' } = query
      if (format !== 'json') return sendFile(services, request, reply, times, format) as never
      const page = pageAsked(query)
      if (page === undefined) return sendBadCursor(request, reply) as never
      const actor = actorOf(request)
      const lines = await read(services, request, (tx) => registerLines(tx, times, page))
      const masked = maskedFor(actor)
      const told = pageOf(
        lines,
        page.limit - 1,
        (line) =>
          Object.fromEntries(
            REGISTER.map((column) => {
              const text = cellText(column, line, masked)
              return [column.key, text === '' ? null : text]
            }),
          ),
        ({ drawnOn, reloanId }) => ({ drawnOn, id: reloanId }),
      )
      const columns = REGISTER.map(({ key, zh, en, part, kind }) => ({
        key,
        zh,
        en,
        part,
        kind,
        held: !NOT_HELD.includes(key),
        masked: masked.includes(key),
      }))
      return reply.send({ ...times, columns, ...told } as never)
    },
  )
}

async function sendFile(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  times: ReportTimes,
  format: RegisterFormat,
): Promise<FastifyReply> {
  const actor = actorOf(request)
  await look(services, request, (tx) =>
    logRegisterExport({ tx, actor, requestId: request.id, audited: false }, times, format),
  )
  reply
    .type(TYPES[format])
    .header('content-disposition', `attachment; filename="reloan-register-${times.asOf}.${format}"`)
  return reply.send(
    format === 'csv'
      ? Readable.from(registerCsv(services.db, actor, times))
      : Readable.from(registerWorkbook(services.db, actor, times)),
  )
}

function registerFigures(app: App, services: Services): void {
  app.get(
    '/v1/reports/reloan-quota-utilisation',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '额度逐日使用情况 Quotas day by day, from their movements',
        description: `${WHOSE} From a day, the first of the month unless given, to asOf.`,
        querystring: UtilisationQuery,
        response: { 200: UtilisationShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const times = await twoTimesOf(services, query)
      const from = civilDate(query.from ?? addDays(times.asOf, 1 - Number(times.asOf.slice(8))))
      const asked = { ...times, from, quotaId: query.quotaId ?? null }
      const quotas = await read(services, request, (tx) => utilisationReport(tx, asked))
      return quotas.ok
        ? reply.send({ ...times, from, quotas: quotas.value } as never)
        : sendProblem(request, reply, quotas.refusal)
    },
  )

  app.get(
    '/v1/reports/reloan-maturities',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '再贷款期限结构 Live re-loans by the days left',
        description: WHOSE,
        querystring: Shape(TwoTimesQuery),
        response: { 200: MaturityShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      return reply.send({ ...times, ...(await read(services, request, (tx) => maturityReport(tx, times))) } as never)
    },
  )

  app.get(
    '/v1/reports/reloan-pass-through',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '再贷款利差与传导 Loan rate less re-loan rate, and against loans without one',
        description: `${WHOSE} Rates are weighted by what is outstanding of the re-loans; those of loans without one by their contracts.`,
        querystring: Shape(TwoTimesQuery),
        response: { 200: PassThroughShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const report = await read(services, request, (tx) => passThroughReport(tx, actorOf(request), times))
      return reply.send({ ...times, ...report } as never)
    },
  )

  app.get(
    '/v1/reports/reloan-disclosure',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary:
          '再贷款信息披露 Projects, amount, weighted rate and annual reduction: quarter, year to date, since the start',
        description: `${WHOSE} One facility or all. Rate = sum(amount × rate) / sum(amount). A reduction is the project's by the loan's share of its cost; loans without a recorded project are counted apart.`,
        querystring: Shape({ ...TwoTimesQuery, facility: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) }),
        response: { 200: DisclosureShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const facility = request.query.facility ?? null
      const report = await read(services, request, (tx) => disclosureReport(tx, times, facility))
      return reply.send({ ...times, ...report } as never)
    },
  )
}

function registerFacts(app: App, services: Services): void {
  app.post(
    '/v1/reloans/:id/interest-facts',
    {
      config: { access: ['reloan_reviewer', 'reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '登记利息未收或补收 Interest of a re-loan that did not come in, or came in late',
        description:
          'Interest is collected on its settlement day unless this says otherwise. What is unpaid bears interest from that day on.',
        params: Shape({ id: IdText }),
        body: InterestFactBody,
        response: { 201: InterestFactShape, ...Refusals },
      },
    },
    (request, reply) => {
      const { kind, on, amount, document } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          recordInterestFact(command, {
            reloanId: request.params.id,
            kind,
            on: civilDate(on),
            amount: money(amount),
            document,
            today: civilDate(services.today()),
          }),
        (fact) => ({
          status: 201,
          body: {
            id: fact.id,
            reloanId: fact.reloanId,
            kind: fact.kind,
            on: fact.onDate,
            amount: formatMoney(fact.amount),
            document: fact.document,
            recordedAt: fact.recordedAt,
          },
        }),
      )
    },
  )

  app.post(
    '/v1/loans/:id/reloan-projects',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags: ['re-lending'],
        summary: '登记贷款项目的减排 What the project of a loan does for the climate, by its document',
        params: Shape({ id: IdText }),
        body: ProjectBody,
        response: { 201: ProjectShape, ...Refusals },
      },
    },
    (request, reply) => {
      const { name, field, investment, annualReductionT, verifiedBy = null, document } = request.body
      return answerCommand(
        services,
        request,
        reply,
        async (command) => {
          const recorded = await recordProject(command, {
            loanId: request.params.id,
            name,
            field,
            investment: money(investment),
            annualReductionT: exact(annualReductionT),
            verifiedBy,
            document,
          })
          return recorded.ok ? ok(recorded.value) : recorded
        },
        (project) => ({
          status: 201,
          body: {
            id: project.id,
            loanId: project.loanId,
            name: project.name,
            field: project.field,
            investment: formatMoney(project.investment),
            annualReductionT: formatExact(project.annualReductionT),
            verifiedBy: project.verifiedBy,
            document: project.document,
            recordedAt: project.recordedAt,
          },
        }),
      )
    },
  )
}
