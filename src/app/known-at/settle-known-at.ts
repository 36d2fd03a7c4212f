import type { Database } from '../../db/connection.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { answerableInstant } from './views.js'

export type KnownAtRefusal = {
  readonly code: 'KNOWN_AT_NOT_SETTLED'
  readonly knownAt: string
  readonly latest: string
}

/**
 * The instant a question is answered up to: the asked one, or the latest that can be answered for ever. An instant beyond that (in
 * the future, or while a fact that belongs to it is still being recorded) is refused, because its answer could change.
 */
export async function settleKnownAt(db: Database, asked: string | null): Promise<Result<string, KnownAtRefusal>> {
  const { latest, beyond } = await answerableInstant(db, asked)
  if (asked === null) return ok(latest)
  return beyond ? refuse({ code: 'KNOWN_AT_NOT_SETTLED', knownAt: asked, latest }) : ok(asked)
}
