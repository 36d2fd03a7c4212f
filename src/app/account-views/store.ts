import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Viewable } from '../../domain/consent/field-group.js'
import type { ViewPurpose } from '../../domain/consent/purpose.js'

export interface NewAccountView {
  readonly enterpriseId: string
  readonly organisationId: string
  readonly userId: string
  readonly username: string
  readonly requestId: string
  readonly address: string
  readonly purpose: ViewPurpose
  readonly consentId: string | null
  readonly what: Viewable
  readonly asked: Readonly<Record<string, string>>
  readonly resultHash: string
}

export async function insertView(tx: Tx, view: NewAccountView): Promise<void> {
  await tx.execute(sql`
    INSERT INTO account_view (enterprise_id, organisation_id, user_id, username, request_id, address, purpose, consent_id, what, asked,
      result_hash)
    VALUES (${view.enterpriseId}, ${view.organisationId}, ${view.userId}, ${view.username}, ${view.requestId}, ${view.address},
      ${view.purpose}, ${view.consentId}, ${view.what}, ${JSON.stringify(view.asked)}::jsonb, ${view.resultHash})`)
}

/** From here on consents open to this transaction only what they grant for the purpose. */
export async function narrowToPurpose(tx: Tx, purpose: ViewPurpose): Promise<void> {
  await tx.execute(sql`SELECT set_config('tandai.purpose', ${purpose}, true)`)
}

/**
 * Reads the meter rows and accounting years of one enterprise for sums that do not show them: row-level security opens them to
 * whoever holds a consent to its emissions, for this enterprise and until `read` is done. The caller leaves the rows out of its answer.
 */
export async function forStatementOf<T>(tx: Tx, enterpriseId: string, read: () => Promise<T>): Promise<T> {
  await tx.execute(sql`SELECT set_config('tandai.statement_of', ${enterpriseId}, true)`)
  const rows = await read()
  await tx.execute(sql`SELECT set_config('tandai.statement_of', '', true)`)
  return rows
}
