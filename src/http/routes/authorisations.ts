import { applyForScenario } from '../../app/authorisations/apply-for-scenario.js'
import { authorisationCase } from '../../app/authorisations/authorisation-case.js'
import { consentAsPledgee } from '../../app/authorisations/consent-as-pledgee.js'
import { giveGrant } from '../../app/authorisations/give-grant.js'
import { recordControl } from '../../app/authorisations/record-control.js'
import { authorisationViews, grantView, grantViews } from '../../app/authorisations/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { answerCommand } from '../command-route.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, Shape } from '../shapes/primitives.js'
import {
  AuthorisationShape,
  AuthorisationStepBody,
  AuthorisationWithProcess,
  ControlBody,
  ControlShape,
  GrantShape,
  NewAuthorisationBody,
  NewGrantBody,
  PledgeeConsentBody,
  PledgeeConsentShape,
} from '../shapes/rights-chain.js'
import { answerNewestFirst, answerOpened, answerStep, registerSubjectReads } from '../subject-routes.js'

const tags = ['authorisations']
const PATH = '/v1/scenario-authorisations'

/** 两级授权: the bureau's grants to operators, and the scenarios that developers are authorised for under them. */
export function registerAuthorisations(app: App, services: Services): void {
  app.post(
    '/v1/operator-grants',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags,
        summary: '运营授权 Let an operating unit run fields of public data for a time',
        body: NewGrantBody,
        response: created(GrantShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = { ...body, validFrom: civilDate(body.validFrom), endsOn: civilDate(body.endsOn) }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => giveGrant(command, input),
        (tx, { id }) => grantView(tx, id),
      )
    },
  )
  app.get(
    '/v1/operator-grants',
    {
      schema: {
        tags,
        summary: '运营授权列表 Grants to operating units, newest first',
        querystring: Shape(PageQuery),
        response: listed(PageOf(GrantShape)),
      },
    },
    (request, reply) => answerNewestFirst(services, request, reply, grantViews) as never,
  )
  app.post(
    '/v1/organisation-controls',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags,
        summary: '控制关系 Record that a body controls a firm: under its operation the firm holds no product',
        body: ControlBody,
        response: created(ControlShape),
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => recordControl(command, request.body),
        (body) => ({ status: 201, body }),
      ),
  )

  app.post(
    PATH,
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags,
        summary: '场景授权申请 Draft the application for one scenario; again for the same scenario, its next version',
        body: NewAuthorisationBody,
        response: created(AuthorisationWithProcess),
      },
    },
    (request, reply) => {
      const { body } = request
      const input = {
        ...body,
        validFrom: civilDate(body.validFrom),
        endsOn: civilDate(body.endsOn),
        on: civilDate(body.on),
      }
      return answerOpened(services, request, reply, authorisationCase, (command) => applyForScenario(command, input))
    },
  )
  app.post(
    `${PATH}/:id/steps`,
    {
      config: { access: ['enterprise_user', 'operator_officer', 'data_steward'] },
      schema: {
        tags,
        summary: '场景授权流程 Take a step of a scenario authorisation',
        params: ById,
        body: AuthorisationStepBody,
        response: changed(AuthorisationWithProcess),
      },
    },
    (request, reply) => answerStep(services, request, reply, authorisationCase, {}),
  )
  registerSubjectReads(app, services, {
    path: PATH,
    tags,
    listSummary: '场景授权列表 Scenario authorisations in sight, newest first',
    summary: '场景授权 One scenario authorisation with its process',
    shape: AuthorisationShape,
    shapeWithProcess: AuthorisationWithProcess,
    subjectCase: authorisationCase,
    rowsOf: authorisationViews,
  })

  app.post(
    '/v1/pledgee-consents',
    {
      config: { access: ['credit_approver', 'credit_committee'] },
      schema: {
        tags: ['pledges'],
        summary: '质权人同意 Let one thing happen to a right that the bank holds in pledge',
        body: PledgeeConsentBody,
        response: created(PledgeeConsentShape),
      },
    },
    (request, reply) => {
      const { on, ...consent } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) => consentAsPledgee(command, { ...consent, givenOn: civilDate(on) }),
        (body) => ({ status: 201, body }),
      )
    },
  )
}
