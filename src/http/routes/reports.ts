import { Type } from 'typebox'
import { interestSavingReport } from '../../app/reports/interest-saving-report.js'
import { lineageLines } from '../../app/reports/lineage-lines.js'
import { limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  BpText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  PageQuery,
  ProblemShape,
  RatePercentText,
  Shape,
  TwoTimesQuery,
} from '../shapes/primitives.js'
import { twoTimesOf } from '../two-times.js'

const Figures = {
  institutions: Type.Integer(),
  enterprises: Type.Integer(),
  lines: Type.Integer(),
  priorLimit: MoneyText,
  totalLine: MoneyText,
  lineIncrease: MoneyText,
  averageDiscountBp: BpText,
  simpleAverageDiscountBp: BpText,
  annualSaving: MoneyText,
}
const Row = Shape({
  key: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  institutions: Nullable(Type.Integer()),
  enterprises: Nullable(Type.Integer()),
  lines: Nullable(Type.Integer()),
  priorLimit: Nullable(MoneyText),
  totalLine: Nullable(MoneyText),
  lineIncrease: Nullable(MoneyText),
  averageDiscountBp: Nullable(BpText),
  simpleAverageDiscountBp: Nullable(BpText),
  annualSaving: Nullable(MoneyText),
  hidden: Type.Boolean({ description: '小单元隐藏: figures of too few enterprises are null' }),
  lineage: Nullable(Type.String()),
})
const Both = Shape({ zh: Type.String(), en: Type.String() })

const Line = Shape({
  creditLineId: IdText,
  uscc: Type.String(),
  enterpriseZh: Type.String(),
  enterpriseEn: Type.String(),
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  product: Type.String(),
  sector: Type.String(),
  grade: Type.String(),
  priorLimit: MoneyText,
  limit: MoneyText,
  rate: RatePercentText,
  referenceRate: RatePercentText,
  discountBp: BpText,
  annualSaving: MoneyText,
  pricedOn: DateText,
  links: Shape({
    rateDecision: Type.String(),
    rating: Nullable(Type.String()),
    carbonAccount: Type.String(),
  }),
})

export function registerReports(app: App, services: Services): void {
  app.get(
    '/v1/reports/interest-saving',
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
        summary: '降息让利报告 Interest-saving report',
        description:
          'City-wide for the central-bank branch, stewards, auditors and administrators; a bank or an enterprise gets its own lines. An administrator sees no line, so rows of fewer than three enterprises are hidden from it.',
        querystring: Shape(TwoTimesQuery),
        response: {
          200: Shape({
            asOf: DateText,
            knownAt: InstantText,
            totals: Shape({ ...Figures, lineage: Nullable(Type.String()) }),
            byInstitution: Type.Array(Row),
            byGrade: Type.Array(Row),
            bySector: Type.Array(Row),
            byProduct: Type.Array(Row),
            definitions: Type.Record(Type.String(), Both),
          }),
          400: ProblemShape,
          401: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const report = await read(services, request, (tx) => interestSavingReport(tx, times))
      return reply.send(report as never)
    },
  )

  app.get(
    '/v1/lineage/credit-lines',
    {
      schema: {
        tags: ['reports'],
        summary: '溯源:报表单元格背后的额度 The credit lines behind a cell of the report',
        querystring: Shape({
          ...TwoTimesQuery,
          ...PageQuery,
          institution: Type.Optional(Type.String({ maxLength: 40 })),
          grade: Type.Optional(Type.String({ maxLength: 40 })),
          sector: Type.Optional(Type.String({ maxLength: 10 })),
          product: Type.Optional(Type.String({ maxLength: 40 })),
        }),
        response: {
          200: Shape({
            asOf: DateText,
            knownAt: InstantText,
            items: Type.Array(Line),
            nextCursor: Nullable(Type.String()),
          }),
          400: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const after = readCursor(query, { saving: /^\d+(\.\d+)?$/, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const times = await twoTimesOf(services, query)
      const { asOf, knownAt, lines } = await read(services, request, (tx) =>
        lineageLines(tx, {
          ...times,
          institution: query.institution ?? null,
          grade: query.grade ?? null,
          sector: query.sector ?? null,
          product: query.product ?? null,
          after,
          limit: limit + 1,
        }),
      )
      const page = pageOf(
        lines,
        limit,
        (line) => line,
        ({ annualSaving, creditLineId }) => ({ saving: annualSaving, id: creditLineId }),
      )
      return reply.send({ asOf, knownAt, ...page } as never)
    },
  )
}
