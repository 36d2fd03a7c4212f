import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { Type } from 'typebox'
import { SYSTEM } from '../../src/app/actor.js'
import { DEMO_PASSWORD } from '../../src/app/demo/demo-accounts.js'
import { withTransaction } from '../../src/db/transaction.js'
import { isInstant } from '../../src/http/instant.js'
import { loggable } from '../../src/http/loggable.js'
import { nounOf } from '../../src/http/problems/nouns.js'
import { Shape } from '../../src/http/shapes/primitives.js'
import { testBank } from '../support/bank.js'

const bank = await testBank(t, { trustProxy: ['127.0.0.1'] })
const { app, get, post } = bank
const FIRST = '91441203MA0000015L'
const english = { 'accept-language': 'en' }

app.get(
  '/v1/planted',
  { config: { access: 'open' }, schema: { response: { 200: Shape({ a: Type.String() }) } } },
  async (_request, reply) => reply.send({ a: 1, b: 2 } as never),
)
app.get('/v1/planted-text', { config: { access: 'open' }, schema: { hide: true } }, async () => {
  await withTransaction(bank.db, SYSTEM, (tx) => tx.execute(sql`select ${'a\u0000b'}::text`))
})

t.test('an answer that is not as documented is caught', async (t) => {
  await t.rejects(get(null, '/v1/planted'), { message: /ANSWER_NOT_AS_DOCUMENTED.*GET \/v1\/planted 200/ })
})

t.test('a text that cannot be stored is named, wherever it stands', async (t) => {
  const cases: [string, string, string][] = [
    ['{"username": "a\\u0000", "password": "b"}', 'body', '/username'],
    ['{"username": "a", "password": "\\ud800"}', 'body', '/password'],
    ['{"username": "a", "password": "b", "x/y": {"z": ["ok", "\\udc00\\ud800"]}}', 'body', '/x~1y/z/1'],
    ['{"username": "a", "password": "b", "\\u0000": 1}', 'body', ''],
  ]
  for (const [payload, where, pointer] of cases)
    t.match((await post(null, '/v1/sessions', payload)).body, {
      status: 400,
      code: 'MALFORMED_REQUEST',
      errors: [{ in: where, pointer, message: /不能保存/ }],
    })
  t.match((await get('auditor.zq', '/v1/enterprises?grade=%00')).body, {
    status: 400,
    errors: [{ in: 'querystring', pointer: '/grade' }],
  })
  t.match((await get('auditor.zq', '/v1/enterprises/a%00b')).body, { status: 400, errors: [{ in: 'params' }] })
  t.equal((await post(null, '/v1/sessions', '{"username": "\\ud83d\\ude00", "password": "b"}')).status, 401, 'a pair')
  t.match((await app.inject('/v1/planted-text')).json(), { status: 400, code: 'MALFORMED_REQUEST' }, 'the last wall')
})

t.test('deep, long and many-faulted bodies have their limits', async (t) => {
  const deep = `{"username": ${'['.repeat(2_000)}${']'.repeat(2_000)}}`
  t.match((await post(null, '/v1/sessions', deep, { headers: english })).body, {
    status: 400,
    errors: [{ message: /deeper than 32/ }],
  })
  const wrong = `{${Array.from({ length: 70 }, (_, n) => `"x${n}": 1`).join()}}`
  const { body } = await post(null, '/v1/sessions', wrong)
  t.equal(body.errors.length, 50)
  t.equal(body.furtherErrors, 22)
})

t.test('faults of a shape are told in the language of the reader', async (t) => {
  const messages = async (payload: string, headers = {}) =>
    (await post(null, '/v1/sessions', payload, { headers })).body.errors.map((one: { message: string }) => one.message)
  t.same(await messages('{"username": 1, "a": 2}'), ['为必填项', '不是可识别的字段', '应为文本'])
  t.same(await messages('{"username": "", "password": "b"}'), ['不得少于 1 个字符'])
  t.same(await messages('{"username": "", "password": "b"}', english), ['must NOT have fewer than 1 characters'])
  t.same(await messages('{"username": '), ['请求正文不是有效的 JSON'])
})

t.test('nouns are told in the language of the reader', async (t) => {
  const nowhere = (headers = {}) => get(null, '/v1/nowhere', headers)
  t.match((await nowhere()).body, { detail: '没有找到该地址,或您无权查看。', what: 'address' })
  t.match((await nowhere(english)).body, { detail: /no such address/ })
  const src = fileURLToPath(new URL('../../src/', import.meta.url))
  const nouns = new Set(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(app|http)\/.*\.js$/.test(file))
      .flatMap((file) => [
        ...readFileSync(`${src}${file}`, 'utf8').matchAll(/(?:notFound\(|code: '[A-Z_]+', what: )'([^']+)'/g),
      ])
      .map(([, noun]) => noun),
  )
  t.ok(nouns.size > 15)
  for (const noun of nouns) t.match(nounOf('zh', noun), /^[\u4e00-\u9fff]+$/, `${noun} has its Chinese`)
})

