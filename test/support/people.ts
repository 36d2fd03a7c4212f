import type { Actor, OrganisationKind, Role } from '../../src/app/actor.js'
import { SYSTEM } from '../../src/app/actor.js'
import { addOrganisation, addUser } from '../../src/app/organisations/store.js'
import { hashPassword } from '../../src/app/sessions/password.js'
import type { Database } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import type { TestDatabase } from './database.js'

export const PASSWORD = 'a password for tests'

/** Adds an organisation with one user of the given roles. */
export async function addPerson(
  { db, owner }: TestDatabase,
  person: {
    readonly username: string
    readonly organisationCode: string
    readonly kind: OrganisationKind
    readonly roles: readonly Role[]
  },
): Promise<Actor> {
  const passwordHash = await hashPassword(PASSWORD)
  await withTransaction(db, SYSTEM, async (tx) => {
    const { organisationCode: code, kind } = person
    await addOrganisation(tx, { code, kind, nameZh: code, nameEn: code, origin: 'test' })
    await addUser(tx, { ...person, nameZh: person.username, nameEn: person.username, passwordHash, demo: false })
  })
  const [row] = await owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${person.username}`
  return {
    ...row,
    username: person.username,
    organisationCode: person.organisationCode,
    organisationKind: person.kind,
    roles: person.roles,
  }
}

/** Runs something in a transaction of the program itself. */
export const asSystem = <T>(db: Database, work: Parameters<typeof withTransaction<T>>[2]): Promise<T> =>
  withTransaction(db, SYSTEM, work)
