import { TOTP } from 'otpauth'
import t from 'tap'
import { vaultOf } from '../../src/app/sealing/vault.js'
import { rotateSecondFactorKey } from '../../src/app/second-factor/rotate-key.js'
import { matchingStep } from '../../src/app/second-factor/totp.js'
import { type Answered, testBank } from '../support/bank.js'
import { addPerson, PASSWORD } from '../support/people.js'

/** RFC 6238, appendix B: the SHA-1 rows; codes of six digits are the last six of its eight. Secret: the ASCII text 12345678901234567890. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const RFC_VECTORS = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
] as const

t.test('codes are those of RFC 6238, one step either way', (t) => {
  for (const [at, eight] of RFC_VECTORS) {
    const code = eight.slice(-6)
    const step = Math.floor(at / 30)
    t.equal(matchingStep(RFC_SECRET, code, at), step, `${at}`)
    t.equal(matchingStep(RFC_SECRET, code, (step + 1) * 30 + 29), step, 'to the last second of the next step')
    t.equal(matchingStep(RFC_SECRET, code, (step + 2) * 30), undefined, 'and no longer')
    t.equal(matchingStep(RFC_SECRET, code, (step - 1) * 30), step, 'from the first second of the step before')
    t.equal(matchingStep(RFC_SECRET, code, (step - 1) * 30 - 1), undefined, 'and no earlier')
    t.equal(matchingStep(RFC_SECRET, `${code}0`, at), undefined)
  }
  t.end()
})

t.test('a second factor at the sign-in', async (t) => {
  const bank = await testBank(t, { portfolio: false })
  const { app, owner } = bank
  await addPerson(bank, {
    username: 'security',
    organisationCode: 'PLATFORM',
    kind: 'platform',
    roles: ['security_officer'],
  })
  const people = ['one', 'two', 'three', 'four', 'five']
  for (const name of people)
    await addPerson(bank, { username: name, organisationCode: 'B1', kind: 'lender', roles: ['loan_officer'] })

  const call = async (method: 'GET' | 'POST' | 'DELETE', token: string | null, url: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'accept-language': 'en' },
      ...(payload === undefined ? {} : { payload }),
    })
    return {
      status: answer.statusCode,
      body: answer.payload === '' ? null : answer.json(),
      cookie: answer.headers['set-cookie'],
    }
  }
  const signIn = (username: string, password = PASSWORD) => call('POST', null, '/v1/sessions', { username, password })
  const codeOf = (secret: string, stepsAway = 0) =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAway * 30_000 })
  const prove = (token: string, code: string) => call('POST', token, '/v1/sessions/current/second-factor', { code })
  const enrol = async (token: string, password?: string) => {
    const begun = await call('POST', token, '/v1/own-account/second-factor', password === undefined ? {} : { password })
    t.equal(begun.status, 201)
    const confirmed = await call('POST', token, '/v1/own-account/second-factor/confirmation', {
      code: codeOf(begun.body.secret, -1),
    })
    t.equal(confirmed.status, 201)
    return { secret: begun.body.secret as string, ...confirmed.body } as {
      secret: string
      token: string
      awaits: string | null
      recoveryCodes: string[]
    }
  }
  const told = ({ status, body }: { status: number; body: { code?: string } | null }) => `${status} ${body?.code}`
  const events = async (username: string) =>
    (
      await owner`select action from audit_event where subject_id = (select id::text from user_account where username = ${username}) order by id`
    ).map(({ action }) => action)

  await t.test('is set up with the password and a first code, and then asked for', async (t) => {
    const first = (await signIn('one')).body
    const elsewhere = (await signIn('one')).body.token
    t.equal(first.awaits, null)
    t.equal(
      told(await call('POST', first.token, '/v1/own-account/second-factor', {})),
      '422 PASSWORD_WRONG',
      'an open session is not enough',
    )
    t.equal(
      told(await call('POST', first.token, '/v1/own-account/second-factor/confirmation', { code: '000000' })),
      '409 SECOND_FACTOR_NOT_BEGUN',
    )
    const begun = await call('POST', first.token, '/v1/own-account/second-factor', { password: PASSWORD })
    t.match(begun.body, { secret: /^[A-Z2-7]{32}$/, uri: /^otpauth:\/\/totp\/.*one\?.*secret=/, qrSvg: /^<svg/ })
    t.equal((await signIn('one')).body.awaits, null, 'what is begun only counts for nothing')
    const wrong = codeOf(begun.body.secret) === '000000' ? '000001' : '000000'
    t.equal(
      told(await call('POST', first.token, '/v1/own-account/second-factor/confirmation', { code: wrong })),
      '422 CODE_WRONG',
    )
    const { secret, token, recoveryCodes } = await enrol(first.token, PASSWORD)
    t.not(secret, begun.body.secret, 'begun anew: another secret')
    t.equal(new Set(recoveryCodes).size, 10)
    for (const ended of [first.token, elsewhere])
      t.equal((await call('GET', ended, '/v1/sessions/current')).status, 401, 'sessions without it end')
    t.equal((await call('GET', token, '/v1/own-account')).body.secondFactor.recoveryCodesLeft, 10)
    t.equal(
      told(await call('POST', token, '/v1/own-account/second-factor', { password: PASSWORD })),
      '409 SECOND_FACTOR_ENROLLED',
    )

    const second = await signIn('one')
    t.match(second.body, { awaits: 'second_factor' })
    for (const url of ['/v1/products', '/v1/own-account', '/v1/loans', '/v1/loan-applications'])
      t.equal(told(await call('GET', second.body.token, url)), '403 SECOND_FACTOR_NEEDED', url)
    t.equal(
      told(
        await call('POST', second.body.token, '/v1/own-account/password', {
          current: PASSWORD,
          next: 'quite another password',
        }),
      ),
      '403 SECOND_FACTOR_NEEDED',
    )
    t.equal((await call('GET', second.body.token, '/v1/sessions/current')).body.awaits, 'second_factor')
    const code = codeOf(secret)
    const proved = await prove(second.body.token, code)
    t.match(proved, { status: 201, body: { awaits: null }, cookie: /tandai_session=/ })
    t.not(proved.body.token, second.body.token)
    t.equal((await call('GET', second.body.token, '/v1/sessions/current')).status, 401, 'the token before has ended')
    t.equal((await call('GET', proved.body.token, '/v1/loans')).status, 200)
    t.equal(told(await prove(proved.body.token, codeOf(secret, 1))), '409 SECOND_FACTOR_NOT_ASKED')
    const third = (await signIn('one')).body.token
    t.equal(told(await prove(third, code)), '409 CODE_USED', 'a code seen over a shoulder')
    t.match(await prove(third, codeOf(secret, 1)), { status: 201 }, 'the next one')
    t.strictSame((await events('one')).slice(-5), [
      'session.opened',
      'second-factor.proved',
      'session.opened',
      'second-factor.refused',
      'second-factor.proved',
    ])
  })

  await t.test('a recovery code works once, however it is typed', async (t) => {
    const { recoveryCodes } = await enrol((await signIn('two')).body.token, PASSWORD)
    const [spare = ''] = recoveryCodes
    const token = async () => (await signIn('two')).body.token
    t.match(await prove(await token(), spare.toLowerCase().replaceAll('-', '')), { status: 201 })
    t.equal(told(await prove(await token(), spare)), '422 CODE_WRONG')
    t.ok((await events('two')).includes('second-factor.recovery-code-used'))
    const hashes = await owner`select code_hash from recovery_code`
    for (const { code_hash } of hashes) t.notOk(recoveryCodes.some((code) => code_hash.includes(code)))
    await t.rejects(owner`update recovery_code set used_at = null where used_at is not null`, /used once/)
  })

  await t.test('one code sent many times at once opens one session', async (t) => {
    const { secret } = await enrol((await signIn('three')).body.token, PASSWORD)
    const tokens = await Promise.all(
      Array.from({ length: 6 }, async () => (await signIn('three')).body.token as string),
    )
    const answers = (await Promise.all(tokens.map((token) => prove(token, codeOf(secret))))).map(({ status }) => status)
    t.equal(answers.filter((status) => status === 201).length, 1)
    t.equal(answers.filter((status) => status === 409).length, 5)
  })

  await t.test('guesses share the limit of the name, and a security officer releases it', async (t) => {
    const { secret } = await enrol((await signIn('four')).body.token, PASSWORD)
    const { token } = (await signIn('four')).body
    const wrong =
      ['000000', '111111'].find((code) => ![-1, 0, 1, 2].some((away) => codeOf(secret, away) === code)) ?? '222222'
    const answers = await Promise.all(Array.from({ length: 12 }, () => prove(token, wrong)))
    t.equal(answers.filter((answer) => told(answer) === '422 CODE_WRONG').length, 8)
    t.equal(answers.filter((answer) => told(answer) === '429 TOO_MANY_ATTEMPTS').length, 4)
    t.equal(told(await prove(token, codeOf(secret))), '429 TOO_MANY_ATTEMPTS', 'the right one comes too late')
    t.equal(told(await signIn('four')), '429 TOO_MANY_ATTEMPTS', 'the password as well')
    const [{ id } = { id: '' }] = await owner`select id from user_account where username = 'four'`
    t.match((await bank.get('security', `/v1/users/${id}`)).body.signIn, { failures: 8, locked: true })
    t.match(await bank.post('security', `/v1/users/${id}/sign-in-release`, { reason: 'called back' }), {
      status: 200,
      body: { released: 8 },
    })
    t.match(await prove(token, codeOf(secret)), { status: 201 })
    t.match((await bank.post('security', `/v1/users/${id}/sign-in-release`, { reason: 'again' })).body, {
      code: 'SIGN_IN_NOT_LOCKED',
    })
  })

  await t.test('a lost device is reset by a security officer with a reason, never by oneself', async (t) => {
    const { secret, token } = await enrol((await signIn('five')).body.token, PASSWORD)
    const [{ id } = { id: '' }] = await owner`select id from user_account where username = 'five'`
    const reset = (user: string, whom: string) =>
      bank.post(user, `/v1/users/${whom}/second-factor-reset`, { reason: 'lost' })
    t.match(await reset('five', id), { status: 403, body: { code: 'FORBIDDEN' } })
    t.match(
      await bank.post('security', `/v1/users/${id}/second-factor-reset`, {}),
      { status: 400 },
      'a reason is needed',
    )
    t.match(await reset('security', id), { status: 200 })
    t.equal((await call('GET', token, '/v1/sessions/current')).status, 401, 'every session ends')
    t.match((await reset('security', id)).body, { code: 'SECOND_FACTOR_ABSENT' })
    t.equal((await signIn('five')).body.awaits, null)
    t.strictSame(
      [
        ...(await owner`select * from second_factor_secret s join second_factor f on f.id = s.second_factor_id where f.user_id = ${id}`),
      ],
      [],
      'the secret is gone',
    )
    t.match((await owner`select detail from audit_event where action = 'second-factor.reset'`)[0]?.detail, {
      reason: 'lost',
    })
    const [me] = await owner`select id from user_account where username = 'security'`
    t.match((await reset('security', me?.id)).body, { code: 'OWN_ACCOUNT' })
    await t.rejects(
      owner`insert into second_factor (user_id, organisation_id, ended_at, ended_by, end_reason) select id, organisation_id, now(), id, 'x' from user_account where id = ${id}`,
      /second_factor_reset_by_another/,
    )
    t.notMatch(JSON.stringify(await owner`select * from audit_event`), new RegExp(secret))
  })

  await t.test(
    'where the organisation demands it, who has none enrols at the next sign-in and does nothing else',
    async (t) => {
      await addPerson(bank, { username: 'new.one', organisationCode: 'B2', kind: 'lender', roles: ['loan_officer'] })
      await owner`update user_account set password_is_first = true where username = 'new.one'`
      const [b2] = await owner`select id from organisation where code = 'B2'`
      const demand = (user: string) =>
        bank.post(user, `/v1/organisations/${b2?.id}/second-factor`, { required: true, reason: 'policy' })
      t.match(await demand('one'), { status: 403 })
      t.match(await demand('security'), { status: 200, body: { required: true } })
      const { body } = await signIn('new.one')
      t.equal(body.awaits, 'enrolment')
      for (const url of ['/v1/loans', '/v1/products', '/v1/own-account'])
        t.equal(told(await call('GET', body.token, url)), '403 ENROLMENT_NEEDED', url)
      t.equal(told(await prove(body.token, '123456')), '403 ENROLMENT_NEEDED')
      const enrolled = await enrol(body.token)
      t.equal(enrolled.awaits, 'new_password', 'then the first password')
      t.equal(told(await call('GET', enrolled.token, '/v1/loans')), '403 PASSWORD_CHANGE_NEEDED')
      const change = (token: string, current: string, next: string) =>
        call('POST', token, '/v1/own-account/password', { current, next })
      t.equal(told(await change(enrolled.token, 'wrong', 'quite another password')), '422 PASSWORD_WRONG')
      t.equal(told(await change(enrolled.token, PASSWORD, 'short')), '422 PASSWORD_TOO_SHORT')
      t.equal(told(await change(enrolled.token, PASSWORD, PASSWORD)), '422 PASSWORD_UNCHANGED')
      const changed = await change(enrolled.token, PASSWORD, 'quite another password')
      t.match(changed, { status: 201, body: { awaits: null } })
      t.equal((await call('GET', changed.body.token, '/v1/loans')).status, 200)
      t.equal((await call('GET', enrolled.token, '/v1/sessions/current')).status, 401)
      t.equal(told(await signIn('new.one')), '401 SIGN_IN_FAILED', 'the first password is over')
      t.equal((await signIn('new.one', 'quite another password')).body.awaits, 'second_factor')
    },
  )

  await t.test('secrets are sealed and sealed anew; another row does not open them', async (t) => {
    const rows = await owner<{ id: string; keyId: string; nonce: Buffer; ciphertext: Buffer; tag: Buffer }[]>`
      select second_factor_id as id, key_id as "keyId", nonce, ciphertext, tag from second_factor_secret`
    t.ok(rows.length >= 4)
    const [first, second] = rows
    if (first === undefined || second === undefined) throw new Error('no secrets')
    const old = { id: 'test', key: Buffer.alloc(32, 11) }
    t.match(vaultOf([old]).open(first.id, first), /^[A-Z2-7]{32}$/)
    t.throws(() => vaultOf([old]).open(second.id, first))
    const newer = { id: 'k2', key: Buffer.alloc(32, 12) }
    t.equal(await rotateSecondFactorKey(bank.db, vaultOf([newer, old])), rows.length)
    t.equal(await rotateSecondFactorKey(bank.db, vaultOf([newer, old])), 0)
  })

  await t.test('a person sees the own sessions and ends one elsewhere, and nobody else’s', async (t) => {
    await addPerson(bank, { username: 'six', organisationCode: 'B3', kind: 'lender', roles: ['loan_officer'] })
    const [here, there] = [(await signIn('six')).body.token, (await signIn('six')).body.token]
    const account = (await call('GET', here, '/v1/own-account')).body
    t.equal(account.sessions.length, 2)
    const other = account.sessions.find(({ id }: { id: string }) => id !== account.currentSessionId)
    const [foreign] =
      await owner`select id from user_session where user_id = (select id from user_account where username = 'security') limit 1`
    t.equal(told(await call('DELETE', here, `/v1/own-account/sessions/${foreign?.id}`)), '404 NOT_FOUND')
    t.equal((await call('DELETE', here, `/v1/own-account/sessions/${other.id}`)).status, 204)
    t.equal((await call('GET', there, '/v1/sessions/current')).status, 401)
    t.equal((await call('GET', here, '/v1/sessions/current')).status, 200)
  })
})

t.test('without a key nobody enrols, and no organisation can demand it', async (t) => {
  const bank = await testBank(t, { portfolio: false, secondFactors: false })
  await addPerson(bank, {
    username: 'security',
    organisationCode: 'PLATFORM',
    kind: 'platform',
    roles: ['security_officer'],
  })
  const answers: Answered[] = [await bank.post('security', '/v1/own-account/second-factor', { password: PASSWORD })]
  const [platform] = await bank.owner`select id from organisation where code = 'PLATFORM'`
  answers.push(
    await bank.post('security', `/v1/organisations/${platform?.id}/second-factor`, { required: true, reason: 'x' }),
  )
  for (const { body } of answers) t.match(body, { code: 'SECOND_FACTOR_UNAVAILABLE', status: 409 })
})
