import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { RateDocument } from './price-credit-lines.js'

export interface NewRateDecision {
  readonly creditLineId: string
  readonly enterpriseId: string
  readonly lenderId: string
  readonly ratingId: string | null
  readonly explanation: RateDocument
  readonly documentHash: string
}

export interface PricingRecord {
  readonly on: CivilDate
  readonly recordedAt: string
  readonly jobRunId: string | null
  readonly recordedBy: string | null
}

export async function insertRateDecisions(
  tx: Tx,
  record: PricingRecord,
  decisions: readonly NewRateDecision[],
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO rate_decision (credit_line_id, enterprise_id, lender_id, priced_on, rating_id, grade, rate, reference_rate, discount_bp,
      annual_saving, explanation, document_hash, job_run_id, recorded_by, recorded_at)
    SELECT r."creditLineId", r."enterpriseId", r."lenderId", ${record.on}::date, r."ratingId", r.explanation ->> 'grade',
      (r.explanation ->> 'rate')::numeric, (r.explanation ->> 'referenceRate')::numeric, (r.explanation ->> 'discountBp')::numeric,
      (r.explanation ->> 'annualSaving')::numeric, r.explanation, r."documentHash", ${record.jobRunId}::uuid, ${record.recordedBy}::uuid,
      ${record.recordedAt}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) AS r("creditLineId" uuid, "enterpriseId" uuid, "lenderId" uuid,
      "ratingId" uuid, explanation jsonb, "documentHash" text)`)
}
