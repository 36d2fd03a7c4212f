import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { enterpriseByUscc } from '../../app/carbon/account-views.js'
import { decideProposal } from '../../app/credit-lines/decide-proposal.js'
import { proposeChange } from '../../app/credit-lines/propose-change.js'
import { proposeLine } from '../../app/credit-lines/propose-line.js'
import {
  creditLineOn,
  type LineProposalView,
  lineMovements,
  lineProposalView,
  lineProposalViews,
  lineVersions,
  listCreditLines,
  type PricedLine,
  standingView,
} from '../../app/credit-lines/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { ownTimesOf } from '../business-times.js'
import { INSTANT, limitOf, type PageRequest, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { GradeText, ProductText } from '../shapes/carbon.js'
import { changed, created, listed } from '../shapes/command-answers.js'
import {
  CreditLineDetail,
  CreditLineShape,
  LineChangeBody,
  LineDecisionBody,
  LineProposalShape,
  NewLineBody,
  ProposalState,
} from '../shapes/credit-lines.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, ProblemShape, Shape, TwoTimesQuery, UsccText } from '../shapes/primitives.js'

interface LineQuery extends PageRequest {
  readonly asOf?: string
  readonly knownAt?: string
  readonly product?: string
  readonly grade?: string
}

const tags = ['credit lines']
const LINES = { 200: PageOf(CreditLineShape), 400: ProblemShape, 401: ProblemShape }

export function registerCreditLines(app: App, services: Services): void {
  app.get(
    '/v1/credit-lines',
    {
      schema: {
        tags,
        summary: '授信额度 Credit lines with the price they have on a day',
        description: 'A bank sees its own lines, an enterprise its own across banks.',
        querystring: Shape({
          ...TwoTimesQuery,
          ...PageQuery,
          product: Type.Optional(ProductText),
          grade: Type.Optional(GradeText),
        }),
        response: LINES,
      },
    },
    (request, reply) => answer(services, request, reply, request.query, null),
  )

  app.get(
    '/v1/enterprises/:uscc/credit-lines',
    {
      schema: {
        tags,
        summary: "企业的授信额度 An enterprise's credit lines",
        params: Shape({ uscc: UsccText }),
        querystring: Shape({ ...TwoTimesQuery, ...PageQuery }),
        response: { ...LINES, 404: ProblemShape },
      },
    },
    (request, reply) => answer(services, request, reply, request.query, request.params.uscc),
  )

  app.get(
    '/v1/credit-lines/:id',
    {
      schema: {
        tags,
        summary: '授信额度详情 One line on a day, as known at an instant, with its versions and movements',
        description:
          'By the id of any of its versions. Use is told to the bank, the enterprise and auditors. Movements page, newest first.',
        params: ById,
        querystring: Shape({ ...TwoTimesQuery, ...PageQuery }),
        response: { ...LINES, 200: CreditLineDetail, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { id: /^[1-9]\d{0,17}$/ })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const times = await ownTimesOf(services, request, query)
      const detail = await read(services, request, async (tx) => {
        const line = await creditLineOn(tx, request.params.id, times)
        if (line === undefined) return undefined
        const movements = await lineMovements(tx, line.lineId, {
          ...times,
          before: before?.id ?? null,
          limit: limit + 1,
        })
        return {
          ...lineAnswer(line),
          ...times,
          state: line.effectiveTo !== null && line.effectiveTo < times.asOf ? 'ENDED' : 'IN_FORCE',
          standing: (await standingView(tx, line.lineId)) ?? null,
          versions: await lineVersions(tx, line.lineId, times.knownAt),
          movements: pageOf(
            movements,
            limit,
            (row) => row,
            ({ id }) => ({ id }),
          ),
        }
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'credit line' })
        : reply.send(detail as never)
    },
  )

  app.post(
    '/v1/credit-lines',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '提出授信额度 Propose a credit line for an enterprise',
        description: 'It is in force when somebody else has approved it.',
        body: NewLineBody,
        response: created(LineProposalShape),
      },
    },
    (request, reply) => {
      const { uscc, product, limit, revolving = null, effectiveFrom, effectiveTo = null, documentNo } = request.body
      const input = {
        uscc,
        product,
        limit: money(limit),
        revolving,
        effectiveFrom: civilDate(effectiveFrom),
        effectiveTo: effectiveTo === null ? null : civilDate(effectiveTo),
        documentNo,
      }
      return answerWithView(services, request, reply, 201, (command) => proposeLine(command, input), proposalAnswer)
    },
  )

  app.post(
    '/v1/credit-lines/:id/changes',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '提出额度调整 Propose another limit or period of a line',
        description:
          'Of its last version: an id that has been superseded is refused, so the id is the version the caller saw.',
        params: ById,
        body: LineChangeBody,
        response: created(LineProposalShape),
      },
    },
    (request, reply) => {
      const { limit, effectiveFrom, effectiveTo = null, documentNo } = request.body
      const input = {
        creditLineId: request.params.id,
        limit: money(limit),
        effectiveFrom: civilDate(effectiveFrom),
        effectiveTo: effectiveTo === null ? null : civilDate(effectiveTo),
        documentNo,
      }
      return answerWithView(services, request, reply, 201, (command) => proposeChange(command, input), proposalAnswer)
    },
  )

  app.post(
    '/v1/credit-line-proposals/:id/decision',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '批准授信额度 Put a proposed line or change in force, or reject it',
        description: 'Never by the person who proposed it.',
        params: ById,
        body: LineDecisionBody,
        response: changed(LineProposalShape),
      },
    },
    (request, reply) => {
      const input = { proposalId: request.params.id, ...request.body }
      return answerWithView(services, request, reply, 200, (command) => decideProposal(command, input), proposalAnswer)
    },
  )

  app.get(
    '/v1/credit-line-proposals',
    {
      config: { access: ['loan_officer', 'credit_approver', 'auditor'] },
      schema: {
        tags,
        summary: '授信额度提案 Proposed lines and changes, newest first',
        querystring: Shape({ ...PageQuery, state: Type.Optional(ProposalState) }),
        response: listed(PageOf(LineProposalShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const { state = null } = query
      const rows = await read(services, request, (tx) => lineProposalViews(tx, { state, before, limit: limit + 1 }))
      return reply.send(
        pageOf(
          rows,
          limit,
          (row) => row,
          ({ recordedAt, id }) => ({ recordedAt, id }),
        ) as never,
      )
    },
  )
}

const proposalAnswer = async (
  tx: Parameters<typeof lineProposalView>[0],
  { id }: { readonly id: string },
): Promise<LineProposalView> => (await lineProposalView(tx, id)) as LineProposalView

async function answer(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  query: LineQuery,
  uscc: string | null,
): Promise<void> {
  const after = readCursor(query, { uscc: /^[0-9A-Z]{18}$/, id: UUID })
  if (after === undefined) {
    await sendBadCursor(request, reply)
    return
  }
  const limit = limitOf(query)
  const { product = null, grade = null } = query
  const filter = { ...(await ownTimesOf(services, request, query)), uscc, product, grade, after, limit: limit + 1 }
  const lines = await read(services, request, async (tx) =>
    uscc === null || (await enterpriseByUscc(tx, uscc)) ? listCreditLines(tx, filter) : null,
  )
  if (lines === null) await sendProblem(request, reply, { code: 'NOT_FOUND', what: 'enterprise' } as never)
  else await reply.send(pageOf(lines, limit, lineAnswer, ({ uscc: code, id }) => ({ uscc: code, id })))
}

const lineAnswer = (line: PricedLine) => ({
  id: line.id,
  enterprise: { uscc: line.uscc, nameZh: line.enterpriseZh, nameEn: line.enterpriseEn },
  lender: { code: line.lender, nameZh: line.lenderZh, nameEn: line.lenderEn },
  product: line.product,
  priorLimit: line.priorLimit,
  limit: line.limit,
  increase: line.increase,
  effectiveFrom: line.effectiveFrom,
  effectiveTo: line.effectiveTo,
  revolving: line.revolving,
  reserved: line.reserved,
  used: line.used,
  available: line.available,
  pricedOn: line.pricedOn,
  grade: line.grade,
  rate: line.rate,
  referenceRate: line.referenceRate,
  discountBp: line.discountBp,
  annualSaving: line.annualSaving,
  rateDecisionId: line.rateDecisionId,
})
