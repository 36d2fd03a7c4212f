import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t from 'tap'
import { bootstrap } from '../../src/app/organisations/bootstrap.js'
import { ROLES } from '../../src/app/users/roles.js'
import { codeOf, constraintOf } from '../../src/db/faults.js'
import { withTransaction } from '../../src/db/transaction.js'
import { judgeRoles } from '../../src/domain/access/judge-roles.js'
import { isOfficer, ORGANISATION_KINDS, type Role, rolesOf } from '../../src/domain/access/role.js'
import { testBank } from '../support/bank.js'
import { testDatabase } from '../support/database.js'
import { addPerson } from '../support/people.js'

/** What the database refused by: the constraint or the SQLSTATE. */
const faultOf = (work: PromiseLike<unknown>): Promise<string | undefined> =>
  Promise.resolve(work).then(
    () => 'done',
    (error: unknown) => constraintOf(error) ?? codeOf(error),
  )
const DENIED = '42501'

const OFFICERS = ['administrator', 'security_officer', 'audit_officer'] as const

t.test('an officer has one role and no other; business roles go together where the organisation has them', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ORGANISATION_KINDS),
      fc.array(fc.constantFrom(...ROLES), { maxLength: 5 }),
      (kind, wanted) => {
        const judged = judgeRoles(kind, wanted)
        const roles = [...new Set(wanted)]
        const allowed =
          roles.every((role) => rolesOf(kind).includes(role)) && (roles.length <= 1 || !roles.some(isOfficer))
        return judged.ok === allowed && (!judged.ok || new Set(judged.value).size === judged.value.length)
      },
    ),
    { numRuns: 500 },
  )
  t.same(
    ORGANISATION_KINDS.filter((kind) => rolesOf(kind).includes('administrator')),
    ['platform'],
  )
  t.end()
})

t.test('the database holds the three officers apart whoever writes', async (t) => {
  const database = await testDatabase(t)
  const { owner } = database
  const person = (roles: readonly Role[], kind: 'platform' | 'lender', username: string) =>
    addPerson(database, { username, organisationCode: kind === 'platform' ? 'PLATFORM' : 'B1', kind, roles })
  for (const first of OFFICERS)
    for (const second of [...OFFICERS, 'auditor'] as const)
      if (first !== second)
        t.equal(
          await faultOf(person([first, second], 'platform', `${first}.${second}`)),
          'user_role_officers_apart',
          `${first} and ${second}`,
        )
  await t.resolves(person(['loan_officer', 'credit_approver'], 'lender', 'both'), 'business roles go together')
  t.equal(await faultOf(person(['administrator'], 'lender', 'local')), 'user_role_administrator_of_platform')
  await owner`insert into organisation (code, kind, name_zh, name_en, origin) values ('B2', 'lender', 'b', 'b', 'test')`
  await t.rejects(
    owner`insert into user_role (user_id, organisation_id, role)
      select u.id, o.id, 'credit_reviewer' from user_account u, organisation o where u.username = 'both' and o.code = 'B2'`,
    /user_role_of_organisation/,
    'a role is of the person’s organisation',
  )
  // Two officers appoint one person at the same moment: one of them is refused.
  const free = await person([], 'platform', 'free')
  const raced = await Promise.allSettled(
    OFFICERS.map(
      (role) =>
        owner`insert into user_role (user_id, organisation_id, role) values (${free.userId}, ${free.organisationId}, ${role})`,
    ),
  )
  t.equal(raced.filter(({ status }) => status === 'fulfilled').length, 1)
})

t.test('a platform begins with its three officers, and makes those it lacks', async (t) => {
  const { db, owner } = await testDatabase(t)
  const password = 'the first password'
  t.equal(await bootstrap(db, null), 'password-needed')
  t.same(await bootstrap(db, password), { created: ['admin', 'security', 'audit'], missing: [] })
  t.same(await bootstrap(db, password), { created: [], missing: [] }, 'once')
  t.same(
    [...(await owner`select username from user_account where password_is_first order by 1`)].map(
      ({ username }) => username,
    ),
    ['admin', 'audit', 'security'],
  )
  await owner`update user_account set active = false where username = 'security'`
  t.same(await bootstrap(db, null), { created: [], missing: ['security_officer'] }, 'said, not made')
  t.same(await bootstrap(db, password), { created: ['security.2'], missing: [] })
})

