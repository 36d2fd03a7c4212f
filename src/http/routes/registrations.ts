import { applyForResource, draftRegistration } from '../../app/registrations/apply.js'
import { registrationCase } from '../../app/registrations/registration-case.js'
import { resourceCase } from '../../app/registrations/resource-case.js'
import { registrationViews, resourceViews } from '../../app/registrations/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import {
  NewRegistrationBody,
  NewResourceBody,
  RegistrationShape,
  RegistrationStepBody,
  RegistrationWithProcess,
  ResourceShape,
  ResourceStepBody,
  ResourceWithProcess,
} from '../shapes/rights-chain.js'
import { answerOpened, answerStep, registerSubjectReads } from '../subject-routes.js'

const tags = ['registrations']
const RESOURCES = '/v1/resource-registrations'
const REGISTRATIONS = '/v1/data-registrations'

/** 公共数据资源登记 on the public platform, and 数据产权登记 with the registry of data property. */
export function registerRegistrations(app: App, services: Services): void {
  app.post(
    RESOURCES,
    {
      config: { access: ['operator_officer'] },
      schema: {
        tags,
        summary: '资源登记申请 Apply for the registration of a public-data resource',
        body: NewResourceBody,
        response: created(ResourceWithProcess),
      },
    },
    (request, reply) => {
      const input = { ...request.body, on: civilDate(request.body.on) }
      return answerOpened(services, request, reply, resourceCase, (command) => applyForResource(command, input))
    },
  )
  app.post(
    `${RESOURCES}/:id/steps`,
    {
      config: { access: ['operator_officer', 'data_steward'] },
      schema: {
        tags,
        summary: '资源登记流程 Take a step of a resource registration',
        params: ById,
        body: ResourceStepBody,
        response: changed(ResourceWithProcess),
      },
    },
    (request, reply) => {
      const { resourceCode, endsOn } = request.body
      return answerStep(services, request, reply, resourceCase, {
        ...(resourceCode === undefined ? {} : { resourceCode }),
        ...(endsOn === undefined ? {} : { endsOn: civilDate(endsOn) }),
      })
    },
  )
  registerSubjectReads(app, services, {
    path: RESOURCES,
    tags,
    listSummary: '资源登记列表 Resource registrations in sight, newest first; coded ones are public',
    summary: '资源登记 One resource registration with its process',
    shape: ResourceShape,
    shapeWithProcess: ResourceWithProcess,
    subjectCase: resourceCase,
    rowsOf: resourceViews,
  })

  app.post(
    REGISTRATIONS,
    {
      config: { access: ['enterprise_user'] },
      schema: {
        tags,
        summary: '数据产权登记申请 Draft the registration of a right in a data product',
        body: NewRegistrationBody,
        response: created(RegistrationWithProcess),
      },
    },
    (request, reply) => {
      const { resourceRegistrationId = null, ...body } = request.body
      const input = { ...body, resourceRegistrationId, on: civilDate(body.on) }
      return answerOpened(services, request, reply, registrationCase, (command) => draftRegistration(command, input))
    },
  )
  app.post(
    `${REGISTRATIONS}/:id/steps`,
    {
      schema: {
        tags,
        summary:
          '数据产权登记流程 Take a step of a data-property registration; during public notice anybody may object',
        params: ById,
        body: RegistrationStepBody,
        response: changed(RegistrationWithProcess),
      },
    },
    (request, reply) => {
      const { answerBy, certificateKind, certificateNo, endsOn, newHolder } = request.body
      return answerStep(services, request, reply, registrationCase, {
        ...(answerBy === undefined ? {} : { answerBy: civilDate(answerBy) }),
        ...(certificateKind === undefined ? {} : { certificateKind }),
        ...(certificateNo === undefined ? {} : { certificateNo }),
        ...(endsOn === undefined ? {} : { endsOn: civilDate(endsOn) }),
        ...(newHolder === undefined ? {} : { newHolder }),
      })
    },
  )
  registerSubjectReads(app, services, {
    path: REGISTRATIONS,
    tags,
    listSummary: '数据产权登记列表 Data-property registrations in sight, newest first',
    summary: '数据产权登记 One data-property registration with its process',
    shape: RegistrationShape,
    shapeWithProcess: RegistrationWithProcess,
    subjectCase: registrationCase,
    rowsOf: registrationViews,
  })
}
