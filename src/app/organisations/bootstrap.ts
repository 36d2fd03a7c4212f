import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { OfficerRole } from '../../domain/access/role.js'
import { SYSTEM } from '../actor.js'
import { hashPassword } from '../sessions/password.js'
import { activeHolders } from '../users/views.js'
import { createUser } from './create-user.js'
import { addOrganisation, hasUsers } from './store.js'

/** The organisation that runs the platform: its officers reach everybody. */
export const PLATFORM = {
  code: 'PLATFORM',
  kind: 'platform',
  nameZh: '碳贷平台运行单位',
  nameEn: 'Tandai platform operator',
  origin: 'built in',
} as const

/** 三员, as the platform begins with them. */
export const FIRST_OFFICERS: readonly {
  readonly username: string
  readonly nameZh: string
  readonly nameEn: string
  readonly role: OfficerRole
}[] = [
  { username: 'admin', nameZh: '系统管理员', nameEn: 'System administrator', role: 'administrator' },
  { username: 'security', nameZh: '安全管理员', nameEn: 'Security officer', role: 'security_officer' },
  { username: 'audit', nameZh: '审计管理员', nameEn: 'Audit officer', role: 'audit_officer' },
]
/** Where a name is taken, by somebody disabled perhaps, the next free of `security.2`, `security.3` and so on. */
const NAMES_TRIED = 20

/**
 * Makes the platform organisation and those of the three officers that no active user is; each has to change the first password.
 * @returns 'password-needed' when there is no user at all and no password to give one; otherwise who was created and which roles nobody has
 */
export async function bootstrap(
  db: Database,
  adminPassword: string | null,
): Promise<'password-needed' | { readonly created: readonly string[]; readonly missing: readonly OfficerRole[] }> {
  const passwordHash = adminPassword === null ? null : await hashPassword(adminPassword)
  return withTransaction(db, SYSTEM, async (tx) => {
    await addOrganisation(tx, PLATFORM)
    if (passwordHash === null && !(await hasUsers(tx))) return 'password-needed'
    const created: string[] = []
    const missing: OfficerRole[] = []
    for (const { role, username, ...names } of FIRST_OFFICERS) {
      if ((await activeHolders(tx, role, null)) > 0) continue
      if (passwordHash === null) {
        missing.push(role)
        continue
      }
      const free = Array.from({ length: NAMES_TRIED }, (_, at) => (at === 0 ? username : `${username}.${at + 1}`))
      for (const name of free) {
        const user = { ...names, organisationCode: PLATFORM.code, roles: [role], passwordHash, demo: false }
        if (!(await createUser(tx, { ...user, username: name, passwordIsFirst: true }))) continue
        created.push(name)
        break
      }
    }
    return { created, missing }
  })
}
