import type { Tx } from '../../db/transaction.js'
import { type FacilityTermRow, type Lineage, lineageOf } from '../../domain/relending/facility.js'
import { TERMS, type TermName } from '../../domain/relending/facility-term.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { facilityTermsTable } from '../../rules/facility-terms.js'
import { type ReloanFacility, reloanFacilitiesTable } from '../../rules/reloan-facilities.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'

/** What a facility is read by: itself and its parents, and their dated terms. */
export interface FacilityRules {
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
}

export async function facilityInForce(tx: Tx, code: string, on: CivilDate): Promise<ReloanFacility | undefined> {
  const [facility] = await rulesInForce(tx, reloanFacilitiesTable, { on, keys: [code] })
  return facility?.value
}

/** The rules of one facility: of its own terms and its parents', all or only these. */
export async function facilityRules(
  tx: Tx,
  code: string,
  parameters: readonly TermName[] = TERM_NAMES,
): Promise<FacilityRules> {
  const facilities = await ruleHistory(tx, reloanFacilitiesTable)
  const lineage = lineageOf(
    facilities.map(({ value }) => value),
    code,
  )
  const keys = lineage.flatMap((facility) => parameters.map((parameter) => `${facility}/${parameter}`))
  return { lineage, terms: await termRows(tx, null, keys) }
}
const TERM_NAMES = Object.keys(TERMS) as TermName[]

/** Every period of every term, or of these keys, known at the instant. */
export async function termRows(
  tx: Tx,
  knownAt: string | null,
  keys: readonly string[] | null = null,
): Promise<readonly FacilityTermRow[]> {
  const rows = await ruleHistory(tx, facilityTermsTable, knownAt, keys)
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
