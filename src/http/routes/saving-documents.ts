import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { savingReportPdf } from '../../app/pdf/saving-report-pdf.js'
import { savingIssueById } from '../../app/reports/saving-issue-views.js'
import { logSavingDocument } from '../../app/saving-documents/log-saving-document.js'
import { type PrintedSaving, printedIssue, printedSaving } from '../../app/saving-documents/printed-saving.js'
import { savingCsv, savingWorkbook } from '../../app/saving-documents/saving-tables.js'
import { signerName } from '../../app/saving-documents/signer-views.js'
import { WORKBOOK_TYPE } from '../../app/spreadsheets/workbook.js'
import { actorOf } from '../authentication.js'
import { look } from '../look.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ById } from '../shapes/lending.js'
import { DateText, ProblemShape, Shape, TwoTimesQuery } from '../shapes/primitives.js'
import { filterOf, savingPeriodOf } from './realised-saving.js'

const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: WORKBOOK_TYPE, pdf: 'application/pdf' } as const
/** Who reads issued reports. */
const ISSUE_READERS = [
  'loan_officer',
  'credit_approver',
  'data_steward',
  'reloan_reviewer',
  'reloan_approver',
  'auditor',
] as const
const CodeText = Type.Optional(Type.String({ minLength: 1, maxLength: 40 }))

const Format = Type.Union([Type.Literal('csv'), Type.Literal('xlsx'), Type.Literal('pdf')])
const Responses = {
  200: {
    description: 'The file',
    content: {
      'text/csv': { schema: Type.Unsafe({ type: 'string' }) },
      [WORKBOOK_TYPE]: { schema: Type.Unsafe({ type: 'string', format: 'binary' }) },
      'application/pdf': { schema: Type.Unsafe({ type: 'string', format: 'binary' }) },
    },
  },
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  422: ProblemShape,
}

const DocumentQuery = Shape({
  format: Format,
  from: DateText,
  to: DateText,
  ...TwoTimesQuery,
  city: CodeText,
  institution: CodeText,
  enterprise: CodeText,
  grade: CodeText,
  product: CodeText,
  sector: CodeText,
  enterprises: Type.Optional(
    Type.Union([Type.Literal('yes'), Type.Literal('no')], {
      description: '是否逐企业列示 A row for each enterprise too',
    }),
  ),
})

export function registerSavingDocuments(app: App, services: Services): void {
  app.get(
    '/v1/reports/realised-interest-saving/document',
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
        summary: '已实现降息让利报告文件 The realised saving of a period as CSV, workbook or PDF, by every dimension',
        description:
          'Of the moment, signed by nobody. The workbook has a sheet in yuan, one in 万元 beside it, the reconciliation and the definitions; the PDF has charts. Each is written down in the audit log.',
        querystring: DocumentQuery,
        response: Responses,
      },
    },
    async (request, reply) => {
      const { query } = request
      const { format } = query
      const actor = actorOf(request)
      const question = { ...(await savingPeriodOf(services, query)), filter: filterOf(query) }
      const answered = await look(services, request, async (tx) => {
        const document = await printedSaving(tx, question, { enterprises: query.enterprises === 'yes' })
        if (document.ok)
          await logSavingDocument({ tx, actor, requestId: request.id, audited: false }, document.value, format)
        return document
      })
      if (!answered.ok) return sendProblem(request, reply, answered.refusal) as never
      return sendDocument(reply, answered.value, format) as never
    },
  )

  app.get(
    '/v1/reports/realised-interest-saving/issues/:id/document',
    {
      config: { access: [...ISSUE_READERS] },
      schema: {
        tags: ['reports'],
        summary: '已签发报告文件 An issued report as CSV, workbook or PDF, from the document that was signed',
        params: ById,
        querystring: Shape({ format: Format }),
        response: Responses,
      },
    },
    async (request, reply) => {
      const { format } = request.query
      const actor = actorOf(request)
      const printed = await look(services, request, async (tx) => {
        const issue = await savingIssueById(tx, request.params.id)
        if (issue === undefined) return undefined
        const { nameZh } = issue.issuer
        const names = {
          maker: await signerName(tx, issue.madeBy, nameZh),
          checker: issue.decidedBy === null ? null : await signerName(tx, issue.decidedBy, nameZh),
        }
        const document = printedIssue(issue, names, services.publicUrl ?? '')
        await logSavingDocument({ tx, actor, requestId: request.id, audited: false }, document, format)
        return document
      })
      return (
        printed === undefined
          ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'saving report' })
          : await sendDocument(reply, printed, format)
      ) as never
    },
  )
}

async function sendDocument(
  reply: FastifyReply,
  document: PrintedSaving,
  format: keyof typeof TYPES,
): Promise<FastifyReply> {
  const name = document.issue?.number ?? `realised-interest-saving-${document.from}-${document.to}`
  reply.type(TYPES[format]).header('content-disposition', `attachment; filename="${name}.${format}"`)
  if (format === 'pdf') return reply.send(await savingReportPdf(document))
  return reply.send(Readable.from(format === 'csv' ? savingCsv(document) : savingWorkbook(document)))
}
