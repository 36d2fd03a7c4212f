import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export async function insertDispute(
  tx: Tx,
  row: {
    readonly kind: string
    readonly filerId: string
    readonly respondentId: string
    readonly hostId: string
    readonly registrationId: string | null
    readonly orderId: string | null
    readonly claim: string
    readonly recordedBy: string
  },
): Promise<string> {
  // Whether there is an arbitration clause is the contract's to say; the database looks it up.
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO dispute (kind, filer_id, respondent_id, host_id, registration_id, order_id, claim, arbitration_clause, recorded_by)
    VALUES (${row.kind}, ${row.filerId}, ${row.respondentId}, ${row.hostId}, ${row.registrationId}, ${row.orderId}, ${row.claim}, false,
            ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}
