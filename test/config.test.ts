import t from 'tap'
import { ConfigProblems, readConfig } from '../src/config.js'

t.test('nothing set is the embedded demo on loopback', async (t) => {
  t.match(readConfig({}), {
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    dataDir: './data',
    databaseUrl: null,
    redisUrl: null,
    demo: true,
    embedded: true,
    duty: 'all',
  })
})

t.test('a server has no demo unless asked', async (t) => {
  const servers = { DATABASE_URL: 'postgres://u@db/tandai', REDIS_URL: 'redis://r:6379', HOST: '0.0.0.0' }
  t.match(readConfig(servers), { demo: false, embedded: false, databaseOwnerUrl: servers.DATABASE_URL })
  t.match(readConfig({ ...servers, HOST: '127.0.0.1', DEMO: 'on' }), { demo: true })
})

t.test('every wrong setting is named at once', async (t) => {
  const problemsOf = (env: Record<string, string>): readonly string[] => {
    try {
      readConfig(env)
      return []
    } catch (error) {
      if (!(error instanceof ConfigProblems)) throw error
      return error.problems
    }
  }
  const cases: readonly [Record<string, string>, readonly RegExp[]][] = [
    [{ PORT: '80a' }, [/^PORT /]],
    [{ PORT: '65536' }, [/^PORT /]],
    [{ DATABASE_URL: 'mysql://x' }, [/^DATABASE_URL /]],
    [{ REDIS_URL: 'http://x' }, [/^REDIS_URL /]],
    [{ PUBLIC_URL: 'tandai.example' }, [/^PUBLIC_URL /]],
    [{ DEMO: 'maybe' }, [/^DEMO /]],
    [{ SECOND_FACTOR_KEY: 'k1:c2hvcnQ=' }, [/^SECOND_FACTOR_KEY .* 32 bytes/]],
    [{ HOST: '0.0.0.0' }, [/loopback only/]],
    [{ DATABASE_URL: 'postgres://x/y', HOST: '10.0.0.1', DEMO: 'on' }, [/loopback only/]],
    [{ DUTY: 'worker' }, [/needs DATABASE_URL/, /needs REDIS_URL/]],
    [{ ADMIN_PASSWORD: 'short' }, [/^ADMIN_PASSWORD /]],
    [
      { LOG_LEVEL: 'loud', PORT: '-1', REDIS_URL: 'x', DATABASE_POOL: '1' },
      [/^REDIS_URL/, /^PORT/, /^LOG_LEVEL/, /^DATABASE_POOL/],
    ],
  ]
  for (const [env, expected] of cases) {
    const problems = problemsOf(env)
    t.equal(problems.length, expected.length, JSON.stringify(problems))
    for (const [index, pattern] of expected.entries()) t.match(problems[index], pattern)
  }
})

t.test('cookies are secure unless the server is on loopback, and proxies are believed only by address', async (t) => {
  t.match(readConfig({}), { secureCookies: false, trustProxy: [] })
  const server = { DATABASE_URL: 'postgres://u@db/tandai', HOST: '0.0.0.0' }
  t.equal(readConfig(server).secureCookies, true)
  t.equal(readConfig({ ...server, SECURE_COOKIES: 'off' }).secureCookies, false)
  t.equal(readConfig({ SECURE_COOKIES: 'on' }).secureCookies, true, 'behind a proxy on this host')
  t.same(readConfig({ TRUST_PROXY: 'off' }).trustProxy, [])
  t.same(readConfig({ TRUST_PROXY: '10.0.0.0/8, 192.0.2.7,fd00::/8' }).trustProxy, [
    '10.0.0.0/8',
    '192.0.2.7',
    'fd00::/8',
  ])
  for (const wrong of ['1', 'proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129', '10.0.0.0/x', ','])
    t.throws(() => readConfig({ TRUST_PROXY: wrong }), { message: /TRUST_PROXY must be/ }, wrong)
})
