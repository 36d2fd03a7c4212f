import { connect, createServer, type Socket } from 'node:net'
import type postgres from 'postgres'

/** One statement as a driver sent it. */
export interface Statement {
  readonly sql: string
  readonly params: readonly (string | null)[]
}

export interface Wire {
  /** The same database, reached through the wire. */
  readonly url: string
  /** What was sent since it was asked last. */
  taken(): readonly Statement[]
  close(): void
}

/** Stands between a program and its database and writes down every statement that goes by. */
export async function tappedWire(databaseUrl: string): Promise<Wire> {
  const url = new URL(databaseUrl)
  const target = { host: url.hostname, port: Number(url.port || '5432') }
  const sockets = new Set<Socket>()
  let statements: Statement[] = []
  const server = createServer((program) => {
    const database = connect(target)
    const listen = listener((statement) => statements.push(statement))
    program.on('data', listen)
    program.pipe(database)
    database.pipe(program)
    for (const socket of [program, database]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as { port: number }).port)
  return {
    url: url.href,
    taken: () => {
      const taken = statements
      statements = []
      return taken
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Reads the frontend's messages: a statement is known by its Parse, and runs at each Bind. */
function listener(hear: (statement: Statement) => void): (data: Buffer) => void {
  const prepared = new Map<string, string>()
  let pending = Buffer.alloc(0)
  let started = false
  return (data) => {
    pending = Buffer.concat([pending, data])
    for (;;) {
      const head = started ? 1 : 0
      if (pending.length < head + 4) return
      const end = head + pending.readInt32BE(head)
      if (pending.length < end) return
      const body = pending.subarray(head + 4, end)
      const type = started ? String.fromCharCode(pending[0] as number) : ''
      started = true
      pending = pending.subarray(end)
      if (type === 'P') {
        const [name, sql] = texts(body, 2)
        prepared.set(name as string, sql as string)
      } else if (type === 'B') hear(bound(body, prepared))
      else if (type === 'Q') hear({ sql: texts(body, 1)[0] as string, params: [] })
    }
  }
}

function texts(body: Buffer, count: number): string[] {
  const found: string[] = []
  let at = 0
  for (let i = 0; i < count; i += 1) {
    const end = body.indexOf(0, at)
    found.push(body.toString('utf8', at, end))
    at = end + 1
  }
  return found
}

function bound(body: Buffer, prepared: ReadonlyMap<string, string>): Statement {
  const [portal, name] = texts(body, 2) as [string, string]
  let at = Buffer.byteLength(portal) + Buffer.byteLength(name) + 2
  at += 2 + 2 * body.readInt16BE(at)
  const count = body.readInt16BE(at)
  at += 2
  const params: (string | null)[] = []
  for (let i = 0; i < count; i += 1) {
    const length = body.readInt32BE(at)
    at += 4
    params.push(length < 0 ? null : body.toString('utf8', at, at + length))
    if (length > 0) at += length
  }
  return { sql: prepared.get(name) as string, params }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * The statements as a script for pgbench: what was the loan's id becomes that of loan `:loan`, an id made on the way becomes one that
 * belongs to that loan alone, and all else stays the text that was sent.
 * @param stays ids that are the same for every loan
 */
export async function pgbenchScript(
  owner: postgres.Sql,
  statements: readonly Statement[],
  loanId: string,
  stays: ReadonlySet<string>,
): Promise<string> {
  const made = new Map<string, string>()
  const idOf = (id: string): string | null => {
    if (stays.has(id)) return null
    if (id === loanId) return "'00000000-0000-4000-8000-' || lpad(:loan::text, 12, '0')"
    const prefix = made.get(id) ?? `f0000000-0000-4000-8${String(made.size).padStart(3, '0')}-`
    made.set(id, prefix)
    return `'${prefix}' || lpad(:loan::text, 12, '0')`
  }
  const lines = []
  for (const [index, { sql, params }] of statements.entries()) {
    const types = params.length === 0 ? [] : await typesOf(owner, `captured_${index}`, sql)
    const text = sql.replace(/\s+/g, ' ').replace(/\$(\d+)/g, (_, no: string) => {
      const param = params[Number(no) - 1] as string | null
      return param === null
        ? `NULL::${types[Number(no) - 1]}`
        : expressionOf(param, types[Number(no) - 1] as string, idOf)
    })
    lines.push(`${text.trim().replace(/;$/, '')};`)
  }
  return ['\\set i :i + 1', '\\set loan :first + :client_id * :each + :i', ...lines].join('\n')
}

async function typesOf(owner: postgres.Sql, name: string, sql: string): Promise<readonly string[]> {
  return owner.begin(async (tx: postgres.TransactionSql) => {
    await tx.unsafe(`PREPARE ${name} AS ${sql}`)
    const [row] = await tx.unsafe<{ types: string[] }[]>(
      `SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = '${name}'`,
    )
    await tx.unsafe(`DEALLOCATE ${name}`)
    return (row as { types: string[] }).types
  })
}

/** pgbench takes a colon before a word for a variable, in text as well. */
const quoted = (text: string) => `'${text.replaceAll("'", "''").replace(/:(?=[\p{L}\p{N}_])/gu, "' || chr(58) || '")}'`

function expressionOf(param: string, type: string, idOf: (id: string) => string | null): string {
  const parts: string[] = []
  let from = 0
  for (const found of param.matchAll(UUID)) {
    const id = idOf(found[0])
    if (id === null) continue
    if (found.index > from) parts.push(quoted(param.slice(from, found.index)))
    parts.push(id)
    from = found.index + found[0].length
  }
  if (from < param.length || parts.length === 0) parts.push(quoted(param.slice(from)))
  return `(${parts.join(' || ')})::${type}`
}
