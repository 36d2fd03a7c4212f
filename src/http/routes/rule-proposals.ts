import { Type } from 'typebox'
import { decideTerm } from '../../app/relending/decide-term.js'
import { proposals, proposalView } from '../../app/relending/proposal-views.js'
import { proposeTerm } from '../../app/relending/propose-term.js'
import type { ProposalRow } from '../../app/rules/proposal-store.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import { DecisionBody, IdParams, ProposalBody, ProposalShape, problemAnswers } from '../shapes/relending.js'

const READERS = ['reloan_reviewer', 'reloan_approver', 'auditor'] as const

export function registerRuleProposals(app: App, services: Services): void {
  app.post(
    '/v1/rule-proposals',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '录入规则值 Enter the value of a facility term with its document',
        body: ProposalBody,
        response: { 201: ProposalShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { body } = request
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          proposeTerm(command, {
            facility: body.facility,
            parameter: body.parameter,
            value: body.value,
            validFrom: civilDate(body.validFrom),
            validTo: body.validTo === undefined ? null : civilDate(body.validTo),
            document: body.document,
          }),
        (proposal) => ({ status: 201, body: present(proposal) }),
      )
    },
  )

  app.post(
    '/v1/rule-proposals/:id/decision',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '批准规则值 Publish a value as a rule, or reject it',
        params: IdParams,
        body: DecisionBody,
        response: { 200: ProposalShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => decideTerm(command, { proposalId: request.params.id, ...request.body }),
        (proposal) => ({ status: 200, body: present(proposal) }),
      ),
  )

  app.get(
    '/v1/rule-proposals',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '规则值录入记录 Values entered, newest first',
        querystring: Shape({
          ...PageQuery,
          state: Type.Optional(
            Type.Union([Type.Literal('PROPOSED'), Type.Literal('APPROVED'), Type.Literal('REJECTED')]),
          ),
        }),
        response: { 200: PageOf(ProposalShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, (tx) =>
        proposals(tx, request.query.state ?? null, { before, limit: limit + 1 }),
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
    '/v1/rule-proposals/:id',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '一项规则值 One value entered',
        params: IdParams,
        response: { 200: ProposalShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const proposal = await read(services, request, (tx) => proposalView(tx, request.params.id))
      return proposal === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'proposal' })
        : reply.send(proposal)
    },
  )
}

const present = ({ body, source, organisationId: _, tableName, key, ruleId, opinion, ...proposal }: ProposalRow) => {
  const { facility, parameter, value, unit } = body as Readonly<Record<string, string>>
  return { ...proposal, facility, parameter, value, unit, document: source, ruleId: ruleId?.toString() ?? null }
}
