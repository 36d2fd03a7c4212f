import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

const textArray = (texts: readonly string[]) =>
  sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`

export async function insertResource(
  tx: Tx,
  row: {
    readonly operatorId: string
    readonly bureauId: string
    readonly name: string
    readonly fields: readonly string[]
    readonly recordedBy: string
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO resource_registration (operator_id, bureau_id, name, fields, recorded_by)
    VALUES (${row.operatorId}, ${row.bureauId}, ${row.name}, ${textArray(row.fields)}, ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function codeResource(
  tx: Tx,
  id: string,
  entered: { readonly code: string; readonly codedOn: CivilDate; readonly endsOn: CivilDate },
): Promise<void> {
  await tx.execute(sql`
    UPDATE resource_registration SET code = ${entered.code}, coded_on = ${entered.codedOn}, ends_on = ${entered.endsOn} WHERE id = ${id}`)
}

/** What is registered: a product's right, the fields behind it and, for public data, the coded resource. */
export interface NewRegistration {
  readonly authorisationId: string
  readonly isPublic: boolean
  readonly resourceRegistrationId: string | null
  readonly productName: string
  readonly rightType: 'holding' | 'use' | 'operation'
  readonly sourceFields: readonly string[]
}

export async function insertRegistration(
  tx: Tx,
  row: NewRegistration & { readonly holderId: string; readonly registryId: string; readonly recordedBy: string },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO data_registration (holder_id, registry_id, authorisation_id, is_public, resource_registration_id, product_name, right_type,
      source_fields, recorded_by)
    VALUES (${row.holderId}, ${row.registryId}, ${row.authorisationId}, ${row.isPublic}, ${row.resourceRegistrationId}, ${row.productName},
            ${row.rightType}, ${textArray(row.sourceFields)}, ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function certify(
  tx: Tx,
  id: string,
  certificate: {
    readonly kind: string
    readonly no: string
    readonly registeredOn: CivilDate
    readonly endsOn: CivilDate
  },
): Promise<void> {
  await tx.execute(sql`
    UPDATE data_registration SET certificate_kind = ${certificate.kind}, certificate_no = ${certificate.no},
      registered_on = ${certificate.registeredOn}, ends_on = ${certificate.endsOn} WHERE id = ${id}`)
}

export async function prolong(tx: Tx, id: string, endsOn: CivilDate): Promise<void> {
  await tx.execute(sql`UPDATE data_registration SET ends_on = ${endsOn} WHERE id = ${id}`)
}

export async function handOver(tx: Tx, id: string, holderId: string): Promise<void> {
  await tx.execute(sql`UPDATE data_registration SET holder_id = ${holderId} WHERE id = ${id}`)
}
