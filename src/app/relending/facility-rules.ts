import type { Tx } from '../../db/transaction.js'
import { type FacilityTermRow, type Lineage, lineageOf } from '../../domain/relending/facility.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { facilityTermsTable } from '../../rules/facility-terms.js'
import { type ReloanFacility, reloanFacilitiesTable } from '../../rules/reloan-facilities.js'
import { type ReloanRate, reloanRatesTable } from '../../rules/reloan-rates.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'
import { rulesMark } from './rules-mark-views.js'

/** What a facility is read by: itself and its parents, and every dated term of all facilities. */
export interface FacilityRules {
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
}

export async function facilityInForce(tx: Tx, code: string, on: CivilDate): Promise<ReloanFacility | undefined> {
  const [facility] = await rulesInForce(tx, reloanFacilitiesTable, { on, keys: [code] })
  return facility?.value
}

/** Every dated row of the re-lending rules as known now. */
export interface ReloanRules {
  readonly facilities: readonly ReloanFacility[]
  readonly terms: readonly FacilityTermRow[]
  readonly rates: readonly RuleRow<ReloanRate>[]
}
const TABLES = [reloanFacilitiesTable.name, facilityTermsTable.name, reloanRatesTable.name]
/** A process needs the state of its database and, for a while, the one before. */
const STATES_KEPT = 4
const read = new Map<string, ReloanRules>()

/** The rules, read again only when one was published since: a draw asks for them while others wait for its quota. */
export async function reloanRules(tx: Tx): Promise<ReloanRules> {
  const mark = await rulesMark(tx, TABLES)
  const known = read.get(mark)
  if (known !== undefined) return known
  const facilities = await ruleHistory(tx, reloanFacilitiesTable)
  const rules = {
    facilities: facilities.map(({ value }) => value),
    terms: await termRows(tx, null),
    rates: await ruleHistory(tx, reloanRatesTable),
  }
  // What was published between the readings would be kept under the wrong mark.
  if ((await rulesMark(tx, TABLES)) !== mark) return rules
  for (const oldest of [...read.keys()].slice(0, -(STATES_KEPT - 1))) read.delete(oldest)
  read.set(mark, rules)
  return rules
}

/** Of a facility and its parents, as known at an instant (null: now). */
export async function facilityRules(tx: Tx, code: string, knownAt: string | null = null): Promise<FacilityRules> {
  if (knownAt === null) return rulesOf(await reloanRules(tx), code)
  const facilities = await ruleHistory(tx, reloanFacilitiesTable, knownAt)
  return {
    lineage: lineageOf(
      facilities.map(({ value }) => value),
      code,
    ),
    terms: await termRows(tx, knownAt),
  }
}
export const rulesOf = ({ facilities, terms }: ReloanRules, code: string): FacilityRules => ({
  lineage: lineageOf(facilities, code),
  terms,
})

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
