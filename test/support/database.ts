import { createHash, randomBytes } from 'node:crypto'
import { env } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import type { Test } from 'tap'
import { APP_ROLE, connect, connectRaw, type Database } from '../../src/db/connection.js'
import { codeOf } from '../../src/db/faults.js'
import { migrate, readMigrations } from '../../src/db/migrator.js'

export interface TestDatabase {
  /** Works as the bank does: as the role `tandai_app`. */
  readonly db: Database
  /** Raw SQL as the role `tandai_app`. */
  readonly raw: postgres.Sql
  /** Raw SQL as the owner of the tables, who sees all rows. */
  readonly owner: postgres.Sql
  readonly ownerUrl: string
  /** The same database; the role is sent at the start of every connection. */
  readonly appUrl: string
}

export const MIGRATIONS = fileURLToPath(new URL('../../../migrations/', import.meta.url))
const TEMPLATE_LOCK = 7_306_003
const TEMPLATES = 'tandai_template_'
export const TEST_DATABASES = 'tandai_test_'

/** Of a role that may create databases: the server scripts/run-tests started, or the one DATABASE_URL names. */
export function testServerUrl(): string {
  const url = env.TEST_DATABASE_URL ?? env.DATABASE_URL
  if (!url) throw new Error('no database to test on: run `node dist/scripts/run-tests.js dist/test/….test.js`')
  return url
}

const onDatabase = (url: string, database: string, role?: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  if (role !== undefined) changed.searchParams.set('role', role)
  return changed.href
}

/** What a template holds beyond the migrated schema; `key` changes with everything `fill` depends on. */
export interface Contents {
  readonly key: string
  readonly fill: (ownerUrl: string) => Promise<void>
}

/**
 * A migrated database, with contents if asked, made once per state of the migrations and the contents; built under another name,
 * so that it is there whole or not at all.
 */
async function provideTemplate(server: postgres.Sql, directory: string, contents?: Contents): Promise<string> {
  const migrations = await readMigrations(directory)
  const hash = createHash('sha256').update(migrations.map(({ name, sha256 }) => name + sha256).join())
  if (contents) hash.update(contents.key)
  const template = `${TEMPLATES}${hash.digest('hex').slice(0, 16)}`
  const session = await server.reserve()
  try {
    await session`select pg_advisory_lock(${TEMPLATE_LOCK})`
    const [found] = await session`select 1 from pg_database where datname = ${template}`
    if (found) return template
    const building = `tandai_building_${randomBytes(4).toString('hex')}`
    await session.unsafe(`create database ${building}`)
    try {
      const url = onDatabase(testServerUrl(), building)
      await migrate({ url, directory, log: () => undefined })
      await contents?.fill(url)
      await session.unsafe(`alter database ${building} rename to ${template}`)
    } catch (error) {
      await session.unsafe(`drop database if exists ${building} with (force)`)
      throw error
    }
    return template
  } finally {
    await session`select pg_advisory_unlock(${TEMPLATE_LOCK})`
    session.release()
  }
}

/**
 * A database of its own for one test file, migrated, dropped at the end of `t`. Without `migrations` it has the product's
 * schema; `null` leaves it empty.
 */
export async function testDatabase(
  t: Test,
  { migrations = MIGRATIONS, contents }: { migrations?: string | null; contents?: Contents } = {},
): Promise<TestDatabase> {
  const url = testServerUrl()
  const server = connectRaw({ url, max: 1, applicationName: 'tandai test setup' })
  const name = `${TEST_DATABASES}${process.pid}_${randomBytes(4).toString('hex')}`
  const template = migrations === null ? 'template0' : await provideTemplate(server, migrations, contents)
  await server.unsafe(`create database ${name} template ${template}`)
  await server.end()

  const ownerUrl = onDatabase(url, name)
  const options = { url: ownerUrl, max: 4, applicationName: 'tandai test' }
  const db = connect({ ...options, role: APP_ROLE })
  const raw = connectRaw({ ...options, role: APP_ROLE })
  const owner = connectRaw(options)
  t.teardown(async () => {
    await Promise.all([db.close(0.5), raw.end({ timeout: 0.5 }), owner.end({ timeout: 0.5 })])
    await dropDatabase(url, name)
  })
  return { db, raw, owner, ownerUrl, appUrl: onDatabase(url, name, APP_ROLE) }
}

/** A background worker of the server itself may stand in the way for a moment, and only a superuser may end it: try again then. */
async function dropDatabase(url: string, name: string): Promise<void> {
  const server = connectRaw({ url, max: 1, applicationName: 'tandai test setup' })
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await server.unsafe(`drop database if exists ${name} with (force)`)
        return
      } catch (error) {
        if (!['42501', '55006'].includes(codeOf(error) ?? '') || tries === 50) throw error
        await sleep(100)
      }
    }
  } finally {
    await server.end()
  }
}

/** Drops templates of other states of the migrations and test databases whose processes are gone; for a server that stays. */
export async function sweepTestDatabases(url: string): Promise<void> {
  const server = connectRaw({ url, max: 1, applicationName: 'tandai test setup' })
  const idle = await server<{ datname: string }[]>`
    select datname from pg_database d
    where (starts_with(datname, ${TEMPLATES}) or starts_with(datname, ${TEST_DATABASES}) or starts_with(datname, 'tandai_building_'))
      and not exists (select from pg_stat_activity a where a.datid = d.oid)
      and (pg_stat_file('base/' || d.oid || '/PG_VERSION', true)).modification < now() - interval '1 hour'`.catch(
    () => [],
  )
  for (const { datname } of idle)
    await server.unsafe(`drop database if exists ${datname}`).catch((error) => {
      if (codeOf(error) !== '55006') throw error
    })
  await server.end()
}
