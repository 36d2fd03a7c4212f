import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import type { Database } from './connection.js'
import { codeOf, DatabaseFault, faultKind } from './faults.js'

/** What use cases read and write with; it lives for one transaction. */
export type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

/** For whom a transaction works: row-level security reads it as `tandai.scope`, `tandai.organisation_id`, `tandai.user_id`. */
export interface Tenancy {
  readonly scope:
    | 'public'
    | 'lender'
    | 'enterprise'
    | 'central-bank'
    | 'steward'
    | 'operator'
    | 'exchange'
    | 'registry'
    | 'auditor'
    | 'administrator'
    | 'security'
    | 'own-security'
    | 'audit'
    | 'own-audit'
    | 'system'
  readonly organisationId: string | null
  readonly userId: string | null
}

export interface TransactionOptions {
  readonly readOnly?: boolean
  /** Of a read that asks the same way each time; others have filters that may be left out, and are planned for those they have. */
  readonly keepsPlans?: boolean
  readonly isolation?: 'read committed' | 'repeatable read'
}

const ATTEMPTS = 6
/** What was sent last in a transaction, whose answers are heard after it. */
const sentLast = new WeakMap<Tx, Promise<unknown>[]>()

/** What the driver sends as it is: text, a whole number, a truth, nothing. */
export type Param = string | number | boolean | null

/**
 * Sends a statement that is the same text every time, `$1` and so on for its parameters. Statements that are sent with nothing awaited
 * between them go out in one round trip and run in their order, each seeing what was committed before it began.
 * @returns its rows, columns by name
 */
export function ask<T>(tx: Tx, text: string, params: readonly Param[]): Promise<readonly T[]> {
  const { client } = tx._.session as unknown as { readonly client: postgres.TransactionSql }
  const sent = client.unsafe(text, params as never[]).execute() as unknown as Promise<readonly T[]>
  // Whoever awaits it is told; until then its failure is nobody's surprise.
  sent.catch(() => undefined)
  return sent
}

/**
 * The same for the last statements of a transaction: they go out with its COMMIT. Where one fails nothing is committed, and the
 * transaction fails with its error. Inside `withSavepoint` they are heard before it ends, in any other savepoint refused.
 * @returns its rows, to be awaited after the transaction only
 */
export function askLast<T>(tx: Tx, text: string, params: readonly Param[]): Promise<readonly T[]> {
  const sent = ask<T>(tx, text, params)
  const last = sentLast.get(tx)
  if (last === undefined) throw new Error('a statement cannot be the last of what is no whole transaction')
  last.push(sent)
  return sent
}

/** Carries a refusal past drizzle, which rolls back only for something thrown. */
class Refused {
  constructor(readonly answer: unknown) {}
}

const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false

/** Local to the transaction, in one statement; nothing of it is left for the connection's next user. */
const SETTINGS = `select
  set_config('tandai.scope', $1, true), set_config('tandai.organisation_id', $2, true), set_config('tandai.user_id', $3, true),
  set_config('transaction_read_only', $4, true), set_config('plan_cache_mode', $5, true)`
const settings = ({ scope, organisationId, userId }: Tenancy, readOnly: boolean, keepsPlans: boolean) => [
  scope,
  organisationId ?? '',
  userId ?? '',
  readOnly ? 'on' : 'off',
  keepsPlans ? 'auto' : 'force_custom_plan',
]

/**
 * Runs `work` in one transaction on behalf of `tenancy`. A returned refusal (`{ ok: false }`) rolls everything back and
 * is returned; anything thrown rolls back too. On a serialization failure or a deadlock the whole of `work` runs again,
 * up to five times more, so it may touch nothing but `tx`; a connection that proves dead before the work began is
 * replaced likewise. When it is lost during commit nobody knows whether the commit happened: that is a fault as well,
 * and what must happen once needs a unique key.
 * @throws DatabaseFault when retries are used up, a time limit was met or the connection is lost
 */
export async function withTransaction<T>(
  db: Database,
  tenancy: Tenancy,
  work: (tx: Tx) => Promise<T>,
  { readOnly = false, keepsPlans = !readOnly, isolation }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let begun = false
    try {
      const last: Promise<unknown>[] = []
      const answer = await db.orm.transaction(async (tx) => {
        const scoped = ask(tx, SETTINGS, settings(tenancy, readOnly, keepsPlans)).then(() => {
          begun = true
        })
        scoped.catch(() => undefined)
        last.push(scoped)
        sentLast.set(tx, last)
        // Without its settings nothing of the work succeeds, and they are the reason.
        const answer = await work(tx).catch((error: unknown) => scoped.then(() => Promise.reject(error)))
        sentLast.delete(tx)
        if (isRefusal(answer)) throw new Refused(answer)
        // COMMIT goes out now, and what was written may be kept though no answer comes.
        begun ||= !readOnly && last.length > 1
        return answer
      }, isolation && { isolationLevel: isolation })
      // A COMMIT after a statement that failed rolls back, and says so to nobody.
      await Promise.all(last)
      return answer
    } catch (error) {
      if (error instanceof Refused) return error.answer as T
      const kind = faultKind(error)
      if (kind === undefined) throw error
      const again = kind === 'contention' || (!begun && kind === 'connection' && codeOf(error) !== 'CONNECT_TIMEOUT')
      if (!again || attempt === ATTEMPTS) throw new DatabaseFault(kind, error)
      await sleep(randomInt(1, 5 * 2 ** attempt))
    }
  }
}

/**
 * Runs a part of a transaction that can fail by itself: a returned refusal (`{ ok: false }`) rolls back what the part did and is
 * returned, anything thrown rolls it back and is thrown. The transaction goes on.
 */
export async function withSavepoint<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  try {
    return await tx.transaction(async (inner) => {
      const last: Promise<unknown>[] = []
      sentLast.set(inner, last)
      const answer = await work(inner)
      sentLast.delete(inner)
      if (isRefusal(answer)) throw new Refused(answer)
      await Promise.all(last)
      return answer
    })
  } catch (error) {
    if (error instanceof Refused) return error.answer as T
    throw error
  }
}
