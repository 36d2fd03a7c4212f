import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import type { Test } from 'tap'
import { createDemoAccounts } from '../../src/app/demo/demo-accounts.js'
import { loadDemo } from '../../src/app/demo/load-demo.js'
import { exportFolder } from '../../src/app/exports/export-folder.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { vaultOf } from '../../src/app/sealing/vault.js'
import { APP_ROLE, connect, type Database } from '../../src/db/connection.js'
import type { App } from '../../src/http/server.js'
import { buildServer } from '../../src/http/server.js'
import type { JobQueue } from '../../src/http/services.js'
import { type Contents, type TestDatabase, testDatabase } from './database.js'
import { holdAnswersToTheirShapes } from './documented-answers.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const RULES = here('../../../src/rules/')
export const DEMO = here('../../../src/demo/zhaoqing-2024/')

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers by hand
  readonly body: any
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** A bank one can ask, on a database of its own. */
export interface Bank extends TestDatabase {
  /** Reads as a user; null is nobody. */
  get(user: string | null, url: string, headers?: Record<string, string>): Promise<Answered>
  /** Commands as a user under a new idempotency key, unless one is given; `key: null` sends none. */
  post(
    user: string | null,
    url: string,
    body?: unknown,
    options?: { key?: string | null; headers?: Record<string, string> },
  ): Promise<Answered>
  /** A session token of the user. */
  tokenOf(user: string): Promise<string>
}

/** A bank that is served within the test's own process. */
export interface ServedBank extends Bank {
  readonly app: App
}

export interface BankOptions {
  /** Without the demo there are rules and nothing else. */
  readonly portfolio?: boolean
  /** The only clock of the edge. */
  readonly today?: string
  readonly jobs?: (db: Database, log: Logger) => JobQueue & { close?(): Promise<void> }
  readonly openCalculators?: boolean
  /** Where finished exports are; none unless told. */
  readonly exportDir?: string
  readonly trustProxy?: readonly string[]
  /** False: a server without a key for second factors. */
  readonly secondFactors?: boolean
}

const NO_QUEUE: JobQueue = { enqueue: async () => undefined }

/** A served bank on a database of its own: rules published and, unless told otherwise, the demo imported, rated and priced. */
export async function testBank(t: Test, options: BankOptions = {}): Promise<ServedBank> {
  const database = await testDatabase(t, { contents: options.portfolio === false ? rulesOnly : demo })
  const log = pino({ level: 'silent' })
  const queue = options.jobs?.(database.db, log)
  const app = await buildServer({
    db: database.db,
    log,
    openCalculators: options.openCalculators ?? true,
    demo: true,
    secureCookies: false,
    today: () => options.today ?? '2024-06-30',
    jobs: queue ?? NO_QUEUE,
    ...(options.exportDir === undefined ? {} : { exports: exportFolder(options.exportDir) }),
    pledgeCodes: vaultOf([{ id: 'test', key: Buffer.alloc(32, 7) }]),
    ...(options.secondFactors === false ? {} : { secondFactors: vaultOf([{ id: 'test', key: Buffer.alloc(32, 11) }]) }),
    consoleRoot: here('../../web'),
    ready: async () => true,
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
  })
  holdAnswersToTheirShapes(app)
  t.teardown(async () => {
    await app.close()
    await queue?.close?.()
  })

  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (user: string): Promise<string> => {
    const token = tokens.get(user) ?? openSessionOf(database, user)
    tokens.set(user, token)
    return token
  }
  const inject = async (
    user: string | null,
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string,
  ): Promise<Answered> => {
    const bearer: Record<string, string> = user === null ? {} : { authorization: `Bearer ${await tokenOf(user)}` }
    const answer = await app.inject({
      method,
      url,
      headers: { ...bearer, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    if (answer.statusCode === 500 && answer.payload.includes('ANSWER_NOT_AS_DOCUMENTED'))
      throw new Error(answer.payload)
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: isJson && answer.payload !== '' ? JSON.parse(answer.payload) : null,
      text: answer.payload,
      headers: answer.headers,
    }
  }
  return {
    ...database,
    app,
    tokenOf,
    get: (user, url, headers = {}) => inject(user, 'GET', url, headers),
    post: (user, url, body, { key = randomUUID(), headers = {} } = {}) =>
      inject(
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

/** Signs a user in without the password. @returns the session's token */
export async function openSessionOf({ owner }: TestDatabase, user: string): Promise<string> {
  const token = `${randomUUID()}${randomUUID()}`.replaceAll('-', '')
  const hash = createHash('sha256').update(token).digest('hex')
  const added = await owner`
    insert into user_session (token_hash, user_id, organisation_id, expires_at)
    select ${hash}, id, organisation_id, now() + interval '1 hour' from user_account where username = ${user} returning 1`
  if (added.length !== 1) throw new Error(`there is no user ${user}`)
  return token
}

/** Changes with every file below the folders, so that a template never outlives the code that filled it. */
function digestOf(folders: readonly string[]): string {
  const digest = createHash('sha256')
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /\.(js|csv|json)$/.test(entry.name))
        digest.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  return digest.digest('hex')
}

const CODE = ['kernel', 'domain', 'rules', 'app'].map((part) => here(`../../src/${part}/`))

async function filling(ownerUrl: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = connect({ url: ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai test setup' })
  try {
    await publishRules(db, RULES)
    await work(db)
  } finally {
    await db.close()
  }
}

const rulesOnly: Contents = {
  key: `rules ${digestOf([RULES, ...CODE])}`,
  fill: (ownerUrl) => filling(ownerUrl, async () => undefined),
}
/** Rules, the demonstration portfolio and its people. */
export const demo: Contents = {
  key: `demo ${digestOf([RULES, DEMO, ...CODE])}`,
  fill: (ownerUrl) =>
    filling(ownerUrl, async (db) => {
      const { enterprises } = await loadDemo(db, DEMO, () => undefined)
      await createDemoAccounts(db, enterprises)
    }),
}