t.test('instants that do not exist are refused, in cursors too', async (t) => {
  for (const [text, exists] of [
    ['2024-02-29T00:00:00Z', true],
    ['2024-06-30T23:59:59.999999+14:00', true],
    ['2024-06-30T00:00:00-14:00', true],
    ['2024-06-30T00:00:00+14:01', false],
    ['2024-06-30T00:00:00-15:00', false],
    ['2024-02-30T00:00:00Z', false],
    ['2024-06-30T25:00:00Z', false],
    ['2024-99-99T99:99:99Z', false],
    ['2024-06-30T00:00:00', false],
  ] as const)
    t.equal(isInstant(text), exists, text)
  const cursor = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url')
  const id = '00000000-0000-4000-8000-000000000000'
  const impossible = '2024-99-99T99:99:99Z'
  for (const [user, url, key] of [
    ['auditor.zq', '/v1/jobs', { createdAt: impossible, id }],
    ['officer.sihui', '/v1/loans', { recordedAt: impossible, id }],
    ['officer.sihui', '/v1/loan-applications', { recordedAt: '2024-02-30T00:00:00Z', id }],
    ['enterprise.001', `/v1/enterprises/${FIRST}/balance-sheets`, { asOf: '2024-13-01', recordedAt: impossible, id }],
  ] as const)
    t.match(
      (await get(user, `${url}?cursor=${cursor(key)}`)).body,
      { status: 400, errors: [{ pointer: '/cursor' }] },
      url,
    )
})

t.test('what no route takes has our form of problem', async (t) => {
  const bad = await app.inject({ url: '/v1/enterprises/%E0%A4%A', headers: english })
  t.match(bad.json(), { status: 400, code: 'MALFORMED_REQUEST', errors: [{ message: /address/ }] })
  t.match(bad.headers['content-type'], /^application\/problem\+json/)
  t.equal(bad.headers['x-request-id'], bad.json().requestId)
})

t.test('a request id is the caller’s only when it is a word', async (t) => {
  const idOf = async (given: string) =>
    (await get(null, '/health/live', { 'x-request-id': given })).headers['x-request-id']
  t.equal(await idOf('trace_42-a'), 'trace_42-a')
  for (const given of ['a b', 'x'.repeat(65), '{"a":1}', 'é']) t.match(await idOf(given), /^[0-9a-f-]{36}$/, given)
})

t.test('a cookie counts from no page that names no place', async (t) => {
  const answer = await post(null, '/v1/sessions', { username: 'admin', password: DEMO_PASSWORD })
  const [cookie = ''] = String(answer.headers['set-cookie']).split(';')
  const from = (origin: string) => post(null, '/v1/jobs/rate-recompute', undefined, { headers: { cookie, origin } })
  for (const origin of ['null', 'nonsense', 'https://evil.example'])
    t.match((await from(origin)).body, { status: 403, code: 'CROSS_ORIGIN' }, origin)
})

t.test('the address of a client is what a trusted proxy says, and nobody else', async (t) => {
  const refused = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/sessions',
      remoteAddress,
      headers: { 'x-forwarded-for': '203.0.113.50' },
      payload: { username: 'no.such.name', password: 'x' },
    })
  await refused('127.0.0.1')
  await refused('198.51.100.8')
  const rows = await bank.owner`select address from sign_in_attempt where username = 'no.such.name' order by id`
  t.same(
    rows.map(({ address }) => address),
    ['203.0.113.50', '198.51.100.8'],
  )
})

t.test('the log keeps no parameter of a failed statement', async (t) => {
  const failed = await bank.db.orm
    .execute(sql`select ${'secret-name'}::text, ${'not-a-number'}::int`)
    .then(() => undefined)
    .catch((error: unknown) => error)
  const kept = loggable(failed)
  t.match(kept, { code: '22P02', query: /select \$1::text/ })
  t.notMatch(JSON.stringify(kept), /secret-name|not-a-number/)
  t.match(loggable(new TypeError('x is undefined')), { name: 'TypeError', message: 'x is undefined', at: [/^at /] })
})

t.test('the record of a single correction is named by its member, not by a row', async (t) => {
  const reading = { month: '2024-06', carrier: 'electricity', quantity: '1', unit: 'GJ', source: 'meter' }
  const url = `/v1/enterprises/${FIRST}/activities`
  const { body } = await post('steward.zq', url, { ...reading, dataQuality: 1, reason: 'x' })
  t.match(body, { code: 'UNIT_MISMATCH', member: 'unit', detail: /^该记录\(unit\)的 electricity/ })
  t.notOk('index' in body)
})

t.test('every operation has an id of its own, and its problems are problems', async (t) => {
  const { paths } = (await get(null, '/openapi.json')).body
  type Operation = { operationId: string; responses: Record<string, { content?: Record<string, unknown> }> }
  const operations = Object.entries(paths as Record<string, Record<string, Operation>>)
    .filter(([path]) => path.startsWith('/v1/') && !path.startsWith('/v1/planted'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, of]) => ({ name: `${method} ${path}`, ...of })))
  const ids = operations.map(({ operationId }) => operationId)
  t.equal(new Set(ids).size, ids.length)
  t.ok(ids.includes('getEnterprisesByUsccCarbonAccount'))
  for (const { name, responses } of operations) {
    const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400)
    t.ok(responses['400'] && responses['503'], name)
    for (const [status, { content }] of problems)
      t.same(Object.keys(content ?? {}), ['application/problem+json'], `${name} ${status}`)
  }
})
