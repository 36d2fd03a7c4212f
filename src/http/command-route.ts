import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Command, runCommand } from '../app/command/command.js'
import type { Result } from '../kernel/result.js'
import { actorOf } from './authentication.js'
import { type KnownRefusal, sendProblem } from './problems.js'
import type { Services } from './services.js'

export interface Answer {
  readonly status: number
  readonly body: unknown
}

const KEY = /^[\x21-\x7e]{1,200}$/

/**
 * Runs a use case for a POST that changes something. The Idempotency-Key is required unless `repeatable` says that doing it
 * twice changes nothing.
 */
export async function answerCommand<T, R extends KnownRefusal>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  useCase: (command: Command) => Promise<Result<T, R>>,
  present: (value: T) => Answer,
  options: { readonly repeatable?: boolean } = {},
): Promise<void> {
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' && KEY.test(header) ? header : null
  // A reply is awaited, not returned: its type would be that of the route.
  if (key === null && (header !== undefined || options.repeatable !== true)) {
    await sendProblem(request, reply, { code: 'IDEMPOTENCY_KEY_REQUIRED' })
    return
  }
  const result = await runCommand(
    services.db,
    {
      actor: actorOf(request),
      requestId: request.id,
      operation: `${request.method} ${request.routeOptions.url}`,
      idempotencyKey: key,
      input: { params: request.params, body: request.body },
    },
    useCase,
    present,
  )
  if (!result.ok) {
    await sendProblem(request, reply, result.refusal)
    return
  }
  if (result.value.replayed) reply.header('idempotency-replayed', 'true')
  await reply.code(result.value.status).type('application/json; charset=utf-8').send(result.value.text)
}
