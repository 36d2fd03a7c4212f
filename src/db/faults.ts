/** The database could not do the work now; the same request may succeed later. Edges answer 503 with `Retry-After`. */
export class DatabaseFault extends Error {
  constructor(
    readonly kind: 'contention' | 'timeout' | 'connection',
    cause: unknown,
  ) {
    super(`the database could not do the work: ${kind}`, { cause })
    this.name = 'DatabaseFault'
  }
}

interface DriverError {
  readonly code?: unknown
  readonly constraint_name?: unknown
  readonly cause?: unknown
}

/** The error and what it wraps: drizzle puts the driver's error in `cause`. */
function* causesOf(error: unknown): Generator<DriverError> {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 8; depth += 1) {
    yield at
    at = (at as DriverError).cause
  }
}

/** The SQLSTATE or the driver's code, as `23505` or `CONNECTION_CLOSED`. */
export function codeOf(error: unknown): string | undefined {
  for (const { code } of causesOf(error)) if (typeof code === 'string') return code
  return undefined
}

/** The name of the violated constraint: unique, foreign key, check, exclusion, or raised with `USING CONSTRAINT`. */
export function constraintOf(error: unknown): string | undefined {
  for (const { constraint_name } of causesOf(error)) if (typeof constraint_name === 'string') return constraint_name
  return undefined
}

/** serialization_failure and deadlock_detected: the transaction may simply be run again. */
const CONTENTION = ['40001', '40P01']
/** query_canceled by statement_timeout, lock_not_available, idle_in_transaction_session_timeout. */
const TIMEOUT = ['57014', '55P03', '25P03']
/** admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, and the driver's and the system's own. */
const CONNECTION =
  /^(08...|57P0[1-3]|53300|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

/** Which kind of fault this is; undefined for violations, refusals and defects. */
export function faultKind(error: unknown): DatabaseFault['kind'] | undefined {
  const code = codeOf(error)
  if (error instanceof DatabaseFault) return error.kind
  if (code === undefined) return undefined
  if (CONTENTION.includes(code)) return 'contention'
  if (TIMEOUT.includes(code)) return 'timeout'
  return CONNECTION.test(code) ? 'connection' : undefined
}
