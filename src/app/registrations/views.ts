import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface ResourceView extends Record<string, unknown> {
  id: string
  operator: string
  bureau: string
  name: string
  fields: readonly string[]
  code: string | null
  codedOn: CivilDate | null
  endsOn: CivilDate | null
  state: string
  recordedAt: string
}

const RESOURCE = sql.raw(`
  r.id, o.code AS operator, b.code AS bureau, r.name, r.fields, r.code, r.coded_on AS "codedOn", r.ends_on AS "endsOn", r.state,
  r.recorded_at AS "recordedAt"
  FROM resource_registration r JOIN organisation o ON o.id = r.operator_id JOIN organisation b ON b.id = r.bureau_id`)

export async function resourceView(tx: Tx, id: string): Promise<ResourceView | undefined> {
  return (await tx.execute<ResourceView>(sql`SELECT ${RESOURCE} WHERE r.id = ${id}`))[0]
}

interface Filter {
  readonly state: string | null
  readonly before: Before | null
  readonly limit: number
}

export const resourceViews = (tx: Tx, filter: Filter): Promise<readonly ResourceView[]> =>
  tx.execute<ResourceView>(sql`
    SELECT ${RESOURCE} WHERE (${filter.state}::text IS NULL OR r.state = ${filter.state}) AND ${recordedBefore('r', filter.before)}
    ORDER BY r.recorded_at DESC, r.id DESC LIMIT ${filter.limit}`)

export interface RegistrationView extends Record<string, unknown> {
  id: string
  holder: string | null
  holderId: string
  registry: string
  registryId: string
  authorisationId: string
  isPublic: boolean
  resourceRegistrationId: string | null
  productName: string
  rightType: string
  sourceFields: readonly string[]
  certificateKind: string | null
  certificateNo: string | null
  registeredOn: CivilDate | null
  endsOn: CivilDate | null
  state: string
  recordedAt: string
}

const REGISTRATION = sql.raw(`
  r.id, h.code AS holder, r.holder_id AS "holderId", g.code AS registry, r.registry_id AS "registryId",
  r.authorisation_id AS "authorisationId", r.is_public AS "isPublic", r.resource_registration_id AS "resourceRegistrationId",
  r.product_name AS "productName", r.right_type AS "rightType", r.source_fields AS "sourceFields", r.certificate_kind AS "certificateKind",
  r.certificate_no AS "certificateNo", r.registered_on AS "registeredOn", r.ends_on AS "endsOn", r.state, r.recorded_at AS "recordedAt"
  FROM data_registration r JOIN organisation g ON g.id = r.registry_id LEFT JOIN organisation h ON h.id = r.holder_id`)

export async function registrationView(tx: Tx, id: string): Promise<RegistrationView | undefined> {
  return (await tx.execute<RegistrationView>(sql`SELECT ${REGISTRATION} WHERE r.id = ${id}`))[0]
}

export const registrationViews = (tx: Tx, filter: Filter): Promise<readonly RegistrationView[]> =>
  tx.execute<RegistrationView>(sql`
    SELECT ${REGISTRATION} WHERE (${filter.state}::text IS NULL OR r.state = ${filter.state}) AND ${recordedBefore('r', filter.before)}
    ORDER BY r.recorded_at DESC, r.id DESC LIMIT ${filter.limit}`)
