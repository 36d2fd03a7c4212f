import { disbursementChecks } from '../../app/loans/disbursement-checks.js'
import { civilDate } from '../../kernel/civil-date.js'
import { tellCheck } from '../disbursement-check-texts.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { found } from '../shapes/command-answers.js'
import { DisbursementChecksQuery, DisbursementChecksShape } from '../shapes/disbursement-checks.js'
import { ById } from '../shapes/lending.js'
import { ProblemShape } from '../shapes/primitives.js'

export function registerDisbursementChecks(app: App, services: Services): void {
  app.get(
    '/v1/loans/:id/disbursement-checks',
    {
      config: {
        access: [
          'loan_officer',
          'credit_reviewer',
          'credit_approver',
          'credit_committee',
          'enterprise_user',
          'auditor',
        ],
      },
      schema: {
        tags: ['loans'],
        summary: '放款前核查 What must hold before money is paid out on a day, met or not',
        description:
          'The same checks that a disbursement is tested by: why one is not met and what cures it. The second query certificate counts as given here; consent is that of now.',
        params: ById,
        querystring: DisbursementChecksQuery,
        response: { ...found(DisbursementChecksShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const { on, queryCertificateNo: no, queryCertificateOn: takenOn } = request.query
      const query =
        no === undefined || takenOn === undefined ? null : { no, takenOn: civilDate(takenOn), isClean: true }
      const asked = { loanId: request.params.id, on: civilDate(on), query }
      const checks = await read(services, request, (tx) => disbursementChecks(tx, asked))
      return checks === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'loan' })
        : reply.send({
            loanId: asked.loanId,
            on,
            ready: checks.every(({ refusal }) => refusal === null),
            checks: checks.map(tellCheck),
          } as never)
    },
  )
}
