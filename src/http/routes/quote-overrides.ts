import { decideQuoteOverride } from '../../app/quotes/decide-quote-override.js'
import { overrideQuote } from '../../app/quotes/override-quote.js'
import { overriddenQuoteView } from '../../app/quotes/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { answerWithView } from '../answer-with-view.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created } from '../shapes/command-answers.js'
import { ById } from '../shapes/lending.js'
import { OverrideDecisionBody } from '../shapes/loan-rates.js'
import { OverriddenQuoteShape, QuoteOverrideBody } from '../shapes/quote-overrides.js'

const tags = ['quotes']

export function registerQuoteOverrides(app: App, services: Services): void {
  app.post(
    '/v1/quotes/:id/overrides',
    {
      config: { access: ['loan_officer', 'credit_approver'] },
      schema: {
        tags,
        summary: '人工报价(经办) Quote anew at a rate set by hand, with a reason',
        description:
          'A quote of its own, with the day and expiry of the one it departs from. It serves an approval once another person has agreed.',
        params: ById,
        body: QuoteOverrideBody,
        response: created(OverriddenQuoteShape),
      },
    },
    (request, reply) => {
      const { rate, reason } = request.body
      const input = {
        quoteId: request.params.id,
        rate: annualRatePercent(rate),
        reason,
        today: civilDate(services.today()),
      }
      return answerWithView(
        services,
        request,
        reply,
        201,
        (command) => overrideQuote(command, input),
        (tx, { id }) => overriddenQuoteView(tx, id),
      )
    },
  )

  app.post(
    '/v1/quote-overrides/:id/decisions',
    {
      config: { access: ['credit_approver'] },
      schema: {
        tags,
        summary: '人工报价(复核) Agree to a quote set by hand, or reject it',
        description: 'The id is that of the quote. By another person than made it; decided once.',
        params: ById,
        body: OverrideDecisionBody,
        response: changed(OverriddenQuoteShape),
      },
    },
    (request, reply) => {
      const input = { quoteId: request.params.id, ...request.body }
      return answerWithView(
        services,
        request,
        reply,
        200,
        (command) => decideQuoteOverride(command, input),
        (tx, { id }) => overriddenQuoteView(tx, id),
      )
    },
  )
}
