import t from 'tap'
import { DEMO_PASSWORD } from '../../src/app/demo/demo-accounts.js'
import { signIn } from '../../src/app/sessions/sign-in.js'
import { testBank } from '../support/bank.js'

const bank = await testBank(t)
const { db, owner } = bank
const attempt = async (username: string, password = DEMO_PASSWORD, address = '198.51.100.1') => {
  const result = await signIn(db, { username, password, address, agent: null, requestId: 'r' })
  return result.ok ? 'in' : result.refusal.code
}
const tally = (answers: readonly string[]) =>
  Object.fromEntries([...new Set(answers)].sort().map((one) => [one, answers.filter((other) => other === one).length]))
const refusals = async () => owner`
  select organisation_id, user_id, subject_id, detail from audit_event where action = 'session.refused' order by id`

t.test('wrong passwords at the same moment share one limit', async (t) => {
  const answers = await Promise.all(Array.from({ length: 24 }, () => attempt('officer.sihui', 'wrong')))
  t.same(tally(answers), { SIGN_IN_FAILED: 8, TOO_MANY_ATTEMPTS: 16 })
  t.equal(await attempt('officer.sihui'), 'TOO_MANY_ATTEMPTS', 'and the right one comes too late')
})

t.test(
  'what was compared and wrong is in the audit, for the auditor alone, without password or unknown name',
  async (t) => {
    const before = (await refusals()).length
    t.equal(before, 8, 'one each, none for what was not compared')
    const secret = 'typed into the wrong field'
    t.equal(await attempt(secret, secret), 'SIGN_IN_FAILED')
    const [event] = (await refusals()).slice(before)
    t.strictSame(event, {
      organisation_id: null,
      user_id: null,
      subject_id: 'unknown',
      detail: { address: '198.51.100.1' },
    })
    const [known] = await refusals()
    const [user] = await owner`select id from user_account where username = 'officer.sihui'`
    t.equal(known?.subject_id, user?.id)
  },
)

t.test(
  'an address that failed too often is closed to unknown and failing names, and open to everybody else',
  async (t) => {
    const address = '203.0.113.9'
    const guesses = await Promise.all(Array.from({ length: 70 }, (_, n) => attempt(`nobody.${n}`, 'x', address)))
    t.ok((tally(guesses).SIGN_IN_FAILED ?? 0) >= 60)
    t.equal(await attempt('nobody.else', 'x', address), 'TOO_MANY_ATTEMPTS')
    t.equal(await attempt('steward.zq', DEMO_PASSWORD, address), 'in')
    t.equal(await attempt('auditor.zq', 'x', address), 'SIGN_IN_FAILED', 'the first of a known name is compared')
    t.equal(await attempt('auditor.zq', DEMO_PASSWORD, address), 'TOO_MANY_ATTEMPTS', 'and is then a failing one')
    t.equal(await attempt('auditor.zq', DEMO_PASSWORD, '198.51.100.77'), 'in', 'elsewhere it is not')
  },
)

t.test('a success is no failure, however often, and old attempts are removed', async (t) => {
  for (let times = 0; times < 10; times += 1) t.equal(await attempt('admin'), 'in')
  await owner`update sign_in_attempt set at = now() - interval '25 hours' where username like 'nobody.%'`
  await owner`
    insert into sign_in_attempt (username, address, succeeded, at)
    select 'old', 'x', false, now() - interval '2 days' from generate_series(1, 700)`
  const old = async () =>
    (await owner`select count(*)::int as n from sign_in_attempt where at < now() - interval '1 day'`)[0]?.n
  const before = await old()
  await attempt('admin')
  t.equal(await old(), before - 500, 'a bounded number each time')
  await attempt('admin')
  t.equal(await old(), 0)
})
