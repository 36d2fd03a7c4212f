import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { connectRaw } from '../../src/db/connection.js'
import { MigrationRefused, migrate } from '../../src/db/migrator.js'
import { testDatabase } from '../support/database.js'

const FILES = {
  '0001_accounts.sql': 'create table account (id int primary key);\ninsert into account values (1);\n',
  '0002_names.sql': 'alter table account add column name text;\n',
  'schema.sql': 'this is not run',
}
const quiet = { log: () => undefined }

t.test('files are applied in order, once, and never behind the back of the record', async (t) => {
  const directory = t.testdir(FILES)
  const { owner, ownerUrl: url } = await testDatabase(t, { migrations: null })
  const run = () => migrate({ url, directory, ...quiet })
  const lastVersion = async () => (await owner`select max(version) as last from schema_migration`)[0]?.last
  const refused = (message: string | RegExp, what: string) =>
    t.rejects(run(), { name: 'MigrationRefused', message }, what)

  t.same(await run(), ['0001_accounts', '0002_names'])
  t.same(await run(), [])
  const rows = await owner`select version, name, length(sha256) as length from schema_migration order by version`
  t.same(
    [...rows],
    [
      { version: 1, name: 'accounts', length: 64 },
      { version: 2, name: 'names', length: 64 },
    ],
  )

  await writeFile(join(directory, '0001_accounts.sql'), FILES['0001_accounts.sql'].replaceAll('\n', '\r\n'))
  t.same(await run(), [], 'a checkout with other line ends is no change')
  await writeFile(join(directory, '0001_accounts.sql'), 'select 1')
  await refused(/0001_accounts has changed/, 'an applied file has changed')
  await writeFile(join(directory, '0001_accounts.sql'), FILES['0001_accounts.sql'])

  await rename(join(directory, '0002_names.sql'), join(directory, '0002_titles.sql'))
  await refused(/0002_titles has changed since 0002_names/, 'an applied file has another name')
  await rm(join(directory, '0002_titles.sql'))
  await refused(/0002_names, which is not among the files/, 'an applied file is missing')
  await writeFile(join(directory, '0002_names.sql'), FILES['0002_names.sql'])

  await writeFile(join(directory, '0004_late.sql'), 'select 1')
  await refused(/0004_late.sql should have number 0003/, 'a gap')
  await rename(join(directory, '0004_late.sql'), join(directory, '0002_twin.sql'))
  await refused(/0002_twin.sql should have number 0003/, 'twins')
  await rename(join(directory, '0002_twin.sql'), join(directory, '3-short.sql'))
  await refused(/3-short.sql is not named/, 'a name of another form')
  await rename(join(directory, '3-short.sql'), join(directory, '0003_half.sql'))

  await writeFile(join(directory, '0003_half.sql'), 'create table half (id int); select 1 / 0;')
  await t.rejects(run(), /division by zero/)
  t.same([...(await owner`select to_regclass('half') as half`)], [{ half: null }], 'nothing of a failed file stays')
  await writeFile(join(directory, '0003_half.sql'), 'create table early (id int); commit; begin;')
  await refused(/0003_half ends its transaction/, 'a file that commits by itself')
  t.equal(await lastVersion(), 2)
})

t.test('of several starters on an empty database one migrates and the others wait', async (t) => {
  const directory = t.testdir(FILES)
  const { ownerUrl: url } = await testDatabase(t, { migrations: null })
  const done = await Promise.all([1, 2, 3].map(() => migrate({ url, directory, ...quiet })))
  t.same(done.flat(), ['0001_accounts', '0002_names'])
})

t.test('an owner who may not make roles is told what an administrator has to run', async (t) => {
  const { owner, ownerUrl } = await testDatabase(t, { migrations: null })
  const name = `plain_${randomBytes(4).toString('hex')}`
  const [database] = await owner<[{ name: string }]>`select current_database() as name`
  await owner.unsafe(`create role ${name} login password 'plain'`)
  await owner.unsafe(`grant create, usage on schema public to ${name}`)
  t.teardown(async () => {
    const admin = connectRaw({ url: ownerUrl, max: 1, applicationName: 'test' })
    await admin.unsafe(`set role ${name}; drop owned by ${name}; reset role`).catch(() => undefined)
    await admin.unsafe(`revoke all on schema public from ${name}`)
    await admin.unsafe(`drop role ${name}`)
    await admin.end()
  })
  const plain = new URL(ownerUrl)
  plain.username = name
  plain.password = 'plain'
  t.match(plain.pathname, database.name)
  const run = () => migrate({ url: plain.href, directory: t.testdir(FILES), ...quiet })

  const error = await run().catch((caught) => caught)
  t.type(error, MigrationRefused)
  t.match(error.message, `GRANT tandai_app TO ${name};`)

  await owner.unsafe(`grant tandai_app to ${name}`)
  t.same(await run(), ['0001_accounts', '0002_names'], 'and with the grant it works')
  await owner.unsafe(`grant ${name} to current_user`)
})
