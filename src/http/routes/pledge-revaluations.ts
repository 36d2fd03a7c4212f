import { Type } from 'typebox'
import { revaluationsOf } from '../../app/pledges/revaluation-views.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  DateText,
  ExactText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  ProblemShape,
  Shape,
} from '../shapes/primitives.js'

const Revaluation = Shape({
  onDay: DateText,
  valuationId: Nullable(IdText),
  adoptedValue: Nullable(MoneyText),
  priorLimit: MoneyText,
  cap: Nullable(ExactText),
  mostSecured: MoneyText,
  recordedAt: InstantText,
})

export function registerPledgeRevaluations(app: App, services: Services): void {
  app.get(
    '/v1/pledges/:id/revaluations',
    {
      config: {
        access: [
          'loan_officer',
          'credit_reviewer',
          'credit_approver',
          'credit_committee',
          'enterprise_user',
          'reloan_reviewer',
          'reloan_approver',
          'auditor',
        ],
      },
      schema: {
        tags: ['collateral'],
        summary: '押品重估记录 What a pledge was worth and might secure, the newest day first',
        description:
          'A row where the daily revaluation found another worth than before: the value adopted last, the cap of its class, what stands before it. Without a value in force it secures nothing. Of a pledge out of sight there is none.',
        params: Shape({ id: IdText }),
        response: {
          200: Shape({ items: Type.Array(Revaluation) }),
          400: ProblemShape,
          401: ProblemShape,
          403: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const items = await read(services, request, (tx) => revaluationsOf(tx, request.params.id))
      return reply.send({ items } as never)
    },
  )
}
