import { decideVeto } from '../../app/vetoes/decide-veto.js'
import { enterVeto } from '../../app/vetoes/enter-veto.js'
import type { VetoReason } from '../../app/vetoes/veto.js'
import { vetoesOf, vetoView } from '../../app/vetoes/views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { answerWithView } from '../answer-with-view.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { changed, created, listed } from '../shapes/command-answers.js'
import { VetoBody, VetoDecisionBody, VetoShape } from '../shapes/methods.js'
import { IdText, PageOf, PageQuery, Shape, UsccText } from '../shapes/primitives.js'

/** 不评级事项: entered by a steward with its source, confirmed by somebody else; from the next rating on the enterprise is not rated. */
export function registerVetoes(app: App, services: Services): void {
  app.post(
    '/v1/enterprises/:uscc/vetoes',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '登记不评级事项 Enter a ground on which an enterprise is not rated',
        description: 'A correction names the confirmed veto it supersedes, for instance to end it.',
        params: Shape({ uscc: UsccText }),
        body: VetoBody,
        response: created(VetoShape),
      },
    },
    (request, reply) => {
      const { body } = request
      const veto = {
        uscc: request.params.uscc,
        reason: body.reason as VetoReason,
        validFrom: civilDate(body.validFrom),
        validTo: body.validTo === undefined ? null : civilDate(body.validTo),
        source: body.source,
        supersedes: body.supersedes ?? null,
      }
      return answerWithView(services, request, reply, 201, (command) => enterVeto(command, veto), vetoView)
    },
  )

  app.post(
    '/v1/vetoes/:id/decision',
    {
      config: { access: ['data_steward', 'reloan_approver'] },
      schema: {
        tags: ['enterprises'],
        summary: '确认或驳回不评级事项 Confirm a veto, or reject it',
        params: Shape({ id: IdText }),
        body: VetoDecisionBody,
        response: changed(VetoShape),
      },
    },
    (request, reply) => {
      const { decision, opinion } = request.body
      const input = { vetoId: request.params.id, decision: decision as 'CONFIRM' | 'REJECT', opinion }
      return answerWithView(services, request, reply, 200, (command) => decideVeto(command, input), vetoView)
    },
  )

  app.get(
    '/v1/enterprises/:uscc/vetoes',
    {
      config: { access: ['data_steward', 'reloan_reviewer', 'reloan_approver', 'auditor', 'enterprise_user'] },
      schema: {
        tags: ['enterprises'],
        summary: '不评级事项 Vetoes of an enterprise, newest first',
        params: Shape({ uscc: UsccText }),
        querystring: Shape(PageQuery),
        response: listed(PageOf(VetoShape)),
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { uscc } = request.params
      const rows = await read(services, request, (tx) => vetoesOf(tx, uscc, { before, limit: limit + 1 }))
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        ({ recordedAt, id }) => ({ recordedAt, id }),
      )
      return reply.send(page as never)
    },
  )
}
