import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { VerificationDraft } from '../../domain/carbon/verification.js'

export interface NewVerification extends VerificationDraft {
  readonly enterpriseId: string
  readonly verifierId: string | null
  readonly verifierName: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** @returns its id */
export async function insertVerification(tx: Tx, one: NewVerification): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO verification_record (enterprise_id, level, period_start, period_end, verifier_id, verifier_name, statement_no,
      evidence_hash, valid_from, valid_to, recorded_by, recorded_at)
    VALUES (${one.enterpriseId}, ${one.level}, ${one.periodStart}, ${one.periodEnd}, ${one.verifierId}, ${one.verifierName},
      ${one.statementNo}, ${one.evidenceHash}, ${one.validFrom}, ${one.validTo}, ${one.recordedBy}, ${one.recordedAt})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** @returns false when somebody has confirmed it before */
export async function insertConfirmation(
  tx: Tx,
  one: {
    readonly verificationId: string
    readonly enterpriseId: string
    readonly confirmedFor: string
    readonly confirmedBy: string
    readonly recordedAt: string
  },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    INSERT INTO verification_confirmation (verification_id, enterprise_id, confirmed_for, confirmed_by, recorded_at)
    VALUES (${one.verificationId}, ${one.enterpriseId}, ${one.confirmedFor}, ${one.confirmedBy}, ${one.recordedAt})
    ON CONFLICT (verification_id) DO NOTHING RETURNING verification_id`)
  return rows.length === 1
}
