import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { isCivilDate } from '../kernel/civil-date.js'
import { isUscc } from '../kernel/uscc.js'
import { registerAuthentication } from './authentication.js'
import { describeOperations } from './describe-operations.js'
import { answerError } from './error-handler.js'
import { isInstant } from './instant.js'
import { sendProblem } from './problems.js'
import { registerAccountViews } from './routes/account-views.js'
import { registerActivities } from './routes/activities.js'
import { registerActivityImports } from './routes/activity-imports.js'
import { registerAudit } from './routes/audit.js'
import { registerAuthorisations } from './routes/authorisations.js'
import { registerBusinessDays } from './routes/business-days.js'
import { registerCarbonCalculations } from './routes/carbon-calculations.js'
import { registerCollateral } from './routes/collateral.js'
import { registerConsentRequests } from './routes/consent-requests.js'
import { registerConsents } from './routes/consents.js'
import { registerConsole } from './routes/console.js'
import { registerCreditLines } from './routes/credit-lines.js'
import { registerCreditReports } from './routes/credit-reports.js'
import { registerDashboard } from './routes/dashboard.js'
import { registerDataProducts } from './routes/data-products.js'
import { registerDemoAccounts } from './routes/demo-accounts.js'
import { registerDisbursementChecks } from './routes/disbursement-checks.js'
import { registerDisputes } from './routes/disputes.js'
import { registerEnterprises } from './routes/enterprises.js'
import { registerExports } from './routes/exports.js'
import { registerFinancedEmissions } from './routes/financed-emissions.js'
import { registerGuarantees } from './routes/guarantees.js'
import { registerHealth } from './routes/health.js'
import { registerJobSchedules } from './routes/job-schedules.js'
import { registerJobs } from './routes/jobs.js'
import { registerLedger } from './routes/ledger.js'
import { registerListings } from './routes/listings.js'
import { registerLoanApplications } from './routes/loan-applications.js'
import { registerLoanCalculations } from './routes/loan-calculations.js'
import { registerLoanRates } from './routes/loan-rates.js'
import { registerLoanSteps } from './routes/loan-steps.js'
import { registerLoans } from './routes/loans.js'
import { registerMethods } from './routes/methods.js'
import { registerOrganisations } from './routes/organisations.js'
import { registerOwnAccount } from './routes/own-account.js'
import { registerPledgeRevaluations } from './routes/pledge-revaluations.js'
import { registerPledges } from './routes/pledges.js'
import { registerProducts } from './routes/products.js'
import { registerQuoteOverrides } from './routes/quote-overrides.js'
import { registerRateDecisions } from './routes/rate-decisions.js'
import { registerRealisedSaving } from './routes/realised-saving.js'
import { registerRegisters } from './routes/registers.js'
import { registerRegistrations } from './routes/registrations.js'
import { registerReloanFacilities } from './routes/reloan-facilities.js'
import { registerReloanFilings } from './routes/reloan-filings.js'
import { registerReloanLife } from './routes/reloan-life.js'
import { registerReloanQuotas } from './routes/reloan-quotas.js'
import { registerReloanReports } from './routes/reloan-reports.js'
import { registerReloans } from './routes/reloans.js'
import { registerReports } from './routes/reports.js'
import { registerRuleProposals } from './routes/rule-proposals.js'
import { registerSavingDocuments } from './routes/saving-documents.js'
import { registerSavingIssues } from './routes/saving-issues.js'
import { registerServicing } from './routes/servicing.js'
import { registerSessions } from './routes/sessions.js'
import { registerStatements } from './routes/statements.js'
import { registerSubsidies } from './routes/subsidies.js'
import { registerUsers } from './routes/users.js'
import { registerValuations } from './routes/valuations.js'
import { registerVerifications } from './routes/verifications.js'
import { registerWorkingDays } from './routes/working-days.js'
import type { Services } from './services.js'
import { registerStorableText } from './storable-text.js'

export type App = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  TypeBoxTypeProvider
>

const FORMATS = {
  'civil-date': isCivilDate,
  'civil-month': (text: string) => isCivilDate(`${text}-01`),
  instant: isInstant,
  uscc: isUscc,
}

