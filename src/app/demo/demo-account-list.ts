import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { demoUsers } from '../sessions/views.js'

/** Accounts that were created for trying the product. */
export const demoAccountList = (db: Database) => withTransaction(db, SYSTEM, demoUsers, { readOnly: true })
