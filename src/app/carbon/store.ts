import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { OwnValueColumns } from './own-values.js'
import type { RatingDocument } from './rating-document.js'

/**
 * Makes whoever rates or corrects these accounts wait for one another, always in the same order.
 * @returns an instant after every earlier holder: what is recorded under it is newer than all they recorded
 */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<string> {
  await tx.execute(sql`
    SELECT recording_instant(), pg_advisory_xact_lock(hashtextextended('carbon account ' || i.id, 0))
    FROM (SELECT jsonb_array_elements_text(${JSON.stringify([...ids].sort())}::jsonb) AS id) i`)
  const rows = await tx.execute<{ at: string }>(sql`SELECT clock_timestamp() AS at`)
  return (rows[0] as { at: string }).at
}

export interface NewRating {
  readonly enterpriseId: string
  readonly document: RatingDocument
  readonly documentHash: string
}

export interface RatingRecord {
  readonly asOf: CivilDate
  readonly knownAt: string
  readonly recordedAt: string
  readonly jobRunId: string | null
  readonly recordedBy: string | null
}

export async function insertRatings(tx: Tx, record: RatingRecord, ratings: readonly NewRating[]): Promise<void> {
  await tx.execute(sql`
    INSERT INTO rating (enterprise_id, as_of, known_at, method_id, method_rule_id, grade, score, document, inputs_hash, factors_hash,
      benchmark_hash, method_hash, document_hash, job_run_id, recorded_by, recorded_at)
    SELECT r."enterpriseId", ${record.asOf}::date, ${record.knownAt}::timestamptz, r.document #>> '{method,id}', (r.document #>> '{method,ruleId}')::bigint,
      r.document ->> 'grade', (r.document ->> 'score')::numeric, r.document, r.document #>> '{hashes,inputs}',
      r.document #>> '{hashes,factors}', r.document #>> '{hashes,benchmark}', r.document #>> '{hashes,method}', r."documentHash",
      ${record.jobRunId}::uuid, ${record.recordedBy}::uuid, ${record.recordedAt}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) AS r("enterpriseId" uuid, document jsonb, "documentHash" text)`)
}

export interface NewReading extends OwnValueColumns {
  readonly enterpriseId: string
  readonly month: string
  readonly carrier: string
  readonly meter: string
  readonly quantity: string
  readonly unit: string
  readonly greenQuantity: string
  readonly enthalpyKjPerKg: string | null
  readonly source: string
  readonly dataQuality: number
  readonly evidence: string | null
  readonly reason: string
  readonly supersedes: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** @returns the id of the appended reading */
export async function appendReading(tx: Tx, reading: NewReading): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO activity (enterprise_id, month, carrier, meter, quantity, unit, green_quantity, enthalpy_kj_per_kg, source, data_quality, evidence,
      reason, direction, biogenic, own_ncv, own_cc, own_of, own_factor_value, own_factor_unit, own_factor_source, supersedes, recorded_by,
      recorded_at)
    VALUES (${reading.enterpriseId}, ${reading.month}, ${reading.carrier}, ${reading.meter}, ${reading.quantity}, ${reading.unit},
      ${reading.greenQuantity}, ${reading.enthalpyKjPerKg}, ${reading.source}, ${reading.dataQuality}, ${reading.evidence},
      ${reading.reason}, ${reading.direction}, ${reading.biogenic}, ${reading.ownNcv}, ${reading.ownCc}, ${reading.ownOf},
      ${reading.ownFactorValue}, ${reading.ownFactorUnit}, ${reading.ownFactorSource}, ${reading.supersedes},
      ${reading.recordedBy}, ${reading.recordedAt})
    RETURNING id::text`)
  return (rows[0] as { id: string }).id
}
