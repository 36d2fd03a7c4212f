import { applicationDetail } from '../../app/loan-applications/application-detail.js'
import { resubmit } from '../../app/loan-applications/resubmit.js'
import { returnForm } from '../../app/loan-applications/return-form.js'
import { review } from '../../app/loan-applications/review.js'
import { applicationIsSeen, stepsOf } from '../../app/loan-applications/step-views.js'
import { survey } from '../../app/loan-applications/survey.js'
import { withdraw } from '../../app/loan-applications/withdraw.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, found } from '../shapes/command-answers.js'
import { ApplicationDetail, ById } from '../shapes/lending.js'
import { ResubmissionBody, ReviewBody, StepShape, SurveyBody, WithdrawalBody } from '../shapes/loan-steps.js'
import { PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const tags = ['loan applications']
const STEP_NO = /^\d{1,9}$/

/** What happens to an application between its form and its decision, and every step of it and of its loan. */
export function registerLoanSteps(app: App, services: Services): void {
  const stepOf = (
    { id }: { readonly id: string },
    body: { readonly on: string; readonly opinion: string; readonly version: number; readonly evidenceHash?: string },
  ) => ({
    applicationId: id,
    on: civilDate(body.on),
    opinion: body.opinion,
    evidenceHash: body.evidenceHash ?? null,
    version: body.version,
    today: civilDate(services.today()),
  })

  app.get(
    '/v1/loan-applications/:id/steps',
    {
      schema: {
        tags,
        summary: '申请与贷款的每一步 Every step of an application and its loan, in order',
        description: 'Who, when, opinion, hash of the evidence; returned forms keep their rounds.',
        params: ById,
        querystring: Shape(PageQuery),
        response: { ...found(PageOf(StepShape)), 400: ProblemShape },
      },
    },
    async (request, reply) => {
      const { params, query } = request
      const after = readCursor(query, { no: STEP_NO })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(query)
      const rows = await read(services, request, async (tx) =>
        (await applicationIsSeen(tx, params.id))
          ? stepsOf(tx, params.id, { after: after?.no ?? '0', limit: limit + 1 })
          : undefined,
      )
      return rows === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan application' })
        : reply.send(
            pageOf(
              rows,
              limit,
              (row) => row,
              ({ no }) => ({ no: `${no}` }),
            ) as never,
          )
    },
  )

  app.post(
    '/v1/loan-applications/:id/survey',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '贷前调查 Survey the applicant',
        description: 'The report is kept by the bank; its SHA-256 is kept here.',
        params: ById,
        body: SurveyBody,
        response: changed(ApplicationDetail),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        200,
        (command) => survey(command, stepOf(request.params, request.body)),
        (tx, { id }) => applicationDetail(tx, id),
      ),
  )

  app.post(
    '/v1/loan-applications/:id/review',
    {
      config: { access: ['credit_reviewer'] },
      schema: {
        tags,
        summary: '审查 Review the case: pass it to the approver, or return it to be amended',
        description: 'By nobody who took the application in or surveyed it.',
        params: ById,
        body: ReviewBody,
        response: changed(ApplicationDetail),
      },
    },
    (request, reply) => {
      const step = stepOf(request.params, request.body)
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => (request.body.decision === 'PASS' ? review(command, step) : returnForm(command, step)),
        (tx, { id }) => applicationDetail(tx, id),
      )
    },
  )

  app.post(
    '/v1/loan-applications/:id/resubmission',
    {
      config: { access: ['loan_officer'] },
      schema: {
        tags,
        summary: '重新提交 Amend a returned form and hand it in again as its next round',
        description:
          'What is not given stays as it was. Survey and review are done anew; earlier rounds stay in the steps.',
        params: ById,
        body: ResubmissionBody,
        response: changed(ApplicationDetail),
      },
    },
    (request, reply) => {
      const { amount, tenorMonths, purpose, pledgeId } = request.body
      const input = {
        ...stepOf(request.params, request.body),
        amended: {
          ...(amount === undefined ? {} : { amount: money(amount) }),
          ...(tenorMonths === undefined ? {} : { tenorMonths }),
          ...(purpose === undefined ? {} : { purpose }),
          ...(pledgeId === undefined ? {} : { pledgeId }),
        },
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => resubmit(command, input),
        (tx, { id }) => applicationDetail(tx, id),
      )
    },
  )

  app.post(
    '/v1/loan-applications/:id/withdrawal',
    {
      config: { access: ['loan_officer', 'enterprise_user'] },
      schema: {
        tags,
        summary: '撤回申请 Withdraw the application before its contract',
        description: 'By the applicant itself, or by an officer for it. An approval lapses with it.',
        params: ById,
        body: WithdrawalBody,
        response: changed(ApplicationDetail),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        200,
        (command) => withdraw(command, stepOf(request.params, request.body)),
        (tx, { id }) => applicationDetail(tx, id),
      ),
  )
}
