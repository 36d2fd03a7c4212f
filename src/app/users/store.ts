import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Role } from '../../domain/access/role.js'

/** Changes of one person's standing queue here; changes of officers as well, so that the last of a kind stays. */
export async function lockStanding(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('officers', 0))`)
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`user ${userId}`}, 0))`)
}

export async function setActive(tx: Tx, userId: string, active: boolean): Promise<void> {
  await tx.execute(sql`UPDATE user_account SET active = ${active}, version = version + 1 WHERE id = ${userId}`)
}

/** Replaces a person's roles; `user_role_officers_apart` where they exclude one another. */
export async function replaceRoles(
  tx: Tx,
  user: { readonly id: string; readonly organisationId: string },
  roles: readonly Role[],
): Promise<void> {
  const wanted = JSON.stringify(roles)
  await tx.execute(sql`
    DELETE FROM user_role WHERE user_id = ${user.id} AND role NOT IN (SELECT jsonb_array_elements_text(${wanted}::jsonb))`)
  await tx.execute(sql`
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT ${user.id}, ${user.organisationId}, role FROM jsonb_array_elements_text(${wanted}::jsonb) AS role
    ON CONFLICT (user_id, role) DO NOTHING`)
}
