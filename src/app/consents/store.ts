import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface NewConsent {
  readonly enterpriseId: string
  readonly lenderId: string
  readonly purpose: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly grantedBy: string
  readonly basis: string
}

/** @returns its id */
export async function insertConsent(tx: Tx, consent: NewConsent): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO consent (enterprise_id, lender_id, purpose, valid_from, valid_to, granted_by, basis)
    VALUES (${consent.enterpriseId}, ${consent.lenderId}, ${consent.purpose}, ${consent.validFrom}, ${consent.validTo},
      ${consent.grantedBy}, ${consent.basis})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** @returns false when it had been withdrawn before */
export async function insertWithdrawal(
  tx: Tx,
  withdrawal: { readonly consentId: string; readonly enterpriseId: string; readonly withdrawnBy: string },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    INSERT INTO consent_withdrawal (consent_id, enterprise_id, withdrawn_by)
    VALUES (${withdrawal.consentId}, ${withdrawal.enterpriseId}, ${withdrawal.withdrawnBy})
    ON CONFLICT (consent_id) DO NOTHING RETURNING consent_id`)
  return rows.length === 1
}
