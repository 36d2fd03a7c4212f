import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type postgres from 'postgres'
import { APP_ROLE, connectRaw } from './connection.js'
import { codeOf } from './faults.js'

/** The files and the database tell different stories, or the role may not do what is needed; nothing was changed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

interface Migration {
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly text: string
}

export interface MigrateOptions {
  /** Of the database's owner. */
  readonly url: string
  /** Holds `NNNN_name.sql`, numbered from 0001 without a gap; `schema.sql` is the golden dump and not run. */
  readonly directory: string
  readonly log: (message: string) => void
}

const FILE = /^(\d{4})_([a-z0-9_]+)\.sql$/
const ONE_AT_A_TIME = 7_306_002

/** The migrations of a directory in order; the hash does not depend on the checkout's line ends. */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql') && file !== 'schema.sql').sort()
  const migrations: Migration[] = []
  for (const file of files) {
    const [, version = '', name = ''] = FILE.exec(file) ?? []
    if (version === '') throw new MigrationRefused(`${file} is not named NNNN_name.sql`)
    const expected = migrations.length + 1
    if (Number.parseInt(version, 10) !== expected)
      throw new MigrationRefused(`${file} should have number ${String(expected).padStart(4, '0')}: no gaps, no twins`)
    const text = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
    migrations.push({ version: expected, name, sha256: createHash('sha256').update(text).digest('hex'), text })
  }
  return migrations
}

const label = ({ version, name }: { version: number; name: string }) => `${String(version).padStart(4, '0')}_${name}`

function checkApplied(applied: readonly Omit<Migration, 'text'>[], files: readonly Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const file = files[index]
    if (row.version !== index + 1)
      throw new MigrationRefused(`the database has ${label(row)} but not number ${index + 1}`)
    if (file === undefined)
      throw new MigrationRefused(`the database has ${label(row)}, which is not among the files: an older program?`)
    if (file.name !== row.name || file.sha256 !== row.sha256)
      throw new MigrationRefused(
        `${label(file)} has changed since ${label(row)} was applied: add a new migration instead`,
      )
  }
}

/** Roles belong to the whole server: another database's migration may be making the same one at this moment. */
const MADE_MEANWHILE = ['42710', '23505', 'XX000']

async function provideAppRole(sql: postgres.Sql): Promise<void> {
  const [me] = await sql<[{ name: string; version: number }]>`
    select quote_ident(current_user) as name, current_setting('server_version_num')::int as version`
  const membership = me.version >= 160_000 ? 'SET' : 'MEMBER'
  const missing = async () => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`
    if (!role) return `CREATE ROLE ${APP_ROLE} NOLOGIN`
    const [member] = await sql`select 1 where pg_has_role(current_user, ${APP_ROLE}, ${membership})`
    return member ? undefined : `GRANT ${APP_ROLE} TO ${me.name}`
  }
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const statement = await missing()
    if (statement === undefined) return
    try {
      await sql.unsafe(statement)
    } catch (error) {
      if (codeOf(error) === '42501')
        throw new MigrationRefused(
          `${me.name} may not provide the role ${APP_ROLE}; an administrator of the server runs once:\n` +
            `  ${statement.startsWith('CREATE') ? `${statement}; ` : ''}GRANT ${APP_ROLE} TO ${me.name};`,
          { cause: error },
        )
      if (!MADE_MEANWHILE.includes(codeOf(error) ?? '')) throw error
    }
  }
  throw new MigrationRefused(`the role ${APP_ROLE} could not be provided`)
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  await sql.begin(async (tx) => {
    const [before] = await tx`select pg_current_xact_id()::text as id`
    await tx.unsafe(migration.text).simple()
    const [after] = await tx`select pg_current_xact_id()::text as id`
    if (before?.id !== after?.id)
      throw new MigrationRefused(
        `${label(migration)} ends its transaction: a migration commits as a whole or not at all`,
      )
    await tx`insert into public.schema_migration (version, name, sha256)
      values (${migration.version}, ${migration.name}, ${migration.sha256})`
  })
}

/**
 * Brings the database to the last migration, each file in one transaction; of several starters one works and the others
 * wait. Returns the labels of what it applied.
 * @throws MigrationRefused when an applied file has changed or is missing, the numbers have a gap, or a right is missing
 */
export async function migrate({ url, directory, log }: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(directory)
  const sql = connectRaw({ url, max: 1, applicationName: 'tandai migrate' })
  try {
    await sql`select pg_advisory_lock(${ONE_AT_A_TIME})`
    await provideAppRole(sql)
    await sql`create table if not exists public.schema_migration (
      version int constraint schema_migration_pk primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`
    const applied = await sql<Omit<Migration, 'text'>[]>`
      select version, name, sha256 from public.schema_migration order by version`
    checkApplied(applied, migrations)
    const pending = migrations.slice(applied.length)
    for (const migration of pending) {
      await apply(sql, migration)
      log(`applied ${label(migration)}`)
    }
    return pending.map(label)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
