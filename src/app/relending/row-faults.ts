import { type Eligibility, type EligibilityLine, failedChecks } from '../../domain/relending/eligibility.js'
import type { FilingRefusal } from '../../domain/relending/filing.js'
import type { Refusal } from '../../kernel/result.js'

/** A row of a batch that cannot be filed: where it is, why, and, line by line, what would cure it. */
export interface WrongRow {
  /** Counted from 1, as the batch was given. */
  readonly row: number
  readonly loanId: string
  readonly code: string
  /** What the code's sentence names. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly checks: readonly string[]
  readonly lines: readonly EligibilityLine[]
}

export const wrongRow = (
  row: number,
  loanId: string,
  { code, ...facts }: Refusal | FilingRefusal,
  eligibility: Eligibility | null = null,
): WrongRow => ({
  row,
  loanId,
  code,
  facts,
  checks: eligibility === null ? [] : failedChecks(eligibility),
  lines: eligibility === null ? [] : eligibility.lines.filter(({ passed }) => !passed),
})

/** A batch with rows that cannot be filed: exactly those, so that it is put right in one go. */
export interface RowsWrong {
  readonly code: 'FILING_ROWS_WRONG'
  readonly filed: number
  readonly wrong: number
  readonly rows: readonly WrongRow[]
}
