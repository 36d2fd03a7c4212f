import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../../db/transaction.js'
import { openFactorOf } from '../second-factor/views.js'
import { endSession, insertSession } from './store.js'

/** What a session waits for; it opens nothing but that step until then. */
export type Awaited = 'second_factor' | 'enrolment' | 'new_password'

/** Of a session: what the person has shown, and from where. */
export interface SignedInFrom {
  readonly address: string
  readonly agent: string | null
}

const SESSION_MINUTES = 12 * 60
/** A step that is not taken by then begins with the password again. */
const AWAITING_MINUTES = 15

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export interface Opened {
  readonly token: string
  readonly expiresAt: string
  readonly awaits: Awaited | null
}

export interface SessionOwner {
  readonly userId: string
  readonly organisationId: string
}

/** Opens a session under a token of its own. */
export async function openSession(
  tx: Tx,
  owner: SessionOwner,
  from: SignedInFrom,
  awaits: Awaited | null,
): Promise<Opened> {
  const token = randomBytes(32).toString('base64url')
  const minutes = awaits === null ? SESSION_MINUTES : AWAITING_MINUTES
  const expiresAt = await insertSession(tx, { ...owner, ...from, tokenHash: tokenHashOf(token), minutes, awaits })
  return { token, expiresAt, awaits }
}

/** What has been shown lifts a session: it ends, and another token goes on, so that one seen before is worth nothing. */
export async function liftSession(
  tx: Tx,
  token: string,
  owner: SessionOwner,
  from: SignedInFrom,
  awaits: Awaited | null,
): Promise<Opened> {
  await endSession(tx, tokenHashOf(token))
  return openSession(tx, owner, from, awaits)
}

/** What is needed after the password: the factor one has, one that the organisation demands, a password of one's own. */
export async function awaitedAfterPassword(
  tx: Tx,
  user: { readonly id: string; readonly secondFactorRequired: boolean; readonly passwordIsFirst: boolean },
): Promise<Awaited | null> {
  if ((await openFactorOf(tx, user.id))?.confirmed === true) return 'second_factor'
  if (user.secondFactorRequired) return 'enrolment'
  return awaitedAfterFactor(user)
}

export const awaitedAfterFactor = ({ passwordIsFirst }: { readonly passwordIsFirst: boolean }): Awaited | null =>
  passwordIsFirst ? 'new_password' : null
