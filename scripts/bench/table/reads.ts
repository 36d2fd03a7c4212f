import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { connectRaw } from '../../../src/db/connection.js'
import { DAY_AT_WORK } from '../province/book-days.js'
import { percentile } from './bench-row.js'
import { startChild } from './child-process.js'

/** What a person at a bank asks the server for, again and again. */
export interface Reads {
  readonly address: string
  /** Paths by what they are, drawn in turn. */
  readonly paths: readonly { readonly what: string; readonly path: string; readonly token: string }[]
}

export interface Latencies {
  readonly asked: number
  readonly p50: number
  readonly p99: number
  readonly byWhat: ReadonlyMap<string, { readonly p50: number; readonly p99: number }>
}

const AGENT = new Agent({ keepAlive: true, maxSockets: 32 })
const OFFICERS = 8
const LOANS_EACH = 60
const tokenOf = (officer: string) => createHash('sha256').update(`bench ${officer}`).digest('base64url')

/** Starts the server over a book and signs in officers of its banks, the largest and some others. */
export async function servedReads(url: string): Promise<Reads & { stop(): Promise<void> }> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  try {
    const rows = await owner.begin(async (tx) => {
      await tx.unsafe("SELECT enter_scope('system')")
      const officers = await tx.unsafe<{ id: string; bank: string }[]>(
        `SELECT u.id, u.organisation_id AS bank FROM user_account u JOIN (SELECT lender_id, count(*) AS n FROM loan_state GROUP BY 1) l ON l.lender_id = u.organisation_id
         ORDER BY l.n DESC, u.id LIMIT ${OFFICERS}`,
      )
      for (const { id, bank } of officers)
        await tx.unsafe(
          `INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
          [createHash('sha256').update(tokenOf(id)).digest('hex'), id, bank],
        )
      const loans = await Promise.all(
        officers.map(({ id, bank }) =>
          tx.unsafe<{ officer: string; loan: string; quote: string; uscc: string }[]>(
            `SELECT $2::text AS officer, l.id AS loan, l.quote_id AS quote, e.uscc
             FROM loan l JOIN enterprise e ON e.id = l.enterprise_id WHERE l.lender_id = $1
             AND l.id >= md5($2)::uuid ORDER BY l.id LIMIT ${LOANS_EACH}`,
            [bank, id],
          ),
        ),
      )
      return loans.flat()
    })
    const api = await startChild('./api.js', [url, DAY_AT_WORK])
    const paths = rows.flatMap(({ officer, loan, quote, uscc }) => {
      const token = tokenOf(officer)
      return [
        { what: 'loan', path: `/v1/loans/${loan}`, token },
        { what: 'quote', path: `/v1/quotes/${quote}`, token },
        { what: 'list', path: '/v1/loans?limit=50', token },
        { what: 'cell', path: `/v1/lineage/loan-savings?from=2025-10-01&to=2025-12-31&enterprise=${uscc}`, token },
        { what: 'rates', path: `/v1/loans/${loan}/rates`, token },
      ]
    })
    return { address: api.ready as string, paths, stop: () => api.stop() }
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/**
 * Asks so many times a second whatever the server does meanwhile, until told to end. A latency counts from when a question was due:
 * a server that stands still is not asked less.
 */
export async function ask({ address, paths }: Reads, perSecond: number, until: Promise<unknown>): Promise<Latencies> {
  const byWhat = new Map<string, number[]>()
  const faults: string[] = []
  let ended = false
  void until.finally(() => {
    ended = true
  })
  const under: Promise<void>[] = []
  const began = performance.now()
  for (let no = 0; !ended; no++) {
    const due = began + (no * 1e3) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((later) => setTimeout(later, wait))
    // In steps of a prime, so that neighbours ask for different things of different banks.
    const one = paths[(no * 7) % paths.length] as Reads['paths'][number]
    under.push(
      get(address, one.path, one.token).then(
        (status) => {
          if (status !== 200) faults.push(`${one.path}: ${status}`)
          const kept = byWhat.get(one.what) ?? []
          kept.push(performance.now() - due)
          byWhat.set(one.what, kept)
        },
        (error: unknown) => void faults.push(`${one.path}: ${String(error)}`),
      ),
    )
  }
  await Promise.all(under)
  if (faults.length > 0) throw new Error(`${faults.length} reads failed: ${faults.slice(0, 3).join('; ')}`)
  const all = [...byWhat.values()].flat()
  return {
    asked: all.length,
    p50: percentile(all, 0.5),
    p99: percentile(all, 0.99),
    byWhat: new Map(
      [...byWhat].map(([what, times]) => [what, { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }]),
    ),
  }
}

function get(address: string, path: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}${path}`,
      { agent: AGENT, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}
