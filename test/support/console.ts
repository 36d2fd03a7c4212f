import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { type Answered, type Bank, demo, openSessionOf } from './bank.js'
import { type TestDatabase, testDatabase } from './database.js'
import { addressIn, startProgram } from './program.js'

const CONSOLE = fileURLToPath(new URL('../../web/index.html', import.meta.url))

/** The program itself with the demonstration portfolio, on a database of its own, asked over HTTP. */
export interface RunningBank extends Bank {
  readonly address: string
}

/** Starts the program with the built console; it ends with `t`. */
export async function runningBank(t: Test): Promise<RunningBank> {
  if (!existsSync(CONSOLE)) throw new Error('the console is not built: npm run build:web')
  const database = await testDatabase(t, { contents: demo })
  const program = startProgram({
    DATABASE_URL: database.ownerUrl,
    DATABASE_POOL: '6',
    PLEDGE_CODE_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    DEMO: 'on',
    HOST: '127.0.0.1',
    PORT: '0',
  })
  t.teardown(async () => {
    program.child.kill('SIGTERM')
    await program.ended
  })
  return askedAt(database, addressIn(await program.until(/demo accounts/)))
}

/** A bank that runs at an address, on a database that is known. */
export function askedAt(database: TestDatabase, address: string): RunningBank {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (user: string): Promise<string> => {
    const token = tokens.get(user) ?? openSessionOf(database, user)
    tokens.set(user, token)
    return token
  }
  const ask = async (
    user: string | null,
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answered> => {
    const bearer: Record<string, string> = user === null ? {} : { authorization: `Bearer ${await tokenOf(user)}` }
    const answer = await fetch(address + url, {
      method,
      headers: { ...bearer, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    const isJson = (answer.headers.get('content-type') ?? '').includes('json')
    return {
      status: answer.status,
      body: isJson && text !== '' ? JSON.parse(text) : null,
      text,
      headers: Object.fromEntries(answer.headers),
    }
  }
  return {
    ...database,
    address,
    tokenOf,
    get: (user, url, headers = {}) => ask(user, 'GET', url, headers),
    post: (user, url, body, { key = randomUUID(), headers = {} } = {}) =>
      ask(
        user,
        'POST',
        url,
        {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === null ? {} : { 'idempotency-key': key }),
          ...headers,
        },
        body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      ),
  }
}
