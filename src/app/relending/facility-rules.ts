import type { Tx } from '../../db/transaction.js'
import { type FacilityTermRow, type Lineage, lineageOf } from '../../domain/relending/facility.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { facilityTermsTable } from '../../rules/facility-terms.js'
import { type ReloanFacility, reloanFacilitiesTable } from '../../rules/reloan-facilities.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'

/** What a facility is read by: itself and its parents, and every dated term of all facilities. */
export interface FacilityRules {
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
}

export async function facilityInForce(tx: Tx, code: string, on: CivilDate): Promise<ReloanFacility | undefined> {
  const [facility] = await rulesInForce(tx, reloanFacilitiesTable, { on, keys: [code] })
  return facility?.value
}

export async function facilityRules(tx: Tx, code: string): Promise<FacilityRules> {
  const facilities = await ruleHistory(tx, reloanFacilitiesTable)
  return {
    lineage: lineageOf(
      facilities.map(({ value }) => value),
      code,
    ),
    terms: await termRows(tx, null),
  }
}

/** Every period of every term, known at the instant. */
export async function termRows(tx: Tx, knownAt: string | null): Promise<readonly FacilityTermRow[]> {
  const rows = await ruleHistory(tx, facilityTermsTable, knownAt)
  return rows.map(({ id, value, validFrom, validTo, source, status }) => ({
    facility: value.facility,
    parameter: value.parameter,
    value: value.value,
    validFrom,
    validTo,
    rule: { ruleId: id, source, status },
  }))
}

export const facilitiesInForce = (
  tx: Tx,
  on: CivilDate,
  knownAt: string | null,
): Promise<readonly RuleRow<ReloanFacility>[]> => rulesInForce(tx, reloanFacilitiesTable, { on, knownAt })
