import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Role } from '../app/actor.js'
import type { Awaited } from '../app/sessions/open-session.js'
import { type Session, sessionOf } from '../app/sessions/sign-in.js'
import type { SignedIn } from '../app/sessions/signed-in.js'
import { type KnownRefusal, sendProblem } from './problems.js'
import type { Services } from './services.js'

export const SESSION_COOKIE = 'tandai_session'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    session: { token: string; id: string; opened: Session } | null
  }
  interface FastifyContextConfig {
    /**
     * 'open': no sign-in. 'calculator': open where calculators are. 'person': whoever is signed in. A list: one of these roles.
     * Absent: whoever is signed in but security and audit officers, who see nothing of the business.
     */
    access?: 'open' | 'calculator' | 'person' | readonly Role[]
    /** A session that waits for one of these is let in as well; no other route is open to it. */
    whileAwaiting?: readonly Awaited[]
  }
}

const AWAITED: Readonly<Record<Awaited, KnownRefusal>> = {
  second_factor: { code: 'SECOND_FACTOR_NEEDED' },
  enrolment: { code: 'ENROLMENT_NEEDED' },
  new_password: { code: 'PASSWORD_CHANGE_NEEDED' },
}
/** 三员 who watch people and the log; routes that are theirs name them. */
const APART: readonly Role[] = ['security_officer', 'audit_officer']

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
        request.session = { token, id: session.sessionId, opened: session.session }
      }
    }
    if (access === 'open' || (access === 'calculator' && services.openCalculators)) return
    const actor = request.actor
    if (actor === null) return sendProblem(request, reply, { code: 'SIGN_IN_REQUIRED' })
    const awaits = request.session?.opened.awaits ?? null
    if (awaits !== null && request.routeOptions.config.whileAwaiting?.includes(awaits) !== true)
      return sendProblem(request, reply, AWAITED[awaits])
    if (Array.isArray(access) && !access.some((role: Role) => actor.roles.includes(role)))
      return sendProblem(request, reply, { code: 'FORBIDDEN', needs: access.join(', ') })
    if (!Array.isArray(access) && access !== 'person' && actor.roles.some((role) => APART.includes(role)))
      return sendProblem(request, reply, { code: 'FORBIDDEN', needs: 'business' })
  })
}

/** Who asks for a step of the own sign-in or of the own account. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (request.session === null) throw new Error(`${request.url} has no session`)
  const { token, opened } = request.session
  return { actor: actorOf(request), session: opened, token, requestId: request.id, ...cameFrom(request) }
}

/** Enough to tell one's own devices apart. */
const AGENT_LENGTH = 200
export const cameFrom = (request: FastifyRequest): { readonly address: string; readonly agent: string | null } => ({
  address: request.ip,
  agent: request.headers['user-agent']?.slice(0, AGENT_LENGTH) ?? null,
})

/** The actor of a route that is not open. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error(`${request.url} has no actor`)
  return request.actor
}
