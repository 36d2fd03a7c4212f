import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { isoInstant } from './instant.js'
import { holdTransactionsToTheirConnection } from './lost-connection.js'

export interface ConnectionOptions {
  readonly url: string
  /**
   * The role every statement runs as, from the first packet: sent as a startup parameter, so that `RESET ROLE` leads
   * back to it. The login role must be a member of it.
   */
  readonly role?: string
  /** Connections at most; 10 unless told. */
  readonly max?: number
  readonly applicationName: string
  readonly statementTimeoutMs?: number
  readonly lockTimeoutMs?: number
  readonly idleInTransactionTimeoutMs?: number
}

/** A pool that only drizzle uses. Figures, dates and instants arrive as text: nothing is rounded on the way. */
export interface Database {
  readonly orm: PostgresJsDatabase
  /** Waits for running statements, five seconds at most unless told, then closes. */
  close(patienceSeconds?: number): Promise<void>
}

/** The role of the running bank: owns nothing and is held by row-level security. */
export const APP_ROLE = 'tandai_app'

const asIs = (value: string): string => value
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184
/** Arrays of dates, timestamps, instants and numerics: parsed element by element, as every other array is. */
const ARRAYS_DRIZZLE_LEAVES_RAW = [1182, 1115, 1185, 1231]

const settingsOf = (options: ConnectionOptions): postgres.Options<Record<string, postgres.PostgresType>> => ({
  max: options.max ?? 10,
  connect_timeout: 10,
  onnotice: () => undefined,
  connection: {
    application_name: options.applicationName,
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'iso_8601',
    // Policies make long plans of short queries: compiling one takes seconds, and running it milliseconds.
    jit: 'off',
    ...(options.role === undefined ? {} : { role: options.role }),
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    ...(options.idleInTransactionTimeoutMs === undefined
      ? {}
      : { idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs }),
  },
  types: {
    date: { to: DATE, from: [DATE, TIMESTAMP], serialize: asIs, parse: asIs },
    instant: { to: TIMESTAMPTZ, from: [TIMESTAMPTZ], serialize: asIs, parse: isoInstant },
  },
})

/** drizzle replaces parsers of the client it is given: this puts back ours, before the first connection is made. */
function restoreParsers(client: postgres.Sql): void {
  const { parsers, serializers } = client.options as unknown as {
    parsers: Record<number, (text: string) => unknown>
    serializers: Record<number, unknown>
  }
  parsers[TIMESTAMPTZ] = isoInstant
  for (const type of ARRAYS_DRIZZLE_LEAVES_RAW) {
    delete parsers[type]
    delete serializers[type]
  }
}

/** Opens a pool for drizzle; connects at the first statement. */
export function connect(options: ConnectionOptions): Database {
  const client = postgres(options.url, settingsOf(options))
  const orm = drizzle(client)
  restoreParsers(client)
  holdTransactionsToTheirConnection(client, { prepare: true })
  return { orm, close: (patienceSeconds = 5) => client.end({ timeout: patienceSeconds }) }
}

/** A pool of its own for raw SQL and COPY: drizzle changes the client it is given, so the two never share one. */
export function connectRaw(options: ConnectionOptions): postgres.Sql {
  const client = postgres(options.url, settingsOf(options))
  holdTransactionsToTheirConnection(client)
  return client
}
