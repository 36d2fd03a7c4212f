import { Type } from 'typebox'
import { proveSecondFactor } from '../../app/sessions/prove-second-factor.js'
import { signIn, signOut } from '../../app/sessions/sign-in.js'
import { actorOf, cameFrom, SESSION_COOKIE, signedInOf } from '../authentication.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { setSessionCookie } from '../session-cookie.js'
import { CodeText, NEW_SESSION, PERSON } from '../shapes/access.js'
import { ProblemShape, Shape } from '../shapes/primitives.js'

/** A session may ask who it is, and end, whatever it waits for. */
const ALWAYS = ['second_factor', 'enrolment', 'new_password'] as const
const SMALL = 16 * 1024

export function registerSessions(app: App, services: Services): void {
  app.post(
    '/v1/sessions',
    {
      config: { access: 'open' },
      bodyLimit: SMALL,
      schema: {
        tags: ['sessions'],
        summary: '登录 Sign in; the session may wait for a further step',
        security: [],
        body: Shape({
          username: Type.String({ minLength: 1, maxLength: 100, examples: ['officer.sihui'] }),
          password: Type.String({ minLength: 1, maxLength: 200, examples: ['tandai-demo'] }),
        }),
        response: { 201: Shape(NEW_SESSION), 401: ProblemShape, 429: ProblemShape },
      },
    },
    async (request, reply) => {
      const result = await signIn(services.db, { ...request.body, ...cameFrom(request), requestId: request.id })
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      setSessionCookie(reply, services, result.value)
      return reply.code(201).send(result.value)
    },
  )

  app.post(
    '/v1/sessions/current/second-factor',
    {
      config: { access: 'person', whileAwaiting: ['second_factor'] },
      bodyLimit: SMALL,
      schema: {
        tags: ['sessions'],
        summary: '登录第二步 The second step: a code, and the session goes on under a new token',
        body: Shape({ code: CodeText }),
        response: { 201: Shape(NEW_SESSION), 409: ProblemShape, 422: ProblemShape, 429: ProblemShape },
      },
    },
    async (request, reply) => {
      const result = await proveSecondFactor(
        services.db,
        services.secondFactors ?? null,
        signedInOf(request),
        request.body.code,
      )
      if (!result.ok) return sendProblem(request, reply, result.refusal)
      setSessionCookie(reply, services, result.value)
      return reply.code(201).send(result.value)
    },
  )

  app.get(
    '/v1/sessions/current',
    {
      config: { access: 'person', whileAwaiting: ALWAYS },
      schema: {
        tags: ['sessions'],
        summary: '当前用户 Who is signed in',
        response: { 200: Shape(PERSON), 401: ProblemShape },
      },
    },
    async (request, reply) =>
      request.session === null
        ? sendProblem(request, reply, { code: 'SIGN_IN_REQUIRED' })
        : reply.send(request.session.opened),
  )

  app.delete(
    '/v1/sessions/current',
    {
      config: { access: 'person', whileAwaiting: ALWAYS },
      schema: { tags: ['sessions'], summary: '退出 Sign out', response: { 204: Type.Null(), 401: ProblemShape } },
    },
    async (request, reply) => {
      if (request.session !== null) await signOut(services.db, actorOf(request), request.session.token, request.id)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send(null)
    },
  )
}
