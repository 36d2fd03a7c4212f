import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { TERMS, type TermName, type TermValue } from './facility-term.js'

/** Which published row a figure came from. */
export interface RuleRef {
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** One rule of a facility over a period, both days included; the value is null while nobody knows it. */
export interface FacilityTermRow {
  readonly facility: string
  readonly parameter: string
  readonly value: string | null
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly rule: RuleRef
}
export interface Facility {
  readonly code: string
  readonly parent: string | null
}
/** The rules a facility is read by: its code, then its parents', nearest first. */
export type Lineage = readonly [string, ...string[]]

export interface TermInForce<N extends TermName> {
  readonly value: TermValue<N>
  readonly rule: RuleRef
}
/** Blocks approval: names the parameter, the document that would settle it, and the role that enters it. */
export interface FacilityTermUnknown {
  readonly code: 'FACILITY_TERM_UNKNOWN'
  readonly facility: string
  readonly parameter: TermName
  readonly on: CivilDate
  readonly document: string
  readonly enteredBy: 'reloan_reviewer'
  readonly approvedBy: 'reloan_approver'
}

/** A facility whose parents lead back to itself ends at the first it has met. */
export const lineageOf = (facilities: readonly Facility[], code: string): Lineage => {
  const parents: string[] = []
  let parent = facilities.find((one) => one.code === code)?.parent ?? null
  while (parent !== null && parent !== code && !parents.includes(parent)) {
    parents.push(parent)
    const reached: string = parent
    parent = facilities.find((one) => one.code === reached)?.parent ?? null
  }
  return [code, ...parents]
}

/**
 * The row of the nearest facility that has one on the day; of several the one that began last, then the one given last.
 * An empty row of the facility's own hides its parents', and so does one that lapsed: unknown is never defaulted.
 */
export const termRowInForce = (
  rows: readonly FacilityTermRow[],
  lineage: Lineage,
  parameter: TermName,
  on: CivilDate,
): FacilityTermRow | undefined => {
  for (const facility of lineage) {
    const begun = rows.filter((row) => row.facility === facility && row.parameter === parameter && row.validFrom <= on)
    const last = latest(begun.filter(({ validTo }) => validTo === null || on <= validTo))
    if (last) return last
    const lapsed = latest(begun)
    if (lapsed && facility !== lineage.at(-1)) return { ...lapsed, value: null }
  }
  return undefined
}
const latest = (rows: readonly FacilityTermRow[]): FacilityTermRow | undefined =>
  rows.reduce<FacilityTermRow | undefined>(
    (last, row) => (last === undefined || row.validFrom >= last.validFrom ? row : last),
    undefined,
  )

/** Null where the facility sets no such rule; refused where it is said to be unknown. @throws MalformedValue for a value of another form */
export const termIfSet = <N extends TermName>(
  rows: readonly FacilityTermRow[],
  lineage: Lineage,
  parameter: N,
  on: CivilDate,
): Result<TermInForce<N> | null, FacilityTermUnknown> => {
  const answers = ANSWERS.get(rows) ?? new Map<string, Result<unknown, FacilityTermUnknown>>()
  ANSWERS.set(rows, answers)
  const question = `${parameter} ${on} ${lineage.join()}`
  const answer = answers.get(question) ?? readTerm(rows, lineage, parameter, on)
  answers.set(question, answer)
  return answer as Result<TermInForce<N> | null, FacilityTermUnknown>
}
/** Ten thousand loans of a batch ask the same few questions of the same rows. */
const ANSWERS = new WeakMap<readonly FacilityTermRow[], Map<string, Result<unknown, FacilityTermUnknown>>>()

const readTerm = <N extends TermName>(
  rows: readonly FacilityTermRow[],
  lineage: Lineage,
  parameter: N,
  on: CivilDate,
): Result<TermInForce<N> | null, FacilityTermUnknown> => {
  const row = termRowInForce(rows, lineage, parameter, on)
  if (row === undefined) return ok(null)
  if (row.value === null) return refuse(unknown(lineage, parameter, on))
  return ok({ value: TERMS[parameter].read(row.value) as TermValue<N>, rule: row.rule })
}

/** The rule, which the facility must have: a missing row is as unknown as an empty one. */
export const termInForce = <N extends TermName>(
  rows: readonly FacilityTermRow[],
  lineage: Lineage,
  parameter: N,
  on: CivilDate,
): Result<TermInForce<N>, FacilityTermUnknown> => {
  const term = termIfSet(rows, lineage, parameter, on)
  if (!term.ok) return term
  return term.value === null ? refuse(unknown(lineage, parameter, on)) : ok(term.value)
}

const unknown = (lineage: Lineage, parameter: TermName, on: CivilDate): FacilityTermUnknown => ({
  code: 'FACILITY_TERM_UNKNOWN',
  facility: lineage[0],
  parameter,
  on,
  document: TERMS[parameter].document,
  enteredBy: 'reloan_reviewer',
  approvedBy: 'reloan_approver',
})
