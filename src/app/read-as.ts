import type { Database } from '../db/connection.js'
import { type Tx, withTransaction } from '../db/transaction.js'
import { type Actor, SYSTEM, tenancyOf } from './actor.js'

export type ReadTransaction = Tx

/** Reads for an actor on one snapshot, so that the parts of an answer agree with one another. */
export const readAs = <T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTransaction(db, tenancyOf(actor), work, { readOnly: true, isolation: 'repeatable read' })

/** Reads what is public: rules and what the sign-in page shows. */
export const readPublic = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTransaction(db, { ...SYSTEM, scope: 'public' }, work, { readOnly: true, isolation: 'repeatable read' })
