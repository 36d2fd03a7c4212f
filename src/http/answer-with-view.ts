import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Command } from '../app/command/command.js'
import { ok, type Result } from '../kernel/result.js'
import { answerCommand } from './command-route.js'
import type { KnownRefusal } from './problems.js'
import type { Services } from './services.js'

/** Answers a command with the record it left, read in its own transaction as a later GET would read it. */
export const answerWithView = <T, R extends KnownRefusal, V>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  status: 200 | 201 | 202,
  useCase: (command: Command) => Promise<Result<T, R>>,
  view: (tx: Command['tx'], value: T) => Promise<V>,
): Promise<void> =>
  answerCommand(
    services,
    request,
    reply,
    async (command): Promise<Result<V, R>> => {
      const result = await useCase(command)
      return result.ok ? ok(await view(command.tx, result.value)) : result
    },
    (body) => ({ status, body }),
  )
