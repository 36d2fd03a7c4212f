import { type Static, Type } from 'typebox'
import { type RequestedImpact, requestImpact } from '../../app/methods/compute-impact.js'
import { decideMethod } from '../../app/methods/decide-method.js'
import { KIND_TABLES, METHOD_KINDS, type MethodContent, type MethodKind } from '../../app/methods/method-content.js'
import { methodProposal, methodProposals } from '../../app/methods/proposal-views.js'
import { proposeMethod, reviseMethod } from '../../app/methods/propose-method.js'
import { type PublishedRow, publishedRows } from '../../app/methods/published-views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import {
  KindText,
  MethodDecisionBody,
  MethodProposalBody,
  MethodProposalDetailShape,
  MethodProposalShape,
  MethodRevisionBody,
  ProposalStateText,
  PublishedRowShape,
} from '../shapes/methods.js'
import { DateText, IdText, PageOf, PageQuery, Shape } from '../shapes/primitives.js'
import { registerRatingStudies } from './rating-studies.js'
import { registerVetoes } from './vetoes.js'

const READERS = ['data_steward', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const
const Params = Shape({ id: IdText })
const JobShape = Type.Object({}, { additionalProperties: true, description: 'The job run that computes it' })

/**
 * 评级方法与定价表的发布: the bureau's steward proposes and has the impact computed; the branch's approver publishes. The two
 * organisations issue the method together, so that nobody publishes alone what the whole city is rated by.
 */
export function registerMethods(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/method-proposals',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['methods'],
        summary:
          '提出评级方法、定价表或城市采用的方法 Propose a rating method, a pricing grid or what the city rates by',
        description: 'Checked whole: every problem is named with its place. It holds nothing until it is published.',
        body: MethodProposalBody,
        response: created(MethodProposalDetailShape),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        201,
        (command) => proposeMethod(command, contentFrom(request.body), today()),
        (tx, { id }) => methodProposal(tx, id),
      ),
  )

  app.post(
    '/v1/method-proposals/:id/revision',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['methods'],
        summary: '修改提案 Put another content in place of an open proposal; its impact must then be computed again',
        params: Params,
        body: MethodRevisionBody,
        response: changed(MethodProposalDetailShape),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        200,
        (command) => {
          const { version } = request.body
          const revision = { proposalId: request.params.id, version, content: contentFrom(request.body) }
          return reviseMethod(command, revision, today())
        },
        (tx, { id }) => methodProposal(tx, id),
      ),
  )

  app.post(
    '/v1/method-proposals/:id/impact',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['methods'],
        summary: '影响报告 What the proposal would do to the live book: migration of grades, BP and yuan',
        description: 'Computed at once, or by the job method-impact (202) where the city is large. Repeatable.',
        params: Params,
        body: Shape({ asOf: Type.Optional(DateText) }),
        response: { ...created(MethodProposalDetailShape), 202: JobShape },
      },
    },
    async (request, reply) => {
      let runId: string | undefined
      const proposalId = request.params.id
      await answerCommand(
        services,
        request,
        reply,
        async (command) => {
          const asOf = civilDate(request.body.asOf ?? services.today())
          const requested = await requestImpact(command, { proposalId, asOf }, today())
          if (!requested.ok) return requested
          const view = await methodProposal(command.tx, proposalId)
          return { ok: true as const, value: { requested: requested.value, view } }
        },
        ({ requested, view }: { requested: RequestedImpact; view: unknown }) => {
          if (!('run' in requested)) return { status: 201, body: view }
          runId = requested.run.id
          return { status: 202, body: requested.run }
        },
        { repeatable: true },
      )
      if (runId !== undefined) await services.jobs.enqueue(runId)
    },
  )

  app.post(
    '/v1/method-proposals/:id/decision',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['methods'],
        summary: '发布或驳回 Publish a proposal, or reject it',
        description:
          'By the branch, never by who proposed it, and only with an impact report of the present content. What is published never changes; a later version replaces it from its own first day.',
        params: Params,
        body: MethodDecisionBody,
        response: changed(MethodProposalDetailShape),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideMethod(command, { proposalId: request.params.id, ...request.body }, today()),
        (tx, { id }) => methodProposal(tx, id),
      ),
  )

  app.get(
    '/v1/method-proposals',
    {
      config: { access: READERS },
      schema: {
        tags: ['methods'],
        summary: '提案 Proposals, newest first',
        querystring: Shape({ ...PageQuery, state: Type.Optional(ProposalStateText) }),
        response: listed(PageOf(MethodProposalShape)),
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { state = null } = request.query
      const rows = await read(services, request, (tx) => methodProposals(tx, { state }, { before, limit: limit + 1 }))
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        ({ recordedAt, id }) => ({ recordedAt, id }),
      )
      return reply.send(page as never)
    },
  )

  app.get(
    '/v1/method-proposals/:id',
    {
      config: { access: READERS },
      schema: {
        tags: ['methods'],
        summary: '一项提案 One proposal with its impact report',
        params: Params,
        response: found(MethodProposalDetailShape),
      },
    },
    async (request, reply) => {
      const proposal = await read(services, request, (tx) => methodProposal(tx, request.params.id))
      return proposal
        ? reply.send(proposal as never)
        : sendProblem(request, reply, { code: 'NOT_FOUND', what: 'proposal' })
    },
  )

  app.get(
    '/v1/published-methods',
    {
      schema: {
        tags: ['methods'],
        summary: '已发布的评级方法、定价表和采用选择 Published rows with their periods and hashes, newest first',
        querystring: Shape({ ...PageQuery, kind: Type.Optional(KindText) }),
        response: listed(PageOf(PublishedRowShape)),
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { ruleId: /^[1-9]\d{0,17}$/ })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const kind = request.query.kind as MethodKind | undefined
      const table = kind === undefined ? null : KIND_TABLES[kind]
      const rows = await read(services, request, (tx) => publishedRows(tx, table, { before, limit: limit + 1 }))
      const page = pageOf(rows, limit, publishedAnswer, ({ ruleId }) => ({ ruleId }))
      return reply.send(page as never)
    },
  )

  registerVetoes(app, services)
  registerRatingStudies(app, services)
}

const publishedAnswer = ({ table, ...row }: PublishedRow) => ({
  ...row,
  kind: METHOD_KINDS.find((kind) => KIND_TABLES[kind] === table),
})

const contentFrom = (body: Static<typeof MethodProposalBody>): MethodContent => ({
  kind: body.kind as MethodContent['kind'],
  document: body.document as MethodContent['document'],
  validFrom: civilDate(body.validFrom),
  validTo: body.validTo === undefined ? null : civilDate(body.validTo),
  source: body.source,
  status: body.status,
})
