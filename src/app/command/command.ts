import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.js'
import { type Actor, tenancyOf } from '../actor.js'
import { documentHash } from '../canonical-json.js'
import { earlierAnswer, recordAnswer } from './store.js'

/** One command: the transaction it lives in and who gave it. */
export interface Command {
  readonly tx: Tx
  readonly actor: Actor
  readonly requestId: string
  /** Set by recordEvent; a command that succeeds without an audit event is a defect. */
  audited: boolean
}

/** A command, or the program itself in a job: then nobody gave it. */
export type Acting = Omit<Command, 'actor' | 'requestId'> & {
  readonly actor: Actor | null
  readonly requestId: string | null
}

export interface CommandRequest {
  readonly actor: Actor
  readonly requestId: string
  /** Method and route, so that one key cannot answer two operations. */
  readonly operation: string
  /** null where the operation is repeatable by itself. */
  readonly idempotencyKey: string | null
  /** Everything the operation depends on: path parameters and body. */
  readonly input: unknown
}

export interface CommandAnswer {
  readonly status: number
  /** JSON text, byte for byte what the first answer was. */
  readonly text: string
  readonly replayed: boolean
}

export type CommandRefusal = { readonly code: 'IDEMPOTENCY_KEY_REUSED'; readonly key: string }

/**
 * Runs a use case once: one transaction with its audit event and its idempotency answer. The same key with the same input gets
 * the first answer again; a refusal rolls everything back and is not remembered, so it may be tried again.
 */
export async function runCommand<T, R extends Refusal>(
  db: Database,
  request: CommandRequest,
  useCase: (command: Command) => Promise<Result<T, R>>,
  present: (value: T) => { readonly status: number; readonly body: unknown },
): Promise<Result<CommandAnswer, R | CommandRefusal>> {
  const bodyHash = documentHash(request.input)
  return withTransaction(
    db,
    tenancyOf(request.actor),
    async (tx): Promise<Result<CommandAnswer, R | CommandRefusal>> => {
      if (request.idempotencyKey !== null) {
        const earlier = await earlierAnswer(tx, request.actor.userId, request.idempotencyKey)
        if (earlier !== undefined) {
          if (earlier.operation !== request.operation || earlier.bodyHash !== bodyHash)
            return refuse({ code: 'IDEMPOTENCY_KEY_REUSED', key: request.idempotencyKey })
          return ok({ status: earlier.status, text: earlier.answer, replayed: true })
        }
      }
      const command: Command = { tx, actor: request.actor, requestId: request.requestId, audited: false }
      const result = await useCase(command)
      if (!result.ok) return result
      if (!command.audited) throw new Error(`${request.operation} left no audit event`)
      const { status, body } = present(result.value)
      const text = JSON.stringify(body)
      if (request.idempotencyKey !== null)
        recordAnswer(tx, request.actor, {
          key: request.idempotencyKey,
          operation: request.operation,
          bodyHash,
          status,
          answer: text,
        })
      return ok({ status, text, replayed: false })
    },
  )
}
