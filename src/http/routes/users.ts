import { Type } from 'typebox'
import { liveSessionsOf } from '../../app/sessions/views.js'
import { endSessions } from '../../app/users/end-sessions.js'
import { openAccount } from '../../app/users/open-account.js'
import { releaseSignIn } from '../../app/users/release-sign-in.js'
import { resetPassword } from '../../app/users/reset-password.js'
import { resetSecondFactor } from '../../app/users/reset-second-factor.js'
import { ROLES, roleEntries } from '../../app/users/roles.js'
import { setUserActive } from '../../app/users/set-active.js'
import { setRoles } from '../../app/users/set-roles.js'
import { signInLockOf, type UserEntry, userEntry, users } from '../../app/users/views.js'
import { actorOf } from '../authentication.js'
import { answerCommand } from '../command-route.js'
import { limitOf, pageOf, readCursor, sendBadCursor } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { LiveSessionShape, ReasonText } from '../shapes/access.js'
import { IdText, NameText, Nullable, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'

const TAGS = ['users and roles']
const OFFICERS = ['administrator', 'security_officer', 'audit_officer'] as const
const RoleText = Type.Enum([...ROLES])
const UsernameText = Type.String({
  pattern: '^[a-z][a-z0-9._-]{2,59}$',
  description: 'lower-case letters, digits, dots, hyphens',
  examples: ['officer.bank01'],
})
const IN_REACH = { params: Shape({ id: IdText }) }
const REFUSED = { 403: ProblemShape, 404: ProblemShape, 409: ProblemShape, 422: ProblemShape }

const USER = {
  id: IdText,
  username: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  organisation: Shape({
    id: IdText,
    code: Type.String(),
    kind: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
  }),
  roles: Type.Array(RoleText),
  active: Type.Boolean(),
  secondFactorSince: Nullable(Type.String()),
  secondFactorRequired: Type.Boolean(),
  passwordIsFirst: Type.Boolean(),
  recordedAt: Type.String(),
}
const shown = (user: UserEntry) => ({ ...user, roles: [...user.roles] })

/** People and what they may do: made by the administrator, entitled by the security officer, watched by the audit officer. */
export function registerUsers(app: App, services: Services): void {
  app.get(
    '/v1/users',
    {
      config: { access: OFFICERS },
      schema: {
        tags: TAGS,
        summary: '用户 People in reach, by username',
        querystring: Shape({
          ...PageQuery,
          text: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          role: Type.Optional(RoleText),
        }),
        response: { 200: PageOf(Shape(USER)) },
      },
    },
    async (request, reply) => {
      const cursor = readCursor(request.query, { username: /^.{1,100}$/ })
      if (cursor === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const { text = null, organisation = null, role = null } = request.query
      const found = await read(services, request, (tx) =>
        users(tx, { after: cursor?.username ?? null, limit: limit + 1, text, organisation, role }),
      )
      return reply.send(pageOf(found, limit, shown, ({ username }) => ({ username })))
    },
  )

  app.get(
    '/v1/users/:id',
    {
      config: { access: OFFICERS },
      schema: {
        tags: TAGS,
        summary: '用户详情 A person; sessions and failed sign-ins as far as they are in reach',
        ...IN_REACH,
        response: {
          200: Shape({
            ...USER,
            grantable: Type.Array(RoleText, { description: 'roles of such an organisation' }),
            sessions: Type.Array(LiveSessionShape),
            signIn: Shape({ failures: Type.Integer(), locked: Type.Boolean() }),
          }),
          404: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const user = await read(services, request, async (tx) => {
        const entry = await userEntry(tx, request.params.id)
        return entry === undefined
          ? undefined
          : {
              ...shown(entry),
              grantable: roleEntries
                .filter(({ kinds }) => kinds.includes(entry.organisation.kind))
                .map(({ role }) => role),
              sessions: [...(await liveSessionsOf(tx, entry.id))],
              signIn: await signInLockOf(tx, entry.username),
            }
      })
      return user === undefined ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'user' }) : reply.send(user)
    },
  )

  app.post(
    '/v1/users',
    {
      config: { access: ['administrator'] },
      schema: {
        tags: TAGS,
        summary: '新建用户 An account without roles; its first password is told once',
        body: Shape({
          username: UsernameText,
          nameZh: NameText,
          nameEn: NameText,
          organisation: Type.String({ minLength: 1, maxLength: 100, description: 'its code' }),
        }),
        response: { 201: Shape({ id: IdText, firstPassword: Type.String() }), ...REFUSED },
      },
    },
    async (request, reply) => {
      const by = { actor: actorOf(request), requestId: request.id }
      const result = await openAccount(services.db, by, request.body)
      return result.ok ? reply.code(201).send(result.value) : sendProblem(request, reply, result.refusal)
    },
  )

  app.post(
    '/v1/users/:id/password-reset',
    {
      config: { access: ['administrator'] },
      schema: {
        tags: TAGS,
        summary: '重置密码 A new first password, told once; every session of the person ends',
        ...IN_REACH,
        body: Shape({ reason: ReasonText }),
        response: { 201: Shape({ firstPassword: Type.String() }), ...REFUSED },
      },
    },
    async (request, reply) => {
      const by = { actor: actorOf(request), requestId: request.id }
      const result = await resetPassword(services.db, by, request.params.id, request.body.reason)
      return result.ok ? reply.code(201).send(result.value) : sendProblem(request, reply, result.refusal)
    },
  )

  app.post(
    '/v1/users/:id/activity',
    {
      config: { access: ['administrator'] },
      schema: {
        tags: TAGS,
        summary: '停用或启用 Close an account, which ends its sessions, or open it again',
        ...IN_REACH,
        body: Shape({ active: Type.Boolean(), reason: ReasonText }),
        response: { 200: Shape({ active: Type.Boolean() }), ...REFUSED },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => setUserActive(command, request.params.id, request.body),
        () => ({ status: 200, body: { active: request.body.active } }),
      ),
  )

  app.post(
    '/v1/users/:id/roles',
    {
      config: { access: ['security_officer'] },
      schema: {
        tags: TAGS,
        summary: '设置角色 What a person may do; replaces the roles there are',
        ...IN_REACH,
        body: Shape({ roles: Type.Array(RoleText, { maxItems: 10 }), reason: ReasonText }),
        response: { 200: Shape({ roles: Type.Array(RoleText) }), ...REFUSED },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => setRoles(command, request.params.id, request.body),
        (roles) => ({ status: 200, body: { roles } }),
      ),
  )

  app.post(
    '/v1/users/:id/second-factor-reset',
    {
      config: { access: ['security_officer'] },
      schema: {
        tags: TAGS,
        summary: '重置双因素认证 For a lost device: the factor and every session of the person end',
        ...IN_REACH,
        body: Shape({ reason: ReasonText }),
        response: { 200: Shape({ reset: Type.Boolean() }), ...REFUSED },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => resetSecondFactor(command, request.params.id, request.body.reason),
        () => ({ status: 200, body: { reset: true } }),
      ),
  )

  app.post(
    '/v1/users/:id/sign-out',
    {
      config: { access: ['security_officer'] },
      schema: {
        tags: TAGS,
        summary: '强制退出 Ends every session of a person',
        ...IN_REACH,
        body: Shape({ reason: ReasonText }),
        response: { 200: Shape({ ended: Type.Integer() }), ...REFUSED },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => endSessions(command, request.params.id, request.body.reason),
        (ended) => ({ status: 200, body: { ended } }),
      ),
  )

  app.post(
    '/v1/users/:id/sign-in-release',
    {
      config: { access: ['security_officer'] },
      schema: {
        tags: TAGS,
        summary: '解除登录锁定 Forgets failed sign-ins before their time',
        ...IN_REACH,
        body: Shape({ reason: ReasonText }),
        response: { 200: Shape({ released: Type.Integer() }), ...REFUSED },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => releaseSignIn(command, request.params.id, request.body.reason),
        (released) => ({ status: 200, body: { released } }),
      ),
  )
}
