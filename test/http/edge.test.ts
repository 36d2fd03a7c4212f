import { randomUUID } from 'node:crypto'
import t from 'tap'
import { DEMO_PASSWORD } from '../../src/app/demo/demo-accounts.js'
import { problems } from '../../src/http/problems.js'
import { testBank } from '../support/bank.js'

const signInBody = (username: string, password = DEMO_PASSWORD) => JSON.stringify({ username, password })

t.test('the edge of the product', async (t) => {
  const bank = await testBank(t)
  const { app } = bank
  const signIn = (payload: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/sessions',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    })

  await t.test('signs in with a bearer and a cookie, and out of both', async (t) => {
    const answer = await signIn(signInBody('officer.sihui'))
    t.equal(answer.statusCode, 201)
    const { token, user, organisation, roles } = answer.json()
    t.match(
      { user, organisation, roles },
      { user: { username: 'officer.sihui' }, organisation: { code: 'RCB-SIHUI' }, roles: ['loan_officer'] },
    )
    t.match(String(answer.headers['set-cookie']), /^tandai_session=.*HttpOnly; SameSite=Strict/)
    const [cookie] = String(answer.headers['set-cookie']).split(';')
    const who = (headers: Record<string, string>) => app.inject({ method: 'GET', url: '/v1/sessions/current', headers })
    t.equal((await who({ authorization: `Bearer ${token}` })).json().user.username, 'officer.sihui')
    t.equal((await who({ cookie: cookie as string })).json().organisation.code, 'RCB-SIHUI')
    t.equal((await who({})).statusCode, 401)
    t.equal((await who({ authorization: 'Bearer nobodys-token-nobodys-token' })).statusCode, 401)
    const out = await app.inject({
      method: 'DELETE',
      url: '/v1/sessions/current',
      headers: { authorization: `Bearer ${token}` },
    })
    t.equal(out.statusCode, 204)
    t.equal((await who({ authorization: `Bearer ${token}` })).statusCode, 401, 'the session has ended')
  })

  await t.test('a cookie counts only from our own pages', async (t) => {
    const [cookie] = String((await signIn(signInBody('admin'))).headers['set-cookie']).split(';')
    const post = (origin: string) =>
      app.inject({
        method: 'POST',
        url: '/v1/jobs/rate-recompute',
        headers: { cookie: cookie as string, origin, host: 'tandai.example' },
      })
    t.match((await post('https://evil.example')).json(), { code: 'CROSS_ORIGIN', status: 403 })
    t.equal((await post('http://tandai.example')).statusCode, 202)
  })

  await t.test('wrong passwords and unknown names get one answer, and run out', async (t) => {
    const unknown = (await signIn(signInBody('nobody', 'x'))).json()
    const wrong = (await signIn(signInBody('auditor.zq', 'x'))).json()
    t.match(unknown, { status: 401, code: 'SIGN_IN_FAILED' })
    t.equal(unknown.detail, wrong.detail)
    for (let tries = 0; tries < 7; tries += 1) await signIn(signInBody('auditor.zq', 'x'))
    const blocked = await signIn(signInBody('auditor.zq'))
    t.equal(blocked.statusCode, 429, 'even with the right password')
    t.match(blocked.json(), { code: 'TOO_MANY_ATTEMPTS' })
    t.equal((await signIn(signInBody('steward.zq'))).statusCode, 201, 'others sign in')
  })

  await t.test('what is malformed is named', async (t) => {
    const cases: readonly [string, string][] = [
      ['{"username": "a"', ''],
      ['{"username": "a"}', '/password'],
      ['{"username": "a", "password": "b", "admin": true}', '/admin'],
      ['{"username": 1, "password": "b"}', '/username'],
      ['[]', ''],
    ]
    for (const [payload, pointer] of cases) {
      const answer = await signIn(payload)
      t.equal(answer.statusCode, 400, payload)
      t.match(answer.headers['content-type'], /^application\/problem\+json/)
      t.equal(answer.json().errors[0].pointer, pointer, payload)
    }
    t.match((await signIn('username=a', { 'content-type': 'text/plain' })).json(), { status: 415, given: 'text/plain' })
    t.match((await signIn(`{"username": "${'a'.repeat(17_000)}"}`)).json(), {
      status: 413,
      code: 'BODY_TOO_LARGE',
    })
  })

  await t.test('problems speak the language of the reader', async (t) => {
    const detail = async (language: string | undefined) => {
      const answer = await app.inject({
        method: 'GET',
        url: '/v1/jobs',
        headers: language === undefined ? {} : { 'accept-language': language },
      })
      return [answer.headers['content-language'], answer.json().detail]
    }
    t.match(await detail(undefined), ['zh', /登录/])
    t.match(await detail('en-GB,en;q=0.9'), ['en', /Sign in/])
    t.match(await detail('en;q=0.2, zh-CN;q=0.8'), ['zh', /登录/])
    t.match(await detail('fr'), ['zh', /登录/])
  })

  await t.test('every problem has a sentence in both languages that uses only its facts', async (t) => {
    for (const [code, row] of Object.entries(problems)) {
      t.match(code, /^[A-Z][A-Z0-9_]+$/)
      t.ok(row.status >= 400 && row.status < 600, code)
      t.match(row.zh, /[\u4e00-\u9fff]/, code)
      t.match(row.en, /^[A-Za-z{0-9].*[.!?}]$/s, code)
      const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
      t.same([...new Set(facts(row.zh))], [...new Set(facts(row.en))], `${code}: the same facts in both`)
    }
  })

  await t.test('roles are checked before anything is read', async (t) => {
    t.match((await bank.post('officer.sihui', '/v1/jobs/rate-recompute', {})).body, { status: 403, code: 'FORBIDDEN' })
    t.match((await bank.get('officer.sihui', '/v1/audit-events')).body, { status: 403, code: 'FORBIDDEN' })
    t.equal((await bank.get('auditor.zq', '/v1/audit-events?limit=2')).status, 200)
    for (const url of ['/v1/jobs', '/v1/reports/interest-saving', '/v1/enterprises', '/v1/audit-events'])
      t.equal((await bank.get(null, url)).status, 401, url)
  })

  await t.test('the interface describes itself, and health needs no one', async (t) => {
    const openapi = (await bank.get(null, '/openapi.json')).body
    t.equal(openapi.openapi, '3.1.0')
    const operations = Object.values(
      openapi.paths as Record<string, Record<string, { summary?: string; tags?: string[] }>>,
    ).flatMap((path) => Object.values(path))
    t.ok(operations.length > 20, `${operations.length} operations`)
    t.same(
      operations.filter(({ summary, tags }) => !summary || !tags),
      [],
      'each has a summary and a tag',
    )
    t.equal((await bank.get(null, '/docs')).status, 200)
    t.match((await bank.get(null, '/health/live')).body, { status: 'live' })
    t.match((await bank.get(null, '/health/ready')).body, { status: 'ready' })
    t.match((await bank.get(null, '/nowhere')).body, { status: 404, code: 'NOT_FOUND' })
  })

  await t.test('pages go on where they stopped, and a foreign cursor is refused', async (t) => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await bank.get('auditor.zq', `/v1/audit-events?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).body
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    } while (cursor !== null)
    t.ok(seen.length > 6)
    t.equal(new Set(seen).size, seen.length)
    t.same(
      seen,
      [...seen].sort((a, b) => Number(b) - Number(a)),
    )
    for (const wrong of [
      Buffer.from('{"id":"1 OR 1=1"}').toString('base64url'),
      Buffer.from('[]').toString('base64url'),
      'abc',
    ])
      t.match((await bank.get('auditor.zq', `/v1/audit-events?cursor=${wrong}`)).body, {
        status: 400,
        errors: [{ pointer: '/cursor' }],
      })
    t.equal((await bank.get('auditor.zq', '/v1/audit-events?limit=0')).status, 400)
    t.equal((await bank.get('auditor.zq', '/v1/audit-events?limit=201')).status, 400)
    t.equal((await bank.get('auditor.zq', `/v1/jobs/${randomUUID()}`)).status, 404)
    t.equal((await bank.get('auditor.zq', '/v1/jobs/1')).status, 400)
  })
})
