import type { FastifyReply } from 'fastify'
import type { NewSession } from '../app/sessions/sign-in.js'
import { SESSION_COOKIE } from './authentication.js'
import type { Services } from './services.js'

/** Gives the browser the session that was opened. */
export function setSessionCookie(reply: FastifyReply, { secureCookies }: Services, session: NewSession): void {
  reply.setCookie(SESSION_COOKIE, session.token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: secureCookies,
    expires: new Date(session.expiresAt),
  })
}
