import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { issueReport } from '../../app/credit-reports/issue.js'
import { type Reissued, reissueReport } from '../../app/credit-reports/reissue.js'
import { checkCodeOf, VERIFICATION_KEY, verifyReport } from '../../app/credit-reports/verify.js'
import { type IssuedReport, listReports, reportById, type StoredReport } from '../../app/credit-reports/views.js'
import { creditReportPdf } from '../../app/pdf/credit-report-pdf.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  DossierShape,
  ReissueShape,
  ReportPurposeText,
  ReportShape,
  VerificationShape,
} from '../shapes/credit-reports.js'
import {
  DateText,
  IdText,
  InstantText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
  UsccText,
} from '../shapes/primitives.js'

const Refusals = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape }
const One = { params: Shape({ id: IdText }) }

export function registerCreditReports(app: App, services: Services): void {
  const verifyAt = services.publicUrl?.replace(/\/+$/, '') ?? null

  app.post(
    '/v1/enterprises/:uscc/credit-reports',
    {
      config: { access: ['enterprise_user', 'data_steward', 'loan_officer'] },
      schema: {
        tags: ['credit-reports'],
        summary: '出具碳信用报告 Issue a carbon-credit report',
        description:
          'On a day, as known at an instant (now unless told). An enterprise for itself or for a bank it names, a steward, a loan officer with consents to the whole account under the purpose. Like any look into an account it leaves a row in the log.',
        params: Shape({ uscc: UsccText }),
        body: Shape({
          asOf: DateText,
          knownAt: Type.Optional(InstantText),
          purpose: ReportPurposeText,
          lenderCode: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 40,
              description: 'the bank it is made for',
              examples: ['RCB-SIHUI'],
            }),
          ),
        }),
        response: { 201: ReportShape, ...Refusals },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => {
          const { asOf, knownAt = null, purpose, lenderCode = null } = request.body
          const { uscc } = request.params
          return issueReport(
            command,
            { uscc, asOf: civilDate(asOf), knownAt, purpose, lenderCode, verifyAt, address: request.ip },
            civilDate(services.today()),
          )
        },
        ({ report }) => ({ status: 201, body: reportAnswer(report) }),
      ),
  )

  app.post(
    '/v1/credit-reports/:id/reissue',
    {
      config: { access: ['enterprise_user', 'data_steward', 'loan_officer'] },
      schema: {
        tags: ['credit-reports'],
        summary: '重新出具 Issue a report again',
        description:
          'With its own knownAt: the same document, byte for byte. With a later one (now unless told): a restatement that names every figure that moved and why, unless none did.',
        ...One,
        body: Shape({ knownAt: Type.Optional(InstantText) }),
        response: { 200: ReissueShape, 201: ReissueShape, ...Refusals, 409: ProblemShape },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) =>
          reissueReport(command, {
            id: request.params.id,
            knownAt: request.body.knownAt ?? null,
            verifyAt,
            address: request.ip,
          }),
        (again) => ({ status: again.outcome === 'restated' ? 201 : 200, body: reissueAnswer(again) }),
      ),
  )

  app.get(
    '/v1/credit-reports',
    {
      schema: {
        tags: ['credit-reports'],
        summary: '碳信用报告 Reports that the caller may see, the newest first',
        querystring: Shape({ ...PageQuery, uscc: Type.Optional(UsccText) }),
        response: { 200: PageOf(ReportShape), 400: ProblemShape, 401: ProblemShape },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { issuedAt: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { uscc = null } = request.query
      const rows = await read(services, request, (tx) => listReports(tx, { uscc, after, limit: limit + 1 }))
      return reply.send(pageOf(rows, limit, reportAnswer, ({ issuedAt, id }) => ({ issuedAt, id })) as never)
    },
  )

  app.get(
    '/v1/credit-reports/:id',
    {
      schema: {
        tags: ['credit-reports'],
        summary: '报告正文 The report as issued: the SHA-256 of the answer is its hash',
        ...One,
        response: { 200: DossierShape, ...Refusals },
      },
    },
    async (request, reply) => {
      const report = await findReport(request, reply)
      if (!report) return reply
      return headed(reply, report)
        .type('application/json; charset=utf-8')
        .send(report.document as never)
    },
  )

  app.get(
    '/v1/credit-reports/:id/pdf',
    {
      schema: {
        tags: ['credit-reports'],
        summary: '报告打印件 The report in print; the same bytes each time',
        produces: ['application/pdf'],
        ...One,
        response: { ...Refusals },
      },
    },
    async (request, reply) => {
      const report = await findReport(request, reply)
      if (!report) return reply
      const pdf = await creditReportPdf(report)
      return headed(reply, report)
        .header('content-disposition', `inline; filename="${report.number}.pdf"`)
        .type('application/pdf')
        .send(pdf as never)
    },
  )

  app.get(
    '/v1/verify/:hash',
    {
      config: { access: 'open' },
      schema: {
        tags: ['credit-reports'],
        summary: '报告核验 Whether a report is one of ours and still the latest; open to everybody',
        description:
          'By the SHA-256 of the document, or by `<number>-<check code>` as printed. Tells nothing of its contents.',
        params: Shape({ hash: Type.String({ pattern: VERIFICATION_KEY }) }),
        response: { 200: VerificationShape, 400: ProblemShape },
      },
    },
    async (request, reply) => reply.send((await verifyReport(services.db, request.params.hash)) as never),
  )

  async function findReport(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<StoredReport | null> {
    const report = await read(services, request, (tx) => reportById(tx, request.params.id))
    if (report) return report
    sendProblem(request, reply, { code: 'NOT_FOUND', what: 'credit report' })
    return null
  }
}

const headed = (reply: FastifyReply, { documentHash, number }: IssuedReport): FastifyReply =>
  reply.header('x-document-hash', documentHash).header('x-report-number', number)

const reportAnswer = (row: IssuedReport) => ({
  id: row.id,
  number: row.number,
  uscc: row.uscc,
  issuedFor: { code: row.issuedFor, nameZh: row.issuedForZh, nameEn: row.issuedForEn },
  purpose: row.purpose,
  asOf: row.asOf,
  knownAt: row.knownAt,
  issuedAt: row.issuedAt,
  hash: row.documentHash,
  checkCode: checkCodeOf(row.documentHash),
  restates: row.restatesNumber === null ? null : { id: row.restates, number: row.restatesNumber },
  restatedBy: row.restatedByNumber === null ? null : { id: row.restatedBy, number: row.restatedByNumber },
  links: {
    json: `/v1/credit-reports/${row.id}`,
    pdf: `/v1/credit-reports/${row.id}/pdf`,
    verify: `/v1/verify/${row.documentHash}`,
  },
})

const reissueAnswer = (again: Reissued) => ({
  outcome: again.outcome,
  reproduced: again.outcome === 'identical' ? again.reproduced : null,
  report: reportAnswer(again.report),
  differences: again.outcome === 'restated' ? again.differences : [],
})
