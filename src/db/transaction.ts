import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
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
const dialect = new PgDialect()

/**
 * Sends a statement before whatever is asked of the transaction next, which goes out with it in one round trip and runs after it.
 * To be awaited together with that: the answers come in order, and each statement sees what was committed before it began.
 */
export function sendAhead(tx: Tx, statement: SQL): Promise<unknown> {
  const { client } = tx._.session as unknown as { readonly client: postgres.TransactionSql }
  const { sql: text, params } = dialect.sqlToQuery(statement)
  const sent = client.unsafe(text, params as never[]).execute()
  // Whoever awaits it is told; until then its failure is nobody's surprise.
  sent.catch(() => undefined)
  return sent
}

/** Carries a refusal past drizzle, which rolls back only for something thrown. */
class Refused {
  constructor(readonly answer: unknown) {}
}

const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false

/** Local to the transaction, in one statement; nothing of it is left for the connection's next user. */
const settings = (tenancy: Tenancy, readOnly: boolean, keepsPlans: boolean) => sql`select
  set_config('tandai.scope', ${tenancy.scope}, true),
  set_config('tandai.organisation_id', ${tenancy.organisationId ?? ''}, true),
  set_config('tandai.user_id', ${tenancy.userId ?? ''}, true),
  set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true),
  set_config('plan_cache_mode', ${keepsPlans ? 'auto' : 'force_custom_plan'}, true)`

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
      return await db.orm.transaction(async (tx) => {
        const scoped = sendAhead(tx, settings(tenancy, readOnly, keepsPlans)).then(() => {
          begun = true
        })
        // A query of drizzle's runs each time it is awaited: this one is awaited here and nowhere else.
        const working = (async () => work(tx))()
        await Promise.allSettled([scoped, working])
        await scoped
        const answer = await working
        if (isRefusal(answer)) throw new Refused(answer)
        return answer
      }, isolation && { isolationLevel: isolation })
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
