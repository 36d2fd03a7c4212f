import { Type } from 'typebox'
import { DEFAULT_ATTRIBUTION } from '../../app/financed-emissions/attribution-method.js'
import { balanceSheetAnswer } from '../../app/financed-emissions/balance-sheet-answer.js'
import { financedLoan, financedLoans } from '../../app/financed-emissions/financed-loans.js'
import { listBalanceSheets } from '../../app/financed-emissions/list-balance-sheets.js'
import { financedEmissionsReport } from '../../app/financed-emissions/portfolio-report.js'
import { recordBalanceSheet } from '../../app/financed-emissions/record-balance-sheet.js'
import type { AttributionMethod } from '../../domain/carbon/financed-emissions.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { look } from '../look.js'
import { DAY, INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID, writeCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  AttributionMethodText,
  BalanceSheetBody,
  BalanceSheetShape,
  FinancedLinesShape,
  FinancedLoanShape,
  FinancedReportShape,
} from '../shapes/financed-emissions.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape }
const MethodQuery = { ...TwoTimesQuery, method: Type.Optional(AttributionMethodText) }
const READERS = [
  'loan_officer',
  'credit_approver',
  'reloan_reviewer',
  'reloan_approver',
  'data_steward',
  'auditor',
] as const
const WHOSE =
  "A bank gets its own loans, the branch those filed with it, an auditor all. A borrower's account is read by consent or office and each look is logged; loans without figures are listed with their reason."

export function registerFinancedEmissions(app: App, services: Services): void {
  const questionOf = async (query: {
    readonly asOf?: string
    readonly knownAt?: string
    readonly method?: AttributionMethod
  }) => ({ ...(await twoTimesOf(services, query)), method: query.method ?? DEFAULT_ATTRIBUTION })

  app.get(
    '/v1/reports/financed-emissions',
    {
      config: { access: READERS },
      schema: {
        tags: ['reports'],
        summary: '融资碳排放报告 Financed emissions by institution, sector and data quality, with coverage',
        description: WHOSE,
        querystring: Shape(MethodQuery),
        response: { 200: FinancedReportShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const question = await questionOf(request.query)
      const report = await look(services, request, (tx, viewer) => financedEmissionsReport(tx, viewer, question))
      return report.ok ? reply.send(report.value as never) : sendProblem(request, reply, report.refusal)
    },
  )

  app.get(
    '/v1/reports/financed-emissions/loans',
    {
      config: { access: READERS },
      schema: {
        tags: ['reports'],
        summary: '融资碳排放逐笔明细 The loans behind the report, by lender and contract',
        description: WHOSE,
        querystring: Shape({ ...MethodQuery, ...PageQuery }),
        response: { 200: FinancedLinesShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const { query } = request
      const after = readCursor(query, { lender: /^[^\0]{1,200}$/, contractNo: /^[^\0]{1,400}$/, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const page = { after, limit: limitOf(query) }
      const question = await questionOf(query)
      const found = await look(services, request, (tx, viewer) => financedLoans(tx, viewer, question, page))
      if (!found.ok) return sendProblem(request, reply, found.refusal)
      const { asOf, knownAt, lines, more } = found.value
      const last = more ? lines.at(-1) : undefined
      const nextCursor = last
        ? writeCursor({ lender: last.lender.code, contractNo: last.contractNo, id: last.loanId })
        : null
      return reply.send({ asOf, knownAt, items: lines, nextCursor } as never)
    },
  )

  app.get(
    '/v1/loans/:id/financed-emissions',
    {
      schema: {
        tags: ['loans'],
        summary: '单笔贷款融资碳排放 What one loan finances, with inputs, steps and sources',
        description: WHOSE,
        params: ById,
        querystring: Shape(MethodQuery),
        response: { 200: FinancedLoanShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const question = await questionOf(request.query)
      const { id } = request.params
      const loan = await look(services, request, (tx, viewer) => financedLoan(tx, viewer, id, question))
      return loan.ok ? reply.send(loan.value as never) : sendProblem(request, reply, loan.refusal)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/balance-sheets',
    {
      schema: {
        tags: ['enterprises'],
        summary: '资产负债表 Balance sheets of an enterprise, newest day first, with every version',
        description: 'A bank needs a consent that opens the operating figures; every look is logged.',
        params: Shape({ uscc: UsccText }),
        querystring: Shape(PageQuery),
        response: { 200: PageOf(BalanceSheetShape), ...Refusals },
      },
    },
    async (request, reply) => {
      const { uscc } = request.params
      const after = readCursor(request.query, { asOf: DAY, recordedAt: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await look(services, request, (tx, viewer) =>
        listBalanceSheets(tx, viewer, uscc, { after, limit: limit + 1 }),
      )
      if (!rows.ok) return sendProblem(request, reply, rows.refusal)
      const keyOf = ({ asOf, recordedAt, id }: (typeof rows.value)[number]) => ({ asOf, recordedAt, id })
      return reply.send(pageOf(rows.value, limit, (row) => balanceSheetAnswer(uscc, row), keyOf) as never)
    },
  )

  app.post(
    '/v1/enterprises/:uscc/balance-sheets',
    {
      config: { access: ['enterprise_user', 'data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '录入或更正资产负债表 Record the balance sheet of a day, or a correction of it',
        description:
          'An enterprise its own. The corrected version stays readable and counts for whoever asks as known before.',
        params: Shape({ uscc: UsccText }),
        body: BalanceSheetBody,
        response: { 201: BalanceSheetShape, ...Refusals, 409: ProblemShape },
      },
    },
    (request, reply) => {
      const { uscc } = request.params
      return answerCommand(
        services,
        request,
        reply,
        (command) => recordBalanceSheet(command, { uscc, ...request.body }, civilDate(services.today())),
        (row) => ({ status: 201, body: balanceSheetAnswer(uscc, row) }),
      )
    },
  )
}
