import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { hashPassword } from '../sessions/password.js'
import { createUser } from './create-user.js'

/** The organisation that runs the platform: administrators belong to it. */
export const PLATFORM = { code: 'PLATFORM', kind: 'platform', nameZh: '碳贷平台运行单位', nameEn: 'Tandai platform operator' } as const

export async function ensureOrganisation(
  tx: Tx,
  organisation: { code: string; kind: string; nameZh: string; nameEn: string; origin: string },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO organisation (code, kind, name_zh, name_en, origin)
    VALUES (${organisation.code}, ${organisation.kind}, ${organisation.nameZh}, ${organisation.nameEn}, ${organisation.origin})
    ON CONFLICT (code) DO NOTHING`)
}

/**
 * Makes the platform organisation, and on a database without users its first administrator.
 * @returns 'ready' | 'created' | 'password-needed' when there is no user and no password to give one
 */
export async function bootstrap(db: Database, adminPassword: string | null): Promise<'ready' | 'created' | 'password-needed'> {
  const passwordHash = adminPassword === null ? null : await hashPassword(adminPassword)
  return withTransaction(db, SYSTEM, async (tx) => {
    await ensureOrganisation(tx, { ...PLATFORM, origin: 'built in' })
    const users = await tx.execute(sql`SELECT 1 FROM user_account LIMIT 1`)
    if (users.length > 0) return 'ready'
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
