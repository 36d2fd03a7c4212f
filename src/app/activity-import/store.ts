import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Anomaly } from '../../domain/carbon/anomaly.js'
import type { ImportFormat } from './columns.js'
import type { DraftReading } from './read-row.js'

export interface NewImport {
  readonly enterpriseId: string
  readonly format: ImportFormat
  readonly fileName: string | null
  readonly sha256: string
  readonly rows: number
  readonly anomalies: readonly Anomaly[]
  readonly acknowledged: boolean
  readonly reason: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** @returns the id of the import */
export async function insertImport(tx: Tx, one: NewImport): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO activity_import (enterprise_id, format, file_name, sha256, row_count, accepted, anomalies, acknowledged, reason,
      recorded_by, recorded_at)
    VALUES (${one.enterpriseId}, ${one.format}, ${one.fileName}, ${one.sha256}, ${one.rows}, ${one.rows},
      ${JSON.stringify(one.anomalies)}::jsonb, ${one.acknowledged}, ${one.reason}, ${one.recordedBy}, ${one.recordedAt})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** Appends all readings of an import in one statement. */
export async function appendReadings(
  tx: Tx,
  importId: string,
  { enterpriseId, reason, recordedBy, recordedAt }: NewImport,
  readings: readonly DraftReading[],
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO activity (enterprise_id, month, carrier, meter, quantity, unit, green_quantity, enthalpy_kj_per_kg, source, data_quality,
      evidence, reason, supersedes, import_id, recorded_by, recorded_at)
    SELECT ${enterpriseId}, r.month, r.carrier, r.meter, r.quantity, r.unit, r."greenQuantity", r."enthalpyKjPerKg", r.source,
      r."dataQuality", r.evidence, ${reason}, r.supersedes, ${importId}::uuid, ${recordedBy}::uuid, ${recordedAt}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) AS r(row int, month text, carrier text, meter text, quantity numeric,
      unit text, "greenQuantity" numeric, "enthalpyKjPerKg" numeric, source text, "dataQuality" int, evidence text, supersedes bigint)
    ORDER BY r.row`)
}
