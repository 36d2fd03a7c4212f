import { Type } from 'typebox'
import { renderSVG } from 'uqr'
import { beginEnrolment, confirmEnrolment } from '../../app/second-factor/enrol.js'
import { changePassword } from '../../app/sessions/change-password.js'
import { endOwnSession } from '../../app/sessions/end-own-session.js'
import { ownAccount } from '../../app/users/own-account.js'
import { actorOf, signedInOf } from '../authentication.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { setSessionCookie } from '../session-cookie.js'
import { CodeText, LiveSessionShape, NEW_SESSION, PasswordText } from '../shapes/access.js'
import { IdText, Nullable, ProblemShape, Shape } from '../shapes/primitives.js'

const TAGS = ['own account']
const SMALL = 16 * 1024
const REFUSED = { 409: ProblemShape, 422: ProblemShape, 429: ProblemShape }

/** The own account of whoever is signed in. Passwords and secrets pass here, so no answer is remembered under a key. */
export function registerOwnAccount(app: App, services: Services): void {
  const vault = services.secondFactors ?? null

  app.get(
    '/v1/own-account',
    {
      config: { access: 'person' },
      schema: {
        tags: TAGS,
        summary: '我的账号 Second factor and open sessions',
        response: {
          200: Shape({
            secondFactor: Nullable(Shape({ since: Type.String(), recoveryCodesLeft: Type.Integer() })),
            secondFactorRequired: Type.Boolean(),
            passwordIsFirst: Type.Boolean(),
            currentSessionId: Type.String(),
            sessions: Type.Array(LiveSessionShape),
          }),
        },
      },
    },
    async (request, reply) => {
      const account = await ownAccount(services.db, actorOf(request))
      return reply.send({
        ...account,
        sessions: [...account.sessions],
        currentSessionId: request.session?.id ?? '',
      })
    },
  )

  app.post(
    '/v1/own-account/password',
    {
      config: { access: 'person', whileAwaiting: ['new_password'] },
      bodyLimit: SMALL,
      schema: {
        tags: TAGS,
        summary: '修改密码 Change the own password: every session ends, this one goes on under a new token',
        body: Shape({ current: PasswordText, next: PasswordText }),
        response: { 201: Shape(NEW_SESSION), ...REFUSED },
      },
    },
    async (request, reply) => {
      const result = await changePassword(services.db, signedInOf(request), request.body)
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      setSessionCookie(reply, services, result.value)
      return reply.code(201).send(result.value)
    },
  )

  app.post(
    '/v1/own-account/second-factor',
    {
      config: { access: 'person', whileAwaiting: ['enrolment'] },
      bodyLimit: SMALL,
      schema: {
        tags: TAGS,
        summary:
          '绑定身份验证器 Begin a second factor: the secret is told once and counts when a code has confirmed it',
        body: Shape({
          password: Type.Optional(
            Type.String({ ...PasswordText, description: 'needed unless the sign-in asks for it' }),
          ),
        }),
        response: {
          201: Shape({ secret: Type.String(), uri: Type.String(), qrSvg: Type.String() }),
          ...REFUSED,
        },
      },
    },
    async (request, reply) => {
      const result = await beginEnrolment(services.db, vault, signedInOf(request), request.body.password ?? null)
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      const { secret, uri } = result.value
      return reply.code(201).send({ secret, uri, qrSvg: renderSVG(uri, { border: 2 }) })
    },
  )

  app.post(
    '/v1/own-account/second-factor/confirmation',
    {
      config: { access: 'person', whileAwaiting: ['enrolment'] },
      bodyLimit: SMALL,
      schema: {
        tags: TAGS,
        summary: '确认绑定 A first code confirms it; ten recovery codes are told once, every other session ends',
        body: Shape({ code: CodeText }),
        response: { 201: Shape({ ...NEW_SESSION, recoveryCodes: Type.Array(Type.String()) }), ...REFUSED },
      },
    },
    async (request, reply) => {
      const result = await confirmEnrolment(services.db, vault, signedInOf(request), request.body.code)
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      setSessionCookie(reply, services, result.value)
      return reply.code(201).send({ ...result.value, recoveryCodes: [...result.value.recoveryCodes] })
    },
  )

  app.delete(
    '/v1/own-account/sessions/:id',
    {
      config: { access: 'person' },
      schema: {
        tags: TAGS,
        summary: '退出其他设备 Sign out elsewhere',
        params: Shape({ id: IdText }),
        response: { 204: Type.Null(), 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const result = await endOwnSession(services.db, signedInOf(request), request.params.id)
      return result.ok ? reply.code(204).send(null) : sendProblem(request, reply, result.refusal)
    },
  )
}
