import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Role } from '../actor.js'

export interface NewOrganisation {
  readonly code: string
  readonly kind: string
  readonly nameZh: string
  readonly nameEn: string
  readonly origin: string
}

export interface NewUser {
  readonly username: string
  readonly nameZh: string
  readonly nameEn: string
  readonly organisationCode: string
  readonly roles: readonly Role[]
  readonly passwordHash: string
  readonly demo: boolean
  /** Given by somebody else, so to be changed at the first sign-in; no unless told. */
  readonly passwordIsFirst?: boolean
}

/** Adds the organisation unless its code is known. @returns its id, or undefined when the code was known */
export async function addOrganisation(tx: Tx, organisation: NewOrganisation): Promise<string | undefined> {
  const added = await tx.execute<{ id: string }>(sql`
    INSERT INTO organisation (code, kind, name_zh, name_en, origin)
    VALUES (${organisation.code}, ${organisation.kind}, ${organisation.nameZh}, ${organisation.nameEn}, ${organisation.origin})
    ON CONFLICT (code) DO NOTHING RETURNING id`)
  return added[0]?.id
}

/** Whether its people need a second factor from their next sign-in on. @returns whether it was another before; undefined when it is out of reach */
export async function setSecondFactorRequired(tx: Tx, id: string, required: boolean): Promise<boolean | undefined> {
  const before = await tx.execute<{ required: boolean }>(
    sql`SELECT second_factor_required AS required FROM organisation WHERE id = ${id} FOR UPDATE`,
  )
  if (before[0] === undefined) return undefined
  await tx.execute(sql`UPDATE organisation SET second_factor_required = ${required} WHERE id = ${id}`)
  return before[0].required !== required
}

export async function hasUsers(tx: Tx): Promise<boolean> {
  return (await tx.execute(sql`SELECT 1 FROM user_account LIMIT 1`)).length > 0
}

/** Adds a user of an organisation that exists. @returns its id, or undefined when the username is taken */
export async function addUser(tx: Tx, user: NewUser): Promise<string | undefined> {
  const organisations = await tx.execute<{ id: string }>(
    sql`SELECT id FROM organisation WHERE code = ${user.organisationCode}`,
  )
  const organisationId = organisations[0]?.id
  if (organisationId === undefined) throw new Error(`no organisation has the code ${user.organisationCode}`)
  const added = await tx.execute<{ id: string }>(sql`
    INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash, demo, password_is_first)
    VALUES (${organisationId}, ${user.username}, ${user.nameZh}, ${user.nameEn}, ${user.passwordHash}, ${user.demo},
            ${user.passwordIsFirst ?? false})
    ON CONFLICT (username) DO NOTHING RETURNING id`)
  const userId = added[0]?.id
  if (userId !== undefined)
    for (const role of user.roles)
      await tx.execute(
        sql`INSERT INTO user_role (user_id, organisation_id, role) VALUES (${userId}, ${organisationId}, ${role})`,
      )
  return userId
}
