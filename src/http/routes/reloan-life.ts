import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Command } from '../../app/command/command.js'
import { decideClawback } from '../../app/reloan-life/decide-clawback.js'
import { decideReloanProposal } from '../../app/reloan-life/decide-proposal.js'
import { type FindingStepTaken, takeFindingStep } from '../../app/reloan-life/findings.js'
import { proposeClawback } from '../../app/reloan-life/propose-clawback.js'
import { proposeExtension } from '../../app/reloan-life/propose-extension.js'
import { proposeReturn } from '../../app/reloan-life/propose-return.js'
import { proposeSubstitution } from '../../app/reloan-life/propose-substitution.js'
import { requestReloanChecks } from '../../app/reloan-life/request-checks.js'
import { tellLife, tellShortfall } from '../../app/reloan-life/tell.js'
import { findingsTold, findingTold } from '../../app/reloan-life/tell-findings.js'
import { reloanProposalView, reloanProposalViews } from '../../app/reloan-life/views.js'
import { civilDate, civilMonth } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import { answerWithView } from '../answer-with-view.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { type KnownRefusal, sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created } from '../shapes/command-answers.js'
import { JobRunShape, tellJobRun } from '../shapes/job-runs.js'
import { ById } from '../shapes/lending.js'
import {
  DateText,
  IdText,
  MonthText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
  TwoTimesQuery,
} from '../shapes/primitives.js'
import {
  AnswerBody,
  ChecksBody,
  ClawbackBody,
  ClawbackDecisionBody,
  ExtensionBody,
  FindingReviewBody,
  FindingShape,
  FindingStateText,
  ProposalStateWord,
  ReloanDecisionBody,
  ReloanLifeShape,
  ReloanProposalShape,
  ReturnBody,
  ShortfallShape,
  SubstitutionBody,
} from '../shapes/reloan-life.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['re-lending']
const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const
const bank = { access: ['loan_officer'] as const }
const reviewer = { access: ['reloan_reviewer'] as const }
const approver = { access: ['reloan_approver'] as const }
const readers = { access: READERS }
const READS = { 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape, 422: ProblemShape }

interface MadeBody {
  readonly on: string
  readonly reason: string
  readonly evidenceHash?: string
  readonly version: number
}

