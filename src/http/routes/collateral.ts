import { Type } from 'typebox'
import { alertView, alertViews } from '../../app/pledges/alert-views.js'
import { annotatePledge, waiveAnnotation } from '../../app/pledges/annotate-pledge.js'
import { answerAlert, closeAlert } from '../../app/pledges/answer-alert.js'
import { decideCollateral, proposeCollateral } from '../../app/pledges/change-collateral.js'
import { changeView } from '../../app/pledges/collateral-change-store.js'
import { consentSecondRank } from '../../app/pledges/consent-second-rank.js'
import { extendPledge } from '../../app/pledges/extend-pledge.js'
import { rankConsentView } from '../../app/pledges/rank-consent-store.js'
import { takePledgeStep } from '../../app/pledges/take-pledge-step.js'
import { pledgeView } from '../../app/pledges/views.js'
import { tellProcess } from '../../app/process/tell-process.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { actorOf } from '../authentication.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  AlertShape,
  AnnotationBody,
  AnswerBody,
  ChangeDecisionBody,
  ClosingBody,
  CollateralChangeBody,
  CollateralChangeShape,
  ExtensionBody,
  PledgeStepBody,
  ProcessShape,
  RankConsentBody,
  RankConsentShape,
  WaiverBody,
} from '../shapes/collateral.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById, PledgeShape } from '../shapes/lending.js'
import { PageOf, PageQuery, Shape } from '../shapes/primitives.js'

const tags = ['collateral']
const officer = { access: ['loan_officer'] as const }
const lenders = { access: ['loan_officer', 'credit_reviewer', 'credit_approver'] as const }

export function registerCollateral(app: App, services: Services): void {
  const today = () => civilDate(services.today())

  app.post(
    '/v1/pledges/:id/annotation',
    {
      config: officer,
      schema: {
        tags,
        summary: '登记机构备注回执 Record the annotation by the data-property registry',
        params: ById,
        body: AnnotationBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = { ...body, pledgeId: params.id, annotatedOn: civilDate(body.annotatedOn), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => annotatePledge(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/annotation-waiver',
    {
      config: lenders,
      schema: {
        tags,
        summary:
          '豁免备注(两人签署) Sign that a pledge goes without the annotation; it counts once a second person signs too',
        params: ById,
        body: WaiverBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = { ...body, pledgeId: params.id, on: civilDate(body.on), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => waiveAnnotation(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/extension',
    {
      config: officer,
      schema: {
        tags,
        summary: '展期登记 Extend the registration of a pledge before it ends',
        params: ById,
        body: ExtensionBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = {
        ...body,
        pledgeId: params.id,
        on: civilDate(body.on),
        validTo: civilDate(body.validTo),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => extendPledge(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/steps',
    {
      config: lenders,
      schema: {
        tags,
        summary: '质押步骤 Take a step of a pledge: change, objection, the way to release, enforcement',
        params: ById,
        body: PledgeStepBody,
        response: changed(PledgeShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const { evidenceHash = null, reference = null } = body
      const input = { ...body, evidenceHash, reference, pledgeId: params.id, on: civilDate(body.on), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => takePledgeStep(command, input),
        (tx, { id }) => pledgeView(tx, id),
      )
    },
  )

  app.get(
    '/v1/pledges/:id/process',
    {
      schema: {
        tags,
        summary: '质押过程 State, clock, history and open steps of a pledge',
        params: ById,
        response: found(ProcessShape),
      },
    },
    async (request, reply) => {
      const subject = { subjectKind: 'pledge', subjectId: request.params.id }
      const told = await read(services, request, (tx) =>
        tellProcess(tx, actorOf(request), subject, { on: today(), met: [] }),
      )
      return told === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'pledge' })
        : reply.send(told as never)
    },
  )

  app.post(
    '/v1/pledges/:id/rank-consents',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '第二顺位同意 Let another bank stand behind this pledge',
        params: ById,
        body: RankConsentBody,
        response: created(RankConsentShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = {
        ...body,
        pledgeId: params.id,
        mostSecured: money(body.mostSecured),
        givenOn: civilDate(body.givenOn),
        validTo: civilDate(body.validTo),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => consentSecondRank(command, input),
        (tx, { id }) => rankConsentView(tx, id),
      )
    },
  )

  app.post(
    '/v1/pledges/:id/collateral-changes',
    {
      config: officer,
      schema: {
        tags,
        summary: '追加或置换担保 Propose that another pledge secures the loans of this one too, or instead',
        params: ById,
        body: CollateralChangeBody,
        response: created(CollateralChangeShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = {
        ...body,
        pledgeId: params.id,
        alertId: body.alertId ?? null,
        on: civilDate(body.on),
        today: today(),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => proposeCollateral(command, input),
        (tx, { id }) => changeView(tx, id),
      )
    },
  )

  app.post(
    '/v1/collateral-changes/:id/decision',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '复核追加或置换 Approve or reject a change of collateral, by another person than proposed it',
        params: ById,
        body: ChangeDecisionBody,
        response: changed(CollateralChangeShape),
      },
    },
    (request, reply) => {
      const input = { ...request.body, changeId: request.params.id, today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideCollateral(command, input),
        (tx, { id }) => changeView(tx, id),
      )
    },
  )

  app.get(
    '/v1/collateral-alerts',
    {
      schema: {
        tags,
        summary: '押品预警列表 Alerts of collateral, newest first',
        querystring: Shape({
          ...PageQuery,
          state: Type.Optional(Type.String({ maxLength: 40 })),
          pledgeId: Type.Optional(Type.String({ format: 'uuid' })),
        }),
        response: listed(PageOf(AlertShape)),
      },
    },
    async (request, reply) => {
      const { query } = request
      const before = readCursor(query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const filter = { state: query.state ?? null, pledgeId: query.pledgeId ?? null, before, limit: limit + 1 }
      const rows = await read(services, request, (tx) => alertViews(tx, filter))
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

  app.get(
    '/v1/collateral-alerts/:id',
    { schema: { tags, summary: '押品预警 One alert', params: ById, response: found(AlertShape) } },
    async (request, reply) => {
      const alert = await read(services, request, (tx) => alertView(tx, request.params.id))
      return alert === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'alert' })
        : reply.send(alert as never)
    },
  )

  app.post(
    '/v1/collateral-alerts/:id/answers',
    {
      config: officer,
      schema: {
        tags,
        summary: '答复预警 Answer an alert with what was done; the watch cures it when it holds',
        params: ById,
        body: AnswerBody,
        response: changed(AlertShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = { ...body, alertId: params.id, on: civilDate(body.on), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => answerAlert(command, input),
        (tx, { id }) => alertView(tx, id),
      )
    },
  )

  app.post(
    '/v1/collateral-alerts/:id/closing',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '关闭预警 Let an alert rest that stops nothing, with the reason',
        params: ById,
        body: ClosingBody,
        response: changed(AlertShape),
      },
    },
    (request, reply) => {
      const { body, params } = request
      const input = { ...body, alertId: params.id, on: civilDate(body.on), today: today() }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => closeAlert(command, input),
        (tx, { id }) => alertView(tx, id),
      )
    },
  )
}
