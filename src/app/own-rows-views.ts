import { type SQL, sql } from 'drizzle-orm'
import { type Actor, tenancyOf } from './actor.js'

/**
 * The reader's own rows of a table with `lender_id` and `enterprise_id`: what row-level security would leave of it anyway, said so that
 * an index finds them. Of a reader who is neither lender nor borrower it says nothing.
 */
export function ownRows(alias: string, reader: Actor): SQL {
  const { scope, organisationId } = tenancyOf(reader)
  if (scope === 'lender') return sql`${sql.raw(alias)}.lender_id = ${organisationId}`
  if (scope === 'enterprise') return sql`${sql.raw(alias)}.enterprise_id = ${organisationId}`
  return sql`true`
}
