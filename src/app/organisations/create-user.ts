import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Role } from '../actor.js'
import { recordSystemEvent } from '../audit/record-event.js'

export interface NewUser {
  readonly username: string
  readonly nameZh: string
  readonly nameEn: string
  readonly organisationCode: string
  readonly roles: readonly Role[]
  readonly passwordHash: string
  readonly demo: boolean
}

/** Adds a user of an organisation that exists. A username that is taken is left as it is. @returns whether it was added */
export async function createUser(tx: Tx, user: NewUser): Promise<boolean> {
  const added = await tx.execute<{ id: string; organisation_id: string }>(sql`
    INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash, demo)
    SELECT o.id, ${user.username}, ${user.nameZh}, ${user.nameEn}, ${user.passwordHash}, ${user.demo}
    FROM organisation o WHERE o.code = ${user.organisationCode}
    ON CONFLICT (username) DO NOTHING
    RETURNING id, organisation_id`)
  const row = added[0]
  if (row === undefined) {
    const known = await tx.execute(sql`SELECT 1 FROM organisation WHERE code = ${user.organisationCode}`)
    if (known.length === 0) throw new Error(`no organisation has the code ${user.organisationCode}`)
    return false
  }
  for (const role of user.roles)
    await tx.execute(sql`INSERT INTO user_role (user_id, organisation_id, role) VALUES (${row.id}, ${row.organisation_id}, ${role})`)
  await recordSystemEvent(tx, {
    action: 'user.created',
    subjectKind: 'user',
    subjectId: row.id,
    detail: { username: user.username, organisation: user.organisationCode, roles: user.roles },
  })
  return true
}
