import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { hashPassword } from '../sessions/password.js'
import { createUser } from './create-user.js'
import { addOrganisation, hasUsers } from './store.js'

/** The organisation that runs the platform: administrators belong to it. */
export const PLATFORM = {
  code: 'PLATFORM',
  kind: 'platform',
  nameZh: '碳贷平台运行单位',
  nameEn: 'Tandai platform operator',
  origin: 'built in',
} as const

/**
 * Makes the platform organisation, and on a database without users its first administrator.
 * @returns 'password-needed' when there is no user and no password to give one
 */
export async function bootstrap(
  db: Database,
  adminPassword: string | null,
): Promise<'ready' | 'created' | 'password-needed'> {
  const passwordHash = adminPassword === null ? null : await hashPassword(adminPassword)
  return withTransaction(db, SYSTEM, async (tx) => {
    await addOrganisation(tx, PLATFORM)
    if (await hasUsers(tx)) return 'ready'
    if (passwordHash === null) return 'password-needed'
    await createUser(tx, {
      username: 'admin',
      nameZh: '系统管理员',
      nameEn: 'Administrator',
      organisationCode: PLATFORM.code,
      roles: ['administrator'],
      passwordHash,
      demo: false,
    })
    return 'created'
  })
}
