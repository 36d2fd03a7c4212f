import { decideValuation } from '../../app/valuations/decide-valuation.js'
import { valuationView } from '../../app/valuations/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { answerWithView } from '../answer-with-view.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed } from '../shapes/command-answers.js'
import { ById, ValuationDecisionBody, ValuationShape } from '../shapes/lending.js'

export function registerValuations(app: App, services: Services): void {
  app.post(
    '/v1/valuations/:id/decision',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags: ['valuations'],
        summary: '银行认定 Adopt a value, at most the reported one, or reject the report',
        description: 'By another person than recorded the report. `on` is today in Shanghai unless given.',
        params: ById,
        body: ValuationDecisionBody,
        response: changed(ValuationShape),
      },
    },
    (request, reply) => {
      const { decision, adoptedValue, on, version } = request.body
      const today = civilDate(services.today())
      const input = {
        valuationId: request.params.id,
        decision,
        adoptedValue: adoptedValue === undefined ? null : money(adoptedValue),
        on: on === undefined ? today : civilDate(on),
        version,
        today,
      }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideValuation(command, input),
        (tx, { id }) => valuationView(tx, id),
      )
    },
  )
}
