import type { Actor } from '../actor.js'
import type { SignedInFrom } from './open-session.js'
import type { Session } from './sign-in.js'

/** Who asks for a step of the own sign-in or of the own account: with which session, from where. */
export interface SignedIn extends SignedInFrom {
  readonly actor: Actor
  readonly session: Session
  readonly token: string
  readonly requestId: string
}