/** A caller's own id is kept where it is a word that no log or header can misread. */
const requestIdOf = ({ headers }: import('node:http').IncomingMessage): string => {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : crypto.randomUUID()
}

/** The whole HTTP edge: shapes checked strictly, problems told, routes registered. Listening is main's business. */
export async function buildServer(services: Services): Promise<App> {
  const app: App = Fastify({
    loggerInstance: services.log.child({ part: 'http' }) as unknown as import('fastify').FastifyBaseLogger,
    // One line a request, when it has been answered.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    trustProxy: [...(services.trustProxy ?? [])],
    // What no router finds is told as any other problem.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id).header('cache-control', 'no-store')
      answerError(error, request, reply)
    },
    bodyLimit: 2 * 1024 * 1024,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allErrors: true,
        formats: FORMATS,
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  // Nothing here takes plain text: it is answered with 415 like every other type no route takes.
  app.removeContentTypeParser('text/plain')
  // Answers are written as the routes made them: a serializer that drops or coerces members would hide a defect.
  app.setSerializerCompiler(() => (value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, { code: 'NOT_FOUND', what: 'address' }))
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store')
  })

  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ req: request, res: reply, responseTime: reply.elapsedTime }, 'request answered')
  })

  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        upgradeInsecureRequests: services.secureCookies ? [] : null,
      },
    },
    strictTransportSecurity: services.secureCookies,
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tandai 碳贷',
        version: '0.1.0',
        description:
          'Carbon accounts, lending and central-bank re-lending. Amounts, rates and quantities are decimal strings. Every POST that changes something takes an Idempotency-Key.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'tandai_session' },
        },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  describeOperations(app as unknown as FastifyInstance)
  registerAuthentication(app as unknown as FastifyInstance, services)
  registerStorableText(app as unknown as FastifyInstance)
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async (_request, reply) =>
    reply.send(app.swagger()),
  )
  registerHealth(app, services)
  registerSessions(app, services)
  registerOwnAccount(app, services)
  registerUsers(app, services)
  registerOrganisations(app, services)
  registerDemoAccounts(app, services)
  registerJobs(app, services)
  registerJobSchedules(app, services)
  registerBusinessDays(app, services)
  registerReloanFacilities(app, services)
  registerRuleProposals(app, services)
  registerMethods(app, services)
  registerReloanQuotas(app, services)
  registerReloanFilings(app, services)
  registerReloans(app, services)
  registerReloanReports(app, services)
  registerReloanLife(app, services)
  registerReports(app, services)
  registerRealisedSaving(app, services)
  registerSavingIssues(app, services)
  registerSavingDocuments(app, services)
  registerDashboard(app, services)
  registerExports(app, services)
  registerFinancedEmissions(app, services)
  registerAudit(app, services)
  registerActivities(app, services)
  registerActivityImports(app, services)
  registerCarbonCalculations(app, services)
  registerLoanCalculations(app)
  registerConsents(app, services)
  registerConsentRequests(app, services)
  registerAccountViews(app, services)
  registerCreditLines(app, services)
  registerCreditReports(app, services)
  registerEnterprises(app, services)
  registerStatements(app, services)
  registerVerifications(app, services)
  registerRateDecisions(app, services)
  registerDataProducts(app, services)
  registerValuations(app, services)
  registerPledges(app, services)
  registerPledgeRevaluations(app, services)
  registerCollateral(app, services)
  registerRegisters(app, services)
  registerProducts(app, services)
  registerWorkingDays(app, services)
  registerLoanApplications(app, services)
  registerLoanSteps(app, services)
  registerDisbursementChecks(app, services)
  registerLoans(app, services)
  registerServicing(app, services)
  registerLoanRates(app, services)
  registerQuoteOverrides(app, services)
  registerSubsidies(app, services)
  registerGuarantees(app, services)
  registerLedger(app, services)
  registerAuthorisations(app, services)
  registerRegistrations(app, services)
  registerListings(app, services)
  registerDisputes(app, services)
  await registerConsole(app, services)
  return app
}
