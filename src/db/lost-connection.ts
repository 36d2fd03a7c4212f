import type postgres from 'postgres'
import { faultKind } from './faults.js'

type Work = (tx: postgres.TransactionSql) => unknown
type Unsafe = (text: string, parameters?: never[], options?: BeginOptions) => Sent
type Sent = Promise<unknown> & { execute(): Sent }
/** How the driver's own `begin` asks for the connection that its BEGIN is sent on. */
interface BeginOptions extends postgres.UnsafeQueryOptions {
  readonly onexecute?: (connection: unknown) => void
}

const never = new Promise<never>(() => undefined)

/** Has the form of the driver's own error, so that it counts as a fault. */
const transactionIsOver = () =>
  Object.assign(new Error('the transaction has ended, or its connection was lost'), { code: 'CONNECTION_CLOSED' })

/**
 * The driver (3.4.9) waits for the answer to its BEGIN before it lets the work send anything. Here the work begins as soon as BEGIN is on
 * its way, and what it sends first goes out with it: one round trip less. A BEGIN fails only with its connection, and then all fails.
 */
function sendBeginAhead(client: postgres.Sql): void {
  const unsafe = client.unsafe as unknown as Unsafe
  const begins: Unsafe = (text, parameters, options) => {
    const holds = options?.onexecute
    if (holds === undefined) return unsafe(text, parameters, options)
    const sent = new Promise((begun, failed) => {
      const onexecute = (connection: unknown) => {
        holds(connection)
        // The driver now takes a connection that is held for one that is full, and would send one statement at a time: hold it again.
        queueMicrotask(() => {
          holds(connection)
          begun(undefined)
        })
      }
      unsafe(text, parameters, { ...options, onexecute })
        .execute()
        .catch(failed)
    })
    const begun: Sent = Object.assign(sent, { execute: () => begun })
    return begun
  }
  Object.assign(client, { unsafe: begins })
}

/**
 * The driver (3.4.9, porsager/postgres#1133, #1155, #1204) lets a transaction go on after its connection was lost: a
 * late statement runs on whatever connection took the place, outside any transaction, and its own ROLLBACK there spoils
 * the next handshake. So: once the connection is lost or the transaction has ended, no statement of it is sent, and its
 * body is not let back to the driver, which would send the ROLLBACK; the caller has the error by then.
 * @param prepare a statement with parameters is parsed once a connection, and takes one round trip from then on instead of two
 */
export function holdTransactionsToTheirConnection(
  client: postgres.Sql,
  { prepare = false }: { readonly prepare?: boolean } = {},
): void {
  sendBeginAhead(client)
  const begin = client.begin.bind(client) as (options: string, work: Work) => Promise<unknown>
  const guardedBegin = (first: string | Work, second?: Work): Promise<unknown> =>
    new Promise((resolve, reject) => {
      let over = false
      const end = (settle: () => void) => {
        over = true
        settle()
      }
      const guarded =
        (work: Work): Work =>
        async (tx) => {
          const { unsafe, savepoint } = tx
          const nested = savepoint as (work: Work) => Promise<unknown>
          Object.assign(tx, {
            unsafe: (text: string, parameters: never[] = [], options: postgres.UnsafeQueryOptions = {}) => {
              if (over) throw transactionIsOver()
              return unsafe(text, parameters, prepare && parameters.length > 0 ? { ...options, prepare } : options)
            },
            savepoint: async (inner: Work) => {
              if (over) throw transactionIsOver()
              return nested(guarded(inner))
            },
          })
          try {
            const answer = await work(tx)
            return over ? never : answer
          } catch (error) {
            if (!over && faultKind(error) !== 'connection') throw error
            end(() => reject(error))
            return never
          }
        }
      const options = typeof first === 'string' ? first : ''
      const work = typeof first === 'string' ? second : first
      begin(options, guarded(work as Work)).then(
        (answer) => end(() => resolve(answer)),
        (error) => end(() => reject(error)),
      )
    })
  Object.assign(client, { begin: guardedBegin })
}