export function registerReloanLife(app: App, services: Services): void {
  const today = () => civilDate(services.today())
  const madeOf = (reloanId: string, { on, reason, evidenceHash, version }: MadeBody) => ({
    reloanId,
    on: civilDate(on),
    reason,
    evidenceHash: evidenceHash ?? null,
    version,
    today: today(),
  })
  const proposed = <R extends KnownRefusal>(
    request: FastifyRequest,
    reply: FastifyReply,
    status: 200 | 201,
    useCase: (command: Command) => Promise<Result<{ readonly id: string }, R>>,
  ): Promise<void> =>
    answerWithView(services, request, reply, status, useCase, (tx, { id }) => reloanProposalView(tx, id))

  app.post(
    '/v1/reloans/:id/returns',
    {
      config: bank,
      schema: {
        tags,
        summary: '申请归还再贷款 Propose to return part or all of a re-loan',
        description:
          'Early, at maturity or late; the branch consents. Interest runs by actual days. A late return waits until the penalty rate is entered.',
        params: ById,
        body: ReturnBody,
        response: created(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const input = { ...madeOf(request.params.id, request.body), amount: money(request.body.amount) }
      return proposed(request, reply, 201, (command) => proposeReturn(command, input))
    },
  )

  app.post(
    '/v1/reloans/:id/extensions',
    {
      config: bank,
      schema: {
        tags,
        summary: '申请再贷款展期 Propose an extension, by the due date',
        description:
          'How often, how long in all and how long each are terms of the facility; one that is unknown blocks. From the day the extension begins it bears the rate posted that day for the band that the whole term reaches.',
        params: ById,
        body: ExtensionBody,
        response: created(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const input = { ...madeOf(request.params.id, request.body), months: request.body.months }
      return proposed(request, reply, 201, (command) => proposeExtension(command, input))
    },
  )

  app.post(
    '/v1/reloans/:id/substitutions',
    {
      config: bank,
      schema: {
        tags,
        summary: '申请等额替换 Offer other loans to back a re-loan',
        description:
          'Eligible loans of the same bank that nothing else uses, enough to cover what is owed. They are kept for the proposal until it is decided.',
        params: ById,
        body: SubstitutionBody,
        response: created(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const { out, in: offered } = request.body
      const input = { ...madeOf(request.params.id, request.body), out, in: offered }
      return proposed(request, reply, 201, (command) => proposeSubstitution(command, input))
    },
  )

  app.post(
    '/v1/reloans/:id/clawbacks',
    {
      config: reviewer,
      schema: {
        tags,
        summary: '提出收回再贷款 Propose to claw a re-loan back',
        description: 'With a coded reason and the document that shows it; an approver decides.',
        params: ById,
        body: ClawbackBody,
        response: created(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const { amount, reasonCode, evidenceHash } = request.body
      const input = { ...madeOf(request.params.id, request.body), amount: money(amount), reasonCode, evidenceHash }
      return proposed(request, reply, 201, (command) => proposeClawback(command, input))
    },
  )

  app.post(
    '/v1/reloan-proposals/:id/decisions',
    {
      config: reviewer,
      schema: {
        tags,
        summary: '审查银行申请 Consent to a return, an extension or a substitution, or refuse it',
        description: 'Tested again as things stand now.',
        params: ById,
        body: ReloanDecisionBody,
        response: changed(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const input = { proposalId: request.params.id, ...request.body }
      return proposed(request, reply, 200, (command) => decideReloanProposal(command, input))
    },
  )

  app.post(
    '/v1/reloan-clawbacks/:id/decisions',
    {
      config: approver,
      schema: {
        tags,
        summary: '审批收回 Decide a claw-back, and whether the quota falls with it',
        description: 'Not by whoever proposed it.',
        params: ById,
        body: ClawbackDecisionBody,
        response: changed(ReloanProposalShape),
      },
    },
    (request, reply) => {
      const input = { proposalId: request.params.id, ...request.body }
      return proposed(request, reply, 200, (command) => decideClawback(command, input))
    },
  )

  app.get(
    '/v1/reloan-proposals',
    {
      config: readers,
      schema: {
        tags,
        summary: '再贷款变更申请 Proposals, the last made first',
        querystring: Shape({
          ...PageQuery,
          reloanId: Type.Optional(IdText),
          state: Type.Optional(ProposalStateWord),
        }),
        response: { 200: PageOf(ReloanProposalShape), ...READS },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const filter = { reloanId: query.reloanId ?? null, state: query.state ?? null }
      const rows = await read(services, request, (tx) => reloanProposalViews(tx, filter, { before, limit: limit + 1 }))
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
    '/v1/reloans/:id/life',
    {
      config: readers,
      schema: {
        tags,
        summary: '再贷款存续情况 How a re-loan stands on a day, and what happened to it',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: { 200: ReloanLifeShape, ...READS },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const told = await read(services, request, (tx) => tellLife(tx, request.params.id, times))
      return told === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 're-loan' })
        : reply.send(told as never)
    },
  )

  app.get(
    '/v1/reloans/:id/shortfall',
    {
      config: readers,
      schema: {
        tags,
        summary: '合格贷款缺口 What a re-loan lacks in eligible loans on a day, and what would cure it',
        params: ById,
        querystring: Shape(TwoTimesQuery),
        response: { 200: ShortfallShape, ...READS },
      },
    },
    async (request, reply) => {
      const times = await twoTimesOf(services, request.query)
      const told = await read(services, request, (tx) =>
        tellShortfall(tx, request.params.id, { ...times, offersCandidates: request.query.knownAt === undefined }),
      )
      return told === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 're-loan' })
        : reply.send(told as never)
    },
  )

  app.get(
    '/v1/reloan-findings',
    {
      config: readers,
      schema: {
        tags,
        summary: '检查发现 Findings of the monthly checks, the last first',
        description: 'With late=true only those not answered by their last day.',
        querystring: Shape({
          ...PageQuery,
          asOf: Type.Optional(DateText),
          month: Type.Optional(MonthText),
          check: Type.Optional(Type.String({ pattern: '^[A-Z]\\d$' })),
          state: Type.Optional(FindingStateText),
          late: Type.Optional(Type.Enum(['true', 'false'])),
        }),
        response: { 200: PageOf(FindingShape), ...READS },
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const filter = {
        month: query.month ?? null,
        check: query.check ?? null,
        state: query.state ?? null,
        late: query.late === 'true',
      }
      const asOf = civilDate(query.asOf ?? services.today())
      const rows = await read(services, request, (tx) => findingsTold(tx, asOf, filter, { before, limit: limit + 1 }))
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        ({ recordedAt, id }) => ({ recordedAt, id }),
      )
      return reply.send(page as never)
    },
  )

  const step = (
    request: FastifyRequest,
    reply: FastifyReply,
    input: Pick<FindingStepTaken, 'findingId' | 'event'>,
    body: { readonly on: string; readonly opinion: string; readonly evidenceHash?: string; readonly version: number },
  ): Promise<void> => {
    const { on, opinion, evidenceHash = null, version } = body
    const taken = { ...input, on: civilDate(on), opinion, evidenceHash, version, today: today() }
    return answerWithView(
      services,
      request,
      reply,
      200,
      (command) => takeFindingStep(command, taken),
      (tx, { id }) => findingTold(tx, id, taken.today),
    )
  }

  app.post(
    '/v1/reloan-findings/:id/answers',
    {
      config: bank,
      schema: {
        tags,
        summary: '答复检查发现 Answer a finding',
        params: ById,
        body: AnswerBody,
        response: changed(FindingShape),
      },
    },
    (request, reply) => step(request, reply, { findingId: request.params.id, event: 'answer' }, request.body),
  )

  app.post(
    '/v1/reloan-findings/:id/reviews',
    {
      config: reviewer,
      schema: {
        tags,
        summary: '认可或退回答复 Accept an answer, or ask again',
        params: ById,
        body: FindingReviewBody,
        response: changed(FindingShape),
      },
    },
    (request, reply) => {
      const { decision, ...body } = request.body
      const event = decision === 'ACCEPT' ? 'accept' : 'reopen'
      return step(request, reply, { findingId: request.params.id, event }, body)
    },
  )

  app.post(
    '/v1/jobs/reloan-checks',
    {
      config: reviewer,
      schema: {
        tags: ['jobs'],
        summary: '按月检查再贷款 Run the monthly checks of the branch for a month that is over',
        description: 'Repeatable: what was found before is not written again, and the result says so.',
        body: ChecksBody,
        response: { 202: JobRunShape, 400: ProblemShape, 401: ProblemShape, 403: ProblemShape, 422: ProblemShape },
      },
    },
    async (request, reply) => {
      let runId: string | undefined
      const input = { month: civilMonth(request.body.month), today: today() }
      await answerCommand(
        services,
        request,
        reply,
        (command) => requestReloanChecks(command, input),
        ({ run }) => {
          runId = run.id
          return { status: 202, body: tellJobRun(run) }
        },
        { repeatable: true },
      )
      if (runId !== undefined) await services.jobs.enqueue(runId)
    },
  )
}
