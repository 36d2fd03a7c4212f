import type { CivilDate } from '../../kernel/civil-date.js'
import { MalformedValue } from '../../kernel/decimal.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FacilityTermRow, type FacilityTermUnknown, type Lineage, termIfSet, termInForce } from './facility.js'
import { TERMS, type TermName } from './facility-term.js'

export type TermValueRefusal =
  | { readonly code: 'TERM_PARAMETER_UNKNOWN'; readonly parameter: string; readonly known: readonly string[] }
  | { readonly code: 'TERM_VALUE_UNFIT'; readonly parameter: string; readonly value: string; readonly expected: string }

const UNIT: Readonly<Record<TermName, string>> = {
  ratio_cap: 'ratio',
  terms_months: 'months',
  max_extensions: 'count',
  max_total_months: 'months',
  loan_rate_cap: 'percent',
  eligibility: 'expression',
  filing_cutoff_day: 'day of month',
  filing_previous_month_only: 'boolean',
  overdue_rate: 'percent',
  rate_table: 'table',
  modes: 'modes',
  note_backfill_days: 'working days',
  reviews: 'count',
  extension_length: 'text',
  mid_term_reprice: 'boolean',
  early_repayment: 'ways',
  eligible_fields: 'fields',
  quota_shared_with: 'facilities',
}

/** Whether a text can be the value of a parameter that a branch may enter, and its unit. */
export function checkTermValue(parameter: string, value: string): Result<{ readonly unit: string }, TermValueRefusal> {
  if (!isTermName(parameter)) return refuse({ code: 'TERM_PARAMETER_UNKNOWN', parameter, known: Object.keys(TERMS) })
  try {
    TERMS[parameter].read(value)
  } catch (error) {
    if (!(error instanceof MalformedValue)) throw error
    return refuse({ code: 'TERM_VALUE_UNFIT', parameter, value, expected: error.expected })
  }
  if (parameter === 'terms_months' && value.split('|').includes('0'))
    return refuse({ code: 'TERM_VALUE_UNFIT', parameter, value, expected: 'months above 0' })
  return ok({ unit: UNIT[parameter] })
}
const isTermName = (parameter: string): parameter is TermName => Object.hasOwn(TERMS, parameter)

/** Every rule that a re-loan needs and that nobody has entered: what must be entered, from which documents, by whom. */
export interface FacilityTermsUnknown {
  readonly code: 'FACILITY_TERMS_UNKNOWN'
  readonly facility: string
  readonly on: CivilDate
  readonly parameters: readonly string[]
  readonly documents: readonly string[]
  readonly enteredBy: FacilityTermUnknown['enteredBy']
  readonly approvedBy: FacilityTermUnknown['approvedBy']
}

/** A facility may set no rate cap and no filing window, but neither must be said to be unknown; the others it must have. */
export function requiredTermsKnown(
  rows: readonly FacilityTermRow[],
  lineage: Lineage,
  on: CivilDate,
): Result<null, FacilityTermsUnknown> {
  const unknown = [
    termInForce(rows, lineage, 'ratio_cap', on),
    termInForce(rows, lineage, 'terms_months', on),
    termInForce(rows, lineage, 'rate_table', on),
    termInForce(rows, lineage, 'eligibility', on),
    termIfSet(rows, lineage, 'loan_rate_cap', on),
    termIfSet(rows, lineage, 'filing_cutoff_day', on),
    termIfSet(rows, lineage, 'filing_previous_month_only', on),
  ].flatMap((term) => (term.ok ? [] : [term.refusal]))
  const [first] = unknown
  if (first === undefined) return ok(null)
  const { facility, enteredBy, approvedBy } = first
  return refuse({
    code: 'FACILITY_TERMS_UNKNOWN',
    facility,
    on,
    parameters: unknown.map(({ parameter }) => parameter),
    documents: unknown.map(({ parameter, document }) => `${TERMS[parameter].zh}: ${document}`),
    enteredBy,
    approvedBy,
  })
}
