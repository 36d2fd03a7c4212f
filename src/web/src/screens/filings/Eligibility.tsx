import type { EligibilityLine } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { RuleSource } from '../../parts/tags.js'

const linesOf = (eligibility: unknown): readonly EligibilityLine[] => {
  if (Array.isArray(eligibility)) return eligibility as EligibilityLine[]
  const lines = (eligibility as { lines?: unknown } | null)?.lines
  return Array.isArray(lines) ? (lines as EligibilityLine[]) : []
}

/** 准入检查, line by line: passed or not, with the facts compared and the rule row. */
export function Eligibility({ eligibility }: { readonly eligibility: unknown }) {
  const { t, word } = useLanguage()
  const factsOf = (line: EligibilityLine) =>
    Object.entries(line.facts ?? {})
      .map(([id, value]) => `${word('fact', id)} ${value === null ? '—' : String(value)}`)
      .join(' · ')
  return (
    <table className="plain-table eligibility">
      <tbody>
        {linesOf(eligibility).map((line) => {
          const id = line.id ?? line.test ?? ''
          return (
            <tr key={id}>
              <td>
                <span className={line.passed ? 'mark mark-yes' : 'mark mark-no'}>
                  {t(line.passed ? 'filing.passed' : 'filing.failed')}
                </span>
              </td>
              <th scope="row">{word('check', id)}</th>
              <td className="note">{factsOf(line)}</td>
              <td>
                <RuleSource rule={line} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
