import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { VerificationLevel } from '../../domain/carbon/rating-method.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'

export interface VerificationRow extends Record<string, unknown> {
  id: string
  enterpriseId: string
  uscc: string
  level: VerificationLevel
  periodStart: CivilMonth
  periodEnd: CivilMonth
  verifierId: string | null
  verifierCode: string | null
  verifierName: string | null
  statementNo: string | null
  evidenceHash: string | null
  validFrom: CivilDate
  validTo: CivilDate | null
  recordedBy: string
  recordedAt: string
  confirmedFor: string | null
  confirmedBy: string | null
  confirmedAt: string | null
  /** Whether it counts. */
  stands: boolean
}

/** A record that counts, with the names of who assured it. */
export interface StandingRow extends Record<string, unknown> {
  id: string
  enterpriseId: string
  level: VerificationLevel
  validFrom: CivilDate
  validTo: CivilDate | null
  verifierCode: string | null
  verifierName: string | null
  statementNo: string | null
  evidenceHash: string | null
  stoodAt: string
}

const VERIFICATION = sql.raw(`
  SELECT r.id, r.enterprise_id AS "enterpriseId", e.uscc, r.level, r.period_start AS "periodStart", r.period_end AS "periodEnd",
         r.verifier_id AS "verifierId", o.code AS "verifierCode", coalesce(r.verifier_name, o.name_zh) AS "verifierName",
         r.statement_no AS "statementNo", r.evidence_hash AS "evidenceHash", r.valid_from AS "validFrom", r.valid_to AS "validTo",
         r.recorded_by AS "recordedBy", r.recorded_at AS "recordedAt", c.confirmed_for AS "confirmedFor",
         c.confirmed_by AS "confirmedBy", c.recorded_at AS "confirmedAt",
         r.level NOT IN ('limited', 'reasonable') OR c.recorded_at IS NOT NULL AS stands
  FROM verification_record r JOIN enterprise e ON e.id = r.enterprise_id
  LEFT JOIN organisation o ON o.id = r.verifier_id LEFT JOIN verification_confirmation c ON c.verification_id = r.id`)

export async function verificationById(tx: Tx, id: string): Promise<VerificationRow | undefined> {
  const rows = await tx.execute<VerificationRow>(sql`${VERIFICATION} WHERE r.id = ${id}`)
  return rows[0]
}

/** Records that the caller may see, the newest first. */
export async function listVerifications(
  tx: Tx,
  filter: {
    readonly uscc: string
    readonly after: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly VerificationRow[]> {
  const { uscc, after, limit } = filter
  return tx.execute<VerificationRow>(sql`
    ${VERIFICATION}
    WHERE e.uscc = ${uscc} AND (${after?.id ?? null}::uuid IS NULL
      OR (r.recorded_at, r.id) < (${after?.recordedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY r.recorded_at DESC, r.id DESC LIMIT ${limit}`)
}

/** The records of some enterprises that stood at the instant (null: now), in the order in which they came to stand. */
export async function standingVerifications(
  tx: Tx,
  enterpriseIds: readonly string[],
  knownAt: string | null,
): Promise<readonly StandingRow[]> {
  return tx.execute<StandingRow>(sql`
    SELECT * FROM (
      SELECT r.id, r.enterprise_id AS "enterpriseId", r.level, r.valid_from AS "validFrom", r.valid_to AS "validTo",
             o.code AS "verifierCode", coalesce(r.verifier_name, o.name_zh) AS "verifierName", r.statement_no AS "statementNo",
             r.evidence_hash AS "evidenceHash",
             CASE WHEN r.level IN ('limited', 'reasonable') THEN c.recorded_at ELSE r.recorded_at END AS "stoodAt"
      FROM verification_record r LEFT JOIN organisation o ON o.id = r.verifier_id
      LEFT JOIN verification_confirmation c ON c.verification_id = r.id
      WHERE r.enterprise_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(enterpriseIds)}::jsonb)::uuid)) standing
    WHERE "stoodAt" <= coalesce(${knownAt}::timestamptz, 'infinity')
    ORDER BY "enterpriseId", "stoodAt", id`)
}

/** An organisation that may verify: an auditor's, or a bank for its own review. */
export async function verifierByCode(
  tx: Tx,
  code: string,
): Promise<{ readonly id: string; readonly code: string } | undefined> {
  const rows = await tx.execute<{ id: string; code: string }>(
    sql`SELECT id, code FROM organisation WHERE code = ${code} AND kind IN ('auditor', 'lender', 'guarantor')`,
  )
  return rows[0]
}
