import { decideSavingIssue } from '../../app/reports/decide-saving-issue.js'
import { prepareSavingIssue } from '../../app/reports/prepare-saving-issue.js'
import { type SavingIssueRow, savingIssueById, savingIssueRows } from '../../app/reports/saving-issue-views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, found, listed } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { PageOf, PageQuery, Shape } from '../shapes/primitives.js'
import {
  DecideIssueBody,
  PrepareIssueBody,
  SavingIssueShape,
  SavingIssueSummaryShape,
} from '../shapes/realised-saving.js'
import { twoTimesOf } from '../two-times.js'

const tags = ['reports']
const MAKERS = ['loan_officer', 'credit_approver', 'data_steward', 'reloan_reviewer'] as const
const CHECKERS = ['credit_approver', 'data_steward', 'reloan_approver'] as const
const READERS = [...MAKERS, 'reloan_approver', 'auditor'] as const

export function registerSavingIssues(app: App, services: Services): void {
  app.post(
    '/v1/reports/realised-interest-saving/issues',
    {
      config: { access: [...MAKERS] },
      schema: {
        tags,
        summary: '出具降息让利报告(经办) Prepare the report of a period that is over, with its number and hash',
        description:
          'A bank its own, the branch and the data authority the city’s. Another person of the same organisation signs it; what became known later is issued as a restatement of the one that stands, with the differences by lender and cause.',
        body: PrepareIssueBody,
        response: created(SavingIssueShape),
      },
    },
    async (request, reply) => {
      const { from, to, knownAt, restates = null } = request.body
      const times = await twoTimesOf(services, { asOf: to, ...(knownAt === undefined ? {} : { knownAt }) })
      const input = {
        from: civilDate(from),
        to: times.asOf,
        knownAt: times.knownAt,
        restates,
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => prepareSavingIssue(command, input),
        async (tx, id) => withoutOrganisation(await savingIssueById(tx, id)),
      )
    },
  )

  app.post(
    '/v1/reports/realised-interest-saving/issues/:id/decisions',
    {
      config: { access: [...CHECKERS] },
      schema: {
        tags,
        summary: '签发或退回降息让利报告(复核) Sign a prepared report, or return it',
        description: 'By another person of the organisation that prepared it, once; a signed report is never changed.',
        params: ById,
        body: DecideIssueBody,
        response: changed(SavingIssueShape),
      },
    },
    (request, reply) =>
      answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideSavingIssue(command, { issueId: request.params.id, ...request.body }),
        async (tx, id) => withoutOrganisation(await savingIssueById(tx, id)),
      ),
  )

  app.get(
    '/v1/reports/realised-interest-saving/issues',
    {
      config: { access: [...READERS] },
      schema: {
        tags,
        summary: '已出具的降息让利报告 Reports of realised savings, newest first',
        querystring: Shape(PageQuery),
        response: listed(PageOf(SavingIssueSummaryShape)),
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query, { at: INSTANT, id: UUID })
      if (after === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const rows = await read(services, request, (tx) => savingIssueRows(tx, { after, limit: limit + 1 }))
      const page = pageOf(rows, limit, withoutOrganisation, ({ madeAt, id }) => ({ at: madeAt, id }))
      return reply.send(page as never)
    },
  )

  app.get(
    '/v1/reports/realised-interest-saving/issues/:id',
    {
      config: { access: [...READERS] },
      schema: {
        tags,
        summary: '一份降息让利报告 One report as it was issued, with its differences where it restates another',
        params: ById,
        response: found(SavingIssueShape),
      },
    },
    async (request, reply) => {
      const issue = await read(services, request, (tx) => savingIssueById(tx, request.params.id))
      return issue === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'saving report' })
        : reply.send(withoutOrganisation(issue) as never)
    },
  )
}

/** Told by its code already. */
const withoutOrganisation = <T extends SavingIssueRow>(issue: T | undefined) => {
  if (issue === undefined) throw new Error('a report that was prepared is not there')
  const { organisationId: _, ...told } = issue
  return told
}
