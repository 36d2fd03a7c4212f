import { disputeCase } from '../../app/disputes/dispute-case.js'
import { fileDispute } from '../../app/disputes/file-dispute.js'
import { disputeViews } from '../../app/disputes/views.js'
import { noticesOf } from '../../app/process/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { actorOf } from '../authentication.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, Shape } from '../shapes/primitives.js'
import { NoticeShape } from '../shapes/process.js'
import { DisputeShape, DisputeStepBody, DisputeWithProcess, NewDisputeBody } from '../shapes/rights-chain.js'
import { answerNewestFirst, answerOpened, answerStep, registerSubjectReads } from '../subject-routes.js'

const tags = ['disputes']
const PATH = '/v1/disputes'

/** 争议, and what an organisation is told of the subjects it has a part in. */
export function registerDisputes(app: App, services: Services): void {
  app.post(
    PATH,
    {
      config: { access: ['enterprise_user', 'loan_officer', 'operator_officer', 'exchange_officer'] },
      schema: {
        tags,
        summary: '提出争议 Bring a dispute before the registry, exchange or operator that keeps the matter',
        description:
          'A dispute over ownership names the certificate; it blocks listing, pledge and transfer once accepted.',
        body: NewDisputeBody,
        response: created(DisputeWithProcess),
      },
    },
    (request, reply) => {
      const { certificateNo = null, orderId = null, respondent = null, on, ...body } = request.body
      const input = { ...body, certificateNo, orderId, respondent, on: civilDate(on) }
      return answerOpened(services, request, reply, disputeCase, (command) => fileDispute(command, input))
    },
  )
  app.post(
    `${PATH}/:id/steps`,
    {
      schema: {
        tags,
        summary: '争议流程 Take a step of a dispute',
        params: ById,
        body: DisputeStepBody,
        response: changed(DisputeWithProcess),
      },
    },
    (request, reply) => answerStep(services, request, reply, disputeCase, {}),
  )
  registerSubjectReads(app, services, {
    path: PATH,
    tags,
    listSummary: '争议列表 Disputes of the caller, newest first',
    summary: '争议 One dispute with its process',
    shape: DisputeShape,
    shapeWithProcess: DisputeWithProcess,
    subjectCase: disputeCase,
    rowsOf: disputeViews,
  })
  app.get(
    '/v1/notices',
    {
      schema: {
        tags: ['notices'],
        summary: '通知 What the caller’s organisation was told, newest first',
        querystring: Shape(PageQuery),
        response: listed(PageOf(NoticeShape)),
      },
    },
    (request, reply) =>
      answerNewestFirst(services, request, reply, (tx, page) =>
        noticesOf(tx, actorOf(request).organisationId, page),
      ) as never,
  )
}
