import type { RowLeftOut } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { EligibilityLines } from './EligibilityLines.js'

/** Rows of a batch that could not be filed, each with why and what would cure it. */
export function LeftOut({
  rows,
  contractNo,
}: {
  readonly rows: readonly RowLeftOut[]
  readonly contractNo: (loanId: string) => string
}) {
  const { word } = useLanguage()
  return rows.map((row) => (
    <section key={row.loanId}>
      <h3>
        {row.row}. {contractNo(row.loanId)} <span className="mark mark-no">{word('refusal', row.code)}</span>
      </h3>
      <EligibilityLines lines={(row.lines ?? []).filter((line) => !line.passed)} />
    </section>
  ))
}
