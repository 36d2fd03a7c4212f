import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Role } from '../app/actor.js'
import { type Session, sessionOf } from '../app/sessions/sign-in.js'
import { sendProblem } from './problems.js'
import type { Services } from './services.js'

export const SESSION_COOKIE = 'tandai_session'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    session: { token: string; opened: Session } | null
  }
  interface FastifyContextConfig {
    /** 'open': no sign-in. 'calculator': open where calculators are. A list: one of these roles. Absent: any signed-in user. */
    access?: 'open' | 'calculator' | readonly Role[]
  }
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]

/**
 * A browser sends Origin with every request that changes something; a cookie counts only from our own pages. An origin that names no
 * place ("null": a sandboxed frame, a file) is not ours.
 */
const isCrossOrigin = (request: FastifyRequest): boolean => {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const origin = request.headers.origin
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === request.host)
}

/** Finds out who asks, then whether the route lets that role in. Row-level security decides about rows afterwards. */
export function registerAuthentication(app: FastifyInstance, services: Services): void {
  app.decorateRequest('actor', null)
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // Only the interface is guarded: pages and their assets are public, their data is not.
    if (request.is404 || !request.url.startsWith('/v1/')) return
    const access = request.routeOptions.config.access
    const bearer = bearerOf(request)
    const token = bearer ?? request.cookies[SESSION_COOKIE]
    if (token !== undefined && access !== 'open') {
      if (bearer === undefined && isCrossOrigin(request)) return sendProblem(request, reply, { code: 'CROSS_ORIGIN' })
      const session = await sessionOf(services.db, token)
      if (session !== undefined) {
        request.actor = session.actor
        request.session = { token, opened: session.session }
      }
    }
    if (access === 'open' || (access === 'calculator' && services.openCalculators)) return
    const actor = request.actor
    if (actor === null) return sendProblem(request, reply, { code: 'SIGN_IN_REQUIRED' })
    if (Array.isArray(access) && !access.some((role: Role) => actor.roles.includes(role)))
      return sendProblem(request, reply, { code: 'FORBIDDEN', needs: access.join(', ') })
  })
}

/** The actor of a route that is not open. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error(`${request.url} has no actor`)
  return request.actor
}