t.test('an earlier administrator who also did business keeps the administration alone', async (t) => {
  const { owner } = await testDatabase(t)
  const people = await owner`
    with o as (insert into organisation (code, kind, name_zh, name_en, origin) values ('P', 'platform', 'p', 'p', 'test') returning id)
    insert into user_account (organisation_id, username, name_zh, name_en, password_hash) select id, 'old', 'old', 'old', 'x' from o returning id, organisation_id`
  t.equal(people.length, 1)
  // As the database was: the migration's own statement is run on rows that its constraint would refuse today.
  await owner.begin(async (tx) => {
    await tx`alter table user_role drop constraint user_role_officers_apart`
    await tx`insert into user_role (user_id, organisation_id, role) select id, organisation_id, r from user_account, unnest(array['administrator', 'auditor']) as r where username = 'old'`
    const text = await readFile(new URL('../../../migrations/0039_second_factor.sql', import.meta.url), 'utf8')
    const statement = /WITH taken AS \([\s\S]*?FROM taken;/.exec(text)?.[0]
    if (statement === undefined) throw new Error('the migration takes no roles')
    await tx`select enter_scope('system')`
    await tx.unsafe(statement)
    t.same([...(await tx`select role from user_role`)], [{ role: 'administrator' }])
    t.match((await tx`select detail from audit_event where action = 'user.role-taken'`)[0], {
      detail: { role: 'auditor' },
    })
    await tx`alter table user_role add constraint user_role_officers_apart exclude using gist (user_id with =, family with <>)`
  })
})

t.test('users and roles', async (t) => {
  const bank = await testBank(t)
  const { app, owner, get, post } = bank
  const signIn = async (username: string, password: string) =>
    (await app.inject({ method: 'POST', url: '/v1/sessions', payload: { username, password } })).json()
  const idOf = async (username: string) =>
    (await owner`select id from user_account where username = ${username}`)[0]?.id as string
  await addPerson(bank, {
    username: 'security.sihui',
    organisationCode: 'RCB-SIHUI',
    kind: 'lender',
    roles: ['security_officer'],
  })
  await addPerson(bank, {
    username: 'audit.sihui',
    organisationCode: 'RCB-SIHUI',
    kind: 'lender',
    roles: ['audit_officer'],
  })
  await addPerson(bank, {
    username: 'admin.two',
    organisationCode: 'PLATFORM',
    kind: 'platform',
    roles: ['administrator'],
  })

  await t.test('made by one officer, entitled by another', async (t) => {
    const account = { username: 'new.officer', nameZh: '新客户经理', nameEn: 'New officer', organisation: 'RCB-SIHUI' }
    for (const user of ['security', 'audit', 'officer.sihui', 'security.sihui'])
      t.match(await post(user, '/v1/users', account), { status: 403, body: { code: 'FORBIDDEN' } }, user)
    const made = await post('admin', '/v1/users', account)
    t.match(made, { status: 201, body: { firstPassword: /^[A-HJ-NP-Za-km-z2-9]{16}$/ } })
    t.match((await post('admin', '/v1/users', account)).body, { code: 'USERNAME_TAKEN' })
    t.match((await post('admin', '/v1/users', { ...account, username: 'other.one', organisation: 'NONE' })).body, {
      code: 'NOT_FOUND',
    })
    t.same(
      [...(await owner`select 1 from idempotency_answer where answer like ${`%${made.body.firstPassword}%`}`)],
      [],
      'told once, kept nowhere',
    )
    const { id } = made.body
    const roles = (user: string, given: readonly string[], whom = id) =>
      post(user, `/v1/users/${whom}/roles`, { roles: given, reason: 'hired' })
    t.match(
      await roles('admin', ['loan_officer']),
      { status: 403 },
      'who makes an account says nothing of what it may do',
    )
    t.match(await roles('audit', ['loan_officer']), { status: 403 })
    t.match((await roles('security', ['reloan_approver'])).body, { code: 'ROLE_NOT_OF_ORGANISATION', kind: 'lender' })
    t.match((await roles('security', ['administrator'])).body, { code: 'ROLE_NOT_OF_ORGANISATION' })
    t.match((await roles('security', ['loan_officer', 'security_officer'])).body, { code: 'OFFICER_ROLES_APART' })
    t.match((await roles('security', ['audit_officer'])).body, { code: 'FIRST_PASSWORD_UNCHANGED' })
    t.match(await roles('security', ['loan_officer', 'credit_approver']), {
      status: 200,
      body: { roles: ['loan_officer', 'credit_approver'] },
    })
    t.match(await roles('security.sihui', ['loan_officer']), { status: 200 }, 'the bank’s own security officer as well')
    t.match((await get('security', `/v1/users/${id}`)).body, {
      roles: ['loan_officer'],
      passwordIsFirst: true,
      active: true,
    })
    t.match((await roles('security', [], await idOf('security'))).body, { code: 'OWN_ACCOUNT' })
    t.match((await roles('security', [], await idOf('audit'))).body, { code: 'LAST_OFFICER', role: 'audit_officer' })
    const events =
      await owner`select detail from audit_event where action = 'user.roles-set' and subject_id = ${id} order by id`
    t.match(events[1]?.detail, {
      before: ['credit_approver', 'loan_officer'],
      after: ['loan_officer'],
      reason: 'hired',
    })
    const { token, awaits } = await signIn('new.officer', made.body.firstPassword)
    t.equal(awaits, 'new_password')
    const changed = await app.inject({
      method: 'POST',
      url: '/v1/own-account/password',
      headers: { authorization: `Bearer ${token}` },
      payload: { current: made.body.firstPassword, next: 'a password of my own' },
    })
    t.equal(changed.statusCode, 201)
    const works = () => app.inject({ url: '/v1/loans', headers: { authorization: `Bearer ${changed.json().token}` } })
    t.equal((await works()).statusCode, 200)
    t.match(await post('security', `/v1/users/${id}/sign-out`, { reason: 'left the desk' }), {
      status: 200,
      body: { ended: 1 },
    })
    t.equal((await works()).statusCode, 401)
    const active = (user: string, on: boolean, whom = id) =>
      post(user, `/v1/users/${whom}/activity`, { active: on, reason: 'left' })
    t.match(await active('security', false), { status: 403 })
    t.match(await active('admin', false), { status: 200 })
    t.match(await signIn('new.officer', 'a password of my own'), { code: 'SIGN_IN_FAILED' })
    t.match(await active('admin', true), { status: 200 })
    t.match(await signIn('new.officer', 'a password of my own'), { awaits: null })
    t.match((await active('admin', false, await idOf('admin'))).body, { code: 'OWN_ACCOUNT' })
    t.match((await active('admin', false, await idOf('security'))).body, { code: 'LAST_OFFICER' })
    t.match(await active('admin', false, await idOf('admin.two')), { status: 200 }, 'one of two may go')
  })

  await t.test('a password is reset by the administrator, an officer’s only behind a second factor', async (t) => {
    await addPerson(bank, {
      username: 'audit.two',
      organisationCode: 'PLATFORM',
      kind: 'platform',
      roles: ['audit_officer'],
    })
    const reset = async (user: string, whom: string) =>
      post(user, `/v1/users/${await idOf(whom)}/password-reset`, { reason: 'forgot' })
    t.match(await reset('security', 'officer.bank01'), { status: 403 })
    const given = await reset('admin', 'officer.bank01')
    t.match(given, { status: 201 })
    t.match(await signIn('officer.bank01', given.body.firstPassword), { awaits: 'new_password' })
    t.match((await reset('admin', 'audit.two')).body, { code: 'OFFICER_WITHOUT_SECOND_FACTOR' })
    await owner`insert into second_factor (user_id, organisation_id, confirmed_at) select id, organisation_id, now() from user_account where username = 'audit.two'`
    const officer = await reset('admin', 'audit.two')
    t.match(officer, { status: 201 })
    await owner`update second_factor set ended_at = now(), end_reason = 'test' where ended_at is null`
  })

  await t.test('a bank’s officers reach its own people only', async (t) => {
    const seen = (await get('security.sihui', '/v1/users?limit=200')).body.items
    t.ok(seen.length > 4)
    t.ok(seen.every((user: { organisation: { code: string } }) => user.organisation.code === 'RCB-SIHUI'))
    const foreign = await idOf('officer.bank01')
    t.equal((await get('security.sihui', `/v1/users/${foreign}`)).status, 404)
    for (const [act, body] of [
      ['roles', { roles: [], reason: 'x' }],
      ['second-factor-reset', { reason: 'x' }],
      ['sign-out', { reason: 'x' }],
      ['sign-in-release', { reason: 'x' }],
    ] as const)
      t.match(await post('security.sihui', `/v1/users/${foreign}/${act}`, body), { status: 404 }, act)
    const organisations = (await get('security.sihui', '/v1/organisations')).body.items
    t.same(
      organisations.map(({ code }: { code: string }) => code),
      ['RCB-SIHUI'],
    )
    const [other] = await owner`select id from organisation where code = 'BANK-EX-01'`
    t.match(
      await post('security.sihui', `/v1/organisations/${other?.id}/second-factor`, { required: true, reason: 'x' }),
      { status: 404 },
    )
    t.match(
      await post('security.sihui', `/v1/organisations/${organisations[0].id}/second-factor`, {
        required: true,
        reason: 'x',
      }),
      { status: 200 },
    )
    const log = (await get('audit.sihui', '/v1/audit-events?limit=200')).body.items
    t.ok(log.length > 0 && log.every((event: { organisationCode: string }) => event.organisationCode === 'RCB-SIHUI'))
    t.ok((await get('audit', '/v1/audit-events?limit=200')).body.items.length > log.length)
    t.equal((await get('audit', '/v1/audit-events/verification')).body.intact, true)
  })

  await t.test('lists page by cursor, filter, and are for officers only', async (t) => {
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { username: string }[]; nextCursor: string | null } = (
        await get('audit', `/v1/users?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body
      names.push(...page.items.map(({ username }) => username))
      cursor = page.nextCursor
    }
    const all = await owner`select username from user_account order by username collate "C"`
    t.same([...names].sort(), all.map(({ username }) => username).sort())
    t.equal((await get('admin', '/v1/users?role=security_officer')).body.items.length, 2)
    t.same(
      (await get('admin', '/v1/users?text=贷审会')).body.items.map(({ username }: { username: string }) => username),
      ['committee.bank01', 'committee.sihui'],
    )
    t.equal((await get('admin', '/v1/users?organisation=PBOC-ZQ')).body.items.length, 2)
    for (const user of ['officer.sihui', 'auditor.zq', 'enterprise.001'])
      for (const url of ['/v1/users', '/v1/organisations', '/v1/roles'])
        t.equal((await get(user, url)).status, 403, `${user} ${url}`)
    const roles = (await get('security', '/v1/roles')).body.items
    t.same(
      roles
        .slice(0, 3)
        .map(({ role }: { role: string }) => role)
        .sort(),
      [...OFFICERS].sort(),
    )
    t.match(
      roles.find(({ role }: { role: string }) => role === 'security_officer'),
      { officer: true, holders: 2 },
    )
    const codes: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { code: string }[]; nextCursor: string | null } = (
        await get('security', `/v1/organisations?limit=9${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body
      codes.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor
    }
    const inOrder = await owner`select code from organisation order by kind = 'enterprise', code`
    t.same(
      codes,
      inOrder.map(({ code }) => code),
      'enterprises after all others',
    )
    const made = await post('admin', '/v1/organisations', {
      code: 'BANK-NEW',
      kind: 'lender',
      nameZh: '新银行',
      nameEn: 'New bank',
    })
    t.match(made, { status: 201 })
    t.match(
      (
        await post('admin', '/v1/organisations', {
          code: 'BANK-NEW',
          kind: 'lender',
          nameZh: '新银行',
          nameEn: 'New bank',
        })
      ).body,
      { code: 'ORGANISATION_CODE_TAKEN' },
    )
    t.equal((await get('admin', '/v1/organisations?text=bank-new')).body.items.length, 1)
    t.match(await post('admin', `/v1/organisations/${made.body.id}/second-factor`, { required: true, reason: 'x' }), {
      status: 403,
    })
  })

  await t.test(
    'security and audit officers see nothing of the business, at the edge and in the database',
    async (t) => {
      const open =
        /^\/v1\/(sessions|own-account|users|organisations|roles|audit-events|search|notices|notifications|demo-accounts|calculators?|public|events)/
      const paths = app.swagger().paths as Record<string, Record<string, { security?: unknown[] }>>
      let refused = 0
      for (const [path, operations] of Object.entries(paths)) {
        const reading = operations.get
        if (reading === undefined || !path.startsWith('/v1/') || open.test(path) || reading.security?.length === 0)
          continue
        const url = path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')
        for (const user of ['security', 'audit', 'security.sihui', 'audit.sihui']) {
          const { status } = await get(user, url)
          t.ok(status === 403 || status === 400, `${user} ${path} ${status}`)
          refused += status === 403 ? 1 : 0
        }
      }
      t.ok(refused > 200, `${refused} refused`)
      for (const scope of ['security', 'audit'] as const)
        for (const table of [
          'loan',
          'loan_state',
          'enterprise',
          'credit_line',
          'activity',
          'rating',
          'pledge',
          'reloan',
          'consent',
          'rate_decision',
          'journal_entry',
        ])
          t.equal(
            await withTransaction(
              bank.db,
              {
                scope,
                organisationId: (await owner`select id from organisation where code = 'PLATFORM'`)[0]?.id,
                userId: null,
              },
              async (tx) => {
                return (await tx.execute(sql`select 1 from ${sql.identifier(table)} limit 1`)).length
              },
            ),
            0,
            `${scope} ${table}`,
          )
    },
  )

  await t.test('what an officer writes beside the interface is refused by the database', async (t) => {
    const [platform] = await owner`select id from organisation where code = 'PLATFORM'`
    const as =
      (scope: 'administrator' | 'security' | 'audit', username: string, statement: ReturnType<typeof sql>) =>
      async () =>
        withTransaction(bank.db, { scope, organisationId: platform?.id, userId: await idOf(username) }, (tx) =>
          tx.execute(statement),
        )
    const sihui = (await owner`select organisation_id as id from user_account where username = 'officer.sihui'`)[0]?.id
    const give = sql`insert into user_role (user_id, organisation_id, role) values (${await idOf('officer.sihui')}, ${sihui}, 'credit_reviewer')`
    t.equal(await faultOf(as('administrator', 'admin', give)()), DENIED, 'an administrator gives no role')
    t.equal(await faultOf(as('audit', 'audit', give)()), DENIED)
    const self = sql`insert into user_role (user_id, organisation_id, role) values (${await idOf('security')}, ${platform?.id}, 'auditor')`
    t.equal(await faultOf(as('security', 'security', self)()), DENIED, 'a security officer gives none to itself')
    t.equal(
      await faultOf(
        as(
          'security',
          'security',
          sql`insert into user_account (organisation_id, username, name_zh, name_en, password_hash) values (${platform?.id}, 'x.y', 'x', 'x', 'x')`,
        )(),
      ),
      DENIED,
      'and makes nobody',
    )
    t.equal(
      (await as('security', 'security', sql`update user_account set password_hash = 'x' returning 1`)().catch(() => []))
        .length,
      0,
      'nor sets a password',
    )
    t.equal(
      (
        await as(
          'administrator',
          'admin',
          sql`update organisation set second_factor_required = false where second_factor_required returning 1`,
        )()
      ).length,
      0,
    )
    t.same([...(await as('administrator', 'admin', sql`select 1 from second_factor_secret`)())], [])
    t.ok(
      (
        await as(
          'security',
          'security',
          sql`update user_session set ended_at = now() where user_id = ${await idOf('officer.sihui')} returning 1`,
        )()
      ).length >= 0,
    )
    t.equal(
      (await as('audit', 'audit', sql`update user_session set ended_at = now() returning 1`)()).length,
      0,
      'an audit officer only reads',
    )
    t.equal(await faultOf(as('audit', 'audit', sql`delete from audit_event`)()), DENIED)
  })

  await t.test('who has no role on the platform sees what is public', async (t) => {
    await addPerson(bank, { username: 'plain', organisationCode: 'PLATFORM', kind: 'platform', roles: [] })
    t.equal((await get('plain', '/v1/users')).status, 403)
    t.same((await get('plain', '/v1/loans')).body.items, [])
    t.same((await get('plain', '/v1/enterprises')).body.items, [])
  })
})
