import { Type } from 'typebox'
import { signIn, signOut } from '../../app/sessions/sign-in.js'
import { actorOf, SESSION_COOKIE } from '../authentication.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ProblemShape, Shape } from '../shapes/primitives.js'

const PersonShape = {
  expiresAt: Type.String(),
  user: Shape({ id: Type.String(), username: Type.String(), nameZh: Type.String(), nameEn: Type.String() }),
  organisation: Shape({
    id: Type.String(),
    code: Type.String(),
    kind: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
  }),
  roles: Type.Array(Type.String()),
}

export function registerSessions(app: App, services: Services): void {
  app.post(
    '/v1/sessions',
    {
      config: { access: 'open' },
      bodyLimit: 16 * 1024,
      schema: {
        tags: ['sessions'],
        summary: '登录 Sign in',
        security: [],
        body: Shape({
          username: Type.String({ minLength: 1, maxLength: 100, examples: ['officer.sihui'] }),
          password: Type.String({ minLength: 1, maxLength: 200, examples: ['tandai-demo'] }),
        }),
        response: { 201: Shape({ token: Type.String(), ...PersonShape }), 401: ProblemShape, 429: ProblemShape },
      },
    },
    async (request, reply) => {
      const result = await signIn(services.db, { ...request.body, address: request.ip, requestId: request.id })
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      reply.setCookie(SESSION_COOKIE, result.value.token, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: services.secureCookies,
        expires: new Date(result.value.expiresAt),
      })
      return reply.code(201).send(result.value)
    },
  )

  app.get(
    '/v1/sessions/current',
    {
      schema: {
        tags: ['sessions'],
        summary: '当前用户 Who is signed in',
        response: { 200: Shape(PersonShape), 401: ProblemShape },
      },
    },
    async (request, reply) =>
      request.session === null
        ? sendProblem(request, reply, { code: 'SIGN_IN_REQUIRED' })
        : reply.send(request.session.opened),
  )

  app.delete(
    '/v1/sessions/current',
    { schema: { tags: ['sessions'], summary: '退出 Sign out', response: { 204: Type.Null(), 401: ProblemShape } } },
    async (request, reply) => {
      if (request.session !== null) await signOut(services.db, actorOf(request), request.session.token, request.id)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send(null)
    },
  )
}
