import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, kill, pid } from 'node:process'
import t, { type Test } from 'tap'
import { connectRaw } from '../../src/db/connection.js'
import { runningEmbeddedServer, startEmbeddedServer } from '../../src/db/embedded-server.js'

const log = () => undefined

/** A folder with blanks and Chinese in its name, and whatever runs on it stopped at the end. */
async function folder(t: Test): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'tandai embedded 碳贷 '))
  const dataDir = join(parent, 'the data')
  await chmod(parent, 0o755)
  t.teardown(async () => {
    if (await runningEmbeddedServer(dataDir)) await (await startEmbeddedServer({ dataDir, log })).stop()
    await rm(parent, { recursive: true, force: true })
  })
  return dataDir
}

async function query(url: string, statement: string) {
  const sql = connectRaw({ url, max: 1, applicationName: 'test' })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

const postmasterOf = async (dataDir: string) =>
  Number.parseInt(await readFile(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10)

/** Another program that starts the server and then does nothing; undefined when it could not. */
async function otherProgram(dataDir: string): Promise<ChildProcess | undefined> {
  const module = new URL('../../src/db/embedded-server.js', import.meta.url).href
  const program = `
    import { startEmbeddedServer } from ${JSON.stringify(module)}
    await startEmbeddedServer({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined })
    console.log('started')
    setInterval(() => undefined, 1000)`
  const child = spawn(execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve) => {
    child.stdout.once('data', () => resolve(child))
    child.once('exit', () => resolve(undefined))
  })
}

t.test('data outlive a stop and a start; the owner is no superuser; the password is kept from others', async (t) => {
  const dataDir = await folder(t)
  t.equal(await runningEmbeddedServer(dataDir), undefined)
  const first = await startEmbeddedServer({ dataDir, log })
  t.equal(first.reused, false)
  t.equal(await runningEmbeddedServer(dataDir), first.url)
  await query(first.url, 'create table kept as select 1.10::numeric as amount')
  t.match(
    await query(
      first.url,
      `select rolsuper, current_database() as name, current_setting('TimeZone') as zone,
      current_setting('listen_addresses') as address from pg_roles where rolname = current_user`,
    ),
    [{ rolsuper: false, name: 'tandai', zone: 'UTC', address: '127.0.0.1' }],
  )
  const wrong = new URL(first.url)
  wrong.password = 'guessed'
  await t.rejects(query(wrong.href, 'select 1'), { code: '28P01' })
  t.equal((await stat(join(dataDir, 'pgdata', 'tandai.password'))).mode & 0o777, 0o600)
  await Promise.all([first.stop(), first.stop()])
  t.equal(await runningEmbeddedServer(dataDir), undefined)
  await t.rejects(query(first.url, 'select 1'), { code: 'ECONNREFUSED' })

  await writeFile(join(dataDir, 'initdb-of-a-crash'), '')
  const second = await startEmbeddedServer({ dataDir, log })
  t.equal(second.reused, false)
  t.same(await query(second.url, 'select amount from kept'), [{ amount: '1.10' }])
  t.notOk((await readdir(dataDir)).some((name) => name.startsWith('initdb-')))
  await second.stop()
})

t.test('a living program keeps its server; a killed one leaves it to the next', async (t) => {
  const dataDir = await folder(t)
  const other = await otherProgram(dataDir)
  if (!other) return t.fail('the other program starts')
  await t.rejects(
    startEmbeddedServer({ dataDir, log }),
    { message: `the data directory ${dataDir} is in use by another program (process ${other.pid})` },
    'the second is told by whom it is in use',
  )
  const url = (await runningEmbeddedServer(dataDir)) ?? ''
  await query(url, 'create table kept as select 1 as n')

  other.kill('SIGKILL')
  await once(other, 'exit')
  const next = await startEmbeddedServer({ dataDir, log })
  t.equal(next.reused, true)
  t.same(await query(next.url, 'select n from kept'), [{ n: 1 }])

  t.comment('and the server itself is killed, with a connection open')
  const open = connectRaw({ url: next.url, max: 1, applicationName: 'test' })
  await open`insert into kept values (2)`
  kill(await postmasterOf(dataDir), 'SIGKILL')
  const after = await startEmbeddedServer({ dataDir, log })
  t.equal(after.reused, false)
  t.same(await query(after.url, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }], 'recovered')
  await open.end({ timeout: 0 })
  await after.stop()
  await next.stop()
})

t.test('a pid file that names some other living process is not believed', async (t) => {
  const dataDir = await folder(t)
  await (await startEmbeddedServer({ dataDir, log })).stop()
  await writeFile(
    join(dataDir, 'pgdata', 'postmaster.pid'),
    `${pid}\n${join(dataDir, 'pgdata')}\n0\n1\n\n127.0.0.1\n\nready\n`,
  )
  const server = await startEmbeddedServer({ dataDir, log })
  t.equal(server.reused, false)
  t.not(await postmasterOf(dataDir), pid)
  await server.stop()
})

t.test('of two starters on an empty folder one gets the server and the other a clear answer', async (t) => {
  const dataDir = await folder(t)
  const [other, mine] = await Promise.all([
    otherProgram(dataDir),
    startEmbeddedServer({ dataDir, log }).catch((error: Error) => error),
  ])
  if (mine instanceof Error) {
    t.match(mine.message, /is in use by another program/)
    t.ok(other)
    other?.kill('SIGKILL')
    if (other) await once(other, 'exit')
  } else {
    t.equal(other, undefined)
    await mine.stop()
  }
})
