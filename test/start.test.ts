import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { addressIn, startProgram } from './support/program.js'

async function signIn(base: string, username: string): Promise<Record<string, string>> {
  const answer = await fetch(`${base}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'tandai-demo' }),
  })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

async function totals(base: string): Promise<unknown> {
  const headers = await signIn(base, 'reviewer.pboc')
  const answer = await fetch(`${base}/v1/reports/interest-saving?asOf=2024-06-30`, { headers })
  const { totals } = (await answer.json()) as { totals: Record<string, unknown> }
  return { ...totals, lineage: undefined }
}

t.test('wrong settings stop the start with every problem named', async (t) => {
  const { code, output } = await startProgram({ PORT: 'x', REDIS_URL: 'y', HOST: '0.0.0.0' }).ended
  t.equal(code, 1)
  for (const name of [/PORT must be/, /REDIS_URL must be/, /loopback only/]) t.match(output, name)
})

t.test('a port that is taken is said in one line before anything is made', async (t) => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  t.teardown(() => holder.close())
  const { port } = holder.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'tandai port '))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { code, output } = await startProgram({ PORT: String(port), DATA_DIR: join(folder, 'data') }).ended
  t.equal(code, 1)
  t.match(
    output,
    new RegExp(`^the settings are not usable:\\n  - PORT ${port} on HOST 127\\.0\\.0\\.1 is in use.*\\n$`),
  )
  t.notOk(existsSync(join(folder, 'data')))
})

t.test(
  'Node alone is enough: the demo starts, survives being stopped and killed, and imports once',
  { timeout: 110_000 },
  async (t) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tandai start '))
    chmodSync(dataDir, 0o755)
    t.teardown(() => rmSync(dataDir, { recursive: true, force: true }))
    const env = { DATA_DIR: join(dataDir, 'data'), PORT: '0' }

    const first = startProgram(env)
    t.teardown(() => first.child.kill('SIGKILL'))
    const printed = await first.until(/demo accounts/)
    t.match(printed, /DEEP_GREEN 104, LIGHT_GREEN 59, YELLOW 19, RED 8/)
    t.match(printed, /enterprise\.001/)
    const base = addressIn(printed)
    const before = await totals(base)
    t.match(before, { institutions: 26, enterprises: 163, averageDiscountBp: '34.00', annualSaving: '19760800.00' })

    const admin = await signIn(base, 'admin')
    const job = (await (
      await fetch(`${base}/v1/jobs/rate-recompute`, {
        method: 'POST',
        headers: { ...admin, 'content-type': 'application/json' },
        body: '{"asOf":"2024-06-30"}',
      })
    ).json()) as { id: string }
    const second = startProgram(env)
    t.match(
      await second.ended,
      { code: 1, output: /^DATA_DIR: .* in use .*\n$/m },
      'a second program on the same data says so',
    )
    t.notMatch((await second.ended).output, /^\s+at /m, 'and shows no stack')
    first.child.kill('SIGTERM')
    t.match(await first.ended, { code: 0 }, 'a stop waits for the job and ends cleanly')

    const again = startProgram(env)
    t.teardown(() => again.child.kill('SIGKILL'))
    const restarted = await again.until(/demo accounts/)
    t.match(restarted, /up to date/)
    t.notMatch(restarted, /1 new|190 新增/)
    const base2 = addressIn(restarted)
    t.same(await totals(base2), before, 'the same figures')
    const run2 = (await (
      await fetch(`${base2}/v1/jobs/${job.id}`, { headers: await signIn(base2, 'admin') })
    ).json()) as Record<string, unknown>
    t.match(run2, { state: 'succeeded', result: { changed: 0 } }, 'the job was finished before the stop')

    again.child.kill('SIGKILL')
    await again.ended
    const third = startProgram(env)
    t.teardown(() => third.child.kill('SIGKILL'))
    t.same(await totals(addressIn(await third.until(/demo accounts/))), before, 'after kill -9 as well')
    third.child.kill('SIGTERM')
    t.match(await third.ended, { code: 0 })
  },
)
