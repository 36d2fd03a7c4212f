import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { type Actor, SYSTEM } from '../actor.js'
import { standingOf } from '../second-factor/views.js'
import { type LiveSession, liveSessionsOf, userById } from '../sessions/views.js'

export interface OwnAccount {
  readonly secondFactor: { readonly since: string; readonly recoveryCodesLeft: number } | null
  readonly secondFactorRequired: boolean
  readonly passwordIsFirst: boolean
  readonly sessions: readonly LiveSession[]
}

/** What a person sees of the own account beside the name. */
export const ownAccount = (db: Database, { userId }: Actor): Promise<OwnAccount> =>
  withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      const { secondFactorRequired, passwordIsFirst } = await userById(tx, userId)
      return {
        secondFactor: await standingOf(tx, userId),
        secondFactorRequired,
        passwordIsFirst,
        sessions: await liveSessionsOf(tx, userId),
      }
    },
    { readOnly: true },
  )
